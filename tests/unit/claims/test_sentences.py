"""Pages become sentences with their places; menus, teasers and headings become none."""

from critmin.claims.sentences import split


def words(text):
    return [s.text for s in split(text).sentences]


def test_a_sentence_stands_where_it_says():
    text = "Title here\n\nJapan signed a\ndeal today.  It was **bold**.\n\n* A bullet with a verb is read too.\n"
    page = split(text)
    assert [s.text for s in page.sentences] == [
        "Japan signed a deal today.",
        "It was bold.",
        "A bullet with a verb is read too.",
    ]
    assert next(text[s.start : s.end] for s in page.sentences) == "Japan signed a\ndeal today."


def test_front_matter_links_and_headings_make_no_sentences():
    text = (
        "---\ntitle: China bans it\ndate: 2025-01-01\n---\n\n## A heading\n\n[Another "
        "story](https://example.org/x)\n\nAlso read: more tariffs on steel.\n\nThis "
        "one counts as text."
    )
    assert words(text) == ["This one counts as text."]


def test_teasers_of_other_stories_inside_a_paragraph_are_left_out():
    text = "Prices rose again. Mar 12, 2026 Metals China bans all exports of gallium Read more The mine is open."
    assert words(text) == ["Prices rose again.", "The mine is open."]


def test_abbreviations_do_not_end_a_sentence():
    assert (
        len(
            words("The U.S. Treasury and Acme Inc. signed on Oct. 9 in St. Louis. It went to the U.S. The end is near.")
        )
        == 3
    )


def test_a_country_before_a_full_stop_leads_the_sentences_after_it():
    (sentence,) = split("Zimbabwe. Exports of lithium ore have been banned.").sentences
    assert (sentence.lead_in, sentence.text) == ("Zimbabwe", "Exports of lithium ore have been banned.")


def test_a_long_run_is_cut_and_an_empty_text_is_empty():
    assert max(len(s.text) for s in split("word " * 5000).sentences) <= 1000
    assert split("").sentences == ()


def test_a_bullet_goes_on_where_its_lines_are_indented():
    text = (
        "- The bank closed a loan of $2\n  million to Wollert\n  Metals\n  and left for the\n  day.\n- It rained again."
    )
    said = [s.text for s in split(text).sentences]
    assert said[0] == "The bank closed a loan of $2 million to Wollert Metals and left for the day."


def test_a_word_parted_at_the_end_of_a_line_is_one_word():
    assert split("They signed an agree-\nment on tin.").sentences[0].text == "They signed an agreement on tin."
    assert split("A state-\nowned firm digs high-energy-\ndensity ore.").sentences[0].text == (
        "A state- owned firm digs high-energy- density ore."
    )


LONG = (
    "The harbour was busy all week, with ore for three smelters waiting on the quay and ships at anchor off the mole."
)


def test_a_new_line_of_a_page_with_long_lines_is_meant():
    text = f"{LONG}\nOman has banned exports of tin.\nOther news\n{LONG}\n"
    assert words(text) == [LONG, "Oman has banned exports of tin.", LONG]


def test_prose_that_opens_as_furniture_does_is_prose():
    text = (
        "For this reason, the minister\nrecommended a duty of 30 percent\non tin.\n\n"
        "Related parties pay it too.\n\nRelated news\n"
    )
    assert words(text) == [
        "For this reason, the minister recommended a duty of 30 percent on tin.",
        "Related parties pay it too.",
    ]


def test_a_link_on_a_line_of_its_own_may_stand_in_a_sentence():
    text = "These doubts were told in a\n[letter](https://example.org/a)\nto the trade minister.\n\n[More](https://example.org)"
    assert words(text) == ["These doubts were told in a letter to the trade minister."]


def test_a_blank_line_may_stand_in_a_sentence():
    text = (
        "A title\n\nLast week the tin miner announced a partnership\n\nwith Oman's smelters to melt scrap.\n\n"
        "The end is near."
    )
    assert words(text) == [
        "Last week the tin miner announced a partnership with Oman's smelters to melt scrap.",
        "The end is near.",
    ]


def test_a_backslash_at_the_end_of_a_line_is_the_end_of_it():
    text = "Oman bans exports of tin.\\\n\\\nThe law takes effect in May.\\\n"
    assert words(text) == ["Oman bans exports of tin.", "The law takes effect in May."]


def test_lines_with_a_share_each_under_a_colon_are_a_list():
    text = (
        "Imports of these by Oman came from abroad:\n\n    80% of its tin from Peru\n    100% of its zinc\n\nThe end."
    )
    assert words(text)[1] == "80% of its tin from Peru 100% of its zinc"


def test_a_number_of_rank_ends_no_sentence():
    assert words("Laos is the world's no. 2 tin miner. The answer was no. Peru is no. 3.") == [
        "Laos is the world's no. 2 tin miner.",
        "The answer was no.",
        "Peru is no. 3.",
    ]

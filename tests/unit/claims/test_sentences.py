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

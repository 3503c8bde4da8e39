"""Where a page says when it was published, and the days near it that are somebody else's."""

import time
from datetime import date

import pytest

from critmin.sources.article_head import date_of_line, date_of_text, dateline

SEEN = date(2026, 11, 1)
DAY = date(2025, 10, 28)
PROSE = "The governments of Arcadia and Borduria signed a memorandum on critical minerals. " * 4


@pytest.mark.parametrize(
    "line",
    [
        "  • 28.10.25",
        "28 October 2025",
        "**Published:** October 28, 2025 21:37 UTC",
        "Veröffentlicht am 28. Oktober 2025",
        "Tuesday, October 28, 2025",
        "Brussels, 28 October 2025",
        "Press release | 28 October 2025 | Brussels",
        "By A. Writer, Tokyo, 28 October 2025",
        "By A. Writer | 28 October 2025 | 5 min read",
        "(28.10.2025)",
        "October 28, 2025 5:30 pm EDT",
        "FOR IMMEDIATE RELEASE: October 28, 2025",
        "公開日：2025年10月28日",
        "发布时间：2025-10-28 09:00",
        "（2025年10月28日　東京）",
        "2025年10月28日（火）",
        "2025. 10. 28. 09:30",
        "28 October 2025, 17:10 local time",
        "Thu, 28 Oct 2025 09:30:00 +0000",
        "2025-10-28T09:00:00Z",
        "10/28/2025 05:30 PM EDT",
        "Retold on 28 October 2025",
        "Retold 2025/10/28",
        "Retold on 28 October 2025. The original governs.",
        "Issued 28 October 2025. Our summary, not the text.",
        "An evening at the institute. Notes taken on 28 October 2025.",
        "pubDate: 2025-10-28 16:42:54",
        "Post By : 28th October 2025",
        'date = "2025-10-28T13:10:39Z"',
        "What we know so far. (28 October 2025)",
        "28 October 2025. For children from eight.",
        "Posted 28 October 2025 by Edda",
        "Published on 28 October 2025 at 10:00 by Edda Ruiz",
        "Publié le 28 octobre 2025 à 17h10",
        "Pubblicato il 28 ottobre 2025",
        "Publicado el 28 de octubre de 2025",
        "Mardi 28 octobre 2025",
        "Berlin, den 28. Oktober 2025",
        "Madrid, a 28 de octubre de 2025",
        "LACQ (Pyrénées-Atlantiques), le 28 octobre 2025",
        "LUSAKA 28/10/2025",
        "CENTENNIAL, Colo. (Oct. 28, 2025)",
        "(Oct. 28, 2025)",
        "Note of 28 October 2025",
        "Ore Economics, note of 28 October 2025",
        "Briefing of 28 October 2025",
        "Version of 28 October 2025",
        "Digest of 28 October 2025",
        "This note was written on 28 October 2025.",
        "Based on the text of 20 October 2025. Retold 28 October 2025.",
        "Vol. 12, No. 4, 28 October 2025",
        "October 28, 2025 06:00 ET| Source: Arcadian Metals Inc.",
        "Published Tue, Oct 28 2025 6:00 AM EDT | Updated Wed, Oct 29 2025 7:00 AM EDT",
        "For immediate release: 28 October 2025",
        "FOR IMMEDIATE RELEASE - October 28, 2025",
        "28 October 2025 (updated 29 October 2025)",
        "Published Oct. 28, 2025 | Updated Oct. 29, 2025 3:00 p.m. ET",
        "By A. Writer | Updated Oct. 29, 2025 | Published Oct. 28, 2025",
        "Updated: 28 Oct 2025",
        "Last modified on 28 October 2025",
    ],
)
def test_a_line_that_is_a_date_and_hardly_more_dates_the_page(line):
    assert date_of_line(line, SEEN)[0] == DAY


@pytest.mark.parametrize(
    "line",
    [
        "The deal signed on 28 October 2025 in Tokyo",
        "28 October 2025, when the two leaders signed",
        "On 28 October 2025, Arcadia and Borduria signed",
        "The framework was signed on 28 October 2025 in Washington.",
        "Signed on 28 October 2025 in Washington",
        "Done at Washington, 28 October 2025",
        "In force since 28 October 2025",
        "Regulation (EU) 2024/1252 of 28 October 2025",
        "Executive Order 14241 of October 28, 2025",
        "Act of 28 October 2025 on mines",
        "Mining Act, 28 October 2025",
        "Deadline: 28 October 2025",
        "Comments are due by 28 October 2025",
        "Applications close 28 October 2025",
        "Apply by: 28 October 2025",
        "Election day: 28 October 2025",
        "Prices as of 28 October 2025",
        "Embargoed until 28 October 2025",
        "Tokyo Summit, 28 October 2025",
        "28 October 2025 – 30 October 2025",
        "27–28 October 2025, Tokyo",
        "27 and 28 October 2025",
        "Retrieved 28 October 2025",
        "The order was published on 28 October 2025.",
        "The report, published 28 October 2025",
        "28 October 2025 was a good day.",
        "2025年10月28日、日本と米国は署名した。",
        "LUSAKA 3/9/2025",
        "Our next: 28 October 2027",
        "Effective 28 October 2025",
        "Joint statement of 28 October 2025",
        "WASHINGTON, October 28 -",
        "Published: 11/03/25",
        "28 October 2025 " + "and so on " * 20,
    ],
)
def test_a_line_that_mentions_a_day_does_not(line):
    assert date_of_line(line, SEEN)[0] is None


@pytest.mark.parametrize(
    "paragraph",
    [
        "TOKYO, 28 October 2025 — Arcadia said",
        "TOKYO, Oct. 28, 2025 (Newswire) - Arcadia said",
        "WASHINGTON, D.C., October 28, 2025 /Newswire/ -- Arcadia",
        "Tokyo (October 28, 2025) – The minister said",
        "**BRUSSELS, 28 October 2025** — The",
        "28 October 2025 – The minister said",
        "ZURICH (Limmat Courier) Oct 28, 2025 - The minister",
        "GENEVA, October 28, 2025. Arcadia said",
        "ELLABELL, Georgia — October 28, 2025. The jumbo",
        "VANCOUVER, British Columbia, October 28, 2025 (GLOBE NEWSWIRE) -- Arcadia Ltd",
        "TORONTO, ON / ACCESSWIRE / October 28, 2025 / Arcadia Ltd",
        "NEW YORK--(BUSINESS WIRE)--28 October 2025--Arcadia Ltd",
        "RIO DE JANEIRO, 28 de outubro de 2025 – O ministro",
        "Abidjan, le 28 octobre 2025 (AFP) - Le ministre",
        "東京、2025年10月28日 — 両国は",
    ],
)
def test_a_dateline_dates_the_page(paragraph):
    assert dateline(paragraph + PROSE, SEEN)[0] == DAY


@pytest.mark.parametrize(
    "paragraph",
    [
        "London, 18 July (Newswire) — Arcadia",
        "On 28 October 2025 - the",
        "Arcadia signed on 28 October 2025 — and",
        "The deal of 28 October 2025 — the",
        "Joint Statement of 28 October 2025 — the",
        "Signed in Washington, 28 October 2025. The",
        "Proclamation 10908 of October 28, 2025. The",
        "President Doe October 28, 2025. He",
        "Le 28 octobre 2025, le ministre a",
        "28 October 2025 - 30 October 2025: the",
    ],
)
def test_a_sentence_with_a_day_is_no_dateline(paragraph):
    assert dateline(paragraph + PROSE, SEEN)[0] is None


def test_a_stamp_before_the_first_words_dates_the_page():
    assert date_of_text(["Tin rises", f"date 2025-10-28 LIMA - {PROSE}"], "Tin rises", SEEN) == DAY
    assert date_of_text(["Tin rises", f"date 2027-10-28 LIMA - {PROSE}"], "Tin rises", SEEN) is None


def test_only_the_head_of_a_page_is_looked_at():
    assert date_of_text(["A title", "28.10.25", PROSE], "A title", SEEN) == DAY
    assert date_of_text(["A title", PROSE, "28.10.25"], "A title", SEEN) is None
    assert date_of_text(["A title", PROSE, PROSE, "TOKYO, 28 October 2025 — more"], "A title", SEEN) is None
    assert date_of_text(["A title", f"TOKYO, 28 October 2025 — {PROSE}"], "A title", SEEN) == DAY


def test_a_labelled_date_comes_before_one_without():
    head = ["A title", "1 October 2025", "Published: 28 October 2025", PROSE]
    assert date_of_text(head, "A title", SEEN) == DAY


def test_a_labelled_date_that_cannot_be_told_ends_the_search():
    head = ["A title", "Published: 11/03/25", "28.10.25", PROSE]
    assert date_of_text(head, "A title", SEEN) is None


def test_a_day_in_the_title_is_not_the_pages():
    assert date_of_text(["Statement, 28 October 2025", PROSE], "Statement, 28 October 2025", SEEN) is None


def test_of_two_labels_published_comes_before_updated():
    for head in (
        ["Updated 30 October 2025", "Published 28 October 2025"],
        ["Posted 28 October 2025", "Updated 30.10.25"],
    ):
        assert date_of_text(["A title", *head, PROSE], "A title", SEEN) == DAY
    assert (
        date_of_text(["A title", "Updated 30 October 2025", f"TOKYO, 28 October 2025 — {PROSE}"], "A title", SEEN)
        == DAY
    )
    assert date_of_text(["A title", "Updated 30 October 2025", PROSE], "A title", SEEN) == date(2025, 10, 30)


def test_a_label_on_a_line_of_its_own_is_that_of_the_next_line():
    lines = ["Updated", "30 October 2025", "Published", "28 October 2025"]
    assert date_of_text(["A title", *lines, PROSE], "A title", SEEN) == DAY
    assert (
        date_of_text(["A title", "Published:\n28 October 2025\nLast updated:\n30 October 2025", PROSE], None, SEEN)
        == DAY
    )
    assert date_of_text(["A title", "Deadline:", "28 October 2025", PROSE], "A title", SEEN) is None
    assert date_of_text(["A title", "Signed:\n28 October 2025", PROSE], "A title", SEEN) is None


def test_of_two_lines_that_differ_neither_counts():
    assert date_of_text(["A title", "28 October 2025", "Tokyo, 30 October 2025", PROSE], "A title", SEEN) is None
    assert date_of_text(["A title", "28 October 2025", "Tokyo, 28 October 2025", PROSE], "A title", SEEN) == DAY


def test_a_date_after_a_teaser_counts_where_it_stands_alone_between_paragraphs():
    assert date_of_text(["A title", PROSE, "28 October 2025", PROSE], "A title", SEEN) == DAY
    assert date_of_text(["A title", PROSE, "OSLO, 28 October 2025", PROSE], "A title", SEEN) == DAY
    assert date_of_text(["A title", PROSE, f"OSLO, 28 October 2025 — {PROSE}"], "A title", SEEN) == DAY
    assert date_of_text(["A title", f"{PROSE} They met on", "28 October 2025", PROSE], "A title", SEEN) is None
    assert date_of_text(["A title", PROSE, "28 October 2025 | Tokyo | signing", PROSE], "A title", SEEN) is None
    assert date_of_text(["A title", PROSE, PROSE, "28 October 2025", PROSE], "A title", SEEN) is None


def test_the_days_of_a_chronology_are_not_the_pages():
    entries = ["2 April 2025", PROSE, "9 April 2025", PROSE, "12 May 2025", PROSE]
    assert date_of_text(["A title", *entries], "A title", SEEN) is None
    assert date_of_text(["A title", PROSE, *entries], "A title", SEEN) is None
    opened = [f"{day}: {PROSE}" for day in ("2 April 2025", "9 April 2025", "12 May 2025")]
    assert date_of_text(["A title", *opened], "A title", SEEN) is None
    assert date_of_text(["A title", "- 2 April 2025: Tariffs\n- 9 April 2025: A pause", PROSE], "A title", SEEN) is None
    assert date_of_text(["A title", "Published 28 October 2025", *entries], "A title", SEEN) == DAY


def test_a_line_at_the_foot_counts_only_where_a_label_says_published():
    assert date_of_text(["A title", PROSE, PROSE, "Published 28 October 2025"], "A title", SEEN) == DAY
    assert date_of_text(["A title", PROSE, PROSE, "Gazette. First published 28 October 2025."], "A title", SEEN) == DAY
    assert date_of_text(["A title", PROSE, PROSE, "Last updated: 28 October 2025"], "A title", SEEN) == DAY
    assert date_of_text(["A title", PROSE, PROSE, "Signed on 28 October 2025"], "A title", SEEN) is None
    assert date_of_text(["A title", PROSE, PROSE, "28 October 2025"], "A title", SEEN) is None
    others = ["Published 28 October 2025", "Published 1 May 2025"]
    assert date_of_text(["A title", PROSE, PROSE, *others], "A title", SEEN) is None
    assert date_of_text(["A title", PROSE, PROSE, "Related articles", others[0]], "A title", SEEN) is None


def test_a_day_after_the_page_was_seen_is_that_of_an_event():
    assert date_of_text(["A title", "28 October 2027", PROSE], "A title", SEEN) is None
    assert date_of_text(["A title", "28 October 2025", PROSE], "A title", DAY) == DAY


@pytest.mark.parametrize(
    "opening",
    [
        "Arcadia and Borduria signed on 20 October 2025 in Washington a framework.",
        "Exports need a licence since 9 October 2025, the ministry said.",
        "The Minerals Act of 5 May 2025 binds both.",
        "Bids are due by 5 May 2025.",
        "On 20 October 2025. The two met.",
    ],
)
def test_a_day_of_an_event_in_the_first_sentence_is_not_the_pages(opening):
    assert date_of_text(["A title", f"{opening} {PROSE}", PROSE], "A title", SEEN) is None
    assert date_of_text(["A title", opening, PROSE], "A title", SEEN) is None


@pytest.mark.parametrize("hostile", ["a " * 80, "A," * 80, "- " * 80, "1." * 80, "(" * 160, "Mon, " * 30, "28 " * 50])
def test_lines_made_to_stall_a_pattern_do_not(hostile):
    """S7."""
    started = time.process_time()
    for _ in range(20):
        date_of_line(f"{hostile} 28 October 2025 {hostile}"[:160], SEEN)
        date_of_line(f"{hostile}"[:140] + "28 October 2025", SEEN)
        dateline(f"{hostile}"[:160] + " 28 October 2025 — x", SEEN)
    assert time.process_time() - started < 1

"""The publication date: every form that publishers write, and what must stay null."""

import time
from datetime import date

import pytest

from critmin.sources.article_dates import date_of_dateline, date_of_head, date_of_line, read_date

SEEN = date(2026, 11, 1)
DAY = date(2025, 10, 28)
PROSE = "The governments of Arcadia and Borduria signed a memorandum on critical minerals. " * 4


@pytest.mark.parametrize(
    "text",
    [
        "28.10.25",
        "28.10.2025",
        "2025-10-28",
        "2025/10/28",
        "20251028",
        "28 October 2025",
        "28th October 2025",
        "28 Oct 2025",
        "28-OCT-2025 18:23:28.94",
        "October 28, 2025",
        "Oct. 28 2025",
        "Oct 28, 2025",
        "28. Oktober 2025",
        "28 octobre 2025",
        "28 de octubre de 2025",
        "28 ottobre 2025",
        "28 de outubro de 2025",
        "2025年10月28日",
        "２０２５年１０月２８日",
        "令和7年10月28日",
        "2025년 10월 28일",
        "28/10/2025",
        "10/28/2025",
        "28/10/25",
        "25.10.28",
        "Tue, 28 Oct 2025 23:30:00 +0900",
        "2025-10-28T23:30:00-04:00",
        "2025-10-28 15:27:49 +0000",
    ],
)
def test_a_day_is_read_in_every_form_that_publishers_write(text):
    assert read_date(text, SEEN) == DAY


@pytest.mark.parametrize(
    "text",
    ["11/03/25", "11/03/2025", "03-11-2025", "31.02.2025", "2025-13-01", "October 2025", "2025", "soon", "", None],
)
def test_a_day_that_is_ambiguous_or_none_is_never_guessed(text):
    assert read_date(text, SEEN) is None


def test_a_day_and_month_of_the_same_number_are_not_ambiguous():
    assert read_date("10/10/25", SEEN) == date(2025, 10, 10)


def test_with_points_the_day_comes_first():
    assert read_date("11.03.25", SEEN) == date(2025, 3, 11)


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
        "Updated: 28 Oct 2025",
        "Last modified on 28 October 2025",
        "Deadline: 28 October 2025",
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
    ],
)
def test_a_dateline_dates_the_page(paragraph):
    assert date_of_dateline(paragraph + PROSE, SEEN) == DAY


@pytest.mark.parametrize(
    "paragraph",
    [
        "London, 18 July (Newswire) — Arcadia",
        "On 28 October 2025 - the",
        "Arcadia signed on 28 October 2025 — and",
        "The deal of 28 October 2025 — the",
    ],
)
def test_a_sentence_with_a_day_is_no_dateline(paragraph):
    assert date_of_dateline(paragraph + PROSE, SEEN) is None


def test_only_the_head_of_a_page_is_looked_at():
    assert date_of_head(["A title", "28.10.25", PROSE], "A title", SEEN) == DAY
    assert date_of_head(["A title", PROSE, "28.10.25"], "A title", SEEN) is None
    assert date_of_head(["A title", PROSE, PROSE, "TOKYO, 28 October 2025 — more"], "A title", SEEN) is None
    assert date_of_head(["A title", f"TOKYO, 28 October 2025 — {PROSE}"], "A title", SEEN) == DAY


def test_a_labelled_date_comes_before_one_without():
    head = ["A title", "1 October 2025", "Published: 28 October 2025", PROSE]
    assert date_of_head(head, "A title", SEEN) == DAY


def test_a_labelled_date_that_cannot_be_told_ends_the_search():
    head = ["A title", "Published: 11/03/25", "28.10.25", PROSE]
    assert date_of_head(head, "A title", SEEN) is None


def test_a_day_in_the_title_is_not_the_pages():
    assert date_of_head(["Statement, 28 October 2025", PROSE], "Statement, 28 October 2025", SEEN) is None


@pytest.mark.parametrize("hostile", ["a " * 80, "A," * 80, "- " * 80, "1." * 80, "(" * 160, "Mon, " * 30, "28 " * 50])
def test_lines_made_to_stall_a_pattern_do_not(hostile):
    """S7."""
    started = time.monotonic()
    for _ in range(20):
        date_of_line(f"{hostile} 28 October 2025 {hostile}"[:160], SEEN)
        date_of_line(f"{hostile}"[:140] + "28 October 2025", SEEN)
        date_of_dateline(f"{hostile}"[:160] + " 28 October 2025 — x", SEEN)
    assert time.monotonic() - started < 1

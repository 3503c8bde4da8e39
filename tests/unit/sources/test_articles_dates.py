"""The forms in which publishers write a day, and those that must stay null."""

from datetime import date

import pytest

from critmin.sources.article_dates import read_date

SEEN = date(2026, 11, 1)
DAY = date(2025, 10, 28)


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
        "28th of October, 2025",
        "28 October, 2025",
        "28 octobre 2025 à 17h10",
        "28 oct. 2025",
        "28 out. 2025",
        "28° ottobre 2025",
        "28º de outubro de 2025",
        "October 28, 2025",
        "October 28th, 2025",
        "October 28th 2025",
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
        "2025. 10. 28.",
        "2025年10月28號",
        "二〇二五年十月二十八日",
        "民國114年10月28日",
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
    [
        "11/03/25",
        "11/03/2025",
        "03-11-2025",
        "31.02.2025",
        "2025-13-01",
        "二〇二五年",
        "October 2025",
        "2025",
        "soon",
        "",
        None,
    ],
)
def test_a_day_that_is_ambiguous_or_none_is_never_guessed(text):
    assert read_date(text, SEEN) is None


def test_a_day_and_month_of_the_same_number_are_not_ambiguous():
    assert read_date("10/10/25", SEEN) == date(2025, 10, 10)


def test_with_points_the_day_comes_first():
    assert read_date("11.03.25", SEEN) == date(2025, 3, 11)

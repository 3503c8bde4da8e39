"""Counts that a text states, so that the warehouse can check them."""

from datetime import date

import pytest

from critmin.claims.claim import Document
from critmin.claims.context import Context, Left
from critmin.claims.extract import extract

PUBLISHED = date(2025, 11, 20)


def counts(text: str, published_on: date | None = PUBLISHED) -> list[tuple]:
    document = Document("d" * 64, text, published_on=published_on)
    found = extract(document).checkables
    for claim in found:
        place = claim.evidence
        assert text[place.quote_start : place.quote_end] == place.quote
    return [(c.stated_count, c.counted, c.counted_kind, c.subject, c.counterpart, c.since_on) for c in found]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        (
            "It is Washington's fourth such agreement since 9 October.",
            (4, "agreements", None, "USA", None, date(2025, 10, 9)),
        ),
        (
            "Kazakhstan became the fifth country to sign a minerals deal with the United States this year.",
            (5, "agreements", None, "USA", None, date(2025, 1, 1)),  # of Washington's deals
        ),
        (
            "China has imposed three export controls in two months.",
            (3, "trade_measures", "export_control", "CHN", None, date(2025, 9, 20)),
        ),
        (
            "Japan signed its third memorandum with Australia since 2023.",
            (3, "agreements", "mou", "JPN", "AUS", date(2023, 1, 1)),
        ),
        (
            "Malaysia's 2nd rare-earth pact was announced in Kuala Lumpur.",
            (2, "agreements", None, "MYS", None, None),
        ),
    ],
)
def test_a_count_is_read_with_whose_it_is_and_since_when(text, count):
    assert counts(text) == [count]


@pytest.mark.parametrize(
    "text",
    [
        "It would be Japan's third such agreement this year.",  # not stated as a fact
        "Four ministers met in Tokyo to talk about the deal.",
        "The fourth quarter was good for tariff lawyers.",
        "The company's second offtake deal was signed in May.",  # a firm's: not counted by us
        "The second deal of the film festival went to a Swede.",
    ],
)
def test_what_counts_nothing_of_ours_gives_none(text):
    assert counts(text) == []


def test_a_mineral_that_is_counted_is_kept():
    document = Document("d" * 64, "Malaysia's second rare-earth pact was signed.", published_on=PUBLISHED)
    assert extract(document).checkables[0].minerals == ("rare_earths",)


def test_a_count_without_a_document_date_has_no_period():
    assert counts("It is Japan's fourth agreement this year.", None) == [(4, "agreements", None, "JPN", None, None)]


def test_two_deals_told_at_once_are_no_count_over_time():
    assert counts("The US signed two deals with Thailand and Malaysia on 26 October.") == []


def test_a_doubted_count_is_left_with_its_reason():
    left: list[Left] = []
    extract(Document("d" * 64, "It would be Japan's third such agreement this year.", published_on=PUBLISHED), left)
    assert ("checkable", "modality") in {(x.candidate, x.rule) for x in left}


def test_a_long_run_of_numbers_is_read_in_linear_time():
    text = "second third " * 4_000 + "deal. " + "1st 2nd 3rd four " * 4_000
    assert len(Context.of(Document("d" * 64, text))) > 0
    assert extract(Document("d" * 64, text)).checkables == ()

"""Lines and rolls of names with figures, under the label that says what they are (R10)."""

import datetime

import pytest

from critmin.claims.claim import Document
from critmin.claims.extract import extract


def told(text: str) -> set[tuple]:
    document = Document(document_id="d", text=text, title=None, published_on=datetime.date(2024, 5, 3))
    return {
        (c.relation, c.dependent, c.supplier, None if c.share_pct is None else float(c.share_pct))
        for c in extract(document).dependencies
    }


def test_bullets_with_weights_take_their_meaning_from_the_line_of_their_source():
    text = (
        "Antimony: who makes it\n\n- China: 40,000 tonnes\n- Oman: 3,400 tonnes\nSource: mine output of antimony, 2023"
    )
    assert told(text) == {("producer", None, "CHN", None), ("producer", None, "OMN", None)}


def test_a_table_of_two_columns_needs_no_outer_pipes():
    text = "Country | Share of world niobium, 2022\nBrazil | 88%\nCanada | 9%\nAngola | 1%"
    assert told(text) == {
        ("dominates", None, "BRA", 88.0), ("producer", None, "CAN", 9.0), ("producer", None, "AGO", 1.0)
    }  # fmt: skip


def test_bare_figures_of_a_roll_are_shares_where_its_label_says_so():
    assert told("Market share, refined zinc, 2023: China 48; Peru 7; Japan 4 (per cent).") == {
        ("producer", None, "CHN", 48.0), ("producer", None, "PER", 7.0), ("producer", None, "JPN", 4.0)
    }  # fmt: skip


def test_reliance_by_mineral_belongs_to_the_country_of_the_label_or_of_the_line_behind():
    text = "Net import reliance in per cent: gallium 100; tin 77; zinc 76. Figures are for Japan in 2022."
    assert told(text) == {
        ("relies_on", "JPN", None, 100.0),
        ("relies_on", "JPN", None, 77.0),
        ("relies_on", "JPN", None, 76.0),
    }


def test_destinations_are_buyers():
    assert told("Who buys Bolivian tin?\n\nPeru: 61%\nChina: 22%\nSpain: 3%") == {
        ("relies_on", "PER", "BOL", 61.0), ("relies_on", "CHN", "BOL", 22.0), ("relies_on", "ESP", "BOL", 3.0)
    }  # fmt: skip


def test_a_table_of_minerals_with_their_main_supplier():
    text = "Mineral | Main supplier | Share of EU imports\nMagnesium | China | 97%\nBorates | Peru | 19%"
    assert told(text) == {("relies_on", "EUU", "CHN", 97.0), ("relies_on", "EUU", "PER", 19.0)}


@pytest.mark.parametrize(
    "text",
    [
        "Copper reserves, million tonnes: Chile 190, Peru 120, Oman 1.",
        "Duties on steel and zinc: China 25; Peru 10; Japan 15.",
        "Medals in the Tin Cup: Peru 4; Chile 3; Japan 1.",
        "Zinc prices, dollars a tonne:\n\nChina: 2,400\nPeru: 2,390\nJapan: 2,500",
    ],
)
def test_reserves_duties_medals_and_prices_are_no_records(text):
    assert not told(text)

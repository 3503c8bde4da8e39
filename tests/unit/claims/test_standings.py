"""Where a country stands among the makers of a mineral, however the order is told (R10)."""

import datetime

import pytest

from critmin.claims.claim import Document
from critmin.claims.extract import extract


def made(text: str) -> set[tuple]:
    document = Document(document_id="d", text=text, title=None, published_on=datetime.date(2024, 5, 3))
    return {(c.supplier, c.rank) for c in extract(document).dependencies if c.relation == "producer"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Bolivia has fallen to No. 5 in tin.", {("BOL", 5)}),
        ("Kazakhstan now lies third in chromium.", {("KAZ", 3)}),
        ("Zambia slid to eighth place in copper mining.", {("ZMB", 8)}),
        ("Vietnam trails only China in tungsten.", {("VNM", 2), ("CHN", 1)}),
        ("Australia leads the lithium league, with Chile next.", {("AUS", 1), ("CHL", 2)}),
        ("China heads the table for antimony, followed by Tajikistan.", {("CHN", 1), ("TJK", 2)}),
        ("Cobalt: Congo first, Indonesia second, Russia third.", {("COD", 1), ("IDN", 2), ("RUS", 3)}),
        ("Peru lost second place in copper to Zambia.", {("PER", 3), ("ZMB", 2)}),
        ("Indonesia outproduces the Philippines in nickel.", {("IDN", None), ("PHL", None)}),
        ("Morocco mines more phosphate than Tunisia.", {("MAR", None), ("TUN", None)}),
        ("India and Kazakhstan round out the top five chromite producers.", {("IND", None), ("KAZ", None)}),
        ("Brazil hosts the world's largest niobium mine.", {("BRA", None)}),
        ("The ranking for rare earths: 1 China, 2 United States, 3 Laos.", {("CHN", 1), ("USA", 2), ("LAO", 3)}),
    ],
)
def test_a_place_in_the_order_is_a_rank(text, expected):
    assert made(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "France came third in the women's relay, ahead of Chile's copper-clad team.",
        "Peru ranks fourth in lithium reserves.",
        "India could climb to third place in zinc.",
        "Zinc prices fell for the third day, a bank in Chile said.",
        "Japan is second among importers of copper.",
    ],
)
def test_sport_reserves_prices_and_imports_are_no_rank_of_makers(text):
    assert not made(text)

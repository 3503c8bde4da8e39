"""Whom a buyer seeks in another's place, told by a deal and by what it should lessen (R10)."""

import datetime

import pytest

from critmin.claims.claim import Document
from critmin.claims.extract import extract


def sought(text: str) -> set[tuple]:
    document = Document(document_id="d", text=text, title=None, published_on=datetime.date(2024, 5, 3))
    found = extract(document).dependencies
    return {(c.dependent, c.supplier, c.minerals) for c in found if c.relation == "alternative_supplier"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Norway signs a pact with Chile to diversify its lithium supplies, cutting its dependence on Russia.",
            {("NOR", "CHL", ("lithium",))},
        ),
        (
            "With the tin mine in Laos, officials said, Japan wants to reduce its reliance on Indonesia.",
            {("JPN", "LAO", ("tin",))},
        ),
    ],
)
def test_a_deal_told_to_lean_less_on_another_names_who_is_sought(text, expected):
    assert sought(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Norway signs a pact with Chile on lithium.",
        "Peru's miner, the biggest tin producer outside Indonesia, has a plant in Laos.",
        "Japan and allies such as Spain and Norway want their tin supply chains to be less dependent on Indonesia.",
        "Norway failed to sign a pact with Chile to cut its dependence on Russian lithium.",
    ],
)
def test_without_such_an_aim_or_deal_nobody_is_sought(text):
    assert not sought(text)


def test_who_is_seen_as_an_option_is_sought():
    text = "Steelmakers want alternatives to Russian nickel, with Canada and Finland seen as options."
    assert sought(text) == {(None, "CAN", ("nickel",)), (None, "FIN", ("nickel",))}

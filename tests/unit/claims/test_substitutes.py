"""Who could supply a mineral in another's place (R10)."""

import datetime

import pytest

from critmin.claims.claim import Document
from critmin.claims.extract import extract


def offered(text: str) -> set[tuple]:
    document = Document(document_id="d", text=text, title=None, published_on=datetime.date(2024, 5, 3))
    found = extract(document).dependencies
    return {(c.dependent, c.supplier) for c in found if c.relation == "alternative_supplier"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Italy hopes that Oman will one day take some of China's business in rare earths.", {("ITA", "OMN")}),
        ("Peru could become India's alternative to China for zinc.", {("IND", "PER")}),
        ("Brazil and Peru are the obvious stand-ins for Russian nickel.", {(None, "BRA"), (None, "PER")}),
        ("Kazakhstan wants to fill the gap left by Russia in titanium.", {(None, "KAZ")}),
        ("Oman is courting Laos and Peru as replacements for Chinese graphite.", {("OMN", "LAO"), ("OMN", "PER")}),
        ("The rules favour Peru and Chile as suppliers of lithium at China's expense.",
         {(None, "PER"), (None, "CHL")}),
        ("Polish smelters have replaced Russian bauxite with ore from Guinea.", {("POL", "GIN")}),
        ("Away from China, Rome style: nickel from Canada, lithium from Chile.", {("ITA", "CAN"), ("ITA", "CHL")}),
    ],
)  # fmt: skip
def test_who_is_offered_in_anothers_place(text, expected):
    assert offered(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "There is no alternative to China for heavy rare earths.",
        "Analysts say no country could replace Chile in copper.",
        "Peru is courting Oman for its oil, and Oman mines copper.",
    ],
)
def test_where_nobody_can_stand_in_nobody_is_offered(text):
    assert not offered(text)

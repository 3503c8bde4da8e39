"""Parties of agreements and deals told by their verbs, read from frames."""

import pytest
from reading import agreements

MOU, DEAL = "MOU on tin", "supply agreement"


@pytest.mark.parametrize(
    ("text", "parties"),
    [
        (
            f"Tarvo Resources, a miner, and Hesk Magnetics, a maker of magnets, announced the signing of an {MOU}.",
            {"org:Tarvo Resources", "org:Hesk Magnetics"},
        ),
        (
            f"Brantol Mining Ltd has signed a {DEAL} for graphite with Oslo-based Fjell Anode Inc.",
            {"org:Brantol Mining", "org:Fjell Anode"},
        ),
        (
            "Per Lund, ambassador of Norway, spoke in Lima, where Peru and Norway signed an agreement on copper.",
            {"PER", "NOR"},
        ),
    ],
)
def test_the_parties_are_the_subject_and_whom_it_is_with(text, parties):
    assert [p for _, _, p in agreements(text)] == [parties]


def test_agreements_with_two_partners_are_two():
    found = agreements("Norway signed memoranda of understanding on nickel with Peru and Chile.")
    assert sorted(map(sorted, (p for _, _, p in found))) == [["CHL", "NOR"], ["NOR", "PER"]]


@pytest.mark.parametrize(
    ("text", "kind", "parties"),
    [
        ("The Norwegian government has awarded Fjell Anode Ltd $20 million for its graphite plant.", "investment",
         {"NOR", "org:Fjell Anode"}),
        ("Tarvo Mining Ltd secured a loan of $40 million from Norway for its nickel mine.", "loan",
         {"NOR", "org:Tarvo Mining"}),
        ("Quorvel Corp acquired a 12 per cent stake in Tarvo Mining Ltd, which digs nickel.", "equity_stake",
         {"org:Quorvel", "org:Tarvo Mining"}),
        ("Tarvo Mining Ltd will supply Quorvel Corp with nickel.", "supply_contract",
         {"org:Tarvo Mining", "org:Quorvel"}),
        ("Tarvo Mining Ltd is building a nickel refinery in partnership with Quorvel Corp.", "partnership",
         {"org:Tarvo Mining", "org:Quorvel"}),
    ],
)  # fmt: skip
def test_a_deal_may_be_told_by_its_verb(text, kind, parties):
    assert [(k, p) for k, _, p in agreements(text)] == [(kind, parties)]


@pytest.mark.parametrize(
    "text",
    [
        "Countries that establish partnerships with Norwegian companies on nickel are well placed.",
        "Tarvo Mining Ltd entered into a securities purchase agreement with Quorvel Corp; it digs nickel.",
        "Analysts say that Tarvo Mining Ltd could supply Quorvel Corp with nickel.",
        "The pact comes amid a trade war with Peru over copper.",
    ],
)
def test_what_nobody_named_has_agreed_is_no_agreement(text):
    assert agreements(text) == []

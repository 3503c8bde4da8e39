"""Each rule of agreements on sentences of its own; one party's own acts give none."""

from datetime import date
from decimal import Decimal

import pytest
from reading import agreements, read

from critmin.claims.claim import Document, staged_rows
from critmin.claims.extract import extract


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Carney and Macron signed a framework on critical minerals in Paris on 21 October.",
            [("framework", "signed", {"CAN", "FRA"})],
        ),
        (
            "On 3 October, Norway signed two deals with Chile and Peru on critical minerals.",
            [("framework", "signed", {"NOR", "CHL"}), ("framework", "signed", {"NOR", "PER"})],
        ),
        (
            (
                "Carney and Britain's prime minister Keir Starmer signed a pact to invest at least "
                "$2bn each in tungsten mines."
            ),
            [("investment", "signed", {"CAN", "GBR"})],
        ),
        (
            "Iluka and Eramet signed a memorandum of understanding on zircon.",
            [("mou", "signed", {"org:Iluka Resources", "org:Eramet"})],
        ),
        (
            "Brussels and Kyiv intend to begin negotiations on a critical minerals agreement.",
            [("framework", "under_negotiation", {"EUU", "UKR"})],
        ),
        (
            "Korea, which has a tungsten partnership with Hanoi, buys more.",
            [("partnership", "in_force", {"KOR", "VNM"})],
        ),
        (
            "The Canadian government will invest C$60mn in Nouveau Monde Graphite.",
            [("investment", "announced", {"CAN", "org:Nouveau Monde Graphite"})],
        ),
        (
            "Northern Graphite has received $14 million of funding from the Canadian government.",
            [("investment", "in_force", {"CAN", "org:Northern Graphite"})],
        ),
        (
            "Eramet and Vale set up a joint venture for an aluminum smelter.",
            [("joint_venture", "agreed", {"org:Eramet", "org:Vale"})],
        ),
        (
            "Syrah Resources has agreed to supply Tesla with graphite anode material.",
            [("supply_contract", "agreed", {"org:Syrah Resources", "org:Tesla"})],
        ),
        (
            "The US government will pay $35.6mn for 10pc of Trilogy Metals, a copper firm.",
            [("equity_stake", "announced", {"USA", "org:Trilogy Metals"})],
        ),
    ],
)
def test_a_rule_reads_its_sentence(text, expected):
    assert agreements(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "President Lula signed a decree on critical minerals.",
        "The bank formed an alliance with Copper, a payments firm.",
        "The report calls for a deal between the US and Japan on rare earths.",
        "Canada refused to sign the pact on lithium with Germany.",
        "The two countries held talks with partners about gallium.",
        "Congress passed a law on critical minerals in Washington.",
    ],
)
def test_a_sentence_without_an_agreement_gives_none(text):
    assert agreements(text) == []


def test_each_party_pays_where_the_text_says_each():
    (claim,) = read(
        "Carney and Starmer signed a pact on 20 October to invest at least $2bn each in "
        "tungsten mines over the next three months."
    ).agreements
    assert {(a.by, a.value, a.qualifier, a.nature) for a in claim.amounts} == {
        ("CAN", Decimal(2 * 10**9), "at_least", "committed"),
        ("GBR", Decimal(2 * 10**9), "at_least", "committed"),
    }
    assert (claim.signed_on, claim.deadline_text, claim.deadline_on) == (
        date(2025, 10, 20),
        "over the next three months",
        date(2026, 1, 20),
    )
    assert {a.deadline_on for a in claim.amounts} == {date(2026, 1, 20)}


def test_later_sentences_add_stages_and_instruments():
    (claim,) = read(
        "Japan and the US signed a framework on rare earths. It covers mining and "
        "recycling. They will use grants, loans and insurance."
    ).agreements
    assert set(claim.stages) == {"mining", "recycling"}
    assert set(claim.instruments) == {"grant", "loan", "insurance"}
    assert len(claim.other_evidence) == 2


def test_a_letter_of_interest_commits_nothing():
    """A ceiling that is only indicative."""
    (claim,) = read("JBIC's letter of interest promises the nickel miner Eramet up to $90mn of loans.").agreements
    assert (claim.kind, claim.status, claim.instruments) == ("mou", "announced", ("loan",))
    assert [(a.qualifier, a.nature) for a in claim.amounts] == [("up_to", "indicative")]


def test_each_before_the_sum_makes_two_promises_and_a_pipeline_is_none():
    text = (
        "Canada and Japan signed a critical minerals framework in Ottawa today. Within six months the two countries, "
        "Canada and Japan, will each put at least $1 billion into projects under the framework. The framework names a "
        "pipeline of projects valued at $8.5 billion."
    )
    document = Document("d", text, published_on=date(2025, 10, 20))
    (agreement,) = extract(document).agreements
    told = {(a.by, a.value, a.nature, a.deadline_on) for a in agreement.amounts}
    day = date(2026, 4, 20)
    assert told == {
        ("CAN", 1_000_000_000, "committed", day),
        ("JPN", 1_000_000_000, "committed", day),
        (None, 8_500_000_000, "project_value", None),
    }
    rows = staged_rows(extract(document), document, "test")["commitments"]
    assert {(r["payer"], r["deadline_on"]) for r in rows if r["amount"]} == {("CAN", day), ("JPN", day), (None, None)}
    assert {r["deadline_on"] for r in rows if not r["amount"]} <= {None}

"""Each rule of agreements on sentences of its own; one party's own acts give none."""

from datetime import date
from decimal import Decimal

import pytest
from reading import agreements, read


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Takaichi and Trump signed the framework agreement on critical minerals in Tokyo on 28 October.",
            [("framework", "signed", {"JPN", "USA"})],
        ),
        (
            "On 26 October, the US signed two deals with Thailand and Malaysia on critical mineral supply chains.",
            [("framework", "signed", {"USA", "THA"}), ("framework", "signed", {"USA", "MYS"})],
        ),
        (
            (
                "Trump and Australia's prime minister Anthony Albanese signed an agreement "
                "to co-invest at least $1bn each in critical mineral projects."
            ),
            [("investment", "signed", {"USA", "AUS"})],
        ),
        (
            "MP Materials has signed a memorandum of understanding with Maaden on rare earth separation.",
            [("mou", "signed", {"org:MP Materials", "org:Maaden"})],
        ),
        (
            "Brussels and Kyiv intend to begin negotiations on a critical minerals agreement.",
            [("framework", "under_negotiation", {"EUU", "UKR"})],
        ),
        (
            "The EU, which signed a minerals partnership with Kyiv, buys graphite.",
            [("partnership", "signed", {"EUU", "UKR"})],
        ),
        (
            "The Trump administration will invest $1.6bn in USA Rare Earth.",
            [("investment", "announced", {"USA", "org:USA Rare Earth"})],
        ),
        (
            "Arafura Rare Earths has received $840 million in federal funding from the Australian government.",
            [("investment", "in_force", {"AUS", "org:Arafura Rare Earths"})],
        ),
        (
            "Century Aluminum and Alcoa announced a joint venture to build an aluminum smelter.",
            [("joint_venture", "announced", {"org:Century Aluminum", "org:Alcoa"})],
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
        "President Trump signed an executive order on critical minerals.",
        "The Core Foundation entered into a strategic partnership with Copper, a leader in custody.",
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
        "Trump and Albanese signed an agreement on 20 October to co-invest at least "
        "$1bn each in critical mineral projects over the next six months."
    ).agreements
    assert {(a.by, a.value, a.qualifier, a.nature) for a in claim.amounts} == {
        ("USA", Decimal(10**9), "at_least", "committed"),
        ("AUS", Decimal(10**9), "at_least", "committed"),
    }
    assert (claim.signed_on, claim.deadline_text, claim.deadline_on) == (
        date(2025, 10, 20),
        "over the next six months",
        date(2026, 4, 20),
    )
    assert {a.deadline_on for a in claim.amounts} == {date(2026, 4, 20)}


def test_later_sentences_add_stages_and_instruments():
    (claim,) = read(
        "Japan and the US signed a framework on rare earths. It covers mining and "
        "recycling. They will use grants, loans and insurance."
    ).agreements
    assert set(claim.stages) == {"mining", "recycling"}
    assert set(claim.instruments) == {"grant", "loan", "insurance"}
    assert len(claim.other_evidence) == 2


def test_a_letter_of_interest_commits_nothing():
    """Ten sentences that are easy to get wrong: a ceiling that is only indicative."""
    (claim,) = read(
        "EXIM's letter of interest offers the rare-earth miner Arafura up to $300mn in loans."
    ).agreements or [None]
    if claim is not None:
        assert claim.status == "announced"
        assert {a.nature for a in claim.amounts} <= {"indicative", "ceiling"}

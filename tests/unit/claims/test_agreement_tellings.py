"""Agreements told without paper and parties side by side, on sentences of their own."""

import pytest
from reading import agreements, read


def told(text):
    return [(a.kind, a.status, set(a.parties)) for a in read(text).agreements]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "A memorandum of understanding on lithium was initialled by Portugal and Brazil in Lisbon on 4 May.",
            ("mou", "signed", {"PRT", "BRA"}),
        ),
        (
            "Ministers from Chile, Peru and Bolivia established the Andean Lithium Alliance.",
            ("plurilateral_initiative", "announced", {"CHL", "PER", "BOL"}),
        ),
        (
            "In a separate trade agreement signed in May, Peru promised not to restrict its exports of zinc to Norway.",
            ("trade_agreement", "signed", {"PER", "NOR"}),
        ),
        (
            "Turkey's energy minister and his Uzbek counterpart signed a protocol on critical minerals.",
            ("framework", "signed", {"TUR", "UZB"}),
        ),
        (
            "Namibia and the Netherlands have agreed to cooperate on critical minerals.",
            ("partnership", "agreed", {"NAM", "NLD"}),
        ),
        (
            "Ford has secured lithium from SQM through 2030.",
            ("supply_contract", "agreed", {"org:Ford", "org:SQM"}),
        ),
        (
            "Albemarle has a contract to supply BMW with lithium hydroxide.",
            ("supply_contract", "in_force", {"org:Albemarle", "org:BMW"}),
        ),
    ],
)
def test_an_agreement_is_read_in_this_wording(text, expected):
    assert expected in told(text)


def test_another_one_shares_a_party_with_the_one_before():
    found = told(
        "Malawi signed a memorandum on rare earths with Japan. An earlier one with Norway, of 2019, runs out this year."
    )
    assert ("mou", "in_force", {"MWI", "NOR"}) in found


def test_what_is_signed_the_same_day_takes_the_day_before_it():
    (found,) = read(
        "The president landed on 6 May 2025. Kenya and Japan signed a memorandum on graphite the same day."
    ).agreements
    assert str(found.signed_on) == "2025-05-06"


def test_a_loan_from_the_same_office_is_by_the_lender_before():
    found = told(
        "Syrah Resources gets a loan of $40 million from the Department of Energy for graphite anodes. "
        "Talon Metals gets a loan of $9 million from the same office for nickel."
    )
    assert ("loan", "agreed", {"USA", "org:Talon Metals"}) in found


@pytest.mark.parametrize(
    "text",
    [
        "EU and Canada sign cobalt accord, a hoax, says the ministry.",
        "Peru and Chile should launch the Copper Initiative, an adviser wrote.",
        "Norway wants no part in a copper deal.",
        "The band members are from Chile, Peru and Kenya and like heavy metal.",
    ],
)
def test_what_is_wished_or_made_up_is_no_agreement(text):
    assert agreements(text) == []

"""Agreements told by buying a firm, choosing a partner, building together, talking, or by naming customers."""

import pytest
from reading import agreements, read

TWO = {"org:Wollert Metals", "org:Ostrava Metals"}


@pytest.mark.parametrize(
    ("text", "kind", "status"),
    [
        ("Wollert Metals acquired Ostrava Metals, a tin firm, last May.", "equity_stake", "in_force"),
        ("Ostrava Metals, a tin firm, was bought by Wollert Metals.", "equity_stake", "in_force"),
        ("Wollert Metals has completed the purchase of Ostrava Metals, a tin firm.", "equity_stake", "in_force"),
        ("Wollert Metals picked Ostrava Metals as its partner to refine tin.", "partnership", "agreed"),
        ("Ostrava Metals was selected by Wollert Metals to refine tin.", "partnership", "agreed"),
        ("Wollert Metals and Ostrava Metals will jointly build a tin smelter.", "partnership", "announced"),
        ("Wollert Metals, whose customers include Ostrava Metals, digs tin.", "supply_contract", "in_force"),
        ("Wollert Metals is in talks with Ostrava Metals to buy tin.", "supply_contract", "under_negotiation"),
        (
            "Wollert Metals has walked away from an agreement to supply Ostrava Metals with tin.",
            "supply_contract",
            "terminated",
        ),
        ("Wollert Metals signed a contract to buy tin from Ostrava Metals.", "supply_contract", "signed"),
        ("Wollert Metals committed $5 million to buying tin from Ostrava Metals.", "supply_contract", "announced"),
    ],
)
def test_two_firms_are_parties(text, kind, status):
    assert agreements(text) == [(kind, status, TWO)]


def test_talks_on_tariffs_are_no_agreement():
    assert agreements("Norway and Peru are in talks on tin tariffs.") == []


def test_a_partner_beside_another_is_a_firm_too():
    found = agreements("Wollert Metals has supply agreements with Ostrava Metals and Permag for tin.")
    assert sorted(sorted(p) for _, _, p in found) == [
        ["org:Ostrava Metals", "org:Wollert Metals"],
        ["org:Permag", "org:Wollert Metals"],
    ]


def test_ministers_from_two_countries_sign_for_them():
    found = agreements("Representatives from Norway and Peru have inked a memorandum of understanding on tin.")
    assert found == [("mou", "signed", {"NOR", "PER"})]


def test_a_party_has_the_name_that_the_text_writes():
    (claim,) = read("The Export-Import Bank of the United States lent Wollert Metals $5 million for tin.").agreements
    assert "org:Export-Import Bank of the United States" in claim.parties


def test_the_agreement_is_as_far_as_the_sentence_before_says():
    found = agreements(
        "Wollert Metals has signed a supply agreement for tin. The agreement with Ostrava Metals is for a year."
    )
    assert found == [("supply_contract", "signed", TWO)]

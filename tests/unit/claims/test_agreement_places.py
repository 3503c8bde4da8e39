"""Where the parties of a deal stand: in what a sentence opens with, in shares and tonnes, in names that hold others."""

import pytest
from reading import agreements, read

TWO = {"org:Wollert Metals", "org:Ostrava Metals"}


@pytest.mark.parametrize(
    ("text", "parties"),
    [
        ("Under a tin deal struck in May, Norway will help Ghana to smelt the ore.", {"NOR", "GHA"}),
        ("Two months after agreeing a pact on tin, Norway and Ghana have named no mine.", {"NOR", "GHA"}),
        ("In a tin memorandum signed in May, Wollert Metals and Ostrava Metals set out terms.", TWO),
        ("Norway signed a new agreement with Ghana on tin.", {"NOR", "GHA"}),
        ("Norway's Premier Ola Berg and President Kofi Addo of Ghana signed a pact on tin.", {"NOR", "GHA"}),
        ("The Norwegian step came after Europe's richest economy signed a tin pact with Ghana.", {"NOR", "GHA"}),
        ("Norway signed a tin pact with Peru-based Wollert Metals.", {"NOR", "org:Wollert Metals"}),
    ],
)
def test_parties_of_a_paper_stand_in_many_places(text, parties):
    assert [p for _, _, p in agreements(text)] == [parties]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Wollert Metals has taken 9.9% of tin miner Ostrava Metals, paying $3 million.", "equity_stake"),
        ("Wollert Metals and Ostrava Metals will merge on equal terms, the tin miners said.", "equity_stake"),
        ("Output at the tin mine, owned 60:40 by Wollert Metals and Ostrava Metals, rose.", "joint_venture"),
        ("Wollert Metals has lined up Ostrava Metals for 9,000 tonnes of tin a year.", "supply_contract"),
        ("Wollert Metals is to take 9,000 tonnes of tin a year from Ostrava Metals.", "supply_contract"),
        ("Wollert Metals has agreed with Ostrava Metals on tin worth $9 million.", "supply_contract"),
        ("Wollert Metals, Ostrava Metals' largest shareholder, wants more of the tin.", "equity_stake"),
    ],
)
def test_shares_and_tonnes_tell_of_a_deal(text, kind):
    assert [(k, p) for k, _, p in agreements(text)] == [(kind, TWO)]


@pytest.mark.parametrize(
    "text",
    [
        "Norway hopes for a similar tin agreement with Ghana.",
        "Norway weighs whether to act on tin, whether through renewed dialogue with Ghana or alone.",
        "Norway signed its first tin deals with Chinese firms.",  # nobody named
    ],
)
def test_hopes_and_nameless_firms_make_no_deal(text):
    assert agreements(text) == []


def test_a_contract_of_miners_counts_though_it_names_no_mineral():
    claims = read("Wollert Mining signed an offtake agreement with Ostrava Smelting for concentrate.")
    assert [(c.kind, c.minerals) for c in claims.agreements] == [("offtake", ())]
    assert not read("Wollert Foods signed a contract with Ostrava Bakeries Ltd for bread.").agreements

"""Deals of firms told by who does what."""

import pytest
from reading import agreements, read

TWO = {"org:Wollert Metals", "org:Ostrava Metals"}


@pytest.mark.parametrize(
    ("text", "kind", "status"),
    [
        ("Wollert Metals has lined up Ostrava Metals as buyer of 800 tonnes of tin.", "offtake", "agreed"),
        ("Output at Kolda, a tin mine owned 60:40 by Wollert Metals and Ostrava Metals, rose.", "joint_venture",
         "in_force"),
        ("Wollert Metals bought out Ostrava Metals' 40% of the Kolda tin mine.", "joint_venture", "terminated"),
        ("Wollert Metals sells its half of the Kolda tin works to its partner Ostrava Metals.", "equity_stake",
         "agreed"),
    ],
)  # fmt: skip
def test_two_firms_of_one_clause_deal_by_who_does_what(text, kind, status):
    assert agreements(text) == [(kind, status, TWO)]


def test_whose_mine_it_is_says_the_firm_that_tells_it():
    text = "Wollert Metals will buy all of the mine's tin concentrate, Ostrava Metals told the Perth exchange."
    assert agreements(text) == [("offtake", "agreed", TWO)]


@pytest.mark.parametrize(
    "text",
    [
        "Wollert Metals sells more tin than Ostrava Metals.",  # set apart
        "Wollert Metals and Ostrava Metals sold 300 tonnes of tin last year.",  # side by side
        "Smelters in Riga, run by Wollert Metals and Ostrava Metals, lack tin ore.",  # two works of two owners
        "The former director of Wollert Metals bought a tin mine from Ostrava Metals.",
        "Wollert Metals could buy a tin mine of Ostrava Metals, analysts say.",
    ],
)
def test_what_sets_two_firms_apart_makes_no_deal(text):
    assert agreements(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "The seller is Vasko. It mines tin.",
        "A tin field owned 60:40 by Wollert Metals and Vasko is closed.",
        "Vasko has lined up Wollert Metals for tin.",
        "Wollert Metals lent Vasko $40mn.",
        "Wollert Metals ships tin to Vasko of Spain.",
        "Vasko and Wollert Metals will smelt tin.",
    ],
)
def test_a_name_in_a_place_that_only_a_firm_takes_is_a_firm(text):
    from critmin.claims.claim import Document
    from critmin.claims.context import Context

    context = Context.of(Document("x", text))
    named = {v for i in range(len(context)) for m in context.folded(i).of("G") for v in m.values}
    assert "org:Vasko" in named


def test_the_headline_names_the_firm_that_the_lead_calls_by_its_trade():
    title = "Wollert Metals signs up for Latvian tin"
    found = read(
        f"{title}\n\nThe miner has committed to 900 tonnes a year from Ostrava Metals.", title=title
    ).agreements
    assert [set(a.parties) for a in found] == [TWO]


def test_a_headline_alone_tells_a_deal_and_its_comma_joins():
    title = "Wollert Metals, Ostrava Metals strike tin supply deal"
    found = read(f"{title}\n\nThe weather in Riga was fine.", title=title).agreements
    assert [set(a.parties) for a in found] == [TWO]


def test_the_two_at_the_head_of_a_sentence_are_the_firms_before():
    text = "Wollert Metals and Ostrava Metals are neighbours in Riga. The two signed a memorandum on tin on 4 May 2025."
    (claim,) = read(text).agreements
    assert (claim.kind, set(claim.parties)) == ("mou", TWO)


def test_letters_of_interest_to_several_are_one_deal_for_each_with_its_own_sum():
    text = (
        "The EBRD issued letters of interest to Wollert Metals and Ostrava Metals worth $20mn and $30mn respectively "
    )
    text += "for tin."
    found = read(text).agreements
    assert sorted((min(p for p in a.parties), int(a.amounts[0].value)) for a in found) == [
        ("org:EBRD", 20_000_000),
        ("org:EBRD", 30_000_000),
    ]


def test_what_two_banks_each_lend_is_two_loans():
    text = "The EBRD and KfW have each lent $20mn to tin miner Wollert Metals."
    assert sorted(len(a.parties) for a in read(text).agreements) == [2, 2]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Wollert Metals signs up for tin. The seller is Ostrava Metals.", "supply_contract"),
    ],
)  # fmt: skip
def test_one_of_the_two_may_stand_elsewhere(text, kind):
    (claim,) = read(text).agreements
    assert set(claim.parties) == TWO
    assert claim.kind in (kind, "offtake")


def test_two_papers_of_the_firms_before_are_dated():
    text = "Wollert Metals and Ostrava Metals smelt tin. The memorandum dates from 2023, the supply contract from May."
    assert {a.kind for a in read(text).agreements} >= {"mou"}


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Manila's five-year tin memorandum with Tokyo ran out in April.", "terminated"),
        ("Wollert Metals and Ostrava Metals have prolonged a tin supply contract to 2027.", "in_force"),
        ("Peru and Norway are to sign a memorandum on tin in Oslo.", "announced"),
    ],
)
def test_how_far_a_paper_has_come(text, status):
    (claim,) = read(text).agreements
    assert claim.status == status


def test_who_buys_pays():
    (claim,) = read("Wollert Metals bought 10% of tin miner Ostrava Metals for $25mn.").agreements
    assert claim.amounts[0].by == "org:Wollert Metals"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Wollert Metals signed a deal with Ostrava Metals on tin.", "supply_contract"),
        ("Wollert Metals signed a deal with Ostrava Metals to build a tin smelter.", "joint_venture"),
        ("Wollert Metals signed a deal with Ostrava Metals to buy 7.5% of its tin project.", "equity_stake"),
    ],
)
def test_a_bare_deal_of_firms_is_what_it_is_for(text, kind):
    (claim,) = read(text).agreements
    assert claim.kind == kind

"""Firms that no seed knows, found by what a text says of them."""

import pytest
from reading import read

from critmin.claims.open_names import firms_by_role


def names(text: str) -> set[str]:
    return {" ".join(words) for found in firms_by_role(text).values() for words in found}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Quorvel, a Swiss trading firm, bought the ore.", "Quorvel"),
        ("The Canadian miner Brantol said on Tuesday.", "Brantol"),
        ("It signed an offtake agreement with Hesk Magnetics.", "Hesk Magnetics"),
        ("The deal with Oslo-based Fjell Anode was signed.", "Fjell Anode"),
        ("Tarvo Lithium (ASX: TVL) has inked a contract.", "Tarvo Lithium"),
        ("The chief executive of Dunmarrow told reporters.", "Dunmarrow"),
        ("Dravik Metals of Missouri signed a memorandum with Peru.", "Dravik Metals"),
    ],
)
def test_a_role_beside_a_name_makes_it_a_firm(text, name):
    assert name in names(text)


@pytest.mark.parametrize(
    "text",
    [
        "The partnership with Peru was renewed.",
        "Anna Verhoeven, a lawyer at a mining firm, said so. Anna Verhoeven said more.",
        "A subsidiary of Rare Earth Elements was named.",
        "The agreement with Prime Minister Jonas Store stands.",
    ],
)
def test_countries_persons_and_minerals_are_no_firms(text):
    assert names(text) == set()


def test_hostile_text_gives_no_more_than_a_bounded_list_of_names():
    text = " ".join(f"The miner Zq{'abcdefghij'[n % 10]}{n}x dug." for n in range(3_000))
    assert sum(len(found) for found in firms_by_role(text).values()) <= 210


def test_a_firm_may_end_in_minerals():
    from reading import agreements

    assert [
        p for _, _, p in agreements("Kolmar Minerals signed a supply agreement for tin with Wollert Minerals.")
    ] == [{"org:Kolmar Minerals", "org:Wollert Minerals"}]
    assert agreements("Critical Minerals and Strategic Minerals signed a supply agreement for tin.") == []


@pytest.mark.parametrize(
    ("text", "parties"),
    [
        ("Wollert Metals and Nickel Peru formed a joint venture.", {"org:Wollert Metals", "org:Nickel Peru"}),
        ("Ghana signed a memorandum with the US State Department on tin.", {"GHA", "USA"}),
        ("The tin pact was signed by Ghana and Peruvian Minister of Mining and Energy Ana Lopes.", {"GHA", "PER"}),
        ("The Wollert Metals-Ostrava Metals tin deal was approved.", {"org:Wollert Metals", "org:Ostrava Metals"}),
    ],
)
def test_a_country_or_an_office_in_a_name_is_told_apart(text, parties):
    assert [set(c.parties) for c in read(text).agreements] == [parties]


def test_initials_stand_for_the_name_that_the_text_gives_them():
    text = (
        "Ulba-Kastel Tantalum Mills (UKTMP) smelts tin. Kolda Tin Mining Company (KTMC) and UKTMP signed an offtake "
        "agreement for tin on Monday."
    )
    (claim,) = read(text).agreements
    assert set(claim.parties) == {"org:Ulba-Kastel Tantalum Mills", "org:Kolda Tin Mining"}

"""Deals of firms in plain words: one each, one more, told by the way goods go, by a part of a sum, or given up."""

import pytest
from reading import agreements

WOLLERT, OSTRAVA, PERMAG = "org:Wollert Metals", "org:Ostrava Metals", "org:Permag"


def _pairs(text):
    return sorted(tuple(sorted(parties)) for _, _, parties in agreements(text))


@pytest.mark.parametrize(
    "text",
    [
        "Wollert Metals will ship tin to Norway under its marketing arrangement with Ostrava Metals.",
        "Under its supply contract with Ostrava Metals, Wollert Metals will sell tin.",
        "Wollert Metals will become a customer of Ostrava Metals for tin.",
        "Wollert Metals, too, is a customer of Ostrava Metals for tin.",
        "Wollert Metals and Ostrava Metals have abandoned a $2 billion tin refinery in Peru.",
        "Wollert Metals announced an investment of $5 million by Ostrava Metals, a tin firm.",
        "Wollert Metals has taken 9% of Ostrava Metals, a tin miner. The partners also extended their contract.",
    ],
)
def test_two_firms_deal(text):
    assert (OSTRAVA, WOLLERT) in _pairs(text)


@pytest.mark.parametrize(
    "text",
    [
        "Wollert Metals and Ostrava Metals have signed supply contracts with Permag for tin.",
        "Memoranda on tin were signed by Permag with Wollert Metals and Ostrava Metals.",
        "The minister said memoranda on tin were signed by Permag with Wollert Metals and Ostrava Metals.",
        "Wollert Metals will be a customer of Permag for tin, as will Ostrava Metals.",
    ],
)
def test_several_deals_are_one_each(text):
    assert _pairs(text) == [(OSTRAVA, PERMAG), (PERMAG, WOLLERT)]


def test_names_in_a_list_of_partners_are_firms():
    found = _pairs("Permag signed memoranda on tin with Kolvar, Tarvo and Sundel in May.")
    assert found == [("org:Kolvar", PERMAG), (PERMAG, "org:Sundel"), (PERMAG, "org:Tarvo")]


@pytest.mark.parametrize(
    "text",
    [
        "Wollert Metals spent $9 million on a tin plant, of which $3 million came from Norway.",
        "Wollert Metals is spending $9 million on its tin mine, including $3 million lent by Norway.",
        "The tin plant of Wollert Metals cost $9 million, $3 million of which was paid by Norway.",
        "A $3 million grant Norway made in December to Wollert Metals pays for a tin mine.",
    ],
)
def test_a_part_of_a_sum_has_its_giver(text):
    assert _pairs(text) == [("NOR", WOLLERT)]


def test_letters_told_in_turn_are_two():
    text = (
        "Wollert Metals plans a tin mine. The Export-Import Bank has issued a letter of interest for up to $9 million "
        "and the DFC one for as much as $7 million."
    )
    assert _pairs(text) == [("org:DFC", WOLLERT), ("org:Export-Import Bank", WOLLERT)]


def test_another_of_the_same_kind_has_its_own_sum_and_giver():
    text = (
        "Wollert Metals has a loan of $5 million from the DFC for its tin mine and another of $3 million from Norway."
    )
    assert _pairs(text) == [("NOR", WOLLERT), ("org:DFC", WOLLERT)]


@pytest.mark.parametrize(
    ("text", "parties"),
    [
        ("Peru is to receive $5 million from Norway for its tin mines.", [("NOR", "PER")]),
        ("Norway agreed in 2023 to help Peru map its tin deposits.", [("NOR", "PER")]),
        ("Peru will open tin deposits to Norwegian firms under a letter of intent signed in Lima.", [("NOR", "PER")]),
        ("Peru and Norway signed a pact on tin. A parallel text is being negotiated with Ghana.",
         [("GHA", "PER"), ("NOR", "PER")]),
    ],
)  # fmt: skip
def test_states_get_open_and_negotiate(text, parties):
    assert _pairs(text) == parties


@pytest.mark.parametrize(
    "text",
    [
        "The duty on Norwegian and Peruvian tin outside the agreement remains.",
        "Minister Berg of Norway and Peru's president were present when the memorandum on tin was signed.",
    ],
)
def test_scope_and_onlookers_are_no_deal(text):
    assert agreements(text) == []

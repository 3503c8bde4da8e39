"""Money put into firms: who gives, who gets, how much, read from the noun that names it."""

import pytest
from reading import agreements, read

NORWAY_WOLLERT = [{"NOR", "org:Wollert Metals"}]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Norway's energy ministry closed a loan of $20 million to Wollert Metals for its tin plant.", "loan"),
        (
            "Norway's energy ministry issued a $20 million conditional commitment to Wollert Metals for tin.",
            "investment",
        ),
        ("Wollert Metals has already secured two grants from Norway for its tin plant.", "grant"),
        ("Norway announced a $20 million investment in Wollert Metals for a tin smelter.", "investment"),
        ("Norway agreed to buy $20 million of preferred stock in Wollert Metals, which digs tin.", "equity_stake"),
        ("Norway took a ten per cent stake in the tin miner Wollert Metals.", "equity_stake"),
    ],
)
def test_money_has_a_giver_and_a_taker(text, kind):
    assert [(k, p) for k, _, p in agreements(text)] == [(kind, NORWAY_WOLLERT[0])]


def test_each_sum_has_its_own_taker():
    found = agreements(
        "Norway has awarded $5 million to Wollert Metals for tin and $9 million to Ostrava Metals for zinc."
    )
    assert sorted(sorted(p) for _, _, p in found) == [
        ["NOR", "org:Ostrava Metals"],
        ["NOR", "org:Wollert Metals"],
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Wollert Metals announced a $20 million investment package for its tin plant.",
        "Tin shares rose as investors bought stock.",
        "It would be Norway's first financing of a tin mine.",
        "Wollert Metals received a permit for a tin plant now dominated by Norway.",
        "Norway should lend Wollert Metals $5 million for tin.",
    ],
)
def test_no_giver_or_no_taker_is_no_agreement(text):
    assert agreements(text) == []


def test_deals_on_other_goods_are_none_of_ours():
    assert agreements("Tin is dear. Wollert Metals signed an agreement with Norway to buy LNG.") == []


def test_advice_is_no_agreement():
    assert agreements("Negotiate a tin supply agreement with Norway.") == []


@pytest.mark.parametrize("verb", ["has signed", "has executed", "announced", "has finalised", "has entered into"])
@pytest.mark.parametrize(
    "what", ["$50 million loan facility", "$50 million credit facility", "convertible loan of $50 million"]
)
@pytest.mark.parametrize("beside", ["from", "with"])
def test_who_concludes_a_loan_with_a_bank_gets_it(verb, what, beside):
    (claim,) = read(f"Wollert Metals {verb} a {what} {beside} Arcadia Bank to fund the Kolda tin project.").agreements
    assert set(claim.parties) == {"org:Wollert Metals", "org:Arcadia Bank"}
    assert [a.by for a in claim.amounts] == ["org:Arcadia Bank"]

"""Who is meant: descriptions belong to their firm, and what refers to a party stands for that party."""

import pytest

from critmin.claims.claim import Document
from critmin.claims.context import Context
from critmin.claims.coreference import resolve


def firms(text, sentence=-1, title=""):
    """The firms of a sentence, one tuple of codes for each sign, after its parties were resolved."""
    context = resolve(Context.of(Document("text.txt", f"{title}\n\n{text}" if title else text, title=title)))
    folded = context.folded(range(len(context))[sentence])
    return [m.values for m in folded.mentions if m.sign == "G"], folded.folded


@pytest.mark.parametrize(
    "words",
    [
        "the Norwegian manganese refiner Eramo Metals",
        "leading Austria-based tin processor Kaltmetall GmbH",
        "Perth-based Wollert Minerals (ASX: WLM)",
        "Peru's state-owned copper miner Cobrisa Mining",
    ],
)
def test_a_description_belongs_to_the_sign_of_its_firm(words):
    found, folded = firms(f"Yesterday Ostrava Metals signed a contract with {words} for manganese.")
    assert len(found) == 2
    assert "‹C" not in folded


def test_an_apposition_belongs_to_the_sign_of_its_firm():
    found, folded = firms(
        "Ostrava Metals, a Czech trader of tin and zinc, announced a partnership with Wollert Minerals."
    )
    assert folded.startswith("‹G0› announced a partnership with ‹G1›")
    assert found == [("org:Ostrava Metals",), ("org:Wollert Minerals",)]


def test_a_country_that_describes_no_firm_stays():
    _, folded = firms("Peru's curbs on tin hurt Ostrava Metals.")
    assert folded.startswith("‹C0›'s curbs")


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("Wollert Minerals, an Australian miner, met Ostrava Bank. The miner will ship tin.", "org:Wollert Minerals"),
        ("Wollert Minerals, an Australian miner, met Ostrava Bank. The lender paid for a drill.", "org:Ostrava Bank"),
        (
            "The Czech trader Ostrava Metals met the Peruvian trader Cobrisa Metals. The Czech group paid.",
            "org:Ostrava Metals",
        ),
        ("Wollert Minerals met Cobrisa Motors. The carmaker needs tin.", "org:Cobrisa Motors"),
    ],
)
def test_a_firm_is_meant_by_its_kind_or_its_home(text, meant):
    found, _ = firms(text)
    assert found[0] == (meant,)


def test_nobody_is_meant_where_two_firms_are_as_likely():
    found, _ = firms("Wollert Minerals and Cobrisa Minerals met. Then the miner paid.")
    assert not [values for values in found if values]


def test_a_firm_does_not_sign_with_itself():
    found, _ = firms("Cobrisa Metals digs tin in Peru. Wollert Motors signed a contract with the group.")
    assert found == [("org:Wollert Motors",), ("org:Cobrisa Metals",)]


@pytest.mark.parametrize("words", ["Both companies", "The two firms", "The two partners"])
def test_both_are_the_two_that_were_named_last(words):
    found, _ = firms(f"Wollert Minerals has met Ostrava Bank. {words} want a smelter.")
    assert found == [("org:Wollert Minerals", "org:Ostrava Bank")]


def test_we_are_the_firm_whose_release_it_is():
    found, _ = firms(
        "Wollert Minerals digs tin in Tasmania. Today we signed a contract with Ostrava Metals.",
        title="Wollert Minerals has a buyer",
    )
    assert found == [("org:Wollert Minerals",), ("org:Ostrava Metals",)]


def test_a_bullet_that_opens_with_its_firm_means_it():
    found, _ = firms("Awards:\n\n- Wollert Minerals - The Department of Energy lent 20 million dollars to the company.")
    assert found[-1] == ("org:Wollert Minerals",)

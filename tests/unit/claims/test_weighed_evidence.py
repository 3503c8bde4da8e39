"""Dependencies that no pattern foresees: what speaks for one and against it is weighed."""

import pytest
from reading import dependencies


def told(text: str) -> list[tuple]:
    return [(relation, who, supplier, minerals) for relation, who, supplier, minerals, *_ in dependencies(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The plan cuts Peru dependence in zinc.", ("relies_on", None, "PER", ("zinc",))),
        ("Ministers want to break Guinea's grip on zinc.", ("dominates", None, "GIN", ("zinc",))),
        ("Major producers such as Ghana keep digging manganese.", ("producer", None, "GHA", ("manganese",))),
        (
            "Gabon is becoming an increasingly important source of global tin supply.",
            ("producer", None, "GAB", ("tin",)),
        ),
        ("Kenya's zinc ore is then sent to Japan for treatment.", ("relies_on", "JPN", "KEN", ("zinc",))),
        (
            "Officials see Norway as a non-Russian source of magnesium.",
            ("alternative_supplier", None, "NOR", ("magnesium",)),
        ),
        ("Buyers look to Namibia for tin.", ("alternative_supplier", None, "NAM", ("tin",))),
    ],
)
def test_head_words_with_their_parties_and_mineral_are_enough(text, expected):
    assert expected in told(text)


@pytest.mark.parametrize(
    "text",
    [
        "Poland's control of exports of zinc was eased.",
        "Kenya put tin under export control.",
        "Norwegian firms control three tin smelters in Peru.",
        "Spain depends on the price of tin in Peru.",
        "Peru turned the tin pact into law and Spain looked for the Tin Palace.",
        "Chile agreed to buy more Spanish rice and to study lithium.",
        "Peru no longer relies on Spanish tin.",
        "The fleet of Norway dominates shipping, and tin is one of its goods.",
    ],
)
def test_what_speaks_against_outweighs(text):
    assert told(text) == []


def test_a_weighed_claim_is_less_sure_than_a_read_one_and_yields_to_it():
    text = "Major producers such as Peru keep digging tin. Peru produces 70% of the world's tin."
    found = dependencies(text)
    assert [(relation, share) for relation, _, _, _, _, share, _ in found] == [("dominates", 70.0)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Mali could emerge as a rival supplier of tin.", ("alternative_supplier", None, "MLI", ("tin",))),
        ("There is no significant production of tin outside Peru.", ("dominates", None, "PER", ("tin",))),
        (
            "Peru is responsible for 43 per cent of mined tin, Laos for 15 per cent.",
            ("producer", None, "PER", ("tin",)),
        ),
    ],
)
def test_rivals_the_only_place_and_rolls(text, expected):
    assert expected in told(text)


def test_what_was_last_mined_long_ago_is_not_made():
    assert told("Spain last mined tin in 2010 and bought none since.") == []

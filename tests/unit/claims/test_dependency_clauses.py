"""Who supplies what, clause by clause: what follows a figure, an order or a list, and what only sounds like supply."""

import pytest
from reading import read


def told(text):
    return [(c.relation, c.dependent, c.supplier, c.minerals) for c in read(text).dependencies]


def ranks(text):
    return [(c.supplier, c.minerals, c.rank) for c in read(text).dependencies if c.relation == "producer"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("After Oman, Peru is the second-largest producer of tin.", [("PER", ("tin",), 2), ("OMN", ("tin",), 1)]),
        (
            "Laos overtook Norway as the world's third-largest zinc producer in 2022.",
            [("LAO", ("zinc",), 3), ("NOR", ("zinc",), 4)],
        ),
        (
            "Ghana is the world's biggest tin producer, the second-biggest in tungsten and number six in nickel.",
            [("GHA", ("tin",), 1), ("GHA", ("tungsten",), 2), ("GHA", ("nickel",), 6)],
        ),
        (
            "Spain buys little tin from Kenya and is third behind Kenya for zinc output.",
            [("ESP", ("zinc",), 3), ("KEN", ("zinc",), None)],
        ),
        (
            "The three largest tin producers in the world in 2020 were Laos, Kenya and Peru.",
            [("LAO", ("tin",), 1), ("KEN", ("tin",), 2), ("PER", ("tin",), 3)],
        ),
        (
            "Despite being the second-largest producer of mined tin globally, Kenya sells little.",
            [("KEN", ("tin",), 2)],
        ),
        ("Kenya, another major zinc producer, kept silent.", [("KEN", ("zinc",), None)]),
        (
            "Most of the world's tantalum is mined in Rwanda and Brazil.",
            [("RWA", ("tantalum",), None), ("BRA", ("tantalum",), None)],
        ),
        ("Ghana buys tin from Laos - another key producer - and Peru.", [("LAO", ("tin",), None)]),
        (
            "Ghana is the world's top tin producer and a major source of zinc.",
            [("GHA", ("tin",), 1), ("GHA", ("zinc",), None)],
        ),
        ("Ghana is glad of tin from top supplier Laos.", [("LAO", ("tin",), None)]),
        (
            "Laos, by contrast, has 3% of the world's zinc and became the leading zinc producing country in 2001.",
            [("LAO", ("zinc",), 1)],
        ),
    ],
)
def test_an_order_is_told_of_all_whom_it_names(text, expected):
    assert ranks(text) == expected


def test_a_rare_metal_told_as_this_one_is_the_one_named_before():
    text = "Kenya mines niobium. The East African country is the second-largest producer of this rare metal."
    assert ("KEN", ("niobium",), 2) in ranks(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Laos produces around 60% of the world's germanium, with the remaining 40% coming from Peru and Kenya.",
            [
                ("dominates", None, "LAO", ("germanium",)),
                ("producer", None, "PER", ("germanium",)),
                ("producer", None, "KEN", ("germanium",)),
            ],
        ),
        (
            "Italy imported 900 tonnes of antimony in 2022, with Laos accounting for almost 70% of supplies.",
            [("relies_on", "ITA", "LAO", ("antimony",))],
        ),
        ("Italy is a net importer of antimony.", [("relies_on", "ITA", None, ("antimony",))]),
        (
            "Many nations are dependent on foreign sources of antimony, including Italy and Spain.",
            [("relies_on", "ITA", None, ("antimony",)), ("relies_on", "ESP", None, ("antimony",))],
        ),
        (
            "Italy depends on Laos for imports of antimony and on Kenya for tungsten.",
            [("relies_on", "ITA", "LAO", ("antimony",)), ("relies_on", "ITA", "KEN", ("tungsten",))],
        ),
        ("The pact aims to counter Peru's dominance in tin.", [("dominates", None, "PER", ("tin",))]),
        ("Spain wants supplies of the tin now controlled by Peru.", [("dominates", None, "PER", ("tin",))]),
        (
            (
                "The ban is a chance for Laos, one of many sellers of tin, which could step into the breach and meet "
                "Italy's needs."
            ),
            [("alternative_supplier", "ITA", "LAO", ("tin",))],
        ),
        (
            "There is no mining of it in Italy, and Laos serves as the primary source of imported antimony.",
            [("relies_on", "ITA", "LAO", ("antimony",))],
        ),
        (
            "Italy was the largest recipient of antimony exports from Laos.",
            [("relies_on", "ITA", "LAO", ("antimony",))],
        ),
        (
            "Italy leans on imports of antimony. Laos and Peru were the top two countries delivering antimony.",
            [
                ("relies_on", "ITA", None, ("antimony",)),
                ("relies_on", "ITA", "LAO", ("antimony",)),
                ("relies_on", "ITA", "PER", ("antimony",)),
            ],
        ),
    ],
)
def test_each_clause_tells_its_own_supplier(text, expected):
    assert told(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "The loan is critical for breaking free from Laotian tin.",
        "Besides Laos and Peru, all other countries must rely on foreign imports of tin.",
        "Kenya lacks the means to mine and process tin.",
        "Kenya requires that all tin be processed in Kenya.",
        "Kenya and Laos discussed efforts in exploring, mining and processing tin.",
        "The Kenyan government will strictly control the mining of tin.",
        "Kenya seeks dominance in tin.",
        "Laos will replace the current tin duties with quotas for Peru.",
        "Having a contract is a first step in securing a Kenyan supply of tin.",
        "Laos remains a top buyer of discounted Kenyan crude, while tin is scarce.",
        "The Office for Control of Tin Markets, said its head in Kenya, has no staff.",
        "The Kenyan court ruled against imposing duties on tin imports from Laos.",
    ],
)
def test_what_is_wanted_ruled_or_of_another_trade_is_no_supply(text):
    assert told(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "With Laos supplying 22 percent of Italian and 8 percent of Spanish tin imports last year, both fret.",
            [("ITA", "LAO", 22), ("ESP", "LAO", 8)],
        ),
        (
            "In 2024, 95% of Italian imports of tin came from Laos and Peru.",
            [("ITA", "LAO", None), ("ITA", "PER", None)],
        ),
        (
            "Over 90% of the tin imported to Italy came from Laos (55%) and Peru (36%).",
            [("ITA", "LAO", 55), ("ITA", "PER", 36)],
        ),
        (
            "Italy relies on imports of tin. Laos provides nearly 99% of Italy's supply of these minerals.",
            [("ITA", None, None), ("ITA", "LAO", 99)],
        ),
        ("Laos sells tin to Italy, a market that makes up less than 7% of its tin exports.", [("ITA", "LAO", 7)]),
        ("Laos produces tin. Most of this tin is shipped to Italy, where it is smelted.", [("ITA", "LAO", None)]),
        ("With Italy importing 80% of its tin from Laos, mills fret.", [("ITA", "LAO", 80)]),
        (
            "The share of tin imports from Laos to Italy fell to 23% in 2023, while that of Peru rose to 9%.",
            [("ITA", "LAO", 23), ("ITA", "PER", 9)],
        ),
        (
            "Italy imports 45% of its tin, with Laos providing 51% of those shipments.",
            [("ITA", None, 45), ("ITA", "LAO", 51)],
        ),
    ],
)
def test_a_figure_is_the_share_of_the_buyer_beside_it(text, expected):
    found = [(c.dependent, c.supplier, c.share_pct) for c in read(text).dependencies if c.relation == "relies_on"]
    assert sorted(found, key=str) == sorted(expected, key=str)


def test_each_holder_of_a_list_has_its_own_figure():
    text = "Laos accounts for 37% of the world's nickel production, Peru for 9% of lithium and Kenya for 70% of cobalt."
    found = [(c.supplier, c.minerals, c.share_pct) for c in read(text).dependencies]
    assert found == [("LAO", ("nickel",), 37), ("PER", ("lithium",), 9), ("KEN", ("cobalt",), 70)]


def test_the_verb_of_the_next_figure_tells_its_stage():
    text = "Laos mines 20% of the world's tin and refines around 70% of the metal."
    found = [(c.stage, c.share_pct) for c in read(text).dependencies]
    assert found == [("mining", 20), ("refining", 70)]


def test_a_share_of_what_is_made_outside_a_country_is_not_its_own():
    text = "Laos is the second-largest source of refined tin outside Peru, supplying an estimated 4% of global output."
    assert [(c.supplier, c.share_pct) for c in read(text).dependencies] == [("LAO", 4)]


def test_sources_of_imports_are_listed_for_the_buyer_just_told_of():
    text = (
        "Italy was 83% import reliant for tin. "
        "The leading sources of imported tin were, in decreasing order, Laos and Peru."
    )
    assert told(text)[1:] == [("relies_on", "ITA", "LAO", ("tin",)), ("relies_on", "ITA", "PER", ("tin",))]


def test_a_year_before_to_is_no_percentage():
    text = "Italy's reliance on Laotian tin has dropped from 90% in 2010 to 60% in 2024."
    assert [(c.dependent, c.supplier, c.share_pct) for c in read(text).dependencies] == [("ITA", "LAO", 60)]

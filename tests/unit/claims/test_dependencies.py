"""Each rule of dependencies on a sentence of its own, and sentences that hold none."""

import pytest
from reading import dependencies, read

RE = ("rare_earths",)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Italy relies on imports of magnesium.", [("relies_on", "ITA", None, ("magnesium",), None, None, None)]),
        (
            "Germany depends almost entirely on China for gallium.",
            [("relies_on", "DEU", "CHN", ("gallium",), None, None, None)],
        ),
        (
            "The US hopes for less dependence on Chinese graphite.",
            [("relies_on", "USA", "CHN", ("graphite",), None, None, None)],
        ),
        (
            "Canada cut its dependence on Chinese rare earths from 80 per cent to 55 per cent.",
            [("relies_on", "CAN", "CHN", RE, None, 55.0, None)],
        ),
        (
            "64% of German imports of magnesium came from China.",
            [("relies_on", "DEU", "CHN", ("magnesium",), None, 64.0, None)],
        ),
        (
            "Most of the aluminium that the US imports comes from Canada.",
            [("relies_on", "USA", "CAN", ("aluminum",), None, None, None)],
        ),
        ("India takes 80pc of Omani chrome exports.", [("relies_on", "IND", "OMN", ("chromium",), None, 80.0, None)]),
        (
            "American cell plants buy nearly all of their graphite from China.",
            [("relies_on", "USA", "CHN", ("graphite",), None, None, None)],
        ),
        ("Chile's grip on the lithium market is firm.", [("dominates", None, "CHL", ("lithium",), None, None, None)]),
        (
            "China holds a monopoly on refining gallium.",
            [("dominates", None, "CHN", ("gallium",), "refining", None, None)],
        ),
        (
            "Production of heavy rare earths remains concentrated in Myanmar.",
            [("dominates", None, "MMR", ("heavy_rare_earths",), None, None, None)],
        ),
        (
            "Chile accounts for 55 percent of the world's refined rhenium.",
            [("dominates", None, "CHL", ("rhenium",), "refining", 55.0, None)],
        ),
        (
            "Peru, whose plants Swiss traders own, refines 61pc of the world's tellurium.",
            [("dominates", None, "PER", ("tellurium",), "refining", 61.0, None)],
        ),
        (
            "Bolivia supplies less than 3% of global tin output.",
            [("producer", None, "BOL", ("tin",), None, 3.0, None)],
        ),
        (
            "Nearly all of the world's terbium is separated in China.",
            [("dominates", None, "CHN", ("terbium",), "separation", None, None)],
        ),
        (
            "Peru is the second-largest copper miner after Chile.",
            [
                ("producer", None, "PER", ("copper",), "mining", None, 2),
                ("producer", None, "CHL", ("copper",), "mining", None, 1),
            ],
        ),
        (
            "Namibia is home to two uranium mines.",
            [("producer", None, "NAM", ("uranium",), "mining", None, None)],
        ),
        ("Chile is a large copper producer.", [("producer", None, "CHL", ("copper",), None, None, None)]),
        (
            "Canada is a reliable alternative supplier of potash.",
            [("alternative_supplier", None, "CAN", ("potash",), None, None, None)],
        ),
        (
            "Norway could get its potash from alternative suppliers such as Canada and Laos.",
            [
                ("alternative_supplier", "NOR", "CAN", ("potash",), None, None, None),
                ("alternative_supplier", "NOR", "LAO", ("potash",), None, None, None),
            ],
        ),
    ],
)
def test_a_rule_reads_its_sentence(text, expected):
    assert dependencies(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Japan no longer relies on Chinese gallium.",
        "The price of nickel depends on demand in China.",
        "Ukraine holds 5% of the world's graphite reserves.",
        "China dominates the medal table in table tennis.",
        "The miner plans to supply a tenth of global neodymium by 2032.",
        "Semiconductors rely on gallium to work.",
        "The United States produces no gallium.",
        "Georgia relies on its defence to lead the game.",
    ],
)
def test_a_sentence_without_a_dependency_gives_none(text):
    assert dependencies(text) == []


def test_what_is_told_twice_is_one_claim_with_two_quotes():
    (claim,) = read(
        "Chile supplies 55 percent of the world's rhenium. Chile still supplies 55% of global rhenium."
    ).dependencies
    assert (len(claim.other_evidence), float(claim.share_pct)) == (1, 55.0)


def test_a_figure_says_what_it_is_a_share_of_and_how_exact_it_is():
    (claim,) = read("In 2023, about 4% of total Japanese zinc imports came from Peru.").dependencies
    assert (claim.share_of, claim.share_qualifier, claim.year) == ("importer_imports", "about", 2023)
    (claim,) = read("India takes 80pc of Omani chrome exports.").dependencies
    assert claim.share_of == "supplier_exports"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Nearly all of Europe's magnesium is Chinese.",
            [("relies_on", "EUU", "CHN", ("magnesium",), None, None, None)],
        ),
        ("Congo's cobalt goes almost entirely to China.", [("relies_on", "CHN", "COD", ("cobalt",), None, None, None)]),
        (
            "Brussels seeks to reduce its exposure to Chinese tin.",
            [("relies_on", "EUU", "CHN", ("tin",), None, None, None)],
        ),
        (
            "India meets its entire demand for cobalt through imports.",
            [("relies_on", "IND", None, ("cobalt",), None, 100.0, None)],
        ),
        ("Nobody refines more cobalt than Finland.", [("producer", None, "FIN", ("cobalt",), "refining", None, 1)]),
        (
            "No one outside China refines dysprosium.",
            [("dominates", None, "CHN", ("dysprosium",), "refining", None, None)],
        ),
        (
            "US imports of tungsten come from Japan (70%), Peru (20%) and Laos.",
            [
                ("relies_on", "USA", "JPN", ("tungsten",), None, 70.0, None),
                ("relies_on", "USA", "PER", ("tungsten",), None, 20.0, None),
                ("relies_on", "USA", "LAO", ("tungsten",), None, None, None),
            ],
        ),
        (
            "In 2023 Chile produced 24 per cent of the world's copper. Peru and Congo followed, with 12 per cent each.",
            [
                ("producer", None, "CHL", ("copper",), None, 24.0, None),
                ("producer", None, "PER", ("copper",), None, 12.0, None),
                ("producer", None, "COD", ("copper",), None, 12.0, None),
            ],
        ),
        (
            "Japan's steelmakers import their vanadium from South Africa. Peru is the second source.",
            [
                ("relies_on", "JPN", "ZAF", ("vanadium",), None, None, None),
                ("relies_on", "JPN", "PER", ("vanadium",), None, None, 2),
            ],
        ),
        (
            "The main producers of tin are Peru and Laos.",
            [
                ("producer", None, "PER", ("tin",), None, None, None),
                ("producer", None, "LAO", ("tin",), None, None, None),
            ],
        ),
        (
            "China has no rivals in the refining of gallium.",
            [("dominates", None, "CHN", ("gallium",), "refining", None, None)],
        ),
        (
            "Tokyo hopes to get rare earths from Namibia instead of China.",
            [("alternative_supplier", "JPN", "NAM", RE, None, None, None)],
        ),
        (
            "Guinea has overtaken Australia as the largest exporter of tin.",
            [
                ("producer", None, "GIN", ("tin",), None, None, 1),
                ("producer", None, "AUS", ("tin",), None, None, 2),
            ],
        ),
    ],
)
def test_other_ways_of_telling_are_read(text, expected):
    assert dependencies(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Does China control 90 per cent of the world's rare earths?",
        "China sits on two thirds of the world's tungsten reserves.",
        "Chile, Peru and Mexico together have control over 60% of the world's silver reserves.",
        "China consumes half of the world's copper.",
        "Suppose Chile mined all of the world's tin.",
        "India plans to buy its cobalt from Congo.",
        "The price of tin rose by a tenth. Peru followed with 12 per cent.",
    ],
)
def test_questions_reserves_and_plans_are_no_dependencies(text):
    assert dependencies(text) == []


def test_a_figure_that_several_hold_together_is_nobodys_own():
    (a, b) = read("Chile and Peru mine half of the world's copper.").dependencies
    assert (a.share_pct, b.share_pct, a.relation) == (None, None, "producer")


def test_those_who_depend_on_it_are_named_behind():
    """ "It" is who the sentence is about: what is listed behind are buyers, and no suppliers."""
    text = (
        "Turkey's decision may hurt the supply of boron to nations that are heavily dependent on it, including Spain."
    )
    assert dependencies(text) == [("relies_on", "ESP", "TUR", ("boron",), None, None, None)]
    assert dependencies("Chile was named with Peru. Spain depends on it for copper.") == []


def test_places_of_origin_in_a_case_of_dumping_are_no_buyers():
    text = "The bureau looks at dumped Thai and Omani imports of aluminium sheet, along with foil from Peru and Chile."
    assert dependencies(text) == []

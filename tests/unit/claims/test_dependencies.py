"""Each rule of dependencies on a sentence of its own, and sentences that hold none."""

import pytest
from reading import dependencies, read

RE = ("rare_earths",)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Japan relies on foreign deliveries of rare earths.", [("relies_on", "JPN", None, RE, None, None, None)]),
        (
            "Germany depends heavily on imports from China for gallium.",
            [("relies_on", "DEU", "CHN", ("gallium",), None, None, None)],
        ),
        (
            "The US wants to reduce its reliance on Chinese graphite.",
            [("relies_on", "USA", "CHN", ("graphite",), None, None, None)],
        ),
        (
            "Canada reduced its reliance on Chinese rare earth imports from 90 per cent to 60 per cent.",
            [("relies_on", "CAN", "CHN", RE, None, 60.0, None)],
        ),
        ("70% of U.S. imports of rare earths come from China.", [("relies_on", "USA", "CHN", RE, None, 70.0, None)]),
        (
            "Most of the aluminium that the US imports comes from Canada.",
            [("relies_on", "USA", "CAN", ("aluminum",), None, None, None)],
        ),
        ("China takes 75pc of Congolese cobalt exports.", [("relies_on", "CHN", "COD", ("cobalt",), None, 75.0, None)]),
        (
            "American cell plants buy nearly all of their graphite from China.",
            [("relies_on", "USA", "CHN", ("graphite",), None, None, None)],
        ),
        ("China's grip on the global rare earths market is firm.", [("dominates", None, "CHN", RE, None, None, None)]),
        (
            "China has a near-monopoly on processing rare earths.",
            [("dominates", None, "CHN", RE, "processing", None, None)],
        ),
        (
            "Production of heavy rare earths remains concentrated in Myanmar.",
            [("dominates", None, "MMR", ("heavy_rare_earths",), None, None, None)],
        ),
        (
            "China produces 98 percent of the world's refined gallium.",
            [("dominates", None, "CHN", ("gallium",), "refining", 98.0, None)],
        ),
        (
            "Indonesia, whose smelters Chinese firms own, refines 60pc of the world's nickel.",
            [("dominates", None, "IDN", ("nickel",), "refining", 60.0, None)],
        ),
        (
            "Bolivia makes up less than 1% of global lithium production.",
            [("producer", None, "BOL", ("lithium",), None, 1.0, None)],
        ),
        (
            "Nearly all of the world's terbium is separated in China.",
            [("dominates", None, "CHN", ("terbium",), "separation", None, None)],
        ),
        (
            "Japan is the second-largest permanent magnet producer after China.",
            [("producer", None, "JPN", RE, "magnets", None, 2), ("producer", None, "CHN", RE, "magnets", None, 1)],
        ),
        (
            "Australia is home to several rare earth mining projects.",
            [("producer", None, "AUS", RE, "mining", None, None)],
        ),
        ("Malaysia is an established rare earth product supplier.", [("producer", None, "MYS", RE, None, None, None)]),
        (
            "However, Brazil represents a key alternative source for HREEs.",
            [("alternative_supplier", None, "BRA", ("heavy_rare_earths",), None, None, None)],
        ),
        (
            (
                "Japan could cover its demand for light rare earths from non-Chinese "
                "sources such as Australia and Malaysia."
            ),
            [
                ("alternative_supplier", "JPN", "AUS", ("light_rare_earths",), None, None, None),
                ("alternative_supplier", "JPN", "MYS", ("light_rare_earths",), None, None, None),
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
        "The miner expects to produce 4 percent of the world's neodymium by 2032.",
        "Semiconductors rely on gallium to work.",
        "The United States produces no gallium.",
        "Georgia relies on its defence to lead the game.",
    ],
)
def test_a_sentence_without_a_dependency_gives_none(text):
    assert dependencies(text) == []


def test_a_fact_told_twice_is_one_claim_with_two_quotes():
    (claim,) = read(
        "China produces 98 percent of the world's gallium. Today, China produces 98% of global gallium."
    ).dependencies
    assert (len(claim.other_evidence), float(claim.share_pct)) == (1, 98.0)


def test_a_figure_says_what_it_is_a_share_of_and_how_exact_it_is():
    (claim,) = read("In 2024, only around 2% of total EU graphite imports came from Ukraine.").dependencies
    assert (claim.share_of, claim.share_qualifier, claim.year) == ("importer_imports", "about", 2024)
    (claim,) = read("China takes 75pc of Congolese cobalt exports.").dependencies
    assert claim.share_of == "supplier_exports"

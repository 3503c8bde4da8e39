"""A share, however it is told: by its holder's side, in a passive, in a chain, of a buyer's imports or of exports."""

import pytest
from reading import dependencies

HEAD = "Minerals and who supplies them\n\n"


def told(text: str) -> list[tuple]:
    return [(r, d, s, m, share) for r, d, s, m, _, share, _ in dependencies(HEAD + text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Tin: Peru accounts for 52% of mining and Laos for 61% of refining.",
            [("dominates", None, "PER", ("tin",), 52.0), ("dominates", None, "LAO", ("tin",), 61.0)],
        ),
        (
            "An estimated 64 per cent of tungsten refining takes place in Vietnam.",
            [("dominates", None, "VNM", ("tungsten",), 64.0)],
        ),
        (
            "Peru produces 82 per cent of the world's bismuth; Laos comes second with 6 per cent.",
            [("dominates", None, "PER", ("bismuth",), 82.0), ("producer", None, "LAO", ("bismuth",), 6.0)],
        ),
        (
            "Nigeria provides half of Spain's tin feedstock.",
            [("relies_on", "ESP", "NGA", ("tin",), 50.0)],
        ),
        (
            "Peru supplied Spain with 83 per cent of its tin and 12 per cent of its zinc.",
            [("relies_on", "ESP", "PER", ("tin",), 83.0), ("relies_on", "ESP", "PER", ("zinc",), 12.0)],
        ),
        (
            "Spain buys most of its tin abroad. More than 70 per cent of its tin comes from Peru.",
            [("relies_on", "ESP", None, ("tin",), None), ("relies_on", "ESP", "PER", ("tin",), 70.0)],
        ),
        (
            "Spain bought 900 tonnes of tin abroad in 2021. Peru accounted for 70% of it; Laos was the origin of 20%.",
            [("relies_on", "ESP", "PER", ("tin",), 70.0), ("relies_on", "ESP", "LAO", ("tin",), 20.0)],
        ),
        (
            "Peru trebled its shipments of zinc. Spain took 60% of them, Laos 13% and Japan 9%.",
            [
                ("relies_on", "ESP", "PER", ("zinc",), 60.0),
                ("relies_on", "LAO", "PER", ("zinc",), 13.0),
                ("relies_on", "JPN", "PER", ("zinc",), 9.0),
            ],
        ),
        (
            "Spain sources 90% of its zinc imports from Peru, alongside large shares of tin (71%) and bismuth (40%).",
            [
                ("relies_on", "ESP", "PER", ("zinc",), 90.0),
                ("relies_on", "ESP", "PER", ("tin",), 71.0),
                ("relies_on", "ESP", "PER", ("bismuth",), 40.0),
            ],
        ),
        (
            "Reliance on a country is greatest in tin (Peru, 60%) and zinc (Laos, 50%), says one of Spain's supply.",
            [("relies_on", "ESP", "PER", ("tin",), 60.0), ("relies_on", "ESP", "LAO", ("zinc",), 50.0)],
        ),
        ("Spain imported 520 tonnes of tin, all from Peru.", [("relies_on", "ESP", "PER", ("tin",), 100.0)]),
        (
            "Spain depends on Peru for about 90% of its raw materials and 70% of its tin.",
            [("relies_on", "ESP", "PER", ("critical_minerals",), 90.0), ("relies_on", "ESP", "PER", ("tin",), 70.0)],
        ),
        (
            "Spain imported 4,000 tonnes of tin from Peru, accounting for 16 per cent of Spain's tin imports.",
            [("relies_on", "ESP", "PER", ("tin",), 16.0)],
        ),
        (
            "Spain is the leading buyer of Peruvian tin. It took 56 per cent of exports, followed by Japan with 11%.",
            [("relies_on", "ESP", "PER", ("tin",), 56.0), ("relies_on", "JPN", "PER", ("tin",), 11.0)],
        ),
    ],
)
def test_each_figure_finds_its_holder_and_its_whole(text, expected):
    assert told(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Peru charges 20 per cent on tin and Laos 10 per cent.",
        "Shares of the Peruvian tin miner rose 14 per cent, those of its Canadian rival 11 per cent.",
        "Peru holds 40 per cent of the world's tin reserves and Laos 12 per cent.",
        "Of Peruvian tin imports last year, 42 per cent is scrap and 16 per cent is plate.",
        "The ministry raised its share of the costs of the Peruvian tin study from 50 per cent to 75 per cent.",
        "Peru wants 30 per cent of its tin to come from recycling by 2030.",
    ],
)
def test_other_percentages_are_no_shares(text):
    assert told(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Peru made 59% of the world's bismuth with Laos and Bolivia each producing 5%.",
            {("PER", 59.0), ("LAO", 5.0), ("BOL", 5.0)},
        ),
        ("The vast majority of bismuth mining occurs in Peru.", {("PER", None)}),
        ("Peru mines 70% of the world's bismuth and refines around 90%.", {("PER", 70.0), ("PER", 90.0)}),
        (
            "Laos is the second-largest processor of bismuth, far behind Peru, handling 29% of world refining.",
            {("LAO", 29.0)},
        ),
    ],
)
def test_the_holder_is_the_subject_and_not_whom_it_trails(text, expected):
    assert expected <= {(c[2], c[4]) for c in told(text)}
    assert ("PER", 29.0) not in {(c[2], c[4]) for c in told(text)}


def test_its_means_the_buyer_where_the_seller_is_the_subject():
    assert ("relies_on", "ESP", "PER", ("tin",), 57.0) in told(
        "Peru is Spain's biggest supplier of tin, accounting for 57% of its imports last year."
    )


def test_a_reliance_has_a_figure_for_each_mineral():
    found = told("Spain's dependence on Peru stood at 93.4% for tin last year, 87.9% for zinc and 72.8% for bismuth.")
    assert {(c[3], c[4]) for c in found} == {(("tin",), 93.4), (("zinc",), 87.9), (("bismuth",), 72.8)}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("More than half of the tin used in Spain is imported.", ("relies_on", "ESP", None, ("tin",), 50.0)),
        ("There is no capacity outside Peru to refine tin.", ("dominates", None, "PER", ("tin",), None)),
        (
            "Spain is fully reliant on imports of tin, with much of this coming from Peru.",
            ("relies_on", "ESP", "PER", ("tin",), None),
        ),
        (
            "Spain buys tin abroad, with Peru accounting for 61% of the imports.",
            ("relies_on", "ESP", "PER", ("tin",), 61.0),
        ),
    ],
)
def test_imports_are_those_of_the_buyer_that_the_sentence_names(text, expected):
    assert expected in told(text)


def test_rows_without_outer_pipes_are_a_table_too():
    text = "Peru and its metals\n\nMetal | Use | Peru's share of world output\nTin | Solder | 90%\nZinc | Plate | 12%\n"
    assert [(c[2], c[3], c[4]) for c in told(text)] == [("PER", ("tin",), 90.0), ("PER", ("zinc",), 12.0)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("90% of niobium comes from Peru.", ("dominates", None, "PER", ("niobium",), 90.0)),
        ("Nine in ten tonnes of zinc come from Laos.", ("dominates", None, "LAO", ("zinc",), 90.0)),
        ("Imports make up 60 per cent of Spain's tin consumption.", ("relies_on", "ESP", None, ("tin",), 60.0)),
        (
            "Peru sold 70 per cent of its tin exports to Spain and 13 per cent to Laos.",
            ("relies_on", "LAO", "PER", ("tin",), 13.0),
        ),
        (
            "Tin is a scarce metal. Spain lags behind rivals like Peru, which controls over 55% of global smelting.",
            ("dominates", None, "PER", ("tin",), 55.0),
        ),
    ],
)
def test_figures_of_foreign_goods_next_buyers_and_relative_clauses(text, expected):
    assert expected in told(text)


def test_no_country_is_its_own_supplier():
    text = "Peru provided 22 percent of the zinc needed by Spain, 16 percent by Laos."
    assert all(d != s for _, d, s, _, _ in told(text))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Spain imported 1,200 tonnes of tin last year. Some 65% came from Peru.", ("ESP", "PER", ("tin",), 65.0)),
        (
            "Spain imports more than 95% of the tin it uses. Peru and Laos are its main suppliers.",
            ("ESP", "LAO", ("tin",), None),
        ),
    ],
)
def test_the_sentence_before_tells_whose_imports_are_meant(text, expected):
    assert expected in [(d, s, m, share) for r, d, s, m, share in told(text) if r == "relies_on"]

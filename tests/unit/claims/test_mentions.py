"""Names of countries, minerals and firms, and the words that only look like them."""

from collections import defaultdict

import pytest

from critmin.claims.mentions import read
from critmin.vocabulary import seed


def of(text, sign, document=""):
    return [m.values for m in read(text, None, frozenset(document.lower().split())).of(sign) if m.values]


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Washington and Beijing met.", ("USA", "CHN")),
        ("Canadian prime minister Mark Carney spoke.", ("CAN",)),
        ("The DRC and Congo-Brazzaville differ.", ("COD", "COG")),
        ("Niger and Nigeria differ.", ("NER", "NGA")),
        ("Burma sells tin.", ("MMR",)),
        ("The European Commission said so.", ("EUU",)),
        ("Namibia sells uranium.", ("NAM",)),
        ("Tallinn and Ouagadougou agreed.", ("EST", "BFA")),
        ("The People's Republic buys ore.", ("CHN",)),
        ("Chadian and Togolese envoys spoke.", ("TCD", "TGO")),
    ],
)
def test_a_country_is_known_by_its_names(text, codes):
    assert tuple(v for values in of(text, "C") for v in values) == codes


@pytest.mark.parametrize(
    "text",
    [
        "We roast the turkey slowly.",
        "It tells us nothing.",
        "The South China Sea is deep.",
        "They met in Tokyo.",
        "Georgia beat Alabama.",
        "A new mine in New Mexico.",
        "They polish the china cups.",
    ],
)
def test_a_word_that_only_looks_like_a_country_is_none(text):
    assert of(text, "C") == []


def test_georgia_is_a_country_where_the_document_speaks_of_tbilisi():
    assert of("Georgia mines manganese.", "C", "tbilisi") == [("GEO",)]


def test_a_capital_that_is_also_a_name_counts_in_a_story_of_its_country():
    assert of("Sofia will sign.", "C", "the bulgarian minister said") == [("BGR",)]
    assert of("Sofia will sign.", "C", "the singer said") == []


def test_each_country_that_mines_has_a_name_a_capital_and_a_demonym():
    """But for those whose capital stands for a bloc, holds the country's own name, or is seldom its government."""
    mining = {r["iso3"] for r in seed("usgs_country_names") if r["country_class"] == "country"}
    known = defaultdict(set)
    for row in seed("country_names"):
        known[row["iso3"]].add(row["kind"])
    lacking = {iso3 for iso3 in mining if not {"name", "capital", "demonym"} <= known[iso3]}
    assert lacking == {"BEL", "BHS", "KWT", "TTO"}


@pytest.mark.parametrize(
    ("text", "mineral"),
    [
        ("bauxite from the port", "aluminum"),
        ("zinc and lead concentrates", "lead"),
        ("polysilicon plants", "silicon"),
        ("REEs matter", "rare_earths"),
        ("permanent magnets", "rare_earths"),
        ("aluminium sheet", "aluminum"),
        ("refined tin", "tin"),
    ],
)
def test_a_form_or_spelling_maps_to_its_mineral(text, mineral):
    assert mineral in [v for values in of(text, "M") for v in values]


@pytest.mark.parametrize(
    "text",
    [
        "They lead the market.",
        "He has a tin ear.",
        "a gold medal for them",
        "Silicon Valley firms",
        "every cloud has a silver lining",
        "It will lead to war.",
        "a partnership with Copper, the bank",
    ],
)
def test_a_word_that_only_looks_like_a_mineral_is_none(text):
    assert of(text, "M") == []


def test_lists_and_offices_fold_into_one_mention():
    assert of("Canada, Brazil and Mexico agreed.", "C") == [("CAN", "BRA", "MEX")]
    assert of("Canadian prime minister Mark Carney and French president Emmanuel Macron met.", "C") == [("CAN", "FRA")]


def test_neighbours_with_a_comma_between_are_no_list():
    assert of("Amid tensions with the US, Beijing acted.", "C") == [("USA",), ("CHN",)]


def test_firms_are_known_by_suffix_seed_and_short_name():
    assert of("Ucore Rare Metals Inc said so.", "G") == [("org:Ucore Rare Metals",)]
    assert of("Lynas spoke.", "G") == [("org:Lynas Rare Earths",)]
    folded = read("Talon has a contract.", None, frozenset(), {"Talon": "Talon Nickel"})
    assert [m.values for m in folded.of("G")] == [("org:Talon Nickel",)]

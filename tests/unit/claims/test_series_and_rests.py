"""What a sentence goes on telling after its first record: further ranks, the rest, each with its own mineral (R10)."""

import datetime

import pytest

from critmin.claims.claim import Document
from critmin.claims.extract import extract


def told(text: str) -> set[tuple]:
    document = Document(document_id="d", text=text, title=None, published_on=datetime.date(2024, 5, 3))
    return {(c.relation, c.dependent, c.supplier, c.minerals, c.rank) for c in extract(document).dependencies}


def producer(who: str, *minerals: str, rank: int | None = None) -> tuple:
    return ("producer", None, who, minerals, rank)


def buys(who: str, whom: str | None, *minerals: str) -> tuple:
    return ("relies_on", who, whom, minerals, None)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Chile is the world's biggest copper producer, the second-biggest in lithium and number six in silver.",
            {producer("CHL", "copper", rank=1), producer("CHL", "lithium", rank=2), producer("CHL", "silver", rank=6)},
        ),
        (
            "Peru was the second largest producer of zinc; the third largest producer of tin.",
            {producer("PER", "zinc", rank=2), producer("PER", "tin", rank=3)},
        ),
    ],
)
def test_ranks_go_on_with_other_minerals(text, expected):
    assert told(text) == expected


def test_a_rank_among_importers_is_not_gone_on_with():
    text = "Chile is the world's biggest copper producer and the second-biggest importer of tin."
    assert told(text) == {producer("CHL", "copper", rank=1)}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "China makes about 70% of the world's magnesium, with the remaining 30% coming from Israel and Turkey.",
            {
                ("dominates", None, "CHN", ("magnesium",), None),
                producer("ISR", "magnesium"),
                producer("TUR", "magnesium"),
            },
        ),
        (
            "Most of the world's lithium is produced in Chile and Australia.",
            {producer("CHL", "lithium"), producer("AUS", "lithium")},
        ),
        (
            "Bolivia and Peru together account for about half the world's 27,400 tons of tin production.",
            {producer("BOL", "tin"), producer("PER", "tin")},
        ),
    ],
)  # fmt: skip
def test_what_several_share_makes_each_a_producer(text, expected):
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The EU is dependent on Peru for imports of tin, on Chile for imports of lithium and on Laos for zinc.",
            {buys("EUU", "PER", "tin"), buys("EUU", "CHL", "lithium"), buys("EUU", "LAO", "zinc")},
        ),
        (
            "Peru supplies 22 percent of Chinese and 8 percent of European tin imports.",
            {buys("CHN", "PER", "tin"), buys("EUU", "PER", "tin")},
        ),
        (
            "Many nations are dependent on foreign sources of tungsten, including Japan and Korea.",
            {buys("JPN", None, "tungsten"), buys("KOR", None, "tungsten")},
        ),
        ("Besides Chile, all other countries must rely on 100% foreign imports to obtain lithium.", set()),
        (
            "Turkey uses 5 million tonnes of potash. Domestic manufacturing of tiles depends on imported feldspar.",
            {buys("TUR", None, "feldspar")},
        ),
        (
            "In previous years, Japan was the largest recipient of Peruvian zinc exports.",
            {buys("JPN", "PER", "zinc")},
        ),
    ],
)
def test_who_leans_on_whom_in_lists(text, expected):
    assert told(text) == expected


def test_a_part_of_what_is_relied_on_has_its_own_figure():
    text = "Spain relies on Peru for much of its critical minerals imports, including 40 percent of its tin."
    document = Document(document_id="d", text=text, title=None, published_on=None)
    shares = {(c.minerals, c.share_pct) for c in extract(document).dependencies}
    assert (("tin",), 40) in shares
    assert (("critical_minerals",), 40) not in shares


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Despite being the second-largest producer of mined cobalt globally, Indonesia exports little of it.",
         producer("IDN", "cobalt", rank=2)),
        ("The Philippines, another major nickel producer, has followed suit.", producer("PHL", "nickel")),
        ("The pact should counter Chile's dominance in lithium minerals.",
         ("dominates", None, "CHL", ("lithium",), None)),
        ("Laos mines tin with Zambia. The Asian country produces 60% of the world's antimony.",
         ("dominates", None, "LAO", ("antimony",), None)),
        ("Zambia sells little of the red metal, though it is the second-largest producer of the red metal.",
         producer("ZMB", "copper", rank=2)),
    ],
)  # fmt: skip
def test_holders_and_minerals_by_another_name(text, expected):
    assert expected in told(text)


@pytest.mark.parametrize(
    "text",
    [
        "The ministers discussed joint efforts in exploring, mining, and processing tungsten in Laos.",
        "The government of Laos will strictly control the mining of tungsten.",
        "The commission ruled against duties on Laotian tungsten imports from Peru.",
        "With Spain importing more than 80% of its potash from its northern neighbour, prices fell.",
        "The United States will replace the current duties on aluminum with quotas for Spain.",
        "The deal with Laos is a first step in securing a Spanish supply of lithium.",
    ],
)
def test_plans_duties_and_own_needs_make_no_holder(text):
    assert not {t for t in told(text) if t[0] in ("dominates", "producer", "alternative_supplier")}


def test_a_name_among_countries_is_a_country():
    text = "Spain imports potash from Canada, Jordan and Egypt."
    assert {t[2] for t in told(text)} == {"CAN", "JOR", "EGY"}
    assert not {t[2] for t in told("Michael Jordan and Egypt sell potash to Spain.")} & {"JOR"}


def test_who_leans_on_others_stays_beside_a_supplier_told_far_away():
    far = "The report has three parts, and its authors thank the many people who spoke with them. " * 5
    text = f"Spain is heavily dependent on imports of tin. {far}In a table, Spain relies on Peru for tin."
    assert {buys("ESP", None, "tin"), buys("ESP", "PER", "tin")} <= told(text)


def test_minerals_that_are_counted_are_those_listed_before():
    text = "The law names tin, zinc and lithium. Spain is reliant on foreign sources for these three minerals."
    assert told(text) == {buys("ESP", None, "tin", "zinc", "lithium")}


def test_a_share_of_deposits_is_none_of_output():
    text = "Bolivia makes up 1% of global lithium production despite large reserves, or 20% of the global total."
    document = Document(document_id="d", text=text, title=None, published_on=None)
    assert [c.share_pct for c in extract(document).dependencies] == [1]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Spain imports 90% of its tin, two thirds of it from Peru.", {(None, 90), ("PER", 66.7)}),
        ("Spain imports 90% of its tin, mostly from Peru.", {(None, 90), ("PER", None)}),
        ("Spain imports 90% of its tin from Peru.", {("PER", 90)}),
    ],
)
def test_the_share_that_is_imported_is_not_the_suppliers(text, expected):
    document = Document(document_id="d", text=text, title=None, published_on=None)
    found = extract(document).dependencies
    assert {(c.supplier, None if c.share_pct is None else round(float(c.share_pct), 1)) for c in found} == expected

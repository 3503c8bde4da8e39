"""Countries told one below the other."""

import pytest
from reading import dependencies


def told(text: str) -> list[tuple]:
    return [(r, d, s, share, rank) for r, d, s, _, _, share, rank in dependencies(text)]


def test_numbered_headings_under_a_ranking_are_ranked_producers():
    text = (
        "Top tin producers\n\nHere are the three largest tin-producing countries of 2021:\n\n1. Peru\n\nMine "
        "production: 900 "
        "tonnes\n\nIts pits lie high.\n\n2. Laos\n\nMine production: 700 tonnes\n\n3. Bolivia\n\nMine "
        "production: 90 tonnes\n"
    )
    assert told(text) == [
        ("producer", None, "PER", None, 1),
        ("producer", None, "LAO", None, 2),
        ("producer", None, "BOL", None, 3),
    ]


def test_lines_of_a_buyers_suppliers_are_shares_of_its_imports_in_their_order():
    text = (
        "Tin at the border\n\nBelow are the largest suppliers of the tin that Spain imported in 2021.\n\nPeru: "
        "$80 million "
        "(41%)\nLaos: $20 million (12.5%)\nBolivia: $9 million (6%)\n"
    )
    assert told(text) == [
        ("relies_on", "ESP", "PER", 41.0, 1),
        ("relies_on", "ESP", "LAO", 12.5, 2),
        ("relies_on", "ESP", "BOL", 6.0, 3),
    ]


@pytest.mark.parametrize(
    "head",
    [
        "The largest reserves of tin by country",
        "Duties on tin by country",
        "The top exporters of tin to our port",
        "Where our readers live",
    ],
)
def test_lists_of_something_else_are_left_out(head):
    assert told(f"Tin\n\n{head}\n\nPeru: 900 (41%)\nLaos: 700 (12%)\nBolivia: 90 (6%)\n") == []


def test_fewer_than_three_countries_are_no_list():
    assert told("Top tin producers\n\nThe largest tin producers:\n\n1. Peru\n\n2. Laos\n") == []


def test_a_cell_broken_over_lines_takes_its_mineral_from_the_cell_before_it():
    text = (
        "Where minerals come from\n\nMineral\nMain producers (share of world output)\nTin\nSolder and "
        "plate\nPeru (52%), Laos\n"
        "(25%), Bolivia (9%)\nBismuth\nPills and alloys\nLaos (61%+), Peru, Japan\n"
    )
    assert sorted(told(text), key=str) == sorted(
        [
            ("dominates", None, "PER", 52.0, None),
            ("producer", None, "LAO", 25.0, 2),
            ("producer", None, "BOL", 9.0, 3),
            ("dominates", None, "LAO", 61.0, None),
            ("producer", None, "PER", None, None),
            ("producer", None, "JPN", None, None),
        ],
        key=str,
    )

"""Shares told in rows and rolls."""

import pytest
from reading import dependencies

HEAD = "Tin: where it is mined\n\n"


def test_a_roll_of_countries_with_shares_is_a_record_each():
    found = dependencies(HEAD + "| Top mining countries of tin | Peru 52%, Laos 25%, Brazil 9% |\n")
    assert [(r, s, m, stage, share) for r, _, s, m, stage, share, _ in found] == [
        ("dominates", "PER", ("tin",), "mining", 52.0),
        ("producer", "LAO", ("tin",), "mining", 25.0),
        ("producer", "BRA", ("tin",), "mining", 9.0),
    ]


def test_a_table_of_one_country_gives_its_share_of_each_mineral():
    text = "Norway's share of global refining\n\n| Mineral | Norway's share of global refining |\n|---|---|\n"
    found = dependencies(text + "| Cobalt (refined) | ~61% |\n| Nickel (refined) | 8% |\n")
    assert [(r, s, m, share) for r, _, s, m, _, share, _ in found] == [
        ("dominates", "NOR", ("cobalt",), 61.0),
        ("producer", "NOR", ("nickel",), 8.0),
    ]


@pytest.mark.parametrize(
    "line",
    [
        "| Reserves of tin | Peru 52%, Laos 25% |",
        "| Tariffs on tin | Peru 25%, Laos 10% |",
        "| Ore grade of tin | Peru 2%, Laos 1% |",
        "| Votes | Peru 52%, Laos 25% |",
    ],
)
def test_rows_about_something_else_are_left_out(line):
    assert dependencies(f"Tin in figures\n\n{line}\n") == []

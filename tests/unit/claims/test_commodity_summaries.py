"""Lines of the yearly commodity sheets: import sources by group, and net import reliance."""

import pytest
from reading import dependencies, read

SHEET = """Tungsten

{line}
"""


def told(line):
    found = read(SHEET.format(line=line)).dependencies
    assert {(c.relation, c.dependent) for c in found} <= {("relies_on", "USA")}
    return [(c.supplier, c.minerals, c.stage, float(c.share_pct), c.year) for c in found]


def test_import_sources_are_read_group_by_group():
    line = (
        "Import Sources (2019–22): Scrap and powder: China, 26%; Germany and Bolivia, 12% each; and other, 50%. "
        "Ore and concentrate: Spain, 61%; Rwanda, 22.5%; and other, 16.5%."
    )
    assert told(line) == [
        ("CHN", ("tungsten",), None, 26.0, 2022),
        ("DEU", ("tungsten",), None, 12.0, 2022),
        ("BOL", ("tungsten",), None, 12.0, 2022),
        ("ESP", ("tungsten",), "mining", 61.0, 2022),
        ("RWA", ("tungsten",), "mining", 22.5, 2022),
    ]


def test_shares_in_brackets_and_a_group_of_another_mineral():
    line = "Import Sources (2020-2023): Ferromolybdenum: Chile (70%), Canada (11%)."
    assert told(line) == [("CHL", ("molybdenum",), None, 70.0, 2023), ("CAN", ("molybdenum",), None, 11.0, 2023)]


@pytest.mark.parametrize(
    ("line", "share", "year"),
    [
        ("Net import reliance as a percentage of apparent consumption: >50.", 50.0, None),
        ("Net import reliance as a percentage of apparent consumption was 85% in 2021.", 85.0, 2021),
    ],
)
def test_net_import_reliance_is_the_united_states(line, share, year):
    assert told(line) == [(None, ("tungsten",), None, share, year)]


def test_a_sentence_about_import_sources_is_no_line_of_a_sheet():
    assert dependencies("Import sources differ: Spain found some, and Peru and Chile others.") == []

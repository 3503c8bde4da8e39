"""The dbt project as a whole: it builds, each formula is right, each mart keeps its promises to readers."""

import csv

import pytest

from critmin import engine
from critmin.settings import PROJECT
from critmin.tables import sources

pytestmark = pytest.mark.slow


def test_the_project_builds_with_every_data_test_and_every_formula_worked_by_hand(by_hand_run):
    bad = {name: status for name, status in by_hand_run.statuses.items() if status in {"error", "fail", "skipped"}}
    assert by_hand_run.returncode == 0, by_hand_run.output[-4000:]
    assert not bad
    assert sum(name.startswith("unit_test.") for name in by_hand_run.statuses) > 30


def test_every_mart_has_an_enforced_contract_a_grain_test_and_a_word_on_each_column(by_hand_run):
    nodes = by_hand_run.manifest["nodes"].values()
    marts = {n["name"]: n for n in nodes if n["resource_type"] == "model" and n["schema"] == "marts"}
    grains = {
        n["attached_node"].split(".")[-1]
        for n in nodes
        if n["resource_type"] == "test" and n.get("test_metadata", {}).get("name") in {"unique_grain", "unique"}
    }
    assert len(marts) >= 20
    for name, mart in marts.items():
        assert mart["config"]["contract"]["enforced"], name
        assert mart["config"]["materialized"] == "table", name  # what readers need is no view
        assert mart["description"].strip(), name
        assert [c for c, column in mart["columns"].items() if not column["description"].strip()] == [], name
        assert name in grains, f"{name} has no test of its grain"


def test_every_seed_is_text_unless_it_says_otherwise(by_hand):
    """R10: `NA` is Namibia, 02 stays 02, an empty cell is null."""
    with engine.connect(by_hand / "warehouse.duckdb", read_only=True) as connection:
        [namibia] = engine.rows(connection, "select iso2, un_m49 from seeds.countries where iso3 = 'NAM'")
        [angola] = engine.rows(connection, "select un_m49 from seeds.countries where iso3 = 'AGO'")
        [world] = engine.rows(connection, "select iso2 from seeds.countries where iso3 = 'WLD'")
    assert namibia == {"iso2": "NA", "un_m49": "516"}
    assert angola == {"un_m49": "024"}
    assert world == {"iso2": None}


def test_a_surrogate_key_tells_a_null_from_a_gap_and_a_separator_from_two_values(by_hand, by_hand_run):
    compiled = by_hand_run.compiled()["bridge_mineral_groups"]
    start = compiled.index("md5(")
    key = compiled[start : compiled.index("as mineral_group_key")].replace("mineral_group", "a").replace("member", "b")
    cases = (
        "(values ('x', null), ('x', ''), ('x|', null), ('x', '|'), ('x/n', ''), (null, 'x'), ('/', 'n'), ('//', 'n'))"
    )
    with engine.connect() as connection:
        [found] = engine.rows(connection, f"select count(distinct {key}) as n from {cases} as t(a, b)")
    assert found["n"] == 8


def test_dim_sources_says_what_the_registry_says():
    with (PROJECT / "dbt_project/seeds/sources.csv").open(encoding="utf-8", newline="") as handle:
        seeded = {row["source"]: row for row in csv.DictReader(handle)}
    assert seeded == {
        s.slug: {
            "source": s.slug,
            "title": s.title,
            "publisher": s.publisher,
            "licence": s.licence,
            "homepage": s.homepage or "",
        }
        for s in sources().values()
    }

"""The mart door: every table is judged, missing ones fail, and moves since the last build are seen."""

from pathlib import Path

import pytest

from critmin import engine
from critmin.lake import QUALITY_RESULTS
from critmin.quality import gate, suites
from critmin.settings import PROJECT

FLOWS = """select 'census' as _source, 'USA' as reporter_iso3, 'import' as flow, 2020 + i % 2 as trade_year,
    'year' as period_kind, 'HS10' as commodity_level, 100.00::decimal(38, 2) as primary_value, true as is_counted
    from range(100) as r(i)"""
MARKETS = """select 'USA' as importer_iso3, 'm' || i as mineral, 'mining' as stage, 2024 as trade_year,
    0.5 as top_supplier_share from range(40) as r(i)"""


@pytest.fixture
def warehouses(tmp_path, monkeypatch):
    """Make a warehouse of two marts; `changes` are statements on it. No suites but those that drift needs."""
    monkeypatch.setattr(suites, "names", lambda door="": [])

    def make(name: str, *changes: str, flows: str = FLOWS, markets: str = MARKETS) -> Path:
        path = tmp_path / name / "warehouse.duckdb"  # the name of every build's file, in a folder of its own
        path.parent.mkdir()
        with engine.connect(path) as connection:
            connection.execute("create schema marts")
            connection.execute(f"create table marts.fct_trade_flows as {flows}")
            connection.execute(f"create table marts.fct_supply_dependencies as {markets}")
            for change in changes:
                connection.execute(change)
        return path

    return make


def moves(verdict: gate.WarehouseVerdict) -> dict[str, str]:
    """Failed drift checks: check -> severity."""
    return {r.check: r.severity for _, v in verdict.verdicts if v.suite == "drift" for r in v.results if not r.success}


def test_a_build_like_the_last_one_has_not_moved(warehouses):
    verdict = gate.judge_warehouse(warehouses("now"), warehouses("before"))
    drift = [r for _, v in verdict.verdicts if v.suite == "drift" for r in v.results]
    assert {r.check for r in drift} == {
        "rows_since_last_build",
        "value_since_last_build",
        "top_shares_since_last_build",
    }
    assert moves(verdict) == {}
    assert verdict.passed


def test_without_a_last_build_nothing_is_compared(warehouses):
    assert all(v.suite != "drift" for _, v in gate.judge_warehouse(warehouses("now")).verdicts)


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ("delete from marts.fct_trade_flows where rowid < 15", {"value_since_last_build": "warning"}),
        (
            "delete from marts.fct_trade_flows where rowid < 30",
            {"rows_since_last_build": "warning", "value_since_last_build": "warning"},
        ),
        (
            "delete from marts.fct_trade_flows where rowid < 60",
            {"rows_since_last_build": "critical", "value_since_last_build": "critical"},
        ),
        ("delete from marts.fct_trade_flows where trade_year = 2021 and rowid > 60", {"value_since_last_build": None}),
        (
            "update marts.fct_trade_flows set primary_value = 300",
            {"value_since_last_build": "warning"},
        ),
        ("update marts.fct_trade_flows set primary_value = 40", {"value_since_last_build": "critical"}),
        ("update marts.fct_trade_flows set is_counted = false", {"value_since_last_build": "critical"}),
        ("delete from marts.fct_supply_dependencies", {"rows_since_last_build": "critical"}),
        ("drop table marts.fct_supply_dependencies", {"rows_since_last_build": "critical"}),
        (
            "update marts.fct_supply_dependencies set top_supplier_share = 0.8 where rowid < 5",
            {"top_shares_since_last_build": "warning"},
        ),
        (
            "update marts.fct_supply_dependencies set top_supplier_share = 0.8 where rowid < 15",
            {"top_shares_since_last_build": "critical"},
        ),
        ("update marts.fct_supply_dependencies set top_supplier_share = 0.65", {}),
        (
            "alter table marts.fct_supply_dependencies rename top_supplier_share to share",
            {"top_shares_since_last_build": "warning"},
        ),
    ],
)
def test_a_move_is_seen_and_stops_only_when_it_is_far(warehouses, change, expected):
    verdict = gate.judge_warehouse(warehouses("now", change), warehouses("before"))
    found = moves(verdict)
    assert found.keys() == expected.keys()
    assert all(severity in (None, found[check]) for check, severity in expected.items())
    assert verdict.passed == ("critical" not in found.values())


def test_ten_times_as_many_rows_warn(warehouses):
    more = (
        "insert into marts.fct_supply_dependencies select 'USA', 'n' || i, 'mining', 2024, 0.5 from range(500) as r(i)"
    )
    now = warehouses("now", more)
    assert moves(gate.judge_warehouse(now, warehouses("before"))) == {"rows_since_last_build": "warning"}


def test_a_move_that_is_meant_can_be_accepted(warehouses):
    now = warehouses("now", "delete from marts.fct_supply_dependencies")
    before = warehouses("before")
    assert not gate.judge_warehouse(now, before).passed
    accepted = gate.judge_warehouse(now, before, accept_drift=True)
    assert accepted.passed
    assert moves(accepted) == {"rows_since_last_build": "warning"}


def test_a_missing_table_fails_and_a_mart_without_a_suite_is_told(warehouses, monkeypatch):
    monkeypatch.setattr(suites, "names", lambda door="": ["mart_dim_dates"] if door == "mart" else [])
    verdict = gate.judge_warehouse(warehouses("now"))
    assert [(f.suite, f.check) for f in verdict.failures] == [("mart_dim_dates", "table_exists")]
    assert sum("has_suite" in line for line in verdict.warnings) == 2
    assert not verdict.passed


def test_a_warehouse_without_anything_to_judge_has_not_passed(tmp_path, monkeypatch):
    """R28."""
    monkeypatch.setattr(suites, "names", lambda door="": [])
    path = tmp_path / "warehouse.duckdb"
    with engine.connect(path) as connection:
        connection.execute("create schema marts")
    assert not gate.judge_warehouse(path).passed


def test_results_of_a_warehouse_have_the_ledgers_schema(warehouses):
    verdict = gate.judge_warehouse(warehouses("now"), warehouses("before"))
    table = verdict.to_table(build_id="b", checked_at=None)
    assert table.schema == QUALITY_RESULTS
    assert set(table["door"].to_pylist()) == {"mart"}
    assert "fct_trade_flows" in table["table_name"].to_pylist()


def test_the_sample_build_passed_every_critical_check_and_was_wholly_judged(warehouse):
    """A published build; its staging views are gone, so only what readers see is judged again."""
    path = warehouse.root / "current" / "warehouse.duckdb"
    verdict = gate.judge_warehouse(path)
    gone = set(suites.names("staging"))
    assert {f.suite for f in verdict.failures} <= gone
    assert not [w for w in verdict.warnings if "has_suite" in w]
    with engine.connect(path, read_only=True) as connection:
        kept = connection.sql("from marts.fct_quality_results").filter("door = 'mart'")
        judged = {row[0] for row in kept.project("suite").fetchall()}
        failed = kept.filter("severity = 'critical' and not is_success").fetchall()
    assert failed == []
    assert judged >= set(suites.names()) - set(suites.names("staged"))


def test_every_public_table_has_a_suite():
    models = PROJECT / "dbt_project" / "models" / "marts"
    marts = {path.stem for path in models.rglob("*.sql")}
    assert marts - {name.removeprefix("mart_") for name in suites.names("mart")} == set()

"""A folder of many small trade tables, in every shape they are passed on in, gives the known shares of all of them."""

import dropped_trade
import pytest

from critmin import engine, road
from warehouse.plain_dbt import dbt

pytestmark = pytest.mark.slow

MINERALS = {"250410": ("graphite", "mining"), "260300": ("copper", "mining"), "283691": ("lithium", "refining")}
PROVED = ("world", "flows", "months", "classic", "answers", "breakdown", "came_home")


@pytest.fixture(scope="module")
def dropped(tmp_path_factory):
    """The file of a warehouse built from the folder, and what the road said on the way."""
    from critmin import settings as settings_module
    from critmin.settings import configure

    folder = tmp_path_factory.mktemp("dropped")
    before = dict(settings_module._changes)
    config = configure(data=folder / "data")
    try:
        n_files = dropped_trade.write(folder / "drop")
        said = {"n_files": n_files, "landed": road.land("comtrade", [str(folder / "drop")])}
        road.stage("comtrade")
        road.admit("comtrade")
        said["kept_out"] = _kept_out(config)
        path = road.prepare()
        run = dbt(path, "build", "--exclude-resource-type", "unit_test", "--indirect-selection", "cautious",
                  "--select", "+fct_supply_dependencies", "fct_supplier_shares", "+fct_trade_flows")  # fmt: skip
    finally:
        settings_module._changes.clear()
        settings_module._changes.update(before)
        settings_module.settings.cache_clear()
    assert run.returncode == 0, run.output
    return path, said


def _kept_out(config) -> list[dict]:
    import pyarrow.parquet as pq

    from critmin.lake import Staged

    (record,) = Staged(config.root).stage_records("comtrade")
    return pq.read_table(config.root / record["quarantine_file"], partitioning=None).to_pylist()


def ask(path, sql: str) -> list[dict]:
    with engine.connect(path, read_only=True) as connection:
        return engine.rows(connection, sql)


def shares_of(path, shape: str) -> dict:
    importer = dropped_trade.ISO3[dropped_trade.REPORTERS[shape]]
    found = ask(
        path,
        "select mineral, stage, supplier_iso3, value_share, coverage from marts.fct_supplier_shares "
        f"where importer_iso3 = '{importer}' and trade_year = {dropped_trade.YEAR}",
    )
    return {
        (code, row["supplier_iso3"]): (round(row["value_share"], 4), row["coverage"])
        for code, named in MINERALS.items()
        for row in found
        if (row["mineral"], row["stage"]) == named
    }


@pytest.mark.parametrize("shape", [s for s in dropped_trade.REPORTERS if s != "top_and_world"])
def test_every_shape_of_a_table_gives_the_shares_it_holds(dropped, shape):
    """R8, R11: totals, other flows, parts and copies add nothing; what nobody is named for stays and is said."""
    path, _ = dropped
    found = shares_of(path, shape)
    assert {key: share for key, (share, _) in found.items()} == dropped_trade.truth(dropped_trade.REPORTERS[shape])
    assert {said for _, said in found.values()} == {"covered" if shape in PROVED else "as_listed"}


def test_the_largest_partners_and_the_total_give_shares_of_the_total(dropped):
    """R14: three partners are not made into the whole; the rest is nobody's."""
    path, _ = dropped
    reporter = dropped_trade.REPORTERS["top_and_world"]
    found = shares_of(path, "top_and_world")
    assert {said for _, said in found.values()} == {"partly_covered"}
    for code in MINERALS:
        listed = dict(sorted(dropped_trade.dealt(reporter, code).items(), key=lambda each: -each[1])[:3])
        named = {dropped_trade.PARTNERS[p]: v / 1000 for p, v in listed.items() if dropped_trade.PARTNERS[p]}
        assert {s: share for (c, s), (share, _) in found.items() if c == code} == named | {
            "unidentified": round(1 - sum(named.values()), 4)
        }


def test_every_file_is_landed_and_what_is_no_table_is_told_by_name(dropped):
    path, said = dropped
    assert len(said["landed"]) == said["n_files"]
    assert {r["_page_url"]: r["rule"] for r in said["kept_out"]} == {
        "file:world/nothing.csv": "unreadable_page",
        "file:world/refused.csv": "unreadable_page",
    }
    held = ask(path, "select count(distinct reporter_iso3) as n from marts.fct_trade_flows")
    assert held == [{"n": len(dropped_trade.REPORTERS)}]

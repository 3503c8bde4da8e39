"""Suites of the built warehouse: good tables pass, and each check is seen to fail, alone, on a planted error."""

import pytest
from quality.planted_claim_marts import CLAIM_MARTS
from quality.planted_marts import COMMON_MARTS
from quality.planted_measured_marts import MEASURED_MARTS
from quality.planted_tariff_marts import TARIFF_MARTS
from quality.planted_trade_marts import TRADE_MARTS

from critmin import engine
from critmin.quality import suites
from critmin.quality.verdicts import Verdict
from critmin.quality.warehouse_door import DOORS, judge_table

WAREHOUSE = COMMON_MARTS | CLAIM_MARTS | MEASURED_MARTS | TARIFF_MARTS | TRADE_MARTS
CASES = [(suite, check) for suite, (_, plants) in WAREHOUSE.items() for check in plants]
ALSO = {
    "value_is_placed": {"partners_are_known"},
    "unit_values_are_mostly_plausible": {"unit_values_lie_within_bounds"},
}  # what one error breaks besides


def judged(suite: str, statement: str = "") -> Verdict:
    door, _, table = suite.partition("_")
    good, _ = WAREHOUSE[suite]
    with engine.connect() as connection:
        connection.execute(f"create table t as {good}")
        connection.execute(statement or "select 1")
        connection.execute(f"create schema {DOORS[door]}")
        connection.execute(f"create view {DOORS[door]}.{table} as from t")
        return judge_table(connection, DOORS[door], table)


@pytest.mark.parametrize("suite", WAREHOUSE)
def test_a_good_table_passes_every_check_and_every_check_has_a_planted_error(suite):
    verdict = judged(suite)
    assert [str(r) for r in verdict.results if not r.success] == []
    assert {r.check for r in verdict.results} == WAREHOUSE[suite][1].keys()
    assert all(r.description.endswith(".") for r in verdict.results)


@pytest.mark.parametrize(("suite", "check"), CASES, ids=[f"{s}-{c}" for s, c in CASES])
def test_a_planted_error_is_caught_by_its_check_alone(suite, check):
    verdict = judged(suite, WAREHOUSE[suite][1][check])
    broken = {r.check for r in verdict.results if not r.success}
    assert check in broken
    # an empty table fails more than one check, and says so
    assert check == "has_rows" or broken - {check} <= ALSO.get(check, set())
    result = next(r for r in verdict.results if r.check == check)
    assert verdict.passed == (result.severity == "warning")


def test_every_suite_of_the_warehouse_is_tested_here():
    assert set(suites.names()) - set(suites.names("staged")) == set(WAREHOUSE)

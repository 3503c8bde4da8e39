"""Every staged suite: good rows pass, and each of its checks is seen to fail, alone, on an error planted for it."""

from functools import cache

import pytest
from quality.planted import N
from quality.planted_articles import QUOTE_PLANTS, STAGED_ARTICLES
from quality.planted_figures import STAGED_FIGURES
from quality.planted_notices import NOTICES
from quality.planted_tariffs import STAGED_TARIFFS
from quality.planted_trade_files import TRADE_FILES

from critmin.lake import Staged
from critmin.quality import gate, suites
from critmin.tables import CLAIMS, sources

STAGED = STAGED_FIGURES | STAGED_ARTICLES | TRADE_FILES | NOTICES | STAGED_TARIFFS
ALSO = {  # what one error breaks besides: a page of another name is another document, a repeat is said twice
    "_page_sha256_has_its_form": {"document_id_is_its_page"},
    "document_id_has_its_form": {"document_id_is_its_page"},
    "grain_is_unique": {"statements_are_unique"},
}
ALONE = {"grain_is_unique", "statements_are_unique"}  # errors of a table, not of a row
ROWS = [
    (s, c) for s, (_, plants) in STAGED.items() for c, p in plants.items() if isinstance(p, dict) and c not in ALONE
]
TABLES = [
    (s, c) for s, (_, plants) in STAGED.items() for c, p in plants.items() if not isinstance(p, dict) or c in ALONE
]


def named(cases: list[tuple[str, str]]) -> list[str]:
    return [f"{suite.removeprefix('staged_')}-{check}" for suite, check in cases]


def broken(verdict: gate.Verdict) -> set[str]:
    return {r.check for r in verdict.results if not r.success}


@cache
def all_errors_at_once(suite: str) -> tuple[gate.Verdict, dict[str, int]]:
    """One table with good rows and, below them, a row for each row-wise error; and where each error stands."""
    good, plants = STAGED[suite]
    checks = [c for s, c in ROWS if s == suite]
    verdict = gate.judge(suite, good.rows([{}] * N + [plants[c] for c in checks]))
    return verdict, {check: N + i for i, check in enumerate(checks)}


@pytest.mark.parametrize("suite", STAGED)
def test_good_rows_pass_every_check(suite):
    verdict = gate.judge(suite, STAGED[suite][0].table())
    assert broken(verdict) == set()
    assert verdict.passed
    assert not verdict.bad_rows


@pytest.mark.parametrize(("suite", "check"), ROWS, ids=named(ROWS))
def test_a_bad_row_is_caught_by_the_check_planted_for_it_and_by_no_other(suite, check):
    """Each check counts its own row and no other's: an error that broke two checks would be counted in both."""
    verdict, places = all_errors_at_once(suite)
    result = next(r for r in verdict.results if r.check == check)
    shared = sum(check in also for cause, also in ALSO.items() if cause in places)
    assert not result.success
    assert result.n_unexpected == 1 + shared
    if result.severity == "critical":
        assert verdict.bad_rows[places[check]].rule in {check, *ALSO.get(check, ())}
        assert result.description in verdict.bad_rows[places[check]].reason or check in ALSO
    else:
        assert places[check] not in verdict.bad_rows


@pytest.mark.parametrize(("suite", "check"), TABLES, ids=named(TABLES))
def test_an_error_of_a_table_is_caught_by_its_check_alone(suite, check):
    good, plants = STAGED[suite]
    plant = plants[check]
    everywhere, changed = plant if isinstance(plant, tuple) else ("", plant)
    verdict = gate.judge(suite, good.table(changed=changed, everywhere=bool(everywhere)))
    assert check in broken(verdict)
    assert broken(verdict) - {check} <= ALSO.get(check, set())
    assert verdict.passed == (next(r for r in verdict.results if r.check == check).severity == "warning")


@pytest.mark.parametrize("suite", STAGED)
def test_every_check_of_a_suite_has_a_planted_error(suite):
    """A check that nobody saw fail may be one that cannot."""
    good, plants = STAGED[suite]
    checks = {r.check for r in gate.judge(suite, good.table(n=2)).results}
    elsewhere = {"has_rows"} | (QUOTE_PLANTS.keys() if "quote" in good.kinds else set())
    assert checks - elsewhere == plants.keys()


@pytest.mark.parametrize("suite", [s for s, (good, _) in STAGED.items() if "quote" in good.kinds])
@pytest.mark.parametrize("check", QUOTE_PLANTS)
def test_a_claim_without_quote_or_place_is_stopped(suite, check):
    good, _ = STAGED[suite]
    verdict = gate.judge(suite, good.table(changed=QUOTE_PLANTS[check]))
    assert broken(verdict) == {check, "quote_fits_its_place"}
    assert list(verdict.bad_rows) == [0]


@pytest.mark.parametrize("suite", STAGED)
def test_a_table_without_rows_fails(suite):
    """R28: an empty batch passes every check of its rows."""
    good, _ = STAGED[suite]
    assert "has_rows" in {r.check for r in gate.judge(suite, good.table(n=0)).failures}


@pytest.mark.parametrize("suite", suites.names("staged"))
def test_each_staged_suite_is_tested_here_and_each_check_says_what_it_is_for(suite):
    good, _ = STAGED[suite]
    results = gate.judge(suite, good.table(n=1)).results
    assert all(r.description.endswith(".") for r in results), [r for r in results if not r.description.endswith(".")]


def test_the_gate_stops_a_five_digit_hs_code():
    good, _ = STAGED["staged_census__trade_flows"]
    rows = good.table().to_pandas()
    assert gate.judge(good.suite, rows).passed

    rows.loc[0, "commodity_code"] = "28469"
    verdict = gate.judge(good.suite, rows)
    assert not verdict.passed
    assert verdict.failures[0].column == "commodity_code"


@pytest.mark.parametrize("code", ["280530\n", " 280530", "280530 ", "28O530", "٢٨٠٥٣٠", ""])
def test_a_code_with_something_more_or_less_than_digits_is_stopped(code):
    good, _ = STAGED["staged_census__trade_flows"]
    verdict = gate.judge(good.suite, good.table(changed={"commodity_code": code}))
    assert broken(verdict) == {"commodity_code_has_its_form"}


def test_namibia_is_a_country_and_not_a_missing_value():
    """R10."""
    good, _ = STAGED["staged_claims__dependencies"]
    assert gate.judge(good.suite, good.table(changed={"supplier": "NAM"})).passed


def test_an_organisation_without_a_name_is_unknown():
    good, _ = STAGED["staged_claims__agreements"]
    verdict = gate.judge(good.suite, good.table(changed={"parties": ["JPN", "org:"]}))
    assert broken(verdict) == {"parties_are_known"}
    assert "org:" in verdict.bad_rows[0].reason


def test_a_null_inside_a_list_is_unknown():
    good, _ = STAGED["staged_claims__agreements"]
    verdict = gate.judge(good.suite, good.table(changed={"minerals": ["gallium", None]}))
    assert broken(verdict) == {"minerals_are_known"}


def test_every_staged_batch_of_the_samples_passes_with_real_pages(warehouse):
    staged = Staged(warehouse.root)
    seen = set()
    for source in (*sources(), CLAIMS):
        for batch in staged.batches(source):
            verdict = gate.judge(f"staged_{batch.table}", staged.verified(batch))
            assert [str(r) for r in verdict.failures] == []
            seen.add(f"staged_{batch.table}")
    never = {"staged_claims__checkables"}  # no sample article counts agreements: the planted rows judge that suite
    assert seen | never == set(suites.names("staged"))

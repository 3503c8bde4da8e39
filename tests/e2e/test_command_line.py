"""The command line on the sample warehouse, as a person and as a machine."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from conftest import CLOCK
from critmin import engine
from critmin.reading import CannotRead, ask, list_tables, read_table
from critmin.settings import PROJECT
from critmin.tables import sources
from critmin.tracing import trace_fact

pytestmark = pytest.mark.slow


def critmin(root: Path, *arguments: str, check: bool = True) -> subprocess.CompletedProcess:
    environment = {**os.environ, "CRITMIN_DATA": str(root), "CRITMIN_CLOCK": CLOCK.isoformat()}
    command = [sys.executable, "-m", "critmin.cli", *arguments]
    done = subprocess.run(command, capture_output=True, text=True, cwd=PROJECT, env=environment, check=False)
    assert not check or done.returncode == 0, done.stderr
    return done


def test_show_and_query_print_json_for_machines(built):
    tables = {t["table"]: t["rows"] for t in json.loads(critmin(built, "show", "--json").stdout)}
    sql = "select count(*) as n from fct_agreements"
    assert json.loads(critmin(built, "query", sql, "--json").stdout) == [{"n": tables["fct_agreements"]}]


def test_the_calendar_shows_what_lies_ahead_first_and_opens_at_its_words(built, warehouse):
    rows = json.loads(critmin(built, "show", "calendar", "--limit", "500", "--json").stdout)
    to_go = [row["days_to_go"] for row in rows]
    ahead, past = [d for d in to_go if d >= 0], [d for d in to_go if d < 0]
    assert ahead
    assert past
    assert to_go == sorted(ahead) + sorted(past, reverse=True)
    row = next(r for r in rows if r["entry"] == "suspension_end")
    assert trace_fact(warehouse, row["fact_table"], row["fact_key"])["quotes"]
    assert "days to go" in critmin(built, "show", "calendar").stdout


def test_changes_since_a_day_lead_to_what_was_learned(built, warehouse):
    found = json.loads(critmin(built, "changes", "--since", f"{CLOCK:%Y-%m-%d}", "--json").stdout)
    tables = {t["table"]: t["rows"] for t in list_tables(warehouse)}
    n_new = {kind: sum(c["change_kind"] == kind for c in found) for kind in ("new_agreement", "new_measure")}
    assert n_new == {"new_agreement": tables["fct_agreements"], "new_measure": tables["fct_trade_measures"]}
    first = found[0]
    assert first["trace"] == f"critmin trace {first['fact_table']} {first['fact_key']}"
    assert critmin(built, *first["trace"].split()[1:], "--json").stdout
    assert json.loads(critmin(built, "changes", "--since", "2099-01-01", "--json").stdout) == []
    assert "nothing was learned" in critmin(built, "changes", "--since", "2099-01-01").stdout


def test_figures_that_the_samples_state_are_checked_against_what_we_hold(warehouse):
    checks = ask(warehouse, "select * from fct_claim_checks")
    assert {c["verdict"] for c in checks} == {"confirmed", "contradicted", "not_checkable"}
    second = [c for c in checks if c["subject"] == "PHL" and c["mineral"] == "nickel"]
    assert {(c["check_kind"], c["verdict"]) for c in second} == {("rank", "confirmed"), ("share", "confirmed")}
    for check in checks:
        if check["figure_key"]:
            figure = trace_fact(warehouse, check["figure_table"], check["figure_key"])
            assert figure["pages"]


def test_every_fact_that_has_a_key_opens_at_its_source(warehouse):
    aggregates_without_trade = {"fct_supply_dependencies", "fct_supplier_shares", "mart_agreement_coverage"}
    opened = 0
    for table in [t["table"] for t in list_tables(warehouse) if t["rows"] and t["table"].startswith("fct_")]:
        rows = read_table(warehouse, table, 3)
        key = next((c for c in rows[0] if c.endswith("_key") and not c.startswith("_")), None)
        if key is None:
            continue
        for row in rows:
            found = trace_fact(warehouse, table, row[key])
            evidence = found["quotes"] or found["pages"]
            assert evidence or (table in aggregates_without_trade and not row.get("import_value_usd")), (table, row)
            for quote in found["quotes"]:
                assert quote["quote"]
                assert quote["address"]
            for page in found["pages"]:
                assert len(page["page_sha256"]) == 64
            opened += 1
    assert opened > 25


def test_a_number_opens_at_its_page_and_record(warehouse):
    (flow,) = ask(
        warehouse,
        "select trade_flow_key, primary_value_usd from fct_trade_flows where is_counted order by 2 desc, 1 limit 1",
    )
    (page,) = trace_fact(warehouse, "fct_trade_flows", flow["trade_flow_key"])["pages"]
    assert page["record_says"]["consumption_value_usd"] == flow["primary_value_usd"]
    assert page["licence"]


def test_a_short_key_is_enough_and_a_wrong_one_is_a_clear_error(warehouse):
    key = read_table(warehouse, "fct_agreements", 1)[0]["agreement_key"]
    assert trace_fact(warehouse, "fct_agreements", key[:12])["fact"]["agreement_key"] == key
    with pytest.raises(CannotRead, match="begins more than one"):
        trace_fact(warehouse, "fct_agreements", "")
    with pytest.raises(CannotRead, match="has no agreement_key 'zz'"):
        trace_fact(warehouse, "fct_agreements", "zz")
    with pytest.raises(CannotRead, match="no table fct_nothing"):
        trace_fact(warehouse, "fct_nothing", key)


@pytest.mark.parametrize(
    "sql",
    [
        "drop table marts.fct_agreements",
        "select * from read_csv('/etc/passwd')",
        "attach '/etc/passwd' as other",
        "copy marts.fct_agreements to 'stolen.csv'",
        "set enable_external_access = true",
    ],
)
def test_a_reader_can_neither_write_nor_read_this_machine(warehouse, sql):
    with pytest.raises(CannotRead):
        ask(warehouse, sql)


def test_runs_lists_the_build_and_its_steps(built):
    said = json.loads(critmin(built, "runs", "--steps", "200", "--json").stdout)
    assert [b["current"] for b in said["builds"]] == [True]
    assert {"land", "stage", "admit", "extract", "build"} <= {s["step"] for s in said["steps"]}


def test_a_gate_that_stops_gives_its_own_exit_code(tmp_path):
    rows = [
        ["CTY_CODE", "CTY_NAME", "I_COMMODITY", "I_COMMODITY_SDESC", "CON_VAL_YR", "CAL_DUT_YR", "COMM_LVL", "time"]
    ]
    rows += [["5700", "CHINA", f"2846{n:05}", "x", "10", "0", "HS10", "2024-12"] for n in range(40)]  # nine digits
    page = tmp_path / "bad.json"
    page.write_text(json.dumps(rows))
    root = tmp_path / "data"
    critmin(root, "land", "census", str(page))
    critmin(root, "stage", "census")
    stopped = critmin(root, "check", "census", "--json", check=False)
    assert stopped.returncode == 3
    assert "commodity_code" in stopped.stderr
    assert "Traceback" not in stopped.stderr


def test_one_bad_row_is_quarantined_and_the_rest_admitted(tmp_path):
    rows = [
        ["CTY_CODE", "CTY_NAME", "I_COMMODITY", "I_COMMODITY_SDESC", "CON_VAL_YR", "CAL_DUT_YR", "COMM_LVL", "time"]
    ]
    rows += [["5700", "CHINA", f"28469{n:05}", "x", "10", "0", "HS10", "2024-12"] for n in range(60)]
    rows[7][2] = "28469"  # a five-digit HS code
    page = tmp_path / "one.json"
    page.write_text(json.dumps(rows))
    root = tmp_path / "data"
    critmin(root, "land", "census", str(page))
    critmin(root, "stage", "census")
    critmin(root, "check", "census")
    (file,) = (root / "ops" / "quarantine" / "census__trade_flows").glob("*.parquet")
    with engine.connect() as connection:
        kept_out = connection.read_parquet(str(file)).to_arrow_table().to_pylist()
    assert [(r["_record"], r["value"]) for r in kept_out] == [(6, 10)]
    (admission,) = (root / "staged" / "_admissions" / "census__trade_flows").glob("*.json")
    assert json.loads(admission.read_text())["n_rows"] == 59


def test_extract_writes_one_json_a_document_with_quotes_that_hold(tmp_path):
    article = tmp_path / "deal.txt"
    article.write_text(
        "Japan and Australia sign minerals deal\n\n28 October 2025\n\nJapan and Australia signed a critical minerals "
        "agreement in Perth on 27 October. Canberra will provide at least $1bn.\n",
        encoding="utf-8",
    )
    critmin(tmp_path / "data", "extract", str(article), "--out", str(tmp_path / "out"))
    said = json.loads((tmp_path / "out" / "deal.json").read_text())
    (agreement,) = said["agreements"]
    assert set(agreement["parties"]) == {"JPN", "AUS"}
    text = article.read_text(encoding="utf-8")
    assert text[agreement["quote_start"] : agreement["quote_end"]] == agreement["quote"]


def test_an_unknown_source_names_those_that_exist(tmp_path):
    done = critmin(tmp_path, "land", "comtrde", str(tmp_path), check=False)
    assert done.returncode == 1
    assert ", ".join(sorted(sources())) in done.stderr

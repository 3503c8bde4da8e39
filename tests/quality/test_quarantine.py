"""What the gate keeps out: single bad rows go to quarantine with their reason, and nothing is lost."""

from decimal import Decimal

import pyarrow as pa
import pyarrow.parquet as pq
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from quality.planted import PAGE, RETRIEVED_AT
from quality.planted_articles import AGREEMENTS, COMMITMENTS
from quality.planted_figures import CENSUS, flows

from critmin.lake import QUARANTINE
from critmin.quality import gate, reading

TABLE = "census__trade_flows"
VALUE = "primary_value_usd"
NUMBERS = pa.table({"n": [1.0, 2.0, 3.0, -1.0]})


def test_a_clean_batch_is_admitted_whole():
    examined = gate.examine(flows(), TABLE, VALUE)
    assert examined.passed
    assert examined.is_whole
    assert examined.n_admitted == 100
    assert examined.quarantined.num_rows == 0
    assert {"rows_conserved", "value_conserved"} <= {r.check for r in examined.results if r.success}


def test_bad_rows_go_to_quarantine_with_rule_and_reason_and_the_rest_is_admitted():
    batch = flows(r3={"commodity_code": "28469"}, r7={"country_code": "57OO"})
    examined = gate.examine(batch, TABLE, VALUE, quarantine_limit=0.05, batch_id="b1")
    assert examined.passed
    assert not examined.is_whole
    assert examined.n_admitted == 98
    assert examined.quarantined.schema == QUARANTINE
    first, second = examined.quarantined.to_pylist()
    assert (first["rule"], first["_record"], first["value"]) == ("commodity_code_has_its_form", 3, Decimal("1.03"))
    assert "28469" in first["reason"]
    assert "28469" in first["content"]
    assert (first["source"], first["table_name"], first["batch_id"], first["door"]) == ("census", TABLE, "b1", "staged")
    assert (first["_page_sha256"], first["_retrieved_at"], first["n_records"]) == (PAGE, RETRIEVED_AT, 1)
    assert second["rule"] == "country_code_has_its_form"
    rest = examined.admitted(batch)
    assert rest.num_rows == 98
    assert gate.judge(CENSUS.suite, rest).passed
    told = next(r for r in examined.results if r.check == "rows_quarantined")
    assert (told.n_unexpected, told.severity, told.success) == (2, "warning", False)


def test_a_batch_with_too_many_bad_rows_is_stopped_whole():
    bad = {f"r{i}": {"commodity_code": "1"} for i in range(6)}
    examined = gate.examine(flows(**bad), TABLE, VALUE, quarantine_limit=0.05)
    assert not examined.passed
    assert examined.n_admitted == 0
    assert examined.quarantined.num_rows == 0
    assert examined.admitted(flows()).num_rows == 0
    assert list(examined.admitted_parts()) == []
    assert len(examined.bad_rows) == 6
    assert {"commodity_code_has_its_form", "bad_rows_are_few"} <= {f.check for f in examined.failures}


def test_one_bad_row_in_a_small_batch_does_not_stop_the_others():
    examined = gate.examine(flows(6, r2={"commodity_code": "1"}), TABLE, VALUE, quarantine_limit=0.05)
    assert examined.passed
    assert examined.n_admitted == 5


def test_a_limit_of_nothing_stops_at_the_first_bad_row():
    examined = gate.examine(flows(r2={"commodity_code": "1"}), TABLE, VALUE, quarantine_limit=0)
    assert not examined.passed


def test_a_batch_of_nothing_but_a_bad_row_is_stopped():
    examined = gate.examine(flows(1, r0={"commodity_code": "1"}), TABLE, VALUE, quarantine_limit=1)
    assert not examined.passed
    assert [f.check for f in examined.failures] == ["has_rows"]


def test_the_setting_decides_when_no_limit_is_given(using):
    batch = flows(r2={"commodity_code": "1"})
    using(quarantine_limit=0.0)
    assert not gate.examine(batch, TABLE, VALUE).passed
    using(quarantine_limit=0.05)
    assert gate.examine(batch, TABLE, VALUE).passed


def test_a_record_that_is_there_twice_is_kept_once():
    """R6."""
    examined = gate.examine(flows(r9={"commodity_code": f"{5:010}", VALUE: Decimal("1.05")}), TABLE, VALUE)
    assert examined.passed
    assert {p: f.rule for p, f in examined.bad_rows.items()} == {9: "grain_is_unique"}
    assert "twice" in examined.bad_rows[9].reason


def test_of_records_that_contradict_each_other_none_is_kept():
    """R29: nobody guesses which is right."""
    examined = gate.examine(flows(r9={"commodity_code": f"{5:010}", VALUE: Decimal(77)}), TABLE, VALUE)
    assert examined.passed
    assert set(examined.bad_rows) == {5, 9}


def test_rows_the_caller_found_wanting_are_taken_out_too():
    examined = gate.examine(flows(), TABLE, VALUE, known_bad={4: ("quote_holds", "not there")})
    assert examined.passed
    assert examined.quarantined.to_pylist()[0]["rule"] == "quote_holds"
    assert examined.n_admitted == 99


def test_a_parquet_file_is_examined_as_the_table_is(tmp_path, monkeypatch):
    monkeypatch.setattr(reading.pieces, "__defaults__", (17,))
    batch = flows(r20={"commodity_code": "1"}, r61={"commodity_code": "2"})
    path = tmp_path / "batch.parquet"
    pq.write_table(batch, path, row_group_size=9)
    by_path, by_table = gate.examine(path, TABLE, VALUE), gate.examine(batch, TABLE, VALUE)
    assert by_path.quarantined.equals(by_table.quarantined)
    assert by_path.results == by_table.results
    assert pa.concat_tables(by_path.admitted_parts()).equals(by_table.admitted(batch).combine_chunks())


@hypothesis_settings(max_examples=12, deadline=None)
@given(
    cents=st.lists(st.integers(0, 10**15), min_size=21, max_size=60),
    bad=st.sets(st.integers(0, 20), max_size=4),
)
def test_no_row_and_no_cent_is_lost_whatever_is_bad(cents, bad):
    rows = CENSUS.table(n=len(cents)).to_pylist()
    for i, (row, c) in enumerate(zip(rows, cents, strict=True)):
        row |= {"commodity_code": "1" if i in bad else f"{i:010}", VALUE: Decimal(c) / 100, "calculated_duty_usd": None}
    batch = pa.Table.from_pylist(rows, schema=CENSUS.table(n=0).schema)
    examined = gate.examine(batch, TABLE, VALUE, quarantine_limit=0.2)
    assert examined.passed
    rest = examined.admitted(batch)
    out = sum(rest[VALUE].to_pylist()) + sum(examined.quarantined["value"].to_pylist())
    assert out == Decimal(sum(cents)) / 100
    assert rest.num_rows + examined.quarantined.num_rows == len(cents)
    assert set(examined.bad_rows) == bad


def test_a_row_or_a_cent_that_got_lost_fails():
    lost_row, lost_cent = gate.conservation(
        "stage", rows=(10, 8, 1), value=(Decimal("1.00"), Decimal("0.98"), Decimal("0.01"))
    )
    assert not lost_row.success
    assert not lost_cent.success
    assert "0.01 lost" in lost_cent.observed
    assert all(r.success for r in gate.conservation("stage", rows=(10, 8, 2)))


# -- claims --------------------------------------------------------------------------------------------------------


def test_a_quote_that_does_not_stand_where_it_says_is_found():
    text = "Two countries signed a framework on rare earths."
    good = AGREEMENTS.table(n=3)
    assert gate.quotes_hold(good, {PAGE: text}) == []
    assert gate.quotes_hold(good, {PAGE: " " + text}) == [0, 1, 2]
    assert gate.quotes_hold(good, {}) == [0, 1, 2]
    moved = AGREEMENTS.table(n=3, changed={"quote_start": 15, "quote_end": 33})
    assert gate.quotes_hold(moved, {PAGE: text}) == [0]
    assert gate.quotes_hold(COMMITMENTS.table(n=2), {PAGE: text}) == []


def test_a_promise_without_its_agreement_is_found():
    assert gate.orphans(COMMITMENTS.table(n=3), {f"{0:032x}", f"{2:032x}"}) == [1]

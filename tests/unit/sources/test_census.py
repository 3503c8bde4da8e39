"""US Census imports: three wire forms, and what the publisher's pages do to careless readers."""

import gzip
import io
import json
import zlib
from datetime import UTC, datetime
from decimal import Decimal

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from critmin.lake import BadPage, Page, Parsed, Retrieval, SchemaDrift
from critmin.sources import census, tabular
from critmin.sources.census import TABLE, parse, period_of

HEADER = ["CTY_CODE", "CTY_NAME", "I_COMMODITY", "CON_VAL_YR", "CAL_DUT_YR", "COMM_LVL", "time", "I_COMMODITY"]
RECORD = ["5700", "CHINA", "2846100010", "900000", "27000", "HS10", "2024-12", "2846100010"]
CSV_2023 = "Commodity,Country,Time,Customs  Value (Cons) ($US),Unnamed: 4\n"
CSV_2024 = "Commodity,Country,District,Time,Customs  Value (Cons) ($US),Unnamed: 5\n"


def page(content: bytes | str, name: str = "page") -> Page:
    content = content.encode() if isinstance(content, str) else content
    moment = datetime(2026, 11, 1, tzinfo=UTC)
    return Page(content, Retrieval("census", f"file:{name}", name, "file", moment, "ab" * 32, len(content)))


def api(*records: list, header: list[str] = HEADER) -> str:
    return json.dumps([header, *records])


def rows(parsed: Parsed) -> list[dict]:
    return parsed.tables[TABLE].to_pylist()


def check_conservation(parsed: Parsed) -> None:
    table = parsed.tables[TABLE]
    assert table.schema == census.SCHEMA
    assert table.num_rows + len(parsed.rejected) == parsed.n_records[TABLE]
    out = sum((r["primary_value_usd"] or Decimal(0) for r in table.to_pylist()), Decimal(0))
    kept_out = sum((r.value for r in parsed.rejected if r.value is not None), Decimal(0))
    assert parsed.value_in[TABLE] == out + kept_out


def parquet(table: pa.Table) -> bytes:
    buffer = io.BytesIO()
    pq.write_table(table, buffer)
    return buffer.getvalue()


def parquet_columns(**changes) -> pa.Table:
    columns = {
        "CTY_NAME": pa.array(["CHINA", "JAPAN"]),
        "CON_VAL_YR": pa.array(["17300", "5"]),
        "CAL_DUT_YR": pa.array(["1299", "0"]),
        "I_COMMODITY": pa.array(["0106199120", "2846100010"]),
        "I_COMMODITY_SDESC": pa.array(["DOGS, LIVE", "CERIUM COMPOUNDS"]),
        "time": pa.array([datetime(2024, 12, 1)] * 2, pa.timestamp("us")),
        "COMM_LVL": pa.array(["HS10", "HS10"]),
        "CTY_CODE": pa.array(["5700", "5880"]),
        "imports": pa.array([17300.0, 5.0]),
    }
    return pa.table(columns | changes)


# -- the API's array of arrays ----------------------------------------------------------------------------------


def test_a_column_that_is_named_twice_is_read_the_first_time():
    parsed = parse(page(api([*RECORD[:-1], "9999999999"])))
    assert rows(parsed)[0]["commodity_code"] == "2846100010"
    check_conservation(parsed)


def test_year_to_date_through_december_is_the_year():
    (row,) = rows(parse(page(api(RECORD))))
    assert (row["period"], row["period_kind"]) == ("2024", "year")
    assert row["consumption_value_usd"] == row["primary_value_usd"] == Decimal("900000.00")
    assert row["calculated_duty_usd"] == Decimal(27000)


def test_month_and_year_to_date_become_rows_of_two_kinds():
    header = ["I_COMMODITY", "CTY_CODE", "GEN_VAL_MO", "GEN_VAL_YR", "CON_VAL_MO", "CON_VAL_YR", "time"]
    parsed = parse(page(api(["8112921000", "5880", "10", "70", "9", "60", "2025-06"], header=header)))
    month, to_date = rows(parsed)
    assert (month["period_kind"], month["period"]) == ("month", "2025-06")
    assert (month["general_value_usd"], month["consumption_value_usd"]) == (10, 9)
    assert (to_date["period_kind"], to_date["primary_value_usd"]) == ("year_to_date", 60)
    assert parsed.n_records[TABLE] == 2
    check_conservation(parsed)


def test_general_imports_stand_in_where_a_page_has_no_imports_for_consumption():
    header = ["I_COMMODITY", "CTY_CODE", "GEN_VAL_MO", "GEN_QY1_MO", "UNIT_QY1", "GEN_QY1_MO_FLAG", "time"]
    parsed = parse(page(api(["8112921000", "5880", "900000", "1800.5", "KG", "A", "2025-06"], header=header)))
    (row,) = rows(parsed)
    assert row["primary_value_usd"] == 900000
    assert row["consumption_value_usd"] is None
    assert (row["quantity_1"], row["unit_1"], row["quantity_1_flag"]) == (Decimal("1800.500"), "KG", "A")
    check_conservation(parsed)


EXPORTS = ["E_COMMODITY", "E_COMMODITY_SDESC", "CTY_CODE", "ALL_VAL_MO", "ALL_VAL_YR", "QTY_1_MO", "QTY_1_MO_FLAG",
           "QTY_1_YR", "UNIT_QY1", "COMM_LVL", "time", "E_COMMODITY"]  # fmt: skip


def test_exports_are_rows_by_fas_value_monthly_and_to_date():
    """Months and year to date are rows of two kinds, never to be added."""
    record = ["2805300050", "SCANDIUM", "5880", "100", "700", "4", "A", "28", "KG", "HS10", "2025-06", "2805300050"]
    parsed = parse(page(api(record, header=EXPORTS)))
    month, to_date = rows(parsed)
    assert {r["flow"] for r in (month, to_date)} == {"export"}
    assert (month["period_kind"], month["fas_value_usd"], month["quantity_1"]) == ("month", 100, 4)
    assert (to_date["period_kind"], to_date["primary_value_usd"], to_date["quantity_1"]) == ("year_to_date", 700, 28)
    assert (month["quantity_1_flag"], to_date["quantity_1_flag"]) == ("A", None)
    assert month["commodity_code"] == "2805300050"
    assert month["commodity_name"] == "SCANDIUM"
    assert {month[name] for name in ("general_value_usd", "consumption_value_usd", "calculated_duty_usd")} == {None}
    check_conservation(parsed)


def test_domestic_and_foreign_exports_are_flows_of_their_own_beside_their_total():
    header = ["E_COMMODITY", "CTY_CODE", "ALL_VAL_MO", "DF", "time"]
    records = [["2805300050", "5880", value, kind, "2025-06"] for value, kind in (("10", "-"), ("8", "1"), ("2", "2"))]
    parsed = parse(page(api(*records, ["2805300050", "5880", "1", "3", "2025-06"], header=header)))
    assert [(r["flow"], r["primary_value_usd"]) for r in rows(parsed)] == [
        ("export", 10),
        ("domestic_export", 8),
        ("re_export", 2),
    ]
    assert [r.rule for r in parsed.rejected] == ["unknown_kind_of_export"]
    check_conservation(parsed)


def test_a_page_that_names_its_codes_as_imports_and_as_exports_is_refused():
    header = ["I_COMMODITY", "E_COMMODITY", "CTY_CODE", "GEN_VAL_MO", "time"]
    with pytest.raises(SchemaDrift, match="imports or exports"):
        parse(page(api(["1", "1", "5880", "1", "2025-06"], header=header)))
    with pytest.raises(SchemaDrift, match="no export value"):
        parse(page(api(["1", "5880", "1", "2025-06"], header=["E_COMMODITY", "CTY_CODE", "GEN_VAL_MO", "time"])))


def test_a_table_of_both_directions_gives_a_row_of_each():
    text = "Commodity,Country,Time,Total Exports Value ($US),Customs Import Value (Gen) ($US),Calculated Duty ($US)\n"
    text += '"2846100010 Cerium",Japan,2024,"1,000",25,1\n'
    parsed = parse(page(text))
    found = {r["flow"]: r for r in rows(parsed)}
    assert (found["import"]["primary_value_usd"], found["import"]["calculated_duty_usd"]) == (25, 1)
    assert (found["export"]["primary_value_usd"], found["export"]["calculated_duty_usd"]) == (1000, None)
    assert found["export"]["commodity_code"] == "2846100010"
    check_conservation(parsed)


def test_totals_and_groups_are_rows_like_any_other():
    """R8: they are typed in staging, never dropped and never summed here."""
    codes = ["-", "0003", "5XXX", "5700"]
    parsed = parse(page(api(*([c, *RECORD[1:]] for c in codes))))
    assert [r["country_code"] for r in rows(parsed)] == codes


def test_codes_keep_their_leading_zeros_and_na_stays_text():
    """R10: NA is a name or a code like any other."""
    parsed = parse(page(api(["NA", "NA", "0203290000", "1", "0", "HS10", "2024-12", "0203290000"])))
    (row,) = rows(parsed)
    assert (row["commodity_code"], row["country_code"], row["country_name"]) == ("0203290000", "NA", "NA")


def test_a_five_digit_code_is_typed_and_left_to_the_gate():
    header = [h for h in HEADER if h != "COMM_LVL"]
    record = ["5700", "CHINA", "28469", "900000", "27000", "2024-12", "28469"]
    parsed = parse(page(api(record, header=header)))
    assert not parsed.rejected
    assert (rows(parsed)[0]["commodity_code"], rows(parsed)[0]["commodity_level"]) == ("28469", "HS5")


def test_numbers_are_exact_whatever_their_size():
    parsed = parse(page(api([*RECORD[:3], "9007199254740993", "0.10", *RECORD[5:]])))  # no double holds the first
    (row,) = rows(parsed)
    assert row["primary_value_usd"] == Decimal("9007199254740993.00")
    assert row["calculated_duty_usd"] == Decimal("0.10")


def test_json_numbers_and_nulls_are_read_like_text():
    record = '["5700", null, "2846100010", 1234567.25, null, "HS10", "2024-12", null]'
    parsed = parse(page(f"[{json.dumps(HEADER)},{record}]"))
    (row,) = rows(parsed)
    assert not parsed.rejected
    assert row["country_name"] is None
    assert row["calculated_duty_usd"] is None
    assert row["primary_value_usd"] == Decimal("1234567.25")
    # seventeen digits before the point do not fit: the sum would not be exact
    parsed = parse(page(api([*RECORD[:3], "12345678901234567.25", *RECORD[4:]])))
    assert [r.rule for r in parsed.rejected] == ["unreadable_number"]


def test_one_bad_record_is_kept_out_and_the_rest_goes_on():
    bad_number = [*RECORD[:3], "n/a", *RECORD[4:]]
    bad_duty = [*RECORD[:4], "27O00", *RECORD[5:]]
    bad_time = [*RECORD[:6], "2024-13", RECORD[7]]
    short = RECORD[:-1]
    nested = [*RECORD[:2], ["2846100010"], *RECORD[3:]]
    parsed = parse(page(api(RECORD, bad_number, short, bad_duty, nested, bad_time, RECORD)))
    assert [r["_record"] for r in rows(parsed)] == [0, 6]
    found = {r.record: r.rule for r in parsed.rejected}
    assert found == {
        1: "unreadable_number",
        2: "ragged_record",
        3: "unreadable_number",
        4: "untyped_cell",
        5: "unreadable_period",
    }
    values = {r.record: r.value for r in parsed.rejected}
    assert values[3] == values[5] == Decimal(900000)  # its value was readable, so it is accounted for
    assert values[1] is None
    check_conservation(parsed)


@given(
    st.lists(
        st.tuples(
            st.one_of(
                st.decimals(-(10**15), 10**15, places=2).map(str),
                st.integers(-(10**16), 10**16).map(lambda n: f"{n:,}"),
                st.text(max_size=6),
                st.none(),
            ),
            st.one_of(st.sampled_from(["2024-12", "2024-06", "2024", "", "June 2024"]), st.text(max_size=7), st.none()),
        ),
        min_size=1,
        max_size=12,
    )
)
def test_whatever_the_cells_hold_rows_and_value_are_conserved(cells):
    """R12: in = out + rejected, exactly."""
    parsed = parse(page(api(*([*RECORD[:3], value, "1", "HS10", time, None] for value, time in cells))))
    assert parsed.n_records[TABLE] == len(cells)
    check_conservation(parsed)


# -- USA Trade Online -------------------------------------------------------------------------------------------


def test_both_layouts_of_usa_trade_online_are_read():
    without = CSV_2023 + '"2602000000 Manganese Ores, Concentrates (t)",Gabon,2023,"60,600,123",\n'
    beside = CSV_2024 + '"2602000000 Manganese Ores, Concentrates (t)",Gabon,All Districts,2024,"7,001",\n'
    for text, period, value in ((without, "2023", 60600123), (beside, "2024", 7001)):
        parsed = parse(page(text))
        (row,) = rows(parsed)
        assert (row["commodity_code"], row["commodity_name"]) == ("2602000000", "Manganese Ores, Concentrates (t)")
        assert (row["country_name"], row["country_code"], row["district"]) == ("Gabon", None, None)
        assert (row["period"], row["period_kind"], row["primary_value_usd"]) == (period, "year", value)
        assert row["commodity_level"] == "HS10"
        check_conservation(parsed)


def test_a_district_is_kept_apart_from_the_whole_country():
    text = CSV_2024 + '2602000000 Ore,Gabon,"Houston, TX",2024,"5",\n2602000000 Ore,Gabon,All Districts,2024,"9",\n'
    assert [r["district"] for r in rows(parse(page(text)))] == ["Houston, TX", None]
    header = [*HEADER, "DISTRICT"]
    parsed = parse(page(api([*RECORD, "20"], [*RECORD, "-"], header=header)))
    assert [r["district"] for r in rows(parsed)] == ["20", None]


def test_a_number_with_a_stray_sign_is_quarantined_as_the_publisher_sent_it():
    line = '9027905625 Parts And Accessor Nesoi (kg),Mauritius,All Districts,2024,"2,429=",'
    parsed = parse(page(CSV_2024 + '2602000000 Ore (t),Gabon,All Districts,2024,"7",\n' + line + "\n"))
    (reject,) = parsed.rejected
    assert (reject.record, reject.rule, reject.content) == (1, "unreadable_number", line)
    assert "2,429=" in reject.reason
    assert len(rows(parsed)) == 1
    check_conservation(parsed)


def test_misplaced_thousands_commas_are_no_number():
    parsed = parse(page(CSV_2023 + '2602000000 Ore (t),Gabon,2023,"60,60",\n2602000000 Ore (t),Gabon,2023,"1,000",\n'))
    assert [r.rule for r in parsed.rejected] == ["unreadable_number"]


def test_latin_1_and_byte_order_mark_are_read_as_letters():
    line = "1801000000 Cocoa Beans (kg),Côte d'Ivoire,2023,5,\n"
    for content in ((CSV_2023 + line).encode("latin-1"), b"\xef\xbb\xbf" + (CSV_2023 + line).encode()):
        assert rows(parse(page(content)))[0]["country_name"] == "Côte d'Ivoire"


def test_cells_outside_their_columns_are_kept_out():
    text = CSV_2023 + "2602000000 Ore,Gabon,2023,5,7\nTotal,Gabon,2023,5,\n2602000000 Ore,Gabon,2023,5\n,,,,\n"
    parsed = parse(page(text))
    assert {r.record: r.rule for r in parsed.rejected} == {
        0: "value_outside_columns",
        1: "no_commodity_code",
        2: "ragged_record",
    }
    assert not rows(parsed)
    check_conservation(parsed)


@pytest.mark.parametrize(
    ("time", "suffix", "found"),
    [
        ("2024", "", ("2024", "year")),
        ("June 2024", "", ("2024-06", "month")),
        ("2024 through June", "", ("2024-06", "year_to_date")),
        ("2024 through December", "", ("2024", "year")),
        ("2024-06", "_MO", ("2024-06", "month")),
        ("2024-06", "_YR", ("2024-06", "year_to_date")),
        ("2024-12", "_YR", ("2024", "year")),
        ("2024", "_MO", None),
        ("Brumaire 2024", "", None),
        ("", "", None),
    ],
)
def test_the_time_of_a_page_says_which_period(time, suffix, found):
    assert period_of(time, suffix) == found


# -- Parquet ----------------------------------------------------------------------------------------------------


def test_parquet_with_the_apis_columns_is_read_from_its_text():
    parsed = parse(page(parquet(parquet_columns())))
    first, second = rows(parsed)
    assert (first["commodity_code"], first["period"], first["period_kind"]) == ("0106199120", "2024", "year")
    assert (second["primary_value_usd"], second["country_code"], second["wire_form"]) == (5, "5880", "parquet")
    check_conservation(parsed)


def test_amounts_that_went_through_doubles_are_refused():
    table = parquet_columns(CON_VAL_YR=pa.array([17300.0, 5.5]))
    with pytest.raises(SchemaDrift, match="CON_VAL_YR"):
        parse(page(parquet(table)))


# -- pages that are no table ------------------------------------------------------------------------------------

WHOLE = api(RECORD, RECORD).encode()


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "empty"),
        (b" \n ", "empty"),
        (b"<!DOCTYPE html><html><body>Missing key</body></html>", "HTML"),
        (WHOLE[:-30], "cut off"),
        (b"[" * 200_000, "cut off"),
        (b"error: unknown variable 'XYZ'", "no record"),
        (b'{"error": "x"}', "JSON object"),
        (b"[]", "array of arrays"),
        (api([*RECORD[:1], "CHI\ud800NA", *RECORD[2:]]).encode(), "half a character"),
        (b"[1, 2]", "array of arrays"),
        (json.dumps([HEADER]).encode(), "no record"),
        (gzip.compress(WHOLE, mtime=0)[:-12], "cut off"),
        (gzip.compress(WHOLE, mtime=0)[:40] + b"\x00" * 40, "damaged"),
        (b"PAR1" + b"\x00" * 40, "Parquet"),
        (CSV_2023.encode(), "no record"),
        ((CSV_2023 + '"2602000000 Ore,Gabon').encode(), "cut off"),
        (b"\x81\x8d\xff" + CSV_2023.encode(), "Windows-1252"),
        (CSV_2023.encode() + b"1\x00", "NUL"),
    ],
)
def test_a_page_that_is_no_table_says_what_came_instead(content, message):
    with pytest.raises(BadPage, match=message):
        parse(page(content))


@pytest.mark.parametrize("name", ["I_COMMODITY", "CTY_CODE", "time", "CON_VAL_YR"])
def test_a_missing_column_stops_the_page(name):
    """Better a stop than a silent null."""
    table = parquet_columns().drop_columns([name])
    with pytest.raises(SchemaDrift, match=name if name != "CON_VAL_YR" else "no import value"):
        parse(page(parquet(table)))


def test_a_csv_without_its_value_column_stops_the_page():
    with pytest.raises(SchemaDrift, match="missing"):
        parse(page("Commodity,Country,Time\n2602000000 Ore,Gabon,2024\n"))


def test_a_page_broken_down_by_port_is_refused_because_its_rows_would_multiply():
    with pytest.raises(SchemaDrift, match="PORT"):
        parse(page(api([*RECORD, "2704"], header=[*HEADER, "PORT"])))


def test_a_gzip_bomb_stops_while_it_is_unpacked():
    """S6: the cap is checked while unpacking, and no path goes around it."""
    packer = zlib.compressobj(9, wbits=31)
    bomb = b"".join(packer.compress(b"\x00" * 1_000_000) for _ in range(50)) + packer.flush()
    with pytest.raises(BadPage, match="unpacks to more than"):
        tabular.unpacked(bomb, most=10_000_000)
    assert len(tabular.unpacked(gzip.compress(b"a", mtime=0) + gzip.compress(b"b", mtime=0), most=2)) == 2
    with pytest.raises(BadPage, match="unpacks to more than"):
        tabular.unpacked(gzip.compress(b"aa", mtime=0) + gzip.compress(b"b", mtime=0), most=2)


def test_a_page_of_many_megabytes_is_read_whole():
    """R1: what was received is counted."""
    text = CSV_2023 + "2602000000 Ore of a rather long name indeed (t),Gabon,2023,7,\n" * 200_000
    parsed = parse(page(gzip.compress(text.encode(), 1, mtime=0)))
    assert parsed.tables[TABLE].num_rows == parsed.n_records[TABLE] == 200_000
    assert parsed.value_in[TABLE] == 1_400_000

"""Reading UN Comtrade's forms: API answers, CSV, bulk files; what is kept, what is kept out, and why."""

import gzip
import json
from datetime import UTC, datetime
from decimal import Decimal

import pytest

from conftest import SHARED
from critmin import road
from critmin.lake import BadPage, Page, Raw, Retrieval, SchemaDrift, Staged
from critmin.settings import PROJECT
from critmin.sources import comtrade

WIRE = SHARED / "data" / "trade" / "comtrade_wire"
NEEDED = "reporterCode,partnerCode,flowCode,cmdCode,period,primaryValue"


def page(content: bytes | str | dict | list, **metadata) -> Page:
    if isinstance(content, dict | list):
        content = json.dumps(content)
    if isinstance(content, str):
        content = content.encode()
    now = datetime(2026, 11, 1, tzinfo=UTC)
    return Page(content, Retrieval("comtrade", "file:x", "x", "file", now, "ab", len(content), metadata=metadata))


def parsed(content, **metadata) -> comtrade.Parsed:
    found = comtrade.parse(page(content, **metadata))
    n_out = found.tables["trade_flows"].num_rows
    assert n_out + len(found.rejected) == found.n_records["trade_flows"]
    return found


def rows(content, **metadata) -> list[dict]:
    return parsed(content, **metadata).tables["trade_flows"].to_pylist()


def answer(*records: dict, **more) -> dict:
    return {"elapsedTime": "0.1 secs", "count": len(records), "data": list(records), "error": "", **more}


GOOD = {
    "freqCode": "A",
    "period": "2023",
    "reporterCode": 392,
    "partnerCode": 156,
    "flowCode": "M",
    "cmdCode": "280530",
    "primaryValue": 81234567.25,
}


# -- recorded answers ----------------------------------------------------------------------------------------------


@pytest.mark.skipif(not WIRE.exists(), reason="the recorded answers are not part of the project")
def test_the_recorded_answer_is_read_to_the_dollar():
    found = rows((WIRE / "data_v1_get_C_A_HS_CHN-ARG_2010.json").read_bytes())
    assert len(found) == 4
    first = found[0]
    assert (first["reporter_code"], first["partner_code"], first["flow_code"]) == ("156", "32", "M")
    assert (first["commodity_code"], first["classification_code"], first["period"]) == ("TOTAL", "H3", "2010")
    assert first["primary_value"] == Decimal("6804128143")
    assert first["cif_value"] == first["primary_value"]
    assert (first["fob_value"], first["net_weight"]) == (None, None)
    assert first["is_reported"] is True


@pytest.mark.skipif(not WIRE.exists(), reason="the recorded answers are not part of the project")
def test_a_recorded_empty_answer_is_no_error_and_a_bulk_list_is_no_trade():
    assert rows((WIRE / "bulk_v1_get_error.json").read_bytes()) == []
    with pytest.raises(BadPage, match="a list of bulk files"):
        parsed((WIRE / "bulk_v1_get_C_A_HS.json").read_bytes())


# -- JSON ----------------------------------------------------------------------------------------------------------


def test_names_are_found_whatever_their_casing():
    drifted = {
        "PERIOD": "2023",
        "reporter_code": 392,
        "PartnerCode": 156,
        "flowcode": "M",
        "cmdCode": "280530",
        "CIFValue": 5,
        "PrimaryValue": 5,
        "isnetWgtEstimated": True,
        "netWeight": 7.5,
    }
    (row,) = rows(answer(drifted))
    assert (row["cif_value"], row["net_weight"], row["is_net_weight_estimated"]) == (5, Decimal("7.5"), True)


def test_the_newer_of_two_names_of_the_weight_counts_where_it_says_something():
    first, second = rows(answer({**GOOD, "netWgt": 3, "netWeight": 9}, {**GOOD, "netWgt": None, "netWeight": 9}))
    assert (first["net_weight"], second["net_weight"]) == (3, 9)


def test_names_of_the_preview_are_null_and_its_zeros_are_zeros():
    """R5: a weight of zero stays zero here; staging says that it is no weight."""
    (row,) = rows(answer({**GOOD, "partnerISO": None, "partnerDesc": None, "netWgt": 0.0}))
    assert (row["partner_name"], row["net_weight"]) == (None, 0)


def test_a_byte_order_mark_is_no_part_of_the_answer():
    assert len(rows(b"\xef\xbb\xbf" + json.dumps(answer(GOOD)).encode())) == 1


def test_an_answer_without_rows_is_empty_and_not_wrong():
    for empty in (answer(), answer(count=0, data=None), []):
        assert rows(empty) == []


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (answer(error="Maximum number of periods for preview is 1"), "Maximum number of periods"),
        ({"statusCode": 403, "message": "Out of call volume quota."}, "Out of call volume quota"),
        ({"errorObject": {"errorMessage": "Invalid reporter"}}, "Invalid reporter"),
        ({"data": "none"}, "a list of records was expected"),
        ('{"data": [{"period": "20', "cut off or damaged"),
        ("<html><title>Request URL Too Long</title></html>", "HTML"),
    ],
)
def test_an_error_is_told_whatever_its_status_was(body, said):
    with pytest.raises(BadPage, match=said):
        parsed(body)


def test_an_answer_that_counts_more_than_it_holds_was_cut():
    """R7."""
    with pytest.raises(BadPage, match="counts 3 rows and holds 1") as caught:
        parsed(answer(GOOD, count=3))
    assert caught.value.rule == "capped_answer"


@pytest.mark.parametrize("n", [500, 100_000])
def test_as_many_rows_as_the_cap_are_not_taken_for_all(n):
    """R1: a dropped file says in its sidecar when it is whole; an answer that we asked for was counted first."""
    capped = [GOOD] * n
    with pytest.raises(BadPage, match="it may have been cut") as caught:
        parsed(capped)
    assert caught.value.rule == "capped_answer"
    if n == 500:
        assert len(rows(capped, is_whole=True)) == n
        assert len(rows(capped[:-1])) == n - 1


def test_a_page_knows_whether_it_was_asked_for_every_partner():
    asked = {"asks": {"period": ["2023"]}}
    assert rows(answer(GOOD), question=asked)[0]["partner_scope"] == "all"
    asked["asks"]["partnerCode"] = ["0"]
    assert rows(answer(GOOD), question=asked)[0]["partner_scope"] == "some"
    assert rows(answer(GOOD))[0]["partner_scope"] == "not_stated"
    assert rows(answer(GOOD), partner_scope="all")[0]["partner_scope"] == "all"


def test_a_missing_column_is_drift_and_not_a_null():
    for name in ("partnerCode", "primaryValue", "cmdCode", "period", "flowCode", "reporterCode"):
        with pytest.raises(SchemaDrift, match=name.lower()):
            parsed(answer({k: v for k, v in GOOD.items() if k != name}))


# -- values --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("sent", "read"),
    [
        ("1234.5", Decimal("1234.5")),
        ("1.5E7", Decimal(15_000_000)),
        ("0.1000000000000001", Decimal("0.1")),
        ("0", 0),
        ("", None),
        ("NA", None),
        ("NaN", None),
    ],
)
def test_a_number_is_read_exactly_and_a_missing_one_is_null(sent, read):
    (row,) = rows(f"{NEEDED},netWgt\n392,156,M,280530,2023,7,{sent}\n")
    assert row["net_weight"] == read


@pytest.mark.parametrize("sent", ["12 345", "1.2.3", "twelve", "--", "1e99", "0x1F"])
def test_a_number_that_is_none_keeps_its_record_out_with_its_value(sent):
    found = parsed(f"{NEEDED},netWgt\n392,156,M,280530,2023,7,1\n392,842,M,280530,2023,5,{sent}\n")
    (reject,) = found.rejected
    assert (reject.rule, reject.record, reject.value) == ("unreadable_number", 1, 5)
    assert sent in reject.content
    assert found.value_in["trade_flows"] == 12


def test_namibia_and_codes_are_never_missing_values():
    """R10: NA is missing among numbers alone."""
    (row,) = rows("reporterISO,partnerISO,partnerDesc,flowCode,cmdCode,period,primaryValue\nNA,NA,NA,M,02,2023,NA\n")
    assert (row["reporter_iso"], row["partner_iso"], row["partner_name"]) == ("NA", "NA", "NA")
    assert (row["commodity_code"], row["primary_value"]) == ("02", None)


def test_a_number_that_a_client_calls_na_is_a_missing_code_of_numbers():
    (row,) = rows(f"{NEEDED},motCode,partner2Code\n392,156,M,280530,2023,7,NA,\n")
    assert (row["mot_code"], row["partner2_code"]) == (None, None)


def test_codes_lose_a_spreadsheets_decimals_and_regain_the_zero_it_took():
    found = rows(f"{NEEDED},aggrLevel\n056,156.0,M,26060,2023,7,6\n56,0,M,26060,2023,7,\n")
    assert [(r["reporter_code"], r["partner_code"], r["commodity_code"]) for r in found] == [
        ("56", "156", "026060"),
        ("56", "0", "26060"),  # without its level nobody knows how long it was: the gate stops it
    ]


@pytest.mark.parametrize(
    ("period", "freq", "read"),
    [
        ("2023", "A", "2023"),
        ("2023.0", "A", "2023"),
        ("202304", "M", "2023-04"),
        ("2023-04", "M", "2023-04"),
        ("202352", "A", "2023"),
        ("202301", "A", None),  # a year is never written so: a month of it may be meant
        ("2023", "M", None),
        ("202313", "M", None),
        ("last", "A", None),
    ],
)
def test_a_period_is_a_year_or_a_month_and_says_the_same_as_its_frequency(period, freq, read):
    found = parsed(f"freqCode,{NEEDED}\n{freq},392,156,M,280530,{period},7\n")
    if read:
        assert found.tables["trade_flows"]["period"].to_pylist() == [read]
    else:
        assert [r.rule for r in found.rejected] == ["unreadable_period"]


def test_year_and_month_stand_in_for_a_missing_period():
    head = NEEDED.replace("period", "refYear,refMonth")
    assert [r["period"] for r in rows(f"{head}\n1,2,M,280530,2023,52,7\n")] == ["2023"]
    assert [r["period"] for r in rows(f"freqCode,{head}\nM,1,2,M,280530,2023,4,7\n")] == ["2023-04"]


# -- text with separators --------------------------------------------------------------------------------------------


def test_a_header_alone_is_an_empty_answer_and_nothing_at_all_is_not():
    assert rows(NEEDED + "\n") == []
    for nothing in ("", "\n\n", "\ufeff"):
        with pytest.raises(BadPage, match="empty"):
            parsed(nothing)


def test_a_line_that_is_cut_off_is_kept_out_by_itself_with_its_place():
    found = parsed(f"{NEEDED}\n392,156,M,280530,2023,7\n392,842,M,2805")
    assert [(r.rule, r.record, r.content) for r in found.rejected] == [("ragged_record", 1, "392,842,M,2805")]
    assert found.tables["trade_flows"].num_rows == 1


def test_a_line_that_is_cut_off_inside_quotes_is_kept_out_by_itself():
    found = parsed(f'{NEEDED},cmdDesc\n392,156,M,280530,2023,7,"Earth-metals, rare"\n392,842,M,280530,2023,7,"Earth-')
    assert [(r.rule, r.record) for r in found.rejected] == [("cut_off_record", 1)]
    assert "line 3 of the file" in found.rejected[0].content


def test_a_quote_that_swallows_lines_spoils_the_page():
    with pytest.raises(BadPage, match="a quoted cell that begins in line 2 is never closed"):
        parsed(f'{NEEDED}\n392,"156,M,280530,2023,7\n392,842,M,280530,2023,7\n392,36,M,280530,2023,7\n')


def test_the_comma_at_the_end_of_each_line_of_the_web_site_is_no_column():
    assert len(rows(f"{NEEDED}\n392,156,M,280530,2023,7,\n")) == 1


def test_a_clients_index_column_and_line_ends_do_no_harm():
    assert rows(f",{NEEDED}\r\n0,392,156,M,280530,2023,7\r\n")[0]["partner_code"] == "156"


def test_semicolons_and_tabs_separate_too():
    for separator, form in ((";", "csv"), ("\t", "bulk_tsv")):
        text = f"{NEEDED}\n392,156,M,280530,2023,7\n".replace(",", separator)
        assert rows(text)[0]["wire_form"] == form


# -- large files -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("packed", [False, True])
def test_a_large_file_is_read_part_by_part_and_says_the_same(packed, monkeypatch):
    monkeypatch.setattr(comtrade, "PART", 7)
    lines = "".join(f"392\t{n}\tM\t280530\t2023\t{n}.5\n" for n in range(1, 40)) + "392\t9\tM\n"
    content = (NEEDED.replace(",", "\t") + "\n" + lines).encode()
    whole = parsed(content)
    parts = list(comtrade.parse_parts(page(gzip.compress(content) if packed else content)))
    assert len(parts) == 6
    assert sum(p.tables["trade_flows"].num_rows for p in parts) == 39
    assert sum(p.value_in["trade_flows"] for p in parts) == whole.value_in["trade_flows"]
    records = [n for p in parts for n in p.tables["trade_flows"]["_record"].to_pylist()]
    assert records == whole.tables["trade_flows"]["_record"].to_pylist()
    assert [(r.rule, r.record) for p in parts for r in p.rejected] == [("ragged_record", 39)]


def test_a_large_answer_is_read_too_and_a_cut_off_one_is_refused():
    content = json.dumps(answer(GOOD)).encode()
    assert [p.n_records for p in comtrade.parse_parts(page(content))] == [{"trade_flows": 1}]
    packed = gzip.compress(content)
    with pytest.raises(BadPage, match="cut off"):
        list(comtrade.parse_parts(page(packed[:-9])))


# -- the sample, and thousands of small files ----------------------------------------------------------------------


def test_every_file_of_the_sample_is_read_whole():
    forms = {}
    for path in sorted((PROJECT / "samples" / "comtrade").iterdir()):
        if path.name.endswith((".md", ".meta.yml")):
            continue
        content = path.read_bytes()
        content = gzip.decompress(content) if path.suffix == ".gz" else content
        found = parsed(content)
        assert found.rejected == []
        forms[path.name.split(".")[0]] = {r["wire_form"] for r in found.tables["trade_flows"].to_pylist()}
    assert {form for some in forms.values() for form in some} == {"api_json", "csv", "bulk_tsv"}


def small_file(n: int) -> bytes:
    """One of many: other columns in every seventh, a byte-order mark, an empty one, a cut one."""
    if n % 50 == 1:
        return b""
    head = NEEDED if n % 7 else f"{NEEDED},netWeight,cmdDesc"
    more = "" if n % 7 else ',5,"Earth-metals, rare"'
    lines = [f"392,{100 + i},M,280530,{2000 + n % 20},{n}.5{more}" for i in range(10)]
    text = "\n".join([head, *lines]) + "\n"
    if n % 50 == 2:
        text = text[: text.rindex(",280530")]
    return (b"\xef\xbb\xbf" if n % 50 == 3 else b"") + text.encode()


@pytest.mark.slow
def test_thousands_of_small_files_are_one_batch_and_the_bad_ones_are_told_by_name(root, tmp_path):
    folder = tmp_path / "many"
    n = 2_000
    for i in range(n):
        path = folder / f"{i % 40:02}" / f"{i:05}.csv"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(small_file(i))
    assert len(road.land("comtrade", [str(folder)])) == n
    (batch,) = [b for b in road.stage("comtrade") if "trade_flows" in b]
    staged = Staged(root)
    (record,) = staged.stage_records("comtrade")
    (made,) = staged.batches("comtrade")
    assert batch.endswith(made.batch_id)
    assert made.n_rows == n * 10 - 40 * 10 - 40  # forty files are empty, forty lose a line
    assert made.n_records == made.n_rows + 40
    import pyarrow.parquet as pq

    kept_out = pq.read_table(root / record["quarantine_file"], partitioning=None).to_pylist()
    assert sorted({r["rule"] for r in kept_out}) == ["ragged_record", "unreadable_page"]
    assert len(kept_out) == 80
    assert {r["_page_url"] for r in kept_out} == {f"file:{i % 40:02}/{i:05}.csv" for i in range(n) if i % 50 in (1, 2)}
    assert {r["_record"] for r in kept_out} == {-1, 9}
    assert road.land("comtrade", [str(folder)])
    assert road.stage("comtrade") == []


def test_a_file_of_the_same_bytes_that_was_half_copied_is_mended(root, tmp_path):
    """Many files are copied with one wait for the disk; what a crash leaves is seen by its size."""
    files = []
    for i in range(60):
        path = tmp_path / f"{i}.csv"
        path.write_bytes(small_file(i + 100))
        files.append(path)
    raw = Raw(root)
    kept = raw.keep_files(files)
    broken = raw.path(kept[files[5]][0])
    broken.write_bytes(b"")
    raw.keep_files(files)
    assert broken.read_bytes() == files[5].read_bytes()


# -- what the classic site gave, and what spreadsheets make of tables ----------------------------------------------


def test_the_classic_sites_tables_say_the_same_as_todays():
    csv = (
        "Classification,Year,Period,Trade Flow Code,Trade Flow,Reporter Code,Reporter,Reporter ISO,Partner Code,"
        "Partner,Partner ISO,2nd Partner Code,Commodity Code,Aggregate Level,Netweight (kg),Trade Value (US$),Flag\n"
        "H5,2019,2019,1,Import,392,Japan,JPN,156,China,CHN,,280530,6,12,34,0\n"
    )
    old = {"pfCode": "H5", "yr": 2019, "period": 2019, "rgCode": 1, "rgDesc": "Import", "rtCode": 392, "rt3ISO": "JPN",
           "rtTitle": "Japan", "ptCode": 156, "pt3ISO": "CHN", "ptTitle": "China", "ptCode2": None,
           "cmdCode": "280530", "aggrLevel": 6, "NetWeight": 12, "TradeValue": 34, "estCode": 0}  # fmt: skip
    body = {"validation": {"message": None, "count": {"value": 1}}, "dataset": [old]}
    for sent in (csv, body):
        (row,) = rows(sent)
        told = [row[n] for n in ("classification_code", "period", "flow_code", "reporter_code", "partner_code")]
        assert told == ["H5", "2019", "1", "392", "156"]
        assert (row["partner2_code"], row["commodity_code"]) == (None, "280530")
        assert (row["net_weight"], row["primary_value"]) == (12, 34)
    with pytest.raises(BadPage, match="counts 3 rows and holds 1"):  # R7
        parsed(body | {"validation": {"count": {"value": 3}}})


def test_an_object_without_records_is_no_empty_answer():
    """R2: what is no answer at all must not pass for an answer without rows."""
    with pytest.raises(BadPage, match="an object without `data`"):
        parsed({"validation": {"status": {"name": "Ok"}}, "rows": [GOOD]})


def test_commas_point_zero_and_utf_16_of_spreadsheets_are_read():
    text = f'{NEEDED},netWgt\n392.0,156.0,M,280530.0,2023,"81,234,567.25","1,200"\n'
    for content in (text, text.encode("utf-16"), b"\xef\xbb\xbf" + text.encode()):
        (row,) = rows(content)
        assert (row["commodity_code"], row["primary_value"]) == ("280530", Decimal("81234567.25"))
        assert row["net_weight"] == 1200
    assert [r.rule for r in parsed(text.replace("81,234,567.25", "81,23")).rejected] == ["unreadable_number"]


def test_a_large_file_in_latin_1_is_read_as_a_small_one_is():
    content = f"{NEEDED},cmdDesc\n392,156,M,280530,2023,7,Métaux\n".encode("latin-1")
    (part,) = comtrade.parse_parts(page(content))
    assert part.tables["trade_flows"]["commodity_name"].to_pylist() == ["Métaux"]
    assert rows(content)[0]["commodity_name"] == "Métaux"

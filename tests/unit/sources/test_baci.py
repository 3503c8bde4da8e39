"""CEPII BACI: yearly files, their lists and zips, and what they do to careless readers."""

import gzip
import os
import re
import subprocess
import sys
import zipfile
from datetime import UTC, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import CLOCK, SHARED
from critmin import landing, staging
from critmin.lake import BadPage, Page, Parsed, Raw, Retrieval, SchemaDrift, Staged
from critmin.settings import PROJECT
from critmin.sources import baci
from critmin.sources.baci import COUNTRIES, FLOWS, PRODUCTS, SOURCE, codes, parse

NAME = "BACI_HS92_Y2021_V202301.csv"
HEADER = '"t","i","j","k","v","q"\r\n'
RECORD = '2021,4,24,382390,52.051,"       13.235"\r\n'
BACI = SHARED / "data" / "trade" / "baci"


def page(content: bytes | str, name: str = NAME, **metadata) -> Page:
    content = content.encode() if isinstance(content, str) else content
    moment = datetime(2026, 11, 1, tzinfo=UTC)
    return Page(
        content, Retrieval("baci", f"file:{name}", name, "file", moment, "ab" * 32, len(content), metadata=metadata)
    )


def flows(*records: str, name: str = NAME, **metadata) -> Parsed:
    parsed = parse(page(HEADER + "".join(r if r.endswith("\n") else r + "\r\n" for r in records), name, **metadata))
    table = parsed.tables[FLOWS]
    assert table.schema == baci.FLOWS_SCHEMA
    assert table.num_rows + len(parsed.rejected) == parsed.n_records[FLOWS]
    out = sum(table["value_thousand_usd"].to_pylist(), Decimal(0))
    kept_out = sum((r.value for r in parsed.rejected if r.value is not None), Decimal(0))
    assert parsed.value_in[FLOWS] == out + kept_out
    return parsed


def rows(parsed: Parsed, table: str = FLOWS) -> list[dict]:
    return parsed.tables[table].to_pylist()


def reasons(parsed: Parsed) -> list[tuple[int, str]]:
    return [(r.record, r.rule) for r in parsed.rejected]


# -- flows -------------------------------------------------------------------------------------------------------


def test_a_record_is_typed_exactly_in_the_publishers_codes_and_units():
    (row,) = rows(flows(RECORD))
    assert (row["exporter_code"], row["importer_code"], row["period"]) == ("4", "24", "2021")
    assert (row["value_thousand_usd"], row["quantity_t"]) == (Decimal("52.051"), Decimal("13.235"))
    assert (row["hs_edition"], row["release"], row["quantity_note"]) == ("HS92", "202301", None)


def test_five_digits_get_their_zero_back_and_any_other_length_waits_in_quarantine():
    """A reader that pads everything would make 011010 out of 11010 (right) and 001101 out of 1101 (another good)."""
    parsed = flows(*(f"2021,710,842,{k},1,1" for k in ("81310", "382390", "1101", "0081310", "8131A", "", "8131.0")))
    assert [(r["product_code"], r["commodity_code"]) for r in rows(parsed)] == [
        ("81310", "081310"),
        ("382390", "382390"),
    ]
    assert reasons(parsed) == [(n, "no_hs6_code") for n in range(2, 7)]
    assert "'1101' is neither six digits nor five" in parsed.rejected[0].reason


@given(st.text(alphabet="0123456789 Ax٣", max_size=8))
def test_a_code_is_six_digits_that_end_in_what_was_sent_or_nothing(text):
    import pyarrow as pa

    (code,) = codes(pa.array([text], pa.string())).to_pylist()
    is_readable = re.fullmatch("[0-9]{5,6}", text) is not None
    assert (code is not None) == is_readable
    assert code is None or (len(code) == 6 and code.endswith(text) and int(code) == int(text))


def test_no_quantity_is_not_zero_and_na_is_not_blank():
    """R5, R10: a reader with implicit nulls makes NA, blank and zero one thing, or the code NA a missing value."""
    parsed = flows(*(f"2021,710,842,81310,1,{q}" for q in ("NA", '"           NA"', "", '"   "', "0", "0.000")))
    assert [(r["quantity_t"], r["quantity_note"]) for r in rows(parsed)] == [
        (None, "NA"),
        (None, "NA"),
        (None, "blank"),
        (None, "blank"),
        (Decimal(0), None),
        (Decimal(0), None),
    ]


def test_numbers_of_r_in_scientific_notation_are_read_exactly_and_other_texts_are_not():
    parsed = flows(*(f"2021,710,842,81310,{v},1" for v in ("1e-03", "2.5e+05", "1e3", "1,5", "e5", "", "-", "1e99")))
    assert [r["value_thousand_usd"] for r in rows(parsed)][:3] == [Decimal("0.001"), Decimal(250000), Decimal(1000)]
    assert {rule for _, rule in reasons(parsed)} == {"unreadable_number", "ragged_record"}
    assert len(parsed.rejected) == 5


def test_a_record_of_another_year_than_the_files_is_rejected():
    parsed = flows(RECORD, RECORD.replace("2021", "2020"), RECORD.replace("2021", "21"))
    assert reasons(parsed) == [(1, "unreadable_period"), (2, "unreadable_period")]
    assert parsed.rejected[0].value == Decimal("52.051")


def test_records_keep_their_place_beside_ragged_ones():
    parsed = flows(RECORD, "2021,4,24,382390", RECORD, "2021,4,24,382390,1,2,3", "", RECORD)
    assert [r["_record"] for r in rows(parsed)] == [0, 2, 4]
    assert reasons(parsed) == [(1, "ragged_record"), (3, "ragged_record")]


@pytest.mark.parametrize("country", ["", "USA", "0842x", "8420"])
def test_a_record_without_a_country_code_is_rejected(country):
    assert reasons(flows(f"2021,{country},4,81310,1,1")) == [(0, "no_country_code")]


def test_a_zero_value_is_a_value():
    assert rows(flows("2021,4,24,382390,0,1"))[0]["value_thousand_usd"] == 0


# -- what only the file's name says ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "edition", "release"),
    [
        (NAME, "HS92", "202301"),
        ("BACI_HS17_Y2020_V202401b.csv.gz", "HS17", "202401b"),
        ("folder/BACI_HS22_Y2022_V202501.csv", "HS22", "202501"),
        ("baci_hs02_2021.csv", "HS02", None),
    ],
)
def test_edition_and_release_stand_in_the_name(name, edition, release):
    told = baci.told_by(page("", name))
    assert (told.hs_edition, told.release) == (edition, release)


def test_without_an_edition_the_page_waits_and_says_what_to_do_and_a_sidecar_can_say_it():
    """R4: never assume an edition."""
    with pytest.raises(BadPage, match=r"in which HS edition .* give `hs_edition: HS92` in a sidecar"):
        flows(RECORD, name="ExampleTradeData.csv")
    assert rows(flows(RECORD, name="ExampleTradeData.csv", hs_edition="HS92"))[0]["hs_edition"] == "HS92"


def test_an_edition_that_does_not_exist_is_refused():
    with pytest.raises(BadPage, match="'HS20' is no edition of the HS"):
        flows(RECORD, name="BACI_HS20_Y2021_V202301.csv")


# -- lists ----------------------------------------------------------------------------------------------------------

LIST_2022 = '"country_code","country_name_abbreviation","country_name_full","iso_2digit_alpha","iso_3digit_alpha"\n'
LIST_2024 = "country_code,country_name,country_iso2,country_iso3\n"


def test_country_lists_are_read_in_each_encoding_and_naming():
    """R10: the two-letter code of Namibia is NA."""
    latin = parse(page((LIST_2022 + '384,"Côte d\'Ivoire","Côte d\'Ivoire","CI","CIV"\n').encode("latin-1")))
    utf = parse(page((LIST_2024 + "384,Côte d'Ivoire,CI,CIV\n516,Namibia,NA,NAM\n").encode()))
    assert [r["country_name"] for r in rows(latin, COUNTRIES)] == ["Côte d'Ivoire"]
    assert [(r["country_code"], r["country_name"], r["iso2"]) for r in rows(utf, COUNTRIES)] == [
        ("384", "Côte d'Ivoire", "CI"),
        ("516", "Namibia", "NA"),
    ]


def test_product_lists_give_words_to_the_codes_of_one_edition():
    parsed = parse(
        page('code,description\n10121,"Horses: live, pure-bred"\n9999AA,Other\n', "product_codes_HS17_V202301.csv")
    )
    (row,) = rows(parsed, PRODUCTS)
    assert (row["commodity_code"], row["hs_edition"], row["description"]) == (
        "010121",
        "HS17",
        "Horses: live, pure-bred",
    )
    assert [r.rule for r in parsed.rejected] == ["unreadable_code"]


# -- pages that are none ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("t,i,j,k,v\n2021,4,24,382390,1\n", "column 'q' is missing"),
        ("a,b\n1,2\n", "neither flows, countries nor products"),
        ("country_code,country_name\n4,Afghanistan\n", "country_iso2"),
    ],
)
def test_missing_columns_are_drift(content, message):
    with pytest.raises(SchemaDrift, match=message):
        parse(page(content))


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "empty"),
        (b"<!DOCTYPE html><html>down for maintenance</html>", "HTML"),
        (HEADER.encode(), "no record after its header"),
        (gzip.compress((HEADER + RECORD * 5_000).encode())[:-40], "damaged or cut off"),
        (b"PK\x03\x04 rubbish", "an archive that cannot be opened"),
        (b"\x00\x01\x02\x03\x04", "NUL"),
        (HEADER.encode() + b"2021,4,24,382390,\xff\xfe,1\r\n", "not UTF-8"),
        (HEADER.encode() + RECORD.encode() + b"2021,\xff\r\n", "not UTF-8"),
    ],
)
def test_what_is_no_table_is_a_bad_page(content, message):
    with pytest.raises(BadPage, match=message):
        parse(page(content))


@given(st.binary(max_size=300))
def test_whatever_comes_is_read_or_named_never_a_crash(content):
    for name in (NAME, "product_codes_HS17.csv"):
        for start in (b"", HEADER.encode(), LIST_2024.encode(), b"code,description\n"):
            try:
                parsed = parse(page(start + content, name))
            except BadPage:
                continue
            for table, found in parsed.tables.items():
                n_rejected = sum(r.table == table for r in parsed.rejected)
                assert found.num_rows + n_rejected == parsed.n_records[table]


# -- on the road ------------------------------------------------------------------------------------------------------


def staged_from(tmp_path, path):
    raw, staged = Raw(tmp_path / "data"), Staged(tmp_path / "data")
    raw.append(landing.retrievals(SOURCE, landing.find(SOURCE, [str(path)]), raw, CLOCK))
    found = staging.groups(SOURCE, staging.pending(SOURCE, raw, staged))
    batches = [batch for group in found for batch in staging.stage_group(SOURCE, group, raw, staged)]
    return staged, batches


def test_a_zip_of_years_and_lists_becomes_rows_of_each_year(tmp_path):
    path = tmp_path / "BACI_HS92_V202301.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for year in (2020, 2021):
            archive.writestr(f"BACI_HS92_Y{year}_V202301.csv", (HEADER + RECORD).replace("2021", str(year)))
        archive.writestr("country_codes_V202301.csv", LIST_2024 + "4,Afghanistan,AF,AFG\n")
        archive.writestr("Readme.txt", "not a table")
    staged, batches = staged_from(tmp_path, path)
    (trade,) = [b for b in batches if b.table == "baci__trade_flows"]
    assert sorted(staged.read(trade)["period"].to_pylist()) == ["2020", "2021"]
    assert sorted(b.table for b in batches) == ["baci__countries", "baci__trade_flows"]


MEASURE = """
import resource, sys
from pathlib import Path
from critmin import landing, staging
from critmin.lake import Raw, Staged
from critmin.sources.baci import SOURCE
from conftest import CLOCK
raw, staged = Raw(Path(sys.argv[2])), Staged(Path(sys.argv[2]))
raw.append(landing.retrievals(SOURCE, landing.find(SOURCE, [sys.argv[1]]), raw, CLOCK))
(group,) = staging.groups(SOURCE, staging.pending(SOURCE, raw, staged))
(batch,) = staging.stage_group(SOURCE, group, raw, staged)
print(batch.n_rows, batch.value_in, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""


@pytest.mark.slow
def test_memory_does_not_grow_with_the_file(tmp_path):
    """A whole year has eleven million records: four times the records take about the same memory."""
    peaks = []
    for n in (200_000, 900_000):
        path = tmp_path / f"BACI_HS92_Y2021_V2023{n // 100_000:02}.csv"
        with path.open("w", newline="") as handle:
            handle.write(HEADER)
            for i in range(n):
                handle.write(f'2021,{i % 899 + 1},{i % 97 + 900},{100_000 + i % 800_000},{i}.125,"        0.500"\r\n')
        command = [sys.executable, "-c", MEASURE, str(path), str(tmp_path / str(n))]
        place = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
        said = subprocess.run(command, capture_output=True, text=True, check=True, env=place).stdout.split()
        assert (int(said[0]), Decimal(said[1])) == (n, sum(range(n)) + n * Decimal("0.125"))
        peaks.append(int(said[2]) / 1_000)
    assert peaks[1] - peaks[0] < 120, f"{peaks} MB: a reader that holds the file would need some 300 MB more"


def test_the_bundled_sample_is_read_whole():
    looks = landing.find(SOURCE, [str(PROJECT / "samples" / "baci")])
    assert [d.name.rpartition("#")[2] for d in looks] == [
        "BACI_HS92_Y2021_V202301.csv",
        "country_codes_V202301.csv",
        "product_codes_HS17_V202301.csv",
        "country_codes_V202201.csv",
    ]


@pytest.mark.skipif(not BACI.exists(), reason="the shared data folder is not here")
def test_the_shared_extract_and_lists_are_read_without_a_loss():
    content = (BACI / "BACI_HS92_Y2021_sample_AFG_ZAF.csv.gz").read_bytes()
    parsed = parse(page(content, "BACI_HS92_Y2021_sample_AFG_ZAF.csv.gz"))
    table = parsed.tables[FLOWS]
    assert (table.num_rows, parsed.rejected) == (71_192, [])
    assert parsed.value_in[FLOWS] == Decimal("69369988.138")
    assert table["quantity_note"].to_pylist().count("NA") == 2_306
    assert sum(len(c) == 5 for c in table["product_code"].to_pylist()) == 4_442
    for year in ("202201", "202301"):
        listed = parse(page((BACI / f"country_codes_V{year}.csv").read_bytes(), f"country_codes_V{year}.csv"))
        assert "Côte d'Ivoire" in listed.tables[COUNTRIES]["country_name"].to_pylist()
        assert listed.tables[COUNTRIES].num_rows == 238

"""Whole files: the bundled samples, and, where they lie beside the project, all files of both publishers."""

import gzip
import time
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import pyarrow as pa
import pytest
import yaml

from conftest import SHARED
from critmin.lake import Page, Parsed, Retrieval, SchemaDrift
from critmin.settings import PROJECT
from critmin.sources import Source, census, usgs_mcs
from critmin.vocabulary import seed

SAMPLES = PROJECT / "samples"
SIDECAR = ".meta.yml"


def files(folder: Path) -> list[Path]:
    found = (p for p in folder.rglob("*") if p.is_file() and p.suffix in {".json", ".csv", ".parquet", ".gz"})
    return sorted(found)


def read(source: Source, path: Path) -> Parsed:
    content = path.read_bytes()
    moment = datetime(2026, 11, 1, tzinfo=UTC)
    retrieval = Retrieval(source.slug, f"file:{path.name}", path.name, "file", moment, "ef" * 32, len(content))
    return source.parse(Page(content, retrieval))


def whole(source: Source, folder: Path) -> pa.Table:
    (entity,) = source.entities
    tables = []
    for path in files(folder):
        try:
            tables.append(read(source, path).tables[entity])
        except SchemaDrift:
            continue  # tables of an edition that are not read here
    return pa.concat_tables(tables)


@pytest.fixture(scope="module")
def flows() -> list[dict]:
    return whole(census.SOURCE, SAMPLES / "census").to_pylist()


@pytest.fixture(scope="module")
def figures() -> list[dict]:
    return whole(usgs_mcs.SOURCE, SAMPLES / "usgs_mcs").to_pylist()


@pytest.mark.parametrize("source", [census.SOURCE, usgs_mcs.SOURCE], ids=lambda s: s.slug)
def test_every_sample_file_is_read_whole_but_for_the_publishers_own_faults(source):
    (entity,) = source.entities
    rejected = []
    for path in files(SAMPLES / source.slug):
        parsed = read(source, path)
        assert parsed.tables[entity].num_rows + len(parsed.rejected) == parsed.n_records[entity] > 0, path.name
        rejected += [(path.name, r.record, r.rule) for r in parsed.rejected]
    planted = {
        "census": [("usatrade_africa_hs10_2024.csv", 270, "unreadable_number")],
        "usgs_mcs": [("MCS2026_Commodities_Data.csv.gz", n, "damaged_value") for n in (5084, 7448)],
    }
    assert rejected == planted[source.slug]


@pytest.mark.parametrize("slug", ["census", "usgs_mcs"])
def test_every_sample_file_says_where_it_is_from(slug):
    addresses = []
    for path in files(SAMPLES / slug):
        sidecar = yaml.safe_load(path.with_name(path.name + SIDECAR).read_text(encoding="utf-8"))
        assert set(sidecar) >= {"address", "publisher", "licence", "title"}, path.name
        addresses.append(sidecar["address"])
    assert len(addresses) == len(set(addresses)), "two pages under one address would be vintages of each other"
    assert (SAMPLES / slug / "SOURCES.md").exists()


def test_the_sample_holds_the_codes_of_the_concordance_and_all_three_forms(flows):
    codes = {row["hs6"] for row in seed("hs6_minerals")}
    outside = {r["commodity_code"] for r in flows if r["commodity_code"][:6] not in codes}
    assert not outside
    assert {r["wire_form"] for r in flows} == {"api_json", "usatrade_csv", "parquet"}
    china = sum(
        r["primary_value_usd"] for r in flows if r["country_code"] == "5700" and r["commodity_code"].startswith("2846")
    )
    assert china == Decimal("112736288.00")


def test_every_partner_of_the_sample_is_known_to_the_seeds(flows):
    """R11, R29: by code, or by a name that is spelled in a seed; nothing is guessed."""
    codes = {row["country_code"] for row in seed("census_country_codes")}
    names = {row["census_name"] for row in seed("census_country_codes")}
    names |= {row["census_name"] for row in seed("census_country_names")}
    for row in flows:
        if row["country_code"] is None:
            assert row["country_name"].upper() in names
        else:
            assert row["country_code"] in codes


def test_every_country_unit_and_table_of_the_figures_is_known_to_the_seeds(figures):
    for column, name, key in (
        ("country", "usgs_country_names", "usgs_name"),
        ("unit", "usgs_units", "unit"),
        ("sheet", "usgs_sheets", "sheet"),
    ):
        known = {row[key] for row in seed(name)}
        assert {r[column] for r in figures if r[column]} <= known, column


def test_corrections_name_figures_that_were_really_published(figures):
    found = {
        (str(r["edition"]), r["statistic"], r["commodity"], r["detail"], text)
        for r in figures
        for text in (r["unit"] or "", r["statistic"])
    }
    for row in seed("data_corrections"):
        if row["source"] == "usgs_mcs":
            key = (row["edition"], row["statistic"], row["commodity"], row["detail"], row["as_published"])
            assert key in found, key


RELIANCE_2024 = {  # percent of consumption as printed, editions 2025 and 2026
    "Antimony": ("85", "86"),
    "Barite": (">75", ">75"),
    "Beryllium": ("E", "E"),
    "Bismuth": ("89", "90"),
    "Chromium": ("77", "77"),
    "Cobalt": ("76", "74"),
    "Gallium": ("100", "100"),
    "Germanium": (">50", ">50"),
    "Graphite (Natural)": ("100", "100"),
    "Lithium": (">50", ">50"),
    "Manganese": ("100", "100"),
    "Nickel": ("48", "43"),
    "Tungsten": (">50", ">50"),
    "Vanadium": ("40", "46"),
}


def test_published_net_import_reliance_of_14_minerals_comes_out_unchanged_in_both_editions(figures):
    """Editions are vintages: nickel is 48 in one and 43 in the other, and both stay."""
    found = {
        (r["edition"], r["commodity"]): r
        for r in figures
        if r["statistic"] == "net_import_reliance" and r["year_text"] == "2024" and r["sheet"].startswith("Salient")
    }
    for commodity, printed in RELIANCE_2024.items():
        for edition, text in zip((2025, 2026), printed, strict=True):
            row = found[edition, commodity]
            assert row["value_text"] == text, (commodity, edition)
            number = text.strip("<>")
            if text == "E":
                assert (row["flag"], row["value"]) == ("net_exporter", None)
            elif text == number:
                assert row["value"] == Decimal(number)
            else:
                assert row["value"] is None
                assert (row["value_low"] if text[0] == ">" else row["value_high"]) == Decimal(number)


def test_shares_of_us_rare_earth_imports_stand_beside_the_names_that_2025_gave_in_order(figures):
    shares = {
        r["country"]: r["value"]
        for r in figures
        if r["edition"] == 2026 and r["statistic"] == "import_sources" and r["commodity"] == "Rare Earths"
    }
    assert shares == {"China": 71, "Malaysia": 13, "Japan": 5, "Estonia": 5, "Other countries": 6}
    ranks = {
        r["rank"]: r["country"]
        for r in figures
        if r["edition"] == 2025 and r["commodity"] == "RARE EARTHS, compounds and metals" and r["rank"]
    }
    assert ranks == {1: "China", 2: "Malaysia", 3: "Japan", 4: "Estonia"}


if SHARED.exists():
    TRADE = SHARED / "data" / "trade"
    PRODUCTION = SHARED / "data" / "production"

    @pytest.fixture(scope="module")
    def all_parquet() -> pa.Table:
        return whole(census.SOURCE, TRADE / "us_census_hs10_2024")

    def share(table: pa.Table, codes: str, partner: str) -> float:
        """A partner's share of import value in percent; Slovakia (4359) is inside the EU (0003), counted once."""
        values = {}
        columns = ("country_code", "commodity_code", "primary_value_usd")
        for country, code, value in zip(*(table[c].to_pylist() for c in columns), strict=True):
            if code.startswith(codes) and country != "4359":
                values[country] = values.get(country, 0) + value
        return float(100 * values[partner] / sum(values.values()))

    @pytest.mark.parametrize(
        ("codes", "partner", "expected"),
        [("2846", "5700", 70.8), ("850511", "5700", 76.1), ("2504", "5700", 74.6), ("283691", "3370", 60.0)],
    )
    def test_known_shares_of_us_imports_in_2024(all_parquet, codes, partner, expected):
        assert share(all_parquet, codes, partner) == pytest.approx(expected, abs=0.06)

    def test_a_year_of_national_lines_is_read_in_seconds_and_to_the_dollar():
        started = time.process_time()
        table = whole(census.SOURCE, TRADE / "us_census_hs10_2024")
        assert time.process_time() - started < 20
        assert table.num_rows == 209_616
        assert sum(table["primary_value_usd"].to_pylist()) == Decimal("3216961412233.00")

    @pytest.mark.parametrize(("year", "n_rows"), [(2023, 15_947), (2024, 15_832)])
    def test_usa_trade_online_of_both_years_is_read(year, n_rows):
        (path,) = (TRADE / "us_census_usatrade").glob(f"*{year}*")
        parsed = read(census.SOURCE, path)
        assert parsed.tables["trade_flows"].num_rows == n_rows
        assert len(parsed.rejected) == (1 if year == 2024 else 0)

    def test_reports_of_one_flow_in_two_files_differ_only_by_revisions(all_parquet):
        """The African CSV and the Parquet files overlap for five countries; their totals agree within 0.2 percent."""
        (path,) = (TRADE / "us_census_usatrade").glob("*2024*")
        named = read(census.SOURCE, path).tables["trade_flows"].to_pylist()
        by_code = {"7910": "South Africa", "7530": "Nigeria", "7210": "Algeria", "7290": "Egypt", "7620": "Angola"}
        for code, name in by_code.items():
            one = sum(r["primary_value_usd"] for r in named if r["country_name"] == name)
            two = sum(
                v
                for c, v in zip(
                    all_parquet["country_code"].to_pylist(), all_parquet["primary_value_usd"].to_pylist(), strict=True
                )
                if c == code
            )
            assert float(one / two) == pytest.approx(1, abs=0.002), name

    def test_every_file_of_both_editions_is_read_or_refused_by_name():
        refused = []
        for path in files(PRODUCTION):
            try:
                parsed = read(usgs_mcs.SOURCE, path)
            except SchemaDrift:
                refused.append(path.name)
            else:
                assert parsed.tables["statistics"].num_rows > 0
        refused_tables = sorted(name.split("_")[1] for name in refused)
        assert refused_tables == ["Fig1", "Fig10", "Fig11", "Fig12", "Fig13", "Fig4", "T1", "T2", "T3", "T4"]

    def test_every_commodity_of_a_file_is_mapped_or_said_to_be_out_of_scope():
        mapped = {row["commodity"].lower() for row in seed("usgs_commodities")}
        outside = {row["commodity"].lower() for row in seed("usgs_out_of_scope")}
        conformed = ("net_import_reliance", "import_sources")
        for row in whole(usgs_mcs.SOURCE, PRODUCTION).to_pylist():
            if row["statistic"] in conformed:
                assert row["commodity"].lower() in mapped | outside, row["commodity"]

    def test_the_samples_are_cut_from_the_publishers_files_without_a_change():
        for path in files(SAMPLES / "usgs_mcs"):
            (original,) = (p for p in files(PRODUCTION) if p.name == path.name)
            assert path.read_bytes() == original.read_bytes(), path.name
        for year in (2023, 2024):
            (original,) = (TRADE / "us_census_usatrade").glob(f"*{year}*")
            lines = set(gzip.decompress(original.read_bytes()).splitlines())
            sample = (SAMPLES / "census" / f"usatrade_africa_hs10_{year}.csv").read_bytes().splitlines()
            assert set(sample) <= lines
            assert sample[0].startswith(b"Commodity,Country,")

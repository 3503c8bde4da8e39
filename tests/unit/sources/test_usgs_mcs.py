"""The tables of the Mineral Commodity Summaries: two editions, many layouts, one long form."""

from datetime import UTC, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from critmin.lake import BadPage, Page, Parsed, Retrieval, SchemaDrift
from critmin.sources import usgs_mcs
from critmin.sources.usgs_mcs import TABLE, parse
from critmin.sources.usgs_tables import salient_column, statistic_of

LONG = (
    "MCS chapter,Section,Commodity,Country,Statistics,Statistics_detail,Unit,Year,Value,Notes,"
    "Is critical mineral 2025,Other notes\n"
)
WORLD = (
    "SOURCE,COMMODITY,COUNTRY,TYPE,UNIT_MEAS,PROD_2023,PROD_EST_ 2024,PROD_NOTES,"
    "CAP_2023,CAP_EST_ 2024,CAP_NOTES,RESERVES_2024,RESERVE_NOTES\r\n"
)
FIG2 = "Source,Import_Share_Order,Commodity,Net_Import_Reliance_pct_2024,Major_Import_Sources_2020_2023,Notes\n"


def page(text: str | bytes, name: str = "file.csv") -> Page:
    content = text if isinstance(text, bytes) else text.encode()
    moment = datetime(2026, 11, 1, tzinfo=UTC)
    return Page(content, Retrieval("usgs_mcs", f"file:{name}", name, "file", moment, "cd" * 32, len(content)))


def rows(parsed: Parsed) -> list[dict]:
    return parsed.tables[TABLE].to_pylist()


def check_conservation(parsed: Parsed) -> None:
    table = parsed.tables[TABLE]
    assert table.schema == usgs_mcs.SCHEMA
    assert table.num_rows + len(parsed.rejected) == parsed.n_records[TABLE]
    out = sum((r["value"] for r in table.to_pylist() if r["value"] is not None), Decimal(0))
    kept_out = sum((r.value for r in parsed.rejected if r.value is not None), Decimal(0))
    assert parsed.value_in[TABLE] == out + kept_out


def long_record(value: str, notes: str = "", year: str = "2025", critical: str = "Yes") -> str:
    what = "GALLIUM,World Production,Gallium,China,Production,Primary production, kilograms"
    return f'{what},{year},"{value}",{notes},{critical},\n'


# -- 2026 -------------------------------------------------------------------------------------------------------


def test_the_2026_table_is_windows_1252_and_its_ranges_stay_ranges():
    """Read as Latin-1 the dash vanishes and 50–300 becomes 50300."""
    text = LONG + long_record("50–300", year="2021–24") + long_record("—")
    parsed = parse(page(text.encode("cp1252"), "MCS2026_Commodities_Data.csv"))
    interval, zero = rows(parsed)
    assert (interval["flag"], interval["value_low"], interval["value_high"]) == ("range", 50, 300)
    assert (interval["first_year"], interval["last_year"], interval["year_text"]) == (2021, 2024, "2021–24")
    assert (zero["flag"], zero["value"]) == ("zero", 0)
    assert interval["unit"] == "kilograms"
    check_conservation(parsed)


def test_an_estimate_is_told_by_its_note():
    first, second = rows(
        parse(page(LONG + long_record("750", "Estimated. -- Source.") + long_record("750", "Reported.")))
    )
    assert (first["flag"], second["flag"]) == ("estimated", "reported")


def test_the_edition_is_told_by_the_files_name_or_by_the_newest_year():
    text = LONG + long_record("1", year="2024") + long_record("2", year="2025")
    assert {r["edition"] for r in rows(parse(page(text, "anything.csv")))} == {2026}
    assert {r["edition"] for r in rows(parse(page(text, "MCS2027_Commodities_Data.csv")))} == {2027}


def test_a_damaged_figure_is_quarantined_with_its_record():
    parsed = parse(page(LONG + long_record("1") + long_record("?1")))
    (reject,) = parsed.rejected
    assert (reject.record, reject.rule) == (1, "damaged_value")
    assert "?1" in reject.content
    check_conservation(parsed)


def test_a_shifted_record_does_not_become_a_critical_mineral_flag():
    """One yttrium line of 2026 has its flag in the notes and its name in the flag."""
    (row,) = rows(parse(page(LONG + long_record("10,000 - 15,000", "Yes", critical="Yttrium"))))
    assert row["is_critical_2025"] is None
    assert row["notes"] == "Yes"
    assert row["flag"] == "range"


def test_a_figure_without_a_year_is_rejected_and_its_value_is_accounted_for():
    parsed = parse(page(LONG + long_record("1") + long_record("5", year="soon")))
    assert [(r.rule, r.value) for r in parsed.rejected] == [("unreadable_year", Decimal(5))]
    check_conservation(parsed)


def test_words_of_statistics_lose_their_years():
    assert statistic_of("Import sources 2021-2024") == "import_sources"
    assert statistic_of("Net import reliance") == "net_import_reliance"
    assert statistic_of("Sold or used") == "sold_or_used"


@given(
    st.lists(
        st.one_of(
            st.sampled_from(["W", "NA", "—", ">50", "1,234", "?1", ""]), st.text("0123456789,.–-<>eW ", max_size=9)
        )
    )
)
def test_whatever_the_cells_hold_figures_and_value_are_conserved(values):
    """R12, R15: withheld is a value like any other; in = out + rejected, exactly."""
    parsed = parse(page(LONG + long_record("1") + "".join(long_record(v) for v in values)))
    assert parsed.n_records[TABLE] == len(values) + 1
    check_conservation(parsed)


# -- 2025: world ------------------------------------------------------------------------------------------------


def world(*records: str) -> list[dict]:
    parsed = parse(page(b"\xef\xbb\xbf" + (WORLD + "".join(r + "\r\n" for r in records)).encode()))
    check_conservation(parsed)
    return rows(parsed)


def test_a_world_record_becomes_its_figures_and_estimates_are_marked():
    found = world(
        'MCS2025,Cobalt,Congo (Kinshasa),"Mine production, cobalt content",metric tons,175000,220000,,,,,6000000,'
    )
    assert [(r["statistic"], r["year_text"], r["value"], r["flag"]) for r in found] == [
        ("production", "2023", 175000, "reported"),
        ("production", "2024", 220000, "estimated"),
        ("reserves", "2024", 6000000, "reported"),
    ]
    assert {(r["edition"], r["commodity"], r["unit"], r["_record"]) for r in found} == {
        (2025, "Cobalt", "metric tons", 0)
    }


def test_a_blank_is_ambiguous_unless_the_notes_say():
    found = world(
        "MCS2025,Lithium ,United States,Mine production,metric tons,,,W for 23-24,,,,1800000,",
        "MCS2025,Lithium ,Portugal,Mine production,metric tons,380,,,,,,60000,",
        "MCS2025,Lithium ,Other Countries,Mine production,metric tons,,10,na for 2023,,,,,Large",
    )
    flags = {(r["country"], r["statistic"], r["year_text"]): r["flag"] for r in found}
    assert flags["United States", "production", "2023"] == flags["United States", "production", "2024"] == "withheld"
    assert flags["Portugal", "production", "2024"] == "ambiguous"
    assert flags["Other Countries", "production", "2023"] == "not_available"
    assert flags["Other Countries", "reserves", "2024"] == "word"
    assert {r["commodity"] for r in found} == {"Lithium"}
    assert not [r for r in found if r["statistic"] == "capacity"]  # lithium's table has no such column in print


def test_a_record_without_any_figure_does_not_vanish():
    """R14: that nothing was published is said, not left out."""
    found = world("MCS2025,Gemanium,China,Primary and secondary refinery production,kilograms,,,,,,,,")
    assert [(r["statistic"], r["year_text"], r["flag"]) for r in found] == [
        ("production", "2023", "ambiguous"),
        ("production", "2024", "ambiguous"),
    ]


def test_a_type_that_says_estimated_holds_unless_the_note_says_reported():
    kind = '"Mine production, estimated"'
    found = world(
        f"MCS2025,Fluorspar,China,{kind},thousand metric tons,5900,5900,,,,,,",
        f"MCS2025,Fluorspar,Spain,{kind},thousand metric tons,120,130,reported,,,,,",
    )
    flags = {(r["country"], r["year_text"]): r["flag"] for r in found}
    assert flags == {
        ("China", "2023"): "estimated",
        ("China", "2024"): "estimated",
        ("Spain", "2023"): "reported",
        ("Spain", "2024"): "estimated",
    }


# -- 2025: salient statistics, figures, table 5 -----------------------------------------------------------------


@pytest.mark.parametrize(
    ("header", "found"),
    [
        ("USprod_Smelter-primary_t", ("production", "Smelter-primary", "t")),
        ("Imports_Ore_t", ("import", "Ore", "t")),
        ("NIR_pct", ("net_import_reliance", "", "pct")),
        ("NIR_Compounds-Metals_t", ("net_import_reliance", "Compounds-Metals", "t")),
        ("Bauxite_NIR_pct", ("net_import_reliance", "Bauxite", "pct")),
        ("Alumina_Refinery_kt", ("production", "Alumina Refinery", "kt")),
        ("Prod_Price_index", ("price", "Price", "index")),
        ("Employment_", ("employment", "", "")),
        ("Furnace_BOF_pct", ("other", "Furnace BOF", "pct")),
    ],
)
def test_a_salient_columns_name_says_statistic_form_and_unit(header, found):
    assert salient_column(header) == found


def test_salient_statistics_of_the_newest_year_are_estimates():
    text = "DataSource,Commodity,Year,USprod_t,NIR_pct,Price_dt,Price_dt,\n"
    text += "MCS2025,Lithium,2023,W,>50,1,2,\nMCS2025,Lithium,2024,7,E,3,4,\n,,,,,,,\n"
    found = rows(parse(page(text)))
    assert len(found) == 8
    flags = {(r["statistic"], r["year_text"]): r["flag"] for r in found}
    assert flags["production", "2023"] == "withheld"
    assert flags["production", "2024"] == "estimated"
    assert flags["net_import_reliance", "2024"] == "net_exporter"
    assert [r["detail"] for r in found if r["statistic"] == "price" and r["year_text"] == "2023"] == [None, "(2)"]
    assert {r["country"] for r in found} == {"United States"}


def test_figure_2_gives_a_reliance_and_ranks_without_shares():
    text = FIG2 + 'MCS2025,48,GARNET (INDUSTRIAL),48,"South Africa, Australia, India, China3 ",Descending order.\n'
    reliance, *sources = rows(parse(page(text)))
    assert (reliance["statistic"], reliance["value"], reliance["unit"]) == ("net_import_reliance", 48, "percent")
    assert [(r["rank"], r["country"], r["flag"], r["value"]) for r in sources] == [
        (1, "South Africa", "not_available", None),
        (2, "Australia", "not_available", None),
        (3, "India", "not_available", None),
        (4, "China", "not_available", None),
    ]
    assert {(r["first_year"], r["last_year"]) for r in sources} == {(2020, 2023)}


def test_table_5_tells_whose_each_figure_is():
    columns = (
        "Source,Year,Critical_mineral,Primary_prod,Secondary_prod,Prod_notes,Apparent_Consumption,Consumption_Notes,"
    )
    columns += (
        "Net_Import_Reliance,Primary_import_source,Import_source_notes,Leading_source_country,Leading_country_prod,"
    )
    columns += "Leading_source_precent_world,World_total_prod,World_prod_notes\n"
    record = "MCS2025,2024_estimated,Tellurium,W,0,Refinery production.,W,,<25,Canada,Average 2020 to 2023.,"
    record += "China,750,77,980,\n"
    parsed = parse(page(columns + record))
    found = {(r["country"], r["statistic"], r["detail"]): r for r in rows(parsed)}
    assert found["United States", "production", "Primary_prod"]["flag"] == "withheld"
    assert found["China", "production", "Leading_country_prod"]["value"] == 750
    assert found["China", "share_of_world_production", "Leading_source_precent_world"]["value"] == 77
    assert found["World total", "production", "World_total_prod"]["value"] == 980
    assert found["United States", "net_import_reliance", None]["value_high"] == 25
    source = found["Canada", "import_sources", None]
    assert (source["rank"], source["first_year"], source["last_year"]) == (1, 2020, 2023)
    check_conservation(parsed)


# -- pages that are something else ------------------------------------------------------------------------------


def test_a_table_of_another_kind_is_refused_by_its_header():
    with pytest.raises(SchemaDrift, match="State_Rank"):
        parse(page("Source,Year,State,State_Rank\nMCS2025,2024,Nevada,1\n"))


@pytest.mark.parametrize("column", ["Value", "Notes", "Statistics_detail"])
def test_a_missing_column_stops_the_long_table(column):
    with pytest.raises(SchemaDrift, match=column):
        parse(page((LONG + long_record("1")).replace(column, f"{column} renamed", 1)))


def test_a_world_table_without_reserves_stops():
    with pytest.raises(SchemaDrift, match="RESERVES"):
        parse(page(WORLD.replace("RESERVES_2024", "RES") + "MCS2025,Tin,Peru,Mine production,metric tons,1,1,,,,,,\n"))


def test_an_html_page_a_cut_off_file_and_an_empty_one_are_no_tables():
    for content, message in ((b"", "empty"), (b"<html></html>", "HTML"), ((LONG + '"GALLIUM').encode(), "cut off")):
        with pytest.raises(BadPage, match=message):
            parse(page(content))


def test_a_record_of_another_width_is_kept_out_alone():
    parsed = parse(page(LONG + long_record("1") + "GALLIUM,only,three\n"))
    assert [r.rule for r in parsed.rejected] == ["ragged_record"]
    assert len(rows(parsed)) == 1
    check_conservation(parsed)

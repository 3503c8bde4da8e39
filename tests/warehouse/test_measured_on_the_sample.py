"""The published sample build against answers known from elsewhere, and against the publishers' own files."""

import csv
import gzip
import io
from decimal import Decimal
from pathlib import Path

import pytest

from critmin import engine
from critmin.lake import Raw
from critmin.publishing import current_path
from critmin.settings import PROJECT
from critmin.tables import sources

pytestmark = pytest.mark.slow

SAMPLES = PROJECT / "samples" / "usgs_mcs"
MINERALS = {  # mineral: its salient table of the edition of 2025
    "antimony": "antim", "bismuth": "bismu", "cobalt": "cobal", "gallium": "galli", "germanium": "germa",
    "graphite": "graph", "indium": "indiu", "manganese": "manga", "nickel": "nicke", "niobium": "niobi",
    "tantalum": "tanta", "tungsten": "tungs", "vanadium": "vanad", "yttrium": "yttri",
}  # fmt: skip


def ask(settings, sql: str) -> list[dict]:
    with engine.connect(current_path(settings), read_only=True, config=settings) as connection:
        return engine.rows(connection, sql)


@pytest.mark.parametrize(
    ("codes", "supplier", "share"),
    [
        ("hs6 in ('284610', '284690')", "CHN", 0.708),
        ("hs6 = '850511'", "CHN", 0.761),
        ("hs6 in ('250410', '250490')", "CHN", 0.746),
        ("hs6 = '283691'", "CHL", 0.600),
    ],
    ids=["rare-earth compounds", "metal magnets", "natural graphite", "lithium carbonate"],
)
def test_shares_of_us_imports_in_2024_are_those_known(warehouse, codes, supplier, share):
    """The European Union and 49 other partners, Slovakia once; African partners come from another table, left out."""
    [found] = ask(
        warehouse,
        f"""
        select
            sum(case when partner_iso3 = '{supplier}' then primary_value_usd end) / sum(primary_value_usd) as found
        from marts.fct_trade_flows
        where {codes} and period = '2024' and period_kind = 'year' and is_counted and _page_url not like '%africa%'
        """,
    )
    assert round(float(found["found"]), 3) == share


def test_national_lines_say_more_than_their_code(warehouse):
    """850511 holds ceramic and AlNiCo magnets too: of sintered rare-earth magnets China ships more."""
    [magnets] = ask(
        warehouse,
        "select * from marts.fct_supply_dependencies "
        "where mineral = 'rare_earths' and stage = 'magnets' and trade_year = 2024",
    )
    assert (magnets["top_supplier_iso3"], round(magnets["top_supplier_share"], 3)) == ("CHN", 0.828)
    assert not magnets["is_basket"]
    [gallium] = ask(
        warehouse,
        "select * from marts.fct_supply_dependencies "
        "where mineral = 'gallium' and stage = 'metal' and trade_year = 2024",
    )
    assert gallium["top_supplier_iso3"] == "CAN"
    assert not gallium["is_basket"]


def test_no_dollar_is_lost_between_the_pages_and_the_warehouse(warehouse):
    """R12: what the parser read is what the vintages hold, to the cent."""
    census = sources()["census"]
    raw = Raw(warehouse.root)
    read = Decimal(0)
    for retrieval in raw.retrievals("census"):
        if retrieval.is_unchanged:
            continue
        flows = census.parse(raw.page(retrieval)).tables["trade_flows"]
        districts = flows["district"].to_pylist()
        values = flows["primary_value_usd"].to_pylist()
        read += sum((v for v, d in zip(values, districts, strict=True) if d is None), Decimal(0))
    [held] = ask(
        warehouse, "select sum(primary_value) as usd from intermediate.int_trade_flows_ranked where _source = 'census'"
    )
    assert held["usd"] == read > 0


def test_published_net_import_reliance_comes_out_unchanged_in_both_editions(warehouse):
    found = ask(
        warehouse,
        "select mineral, edition, reliance_year, value_text from marts.fct_import_reliance where is_headline",
    )
    held = {(r["mineral"], r["edition"], r["reliance_year"]): r["value_text"] for r in found}
    expected = dict(_edition_2025()) | dict(_edition_2026())
    assert len({mineral for mineral, _, _ in expected}) == 14
    assert {edition for _, edition, _ in expected} == {2025, 2026}
    assert {key: held.get(key) for key in expected} == expected


def _edition_2025():
    for mineral, name in MINERALS.items():
        text = (SAMPLES / f"mcs2025-{name}_salient.csv").read_text(encoding="utf-8-sig")
        for row in csv.DictReader(io.StringIO(text)):
            [column] = [c for c in row if c and c.startswith("NIR")]
            yield (mineral, 2025, int(row["Year"])), row[column].strip()


def _edition_2026():
    text = gzip.decompress(Path(SAMPLES / "MCS2026_Commodities_Data.csv.gz").read_bytes()).decode("cp1252")
    for row in csv.DictReader(io.StringIO(text)):
        named = [m for m in MINERALS if row["Commodity"].strip().lower().startswith(m)]
        if named and row["Statistics"].strip() == "Net import reliance":
            yield (named[0], 2026, int(row["Year"])), row["Value"].strip()


def test_bounds_and_net_exporters_are_no_numbers(warehouse):
    for row in ask(warehouse, "select * from marts.fct_import_reliance"):
        if row["value_text"] == "E":
            assert (row["flag"], row["reliance_pct"], row["reliance_low_pct"]) == ("net_exporter", None, None)
        elif (row["value_text"] or "").startswith(">"):
            assert row["reliance_pct"] is None
            assert row["reliance_low_pct"] == Decimal(row["value_text"][1:])
        elif (row["value_text"] or "").startswith("<"):
            assert row["reliance_pct"] is None
            assert row["reliance_high_pct"] == Decimal(row["value_text"][1:])


def test_editions_disagree_and_both_stay(warehouse):
    rows = ask(
        warehouse,
        "select mineral, edition, cast(reliance_pct as integer) as pct from marts.fct_import_reliance "
        "where reliance_year = 2024 and is_headline and mineral in ('rare_earths', 'nickel', 'vanadium')",
    )
    assert {(r["mineral"], r["edition"]): r["pct"] for r in rows} == {
        ("rare_earths", 2025): 80, ("rare_earths", 2026): 53,
        ("nickel", 2025): 48, ("nickel", 2026): 43,
        ("vanadium", 2025): 40, ("vanadium", 2026): 46,
    }  # fmt: skip


def test_production_shares_are_of_the_published_world(warehouse):
    rows = ask(
        warehouse,
        "select mineral, world_share from marts.fct_mineral_production where edition = 2025 and production_year = 2024 "
        "and stage = 'mining' and is_headline "
        "and ((mineral = 'cobalt' and producer_iso3 = 'COD') or (mineral = 'rare_earths' and producer_iso3 = 'CHN'))",
    )
    assert {r["mineral"]: round(r["world_share"], 2) for r in rows} == {"cobalt": 0.76, "rare_earths": 0.69}


def test_a_table_of_african_partners_is_no_total_of_us_imports(warehouse):
    """R14."""
    rows = ask(
        warehouse,
        "select distinct coverage, coverage_reason, hhi, top_supplier_iso3 from marts.fct_supply_dependencies "
        "where trade_year = 2023 and importer_iso3 = 'USA'",
    )
    assert rows == [
        {"coverage": "not_covered", "coverage_reason": "too_few_partners", "hhi": None, "top_supplier_iso3": None}
    ]

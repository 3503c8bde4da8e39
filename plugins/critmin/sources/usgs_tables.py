"""The tables of the Mineral Commodity Summaries, each read into figures of one long form.

    long      MCS2026_Commodities_Data.csv: everything, one figure a record (Windows-1252)
    world     MCS2025_World_Data.csv: production, capacity and reserves by country, several figures a record
    salient   mcs2025-<word>_salient.csv: US statistics, each file with its own columns, unit as suffix
    fig2      net import reliance with the names of the main sources in order, without their shares
    fig3      for how many commodities each country is a main source
    t5        one line for each critical mineral

The other tables and figures of an edition (prices, states, scrap) are refused by name of their header.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from critmin.lake import SchemaDrift
from critmin.sources.tabular import Sheet, joined, shortened
from critmin.sources.usgs_values import Value, country_name, note_for_year, read_value, tidy, years

UNITED_STATES = "United States"
WORLD = "World total"


@dataclass(frozen=True)
class Figure:
    """One published figure, before typing. `position` is its record's place in the page."""

    position: int
    edition: int
    chapter: str
    commodity: str
    country: str
    statistic: str
    detail: str
    unit: str
    year_text: str
    value_text: str
    value: Value
    sheet: str
    content: str
    notes: str = ""
    other_notes: str = ""
    rank: int | None = None
    is_critical_2025: bool | None = None


def read(sheet: Sheet, name: str) -> list[Figure]:
    """All figures of a table, whichever it is. `name` is the file's, and may tell the edition.

    Raises SchemaDrift when the table is none of those above, or lacks a column.
    """
    for is_it, reader in READERS:
        if is_it(set(sheet.header)):
            return list(reader(sheet, name))
    raise SchemaDrift(f"not a table of the Summaries that is read here; the header is {shortened(sheet.header)}")


def edition_of(text: str) -> int | None:
    """The edition that `MCS2025` or a file's name tells."""
    match = re.search(r"mcs\s?(20\d\d)", text, re.IGNORECASE)
    return int(match[1]) if match else None


def _records(sheet: Sheet) -> Iterator[tuple[int, dict[str, str]]]:
    """Place and cells by column name; of two columns with one name the first counts."""
    places = {name: sheet.header.index(name) for name in sheet.header}
    for position, row in zip(sheet.positions, sheet.rows, strict=True):
        yield position, {name: row[place] for name, place in places.items()}


def _stated_edition(record: dict[str, str], column: str) -> int:
    edition = edition_of(record[column])
    if edition is None:
        raise SchemaDrift(f"column {column!r} names no edition but {record[column]!r}")
    return edition


# -- 2026: one long table ---------------------------------------------------------------------------------------

LONG = ("MCS chapter", "Section", "Commodity", "Country", "Statistics", "Statistics_detail", "Unit", "Year", "Value")
LONG += ("Notes", "Is critical mineral 2025", "Other notes")


def _read_long(sheet: Sheet, name: str) -> Iterator[Figure]:
    for column in LONG:
        sheet.place(column)
    # the table does not name its edition; the newest year in it is the one before
    newest = max((years(text)[1] for text in sheet.column("Year") if years(text)), default=0)
    edition = edition_of(name) or newest + 1
    for position, record in _records(sheet):
        notes, unit = tidy(record["Notes"]), tidy(record["Unit"])
        yield Figure(
            position=position,
            edition=edition,
            chapter=tidy(record["MCS chapter"]),
            commodity=tidy(record["Commodity"]),
            country=country_name(record["Country"]),
            statistic=statistic_of(record["Statistics"]),
            detail=tidy(record["Statistics_detail"]),
            unit=unit,
            year_text=tidy(record["Year"]),
            value_text=record["Value"],
            value=read_value(record["Value"], notes, unit, is_estimated=notes.startswith("Estimated")),
            sheet=tidy(record["Section"]),
            content=joined(list(record.values())),
            notes=notes,
            other_notes=tidy(record["Other notes"]),
            is_critical_2025={"Yes": True, "No": False}.get(tidy(record["Is critical mineral 2025"])),
        )


def statistic_of(text: str) -> str:
    """The publisher's word for a statistic in lower snake case, without years: `Import sources 2021-2024`."""
    words = re.sub(r"[\d–-]+", " ", tidy(text).lower()).split()
    return "_".join(words)


# -- 2025: world production -------------------------------------------------------------------------------------

_WORLD_COLUMN = re.compile(r"(PROD|CAP|RESERVES)_(EST_)?\s?(\d{4})")
_WORLD_STATISTICS = {"PROD": "production", "CAP": "capacity", "RESERVES": "reserves"}
_WORLD_NOTES = {"PROD": "PROD_NOTES", "CAP": "CAP_NOTES", "RESERVES": "RESERVE_NOTES"}
_REPORTED = ("reported", "reported.", "reproted")  # the last is the publisher's


def _read_world(sheet: Sheet, name: str) -> Iterator[Figure]:
    for column in ("SOURCE", "COMMODITY", "COUNTRY", "TYPE", "UNIT_MEAS", *_WORLD_NOTES.values()):
        sheet.place(column)
    columns = {column: match for column in sheet.header if (match := _WORLD_COLUMN.fullmatch(column))}
    missing = set(_WORLD_STATISTICS) - {match[1] for match in columns.values()}
    if missing:
        raise SchemaDrift(f"no column of figures for {shortened(sorted(missing))}; the header is {sheet.header}")
    found = [_world_figures(position, record, columns) for position, record in _records(sheet)]
    # A blank says something only where the table in print has such a column: it has when one of its rows is filled.
    in_use = {_printed(f) for figures in found for f in figures if f.value.flag != "ambiguous"}
    for figures in found:
        used = [f for f in figures if _printed(f) in in_use]
        yield from used or [f for f in figures if f.statistic == "production"]  # no record vanishes


def _printed(figure: Figure) -> tuple[str, ...]:
    """The column of a table in print that a figure stands in."""
    return figure.commodity, figure.detail, figure.statistic, figure.year_text


def _world_figures(position: int, record: dict[str, str], columns: dict[str, re.Match]) -> list[Figure]:
    figures = []
    unit, kind = tidy(record["UNIT_MEAS"]), tidy(record["TYPE"])
    for column, match in columns.items():
        year = int(match[3])
        notes = tidy(record[_WORLD_NOTES[match[1]]])
        is_estimated = (
            match[2] is not None
            or notes.lower().startswith("estimated")
            or ("estimated" in kind.lower() and notes.lower() not in _REPORTED)
        )
        text = record[column] if tidy(record[column]) else note_for_year(notes, year)
        figures.append(
            Figure(
                position=position,
                edition=_stated_edition(record, "SOURCE"),
                chapter=tidy(record["COMMODITY"]),
                commodity=tidy(record["COMMODITY"]),
                country=country_name(record["COUNTRY"]),
                statistic=_WORLD_STATISTICS[match[1]],
                detail=kind,
                unit=unit,
                year_text=str(year),
                value_text=record[column],
                value=read_value(text, notes, unit, is_estimated),
                sheet="World data",
                content=joined(list(record.values())),
                notes=notes,
            )
        )
    return figures


# -- 2025: US salient statistics --------------------------------------------------------------------------------

_SALIENT_WORDS = {
    "usprod": "production",
    "prod": "production",
    "imports": "import",
    "exports": "export",
    "consump": "consumption",
    "consumption": "consumption",
    "price": "price",
    "stocks": "stock",
    "employment": "employment",
    "nir": "net_import_reliance",
    "shipments": "shipment",
    "sales": "sales",
    "sold": "sold",
    "supply": "supply",
}
_SALIENT_COLUMNS = {  # columns without one of these words, or with a misleading one
    "Prod_Price_index": "price",
    "Bauxite_Mine_kt": "production",
    "Alumina_Refinery_kt": "production",
    "Alumina_Apparent_kt": "consumption",
}
_SALIENT_UNITS = {"t", "kt", "mmt", "kg", "g", "mct", "ct", "mcm", "msqft", "pct", "num", "index"}
_SALIENT_UNITS |= {"dkg", "dlb", "dt", "dst", "dto", "dtoz", "df", "dg", "ctslb", "mdol"}  # of prices and values


def _read_salient(sheet: Sheet, name: str) -> Iterator[Figure]:
    source = "DataSource" if "DataSource" in sheet.header else "Source"
    columns = [(place, *salient_column(text)) for place, text in enumerate(sheet.header) if text]
    columns = [c for c in columns if sheet.header[c[0]] not in (source, "Commodity", "Year")]
    seen: dict[tuple, int] = {}
    named = []
    for place, statistic, detail, unit in columns:
        n = seen[statistic, detail, unit] = seen.get((statistic, detail, unit), 0) + 1
        named.append((place, statistic, f"{detail} ({n})".strip() if n > 1 else detail, unit))
    for position, row in zip(sheet.positions, sheet.rows, strict=True):
        record = dict(zip(reversed(sheet.header), reversed(row), strict=True))
        edition, year = _stated_edition(record, source), tidy(record["Year"])
        for place, statistic, detail, unit in named:
            # the last column of each of these tables in print is headed as an estimate
            value = read_value(row[place], "", unit, is_estimated=year == str(edition - 1))
            yield Figure(
                position=position,
                edition=edition,
                chapter=tidy(record["Commodity"]),
                commodity=tidy(record["Commodity"]),
                country=UNITED_STATES,
                statistic=statistic,
                detail=detail,
                unit=unit,
                year_text=year,
                value_text=row[place],
                value=value,
                sheet="Salient statistics",
                content=joined(row),
            )


def salient_column(header: str) -> tuple[str, str, str]:
    """Statistic, detail and unit of a column such as `Imports_Ore_t`; `other` where no word says which statistic."""
    words = header.split("_")
    unit = words.pop() if len(words) > 1 and words[-1] in _SALIENT_UNITS else ""
    for place, word in enumerate(words):
        if word.lower() in _SALIENT_WORDS:
            rest = words[:place] + words[place + 1 :]
            statistic = _SALIENT_COLUMNS.get(header, _SALIENT_WORDS[word.lower()])
            return statistic, " ".join(w for w in rest if w), unit
    return _SALIENT_COLUMNS.get(header, "other"), " ".join(w for w in words if w), unit


# -- 2025: figures 2 and 3, table 5 -----------------------------------------------------------------------------


def _read_fig2(sheet: Sheet, name: str) -> Iterator[Figure]:
    reliance = _column_like(sheet, "Net_Import_Reliance_pct_")
    sources = _column_like(sheet, "Major_Import_Sources_")
    for column in ("Source", "Commodity", "Notes"):
        sheet.place(column)
    for position, record in _records(sheet):
        base = Figure(
            position=position,
            edition=_stated_edition(record, "Source"),
            chapter=tidy(record["Commodity"]),
            commodity=tidy(record["Commodity"]),
            country=UNITED_STATES,
            statistic="net_import_reliance",
            detail="",
            unit="percent",
            year_text=reliance.removeprefix("Net_Import_Reliance_pct_"),
            value_text=record[reliance],
            value=read_value(record[reliance], is_estimated=True),
            sheet="Figure 2",
            content=joined(list(record.values())),
            notes=tidy(record["Notes"]),
        )
        yield base
        yield from _named_sources(base, record[sources], sources.removeprefix("Major_Import_Sources_"))


def _named_sources(base: Figure, names: str, period: str) -> Iterator[Figure]:
    """One figure for each country of a list in order: a rank, and no share."""
    for rank, country in enumerate((n for n in names.split(",") if tidy(n)), start=1):
        yield replace(
            base,
            country=country_name(country),
            statistic="import_sources",
            year_text=period.replace("_", "-"),
            value_text="",
            value=Value("not_available"),
            rank=rank,
        )


def _read_fig3(sheet: Sheet, name: str) -> Iterator[Figure]:
    for column in ("Source", "Country", "Commodity_Count", "Map_Class"):
        sheet.place(column)
    for position, record in _records(sheet):
        edition = _stated_edition(record, "Source")
        yield Figure(
            position=position,
            edition=edition,  # what the table says, also where the file's name says another year
            chapter="All",
            commodity="All",
            country=country_name(record["Country"]),
            statistic="import_sources_count",
            detail="Commodity_Count",
            unit="number",
            year_text=str(edition - 1),
            value_text=record["Commodity_Count"],
            value=read_value(record["Commodity_Count"]),
            sheet="Figure 3",
            content=joined(list(record.values())),
            notes=tidy(record["Map_Class"]),
        )


_T5_FIGURES = (  # column, statistic, unit, the column of its notes
    ("Primary_prod", "production", "", "Prod_notes"),
    ("Secondary_prod", "production", "", "Prod_notes"),
    ("Apparent_Consumption", "consumption", "", "Consumption_Notes"),
    ("Net_Import_Reliance", "net_import_reliance", "percent", "Consumption_Notes"),
    ("Leading_country_prod", "production", "", "World_prod_notes"),
    ("Leading_source_precent_world", "share_of_world_production", "percent", "World_prod_notes"),
    ("World_total_prod", "production", "", "World_prod_notes"),
)


def _read_t5(sheet: Sheet, name: str) -> Iterator[Figure]:
    others = ("Source", "Year", "Critical_mineral", "Primary_import_source", "Import_source_notes")
    for column in (*others, *(c for c, *_ in _T5_FIGURES), "Leading_source_country"):
        sheet.place(column)
    for position, record in _records(sheet):
        leader = country_name(record["Leading_source_country"])
        countries = {"Leading_country_prod": leader, "Leading_source_precent_world": leader, "World_total_prod": WORLD}
        base = Figure(
            position=position,
            edition=_stated_edition(record, "Source"),
            chapter=tidy(record["Critical_mineral"]),
            commodity=tidy(record["Critical_mineral"]),
            country=UNITED_STATES,
            statistic="",
            detail="",
            unit="",
            year_text=tidy(record["Year"]),
            value_text="",
            value=Value("ambiguous"),
            sheet="Table 5",
            content=joined(list(record.values())),
        )
        for column, statistic, unit, notes in _T5_FIGURES:
            yield replace(
                base,
                country=countries.get(column, UNITED_STATES),
                statistic=statistic,
                detail="" if statistic == "net_import_reliance" else column,
                unit=unit,
                value_text=record[column],
                value=read_value(record[column], is_estimated="estimated" in record["Year"]),
                notes=tidy(record[notes]),
            )
        source_notes = tidy(record["Import_source_notes"])
        period = years(source_notes.replace(" to ", "-")) or (0, 0)
        for source in _named_sources(base, record["Primary_import_source"], f"{period[0]}-{period[1]}"):
            yield replace(source, notes=source_notes)


def _column_like(sheet: Sheet, start: str) -> str:
    for column in sheet.header:
        if column.startswith(start):
            return column
    raise SchemaDrift(f"column '{start}...' is missing; the header is {shortened(sheet.header)}")


READERS: tuple[tuple[Callable[[set[str]], bool], Callable[[Sheet, str], Iterator[Figure]]], ...] = (
    (lambda h: len(h & set(LONG)) > 6, _read_long),
    (lambda h: len(h & {"COMMODITY", "COUNTRY", "TYPE", "UNIT_MEAS"}) > 2, _read_world),
    (lambda h: "Import_Share_Order" in h, _read_fig2),
    (lambda h: "Map_Class" in h, _read_fig3),
    (lambda h: "Critical_mineral" in h, _read_t5),
    (lambda h: {"Commodity", "Year"} <= h and bool({"DataSource", "Source"} & h), _read_salient),
)

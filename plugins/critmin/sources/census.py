"""US Census Bureau: what the United States imports and exports, by national tariff line and country.

Publisher  US Census Bureau, International Trade time series and USA Trade Online
Grain      flow, commodity code, country, district, period, kind of period, retrieval
Units      nominal US dollars: imports by customs value (no freight or insurance), exports by FAS value (free
           alongside ship: at the US port, without loading, freight and insurance); quantity_1: in `unit_1`
Forms      the API's array of arrays (JSON), USA Trade Online's CSV (with or without a District column), Parquet
           files with the API's columns as text; each may be gzipped
Beware     Country `-` is the total of all countries, and 0001, 0003, 5XXX ... are groups: never sum them with
           countries. Group 0003 is the European Union, and its members are countries of their own (Slovakia, 4359).
           Variables ending in `_YR` are year to date: a page that has both gives two rows a record, which must never
           be added. Through December, year to date is the year.
           Imports for consumption and general imports differ by bonded warehouses. `primary_value_usd` is the
           former where the page gives it, else the latter, and of exports the FAS value: it is what staging conserves.
           Exports include re-exports. A page broken down by DF gives domestic (1) and foreign (2) exports beside their
           total (-): parts of it, flows of their own.
           The API names a column twice when it was asked for and filtered by: the first is read.
"""

import re

import pyarrow as pa
import pyarrow.compute as pc

from critmin.lake import PROVENANCE, BadPage, Page, Parsed, Rejected
from critmin.sources import Source, census_forms, tabular
from critmin.sources.census_forms import SUFFIXES, TABLE, Direction, Records
from critmin.sources.census_live import LIVE

VERSION = "2"

SCHEMA = pa.schema(
    [
        ("flow", pa.string()),  # import | export | domestic_export | re_export
        ("commodity_code", pa.string()),  # text, so that 02 stays 02
        ("commodity_level", pa.string()),  # HS2 | HS4 | HS6 | HS10
        ("commodity_name", pa.string()),
        ("country_code", pa.string()),  # Schedule C, text; null in CSV, which names the country only
        ("country_name", pa.string()),
        ("district", pa.string()),  # null: the whole country
        ("period", pa.string()),  # YYYY or YYYY-MM
        ("period_kind", pa.string()),  # year | month | year_to_date
        ("general_value_usd", pa.decimal128(18, 2)),
        ("consumption_value_usd", pa.decimal128(18, 2)),
        ("fas_value_usd", pa.decimal128(18, 2)),  # exports
        ("primary_value_usd", pa.decimal128(18, 2)),  # consumption where the page gives it, else general; exports: FAS
        ("calculated_duty_usd", pa.decimal128(18, 2)),
        ("quantity_1", pa.decimal128(18, 3)),
        ("unit_1", pa.string()),
        ("quantity_1_flag", pa.string()),
        ("wire_form", pa.string()),  # api_json | usatrade_csv | parquet
        *PROVENANCE,
    ]
)

ALL_DISTRICTS = ("All Districts", "-")  # the whole country, as the two services write it
AMOUNTS = ("general_value_usd", "consumption_value_usd", "fas_value_usd", "calculated_duty_usd")
EXPORT_FLOWS = {"-": "export", "": "export", "1": "domestic_export", "2": "re_export"}  # by the code DF
MONTHS = ["january", "february", "march", "april", "may", "june"]
MONTHS += ["july", "august", "september", "october", "november", "december"]


def parse(page: Page) -> Parsed:
    """Type one page, keeping the publisher's codes. No network, clock or disk.

    Raises SchemaDrift when a column is missing or the page is broken down by something the table cannot keep, and
    BadPage when it is not a table at all. A record with an unreadable number or period is rejected by itself; a code
    of the wrong length is typed and left to the gate.
    """
    content = tabular.unpacked(page.content)
    if content.startswith(b"PAR1"):
        records = census_forms.from_parquet(content)
    else:
        text = tabular.decoded(content)
        if text.lstrip().startswith("["):
            records = census_forms.from_json(text)
        elif text.lstrip().startswith("{"):
            raise BadPage(f"a JSON object came instead of an array of arrays: {text[: tabular.SHOWN]!r}")
        else:
            records = census_forms.from_csv(text)
    return _typed(records, page)


def _typed(records: Records, page: Page) -> Parsed:
    """Rows and rejects of the records: one block of rows for each kind of amount (month, year to date) they give."""
    parsed = Parsed({}, {TABLE: len(records.broken)}, list(records.broken))
    blocks = [_block(records, direction, suffix, page, parsed) for direction, suffix in records.blocks()]
    parsed.tables[TABLE] = pa.concat_tables(blocks)
    return parsed


def _block(records: Records, direction: Direction, suffix: str, page: Page, parsed: Parsed) -> pa.Table:
    """The rows of one kind of amount; their rejects and counts are added to `parsed`."""
    given = [(ours, theirs) for ours, theirs in direction.values if f"{theirs}{suffix}" in records.columns]
    primary, basis = given[0]
    quantity = direction.quantity(basis, suffix)
    variables = {ours: f"{theirs}{suffix}" for ours, theirs in direction.amounts} | {"quantity_1": quantity}
    amounts, bad_amounts = {}, {}
    for ours, theirs in variables.items():
        scale = SCHEMA.field(ours).type.scale
        amounts[ours], bad_amounts[theirs] = tabular.decimals(records.text(theirs), 18, scale)
    value = amounts[primary]
    flow = _flows(records, direction)
    period, period_kind = _periods(records.text("time"), suffix)

    faults = {}
    for row in census_forms.where(pc.is_null(flow)):
        faults[row] = ("unknown_kind_of_export", f"DF {records.text('DF')[row].as_py()!r} is neither -, 1 nor 2")
    for row in census_forms.where(pc.is_null(period)):
        faults[row] = ("unreadable_period", f"time {records.text('time')[row].as_py()!r} is no month or year")
    for theirs, is_bad in bad_amounts.items():
        for row in census_forms.where(is_bad):
            shown = records.text(theirs)[row].as_py()
            faults[row] = ("unreadable_number", f"{theirs} {shown!r} is no number")
    for row, (rule, reason) in sorted(faults.items()):
        position = records.positions[row].as_py()
        parsed.rejected.append(Rejected(TABLE, position, rule, reason, records.as_sent(position), value[row].as_py()))
    parsed.n_records[TABLE] += len(records)
    parsed.value_in[TABLE] = parsed.value_in.get(TABLE, 0) + tabular.added_up(value)

    code, district = records.text(direction.code), records.text("DISTRICT")
    length = pc.binary_join_element_wise("HS", pc.cast(pc.utf8_length(code), pa.string()), "")
    names = [records.text(f"{direction.code}_{kind}") for kind in ("SDESC", "LDESC")]
    columns = {name: pa.nulls(len(records), SCHEMA.field(name).type) for name in AMOUNTS} | amounts
    columns |= {
        "flow": flow,
        "commodity_code": code,
        "commodity_level": pc.coalesce(records.text("COMM_LVL"), length),
        "commodity_name": pc.coalesce(*names),
        "country_code": records.text("CTY_CODE"),
        "country_name": records.text("CTY_NAME"),
        "district": pc.if_else(pc.is_in(district, pa.array(ALL_DISTRICTS)), pa.scalar(None, pa.string()), district),
        "period": period,
        "period_kind": period_kind,
        "primary_value_usd": value,
        "unit_1": records.text("UNIT_QY1"),
        "quantity_1_flag": records.text(f"{quantity}_FLAG"),
        "wire_form": records.constant(records.wire_form),
    }
    table = tabular.stamped(columns, records.positions, page, SCHEMA)
    return table.filter(census_forms.mask(len(records), faults)) if faults else table


def _flows(records: Records, direction: Direction) -> pa.Array:
    """The flow of each record; null for a kind of export that we do not know."""
    if direction.flow == "import" or "DF" not in records.columns:
        return records.constant(direction.flow)
    kinds = pc.coalesce(records.text("DF"), records.constant("-")).dictionary_encode()
    words = [EXPORT_FLOWS.get(kind.strip()) for kind in kinds.dictionary.to_pylist()]
    return pa.array(words, pa.string()).take(kinds.indices)


def _periods(times: pa.Array, suffix: str) -> tuple[pa.Array, pa.Array]:
    """Period and kind of each time; null where it cannot be read. Few times differ, so each is read once."""
    encoded = times.dictionary_encode()
    read = [period_of(time, suffix) or (None, None) for time in encoded.dictionary.to_pylist()]
    periods = pa.array([p for p, _ in read], pa.string())
    kinds = pa.array([k for _, k in read], pa.string())
    return periods.take(encoded.indices), kinds.take(encoded.indices)


def period_of(time: str, suffix: str = "") -> tuple[str, str] | None:
    """Period and kind of what a page calls its time; None when it is neither a month nor a year.

    `suffix` is `_MO` or `_YR` for the API's variables, whose time is always a month. USA Trade Online writes `2024`,
    `June 2024` or `2024 through June`.
    """
    text = time.strip()
    if suffix:
        month = re.fullmatch(r"(\d{4})-(0[1-9]|1[0-2])", text)
        if month and suffix == "_YR" and month[2] == "12":
            return month[1], "year"
        if month:
            return text, SUFFIXES[suffix.removeprefix("_")]
        is_year = suffix == "_YR" and re.fullmatch(r"\d{4}", text)
        return (text, "year") if is_year else None
    if re.fullmatch(r"\d{4}", text):
        return text, "year"
    named = re.fullmatch(r"([A-Za-z]+) (\d{4})", text)
    if named and named[1].lower() in MONTHS:
        return f"{named[2]}-{MONTHS.index(named[1].lower()) + 1:02}", "month"
    through = re.fullmatch(r"(\d{4}) through ([A-Za-z]+)", text)
    if through and through[2].lower() in MONTHS:
        last = MONTHS.index(through[2].lower()) + 1
        return (through[1], "year") if last == 12 else (f"{through[1]}-{last:02}", "year_to_date")
    return None


SOURCE = Source(
    slug="census",
    title="US imports and exports by national tariff line and country",
    publisher="US Census Bureau",
    licence="Public domain (US government work)",
    homepage="https://www.census.gov/foreign-trade/",
    entities={TABLE: SCHEMA},
    parse=parse,
    version=VERSION,
    suffixes=(".json", ".csv", ".parquet"),
    conserved={TABLE: "primary_value_usd"},
    live=LIVE,
)

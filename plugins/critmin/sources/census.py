"""US Census Bureau: what the United States imports, by national tariff line and country.

Publisher  US Census Bureau, International Trade time series and USA Trade Online
Grain      flow, commodity code, country, district, period, kind of period, retrieval
Units      values and duty: nominal US dollars, customs value (no freight or insurance); quantity_1: in `unit_1`
Forms      the API's array of arrays (JSON), USA Trade Online's CSV (with or without a District column), Parquet
           files with the API's columns as text; each may be gzipped
Beware     Country `-` is the total of all countries, and 0001, 0003, 5XXX ... are groups: never sum them with
           countries. Group 0003 is the European Union, and its members are countries of their own (Slovakia, 4359).
           Variables ending in `_YR` are year to date: a page that has both gives two rows a record, which must never
           be added. Through December, year to date is the year.
           Imports for consumption and general imports differ by bonded warehouses. `customs_value_usd` is the
           former where the page gives it, else the latter: it is what staging conserves.
           The API names a column twice when it was asked for and filtered by: the first is read.
"""

import json
import re
from collections.abc import Callable
from dataclasses import dataclass, field

import pyarrow as pa
import pyarrow.compute as pc

from critmin.lake import PROVENANCE, BadPage, Page, Parsed, Rejected, SchemaDrift
from critmin.sources import Source, tabular

TABLE = "trade_flows"
VERSION = "1"
MOST_RECORDS = 20_000_000

SCHEMA = pa.schema(
    [
        ("flow", pa.string()),  # import
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
        ("customs_value_usd", pa.decimal128(18, 2)),  # consumption where the page gives it, else general
        ("calculated_duty_usd", pa.decimal128(18, 2)),
        ("quantity_1", pa.decimal128(18, 3)),
        ("unit_1", pa.string()),
        ("quantity_1_flag", pa.string()),
        ("wire_form", pa.string()),  # api_json | usatrade_csv | parquet
        *PROVENANCE,
    ]
)

# What a page may be broken down by beyond our grain: its rows would multiply, so it is refused, not summed.
OTHER_DETAIL = ("PORT", "RP", "CTY_SUBCO", "STATE", "E_COMMODITY")
ALL_DISTRICTS = ("All Districts", "-")  # the whole country, as the two services write it
SUFFIXES = {"MO": "month", "YR": "year_to_date"}

CSV_COLUMNS = {  # USA Trade Online's headers, compared by `tabular.normal`: the API's name for the same
    "commodity": "COMMODITY",
    "country": "CTY_NAME",
    "district": "DISTRICT",
    "time": "time",
    "customs value (cons) ($us)": "CON_VAL",
    "customs value (gen) ($us)": "GEN_VAL",
    "calculated duty ($us)": "CAL_DUT",
}
MONTHS = ["january", "february", "march", "april", "may", "june"]
MONTHS += ["july", "august", "september", "october", "november", "december"]


@dataclass
class Records:
    """A page's records as columns of text, whatever form they came in.

    `positions` are their places in the page, and `as_sent` shows the record at a place, for the quarantine.
    `broken` are records whose shape is already wrong.
    """

    wire_form: str
    columns: dict[str, pa.Array]
    positions: pa.Array
    as_sent: Callable[[int], str]
    broken: list[Rejected] = field(default_factory=list)

    def __len__(self) -> int:
        return len(self.positions)

    def text(self, name: str) -> pa.Array:
        """A column; null throughout when the page has none of that name."""
        return self.columns.get(name, pa.nulls(len(self), pa.string()))


def parse(page: Page) -> Parsed:
    """Type one page, keeping the publisher's codes. No network, clock or disk.

    Raises SchemaDrift when a column is missing or the page is broken down by something the table cannot keep, and
    BadPage when it is not a table at all. A record with an unreadable number or period is rejected by itself; a code
    of the wrong length is typed and left to the gate.
    """
    content = tabular.unpacked(page.content)
    if content.startswith(b"PAR1"):
        records = _from_parquet(content)
    else:
        text = tabular.decoded(content)
        if text.lstrip().startswith("["):
            records = _from_json(text)
        elif text.lstrip().startswith("{"):
            raise BadPage(f"a JSON object came instead of an array of arrays: {text[: tabular.SHOWN]!r}")
        else:
            records = _from_csv(text)
    return _typed(records, page)


# -- the three forms --------------------------------------------------------------------------------------------


def _from_json(text: str) -> Records:
    try:
        # numbers stay text, so that decimals are read exactly whatever the publisher sends
        table = json.loads(text, parse_int=str, parse_float=str, parse_constant=str)
    except (json.JSONDecodeError, RecursionError) as error:
        raise BadPage(f"the JSON is cut off or damaged: {error}") from None
    if not table or not isinstance(table[0], list) or not all(isinstance(n, str) for n in table[0]):
        raise BadPage(f"an array of arrays with a header was expected, not {text[: tabular.SHOWN]!r}")
    header, rows = table[0], table[1:]
    if not rows:
        raise BadPage("the page holds a header and no record; an empty answer needs another proof")
    positions, good, broken = [], [], []
    for position, row in enumerate(rows):
        if not isinstance(row, list) or len(row) != len(header):
            n = len(row) if isinstance(row, list) else 0
            reason = f"{n} cells where the header has {len(header)}"
            broken.append(Rejected(TABLE, position, "ragged_record", reason, json.dumps(row)))
        elif not all(cell is None or isinstance(cell, str) for cell in row):
            broken.append(Rejected(TABLE, position, "untyped_cell", "a cell is no text or number", json.dumps(row)))
        else:
            good.append(row)
            positions.append(position)
    columns: dict[str, pa.Array] = {}
    try:
        for place, name in enumerate(header):
            if name not in columns:  # the first of two columns with one name
                columns[name] = pa.array([row[place] for row in good], pa.string())
    except UnicodeEncodeError as error:
        raise BadPage(f"the page holds half a character (a lone surrogate): {error}") from None
    _check_columns(columns)
    return Records("api_json", columns, pa.array(positions, pa.int64()), lambda n: json.dumps(rows[n]), broken)


def _from_csv(text: str) -> Records:
    sheet = tabular.sheet(text)
    places = {CSV_COLUMNS[tabular.normal(name)]: name for name in sheet.header if tabular.normal(name) in CSV_COLUMNS}
    missing = [name for name in ("COMMODITY", "CTY_NAME", "time") if name not in places]
    if missing or not {"CON_VAL", "GEN_VAL"} & set(places):
        wanted = [theirs for theirs, ours in CSV_COLUMNS.items() if ours in missing] or ["customs value (cons) ($us)"]
        raise SchemaDrift(
            f"column {tabular.shortened(wanted)} is missing; the header is {tabular.shortened(sheet.header)}"
        )
    columns = {ours: pa.array(sheet.column(theirs), pa.string()) for ours, theirs in places.items()}
    parts = pc.extract_regex(pc.utf8_trim_whitespace(columns["COMMODITY"]), r"^(?P<code>[0-9]+)\s+(?P<name>.*)$")
    columns["I_COMMODITY"] = pc.struct_field(parts, "code")
    columns["I_COMMODITY_SDESC"] = pc.struct_field(parts, "name")
    cells = dict(zip(sheet.positions, sheet.rows, strict=True))
    records = Records(
        "usatrade_csv",
        columns,
        pa.array(sheet.positions, pa.int64()),
        lambda n: tabular.joined(cells[n]),
        tabular.ragged_records(TABLE, sheet),
    )
    return _without(records, _csv_faults(sheet, columns))


def _csv_faults(sheet: tabular.Sheet, columns: dict[str, pa.Array]) -> dict[int, tuple[str, str]]:
    """Records of a CSV whose cells do not stand where the header says: row -> rule and reason."""
    faults = {}
    for row in _where(pc.is_null(columns["I_COMMODITY"])):
        faults[row] = ("no_commodity_code", "the commodity does not begin with a code and a blank")
    unnamed = [n for n, name in enumerate(sheet.header) if not name or name.startswith("Unnamed:")]
    for row, cells in enumerate(sheet.rows):
        if any(cells[n].strip() for n in unnamed):
            faults[row] = ("value_outside_columns", "the unnamed column, empty elsewhere, holds a value")
    return faults


def _from_parquet(content: bytes) -> Records:
    import pyarrow.parquet as pq

    try:
        file = pq.ParquetFile(pa.BufferReader(content))
        size = sum(file.metadata.row_group(n).total_byte_size for n in range(file.metadata.num_row_groups))
        if size > tabular.LARGEST_TABLE or file.metadata.num_rows > MOST_RECORDS:
            raise BadPage(f"the Parquet file unpacks to {size:,} bytes; the most is {tabular.LARGEST_TABLE:,}")
        names = [n for n in file.schema_arrow.names if n.isupper() or n == "time"]  # the API's own columns
        table = file.read(columns=names)
        columns = {n: _as_text(n, table[n].combine_chunks()) for n in names}
    except (pa.ArrowInvalid, pa.ArrowNotImplementedError, OSError) as error:
        raise BadPage(f"the Parquet file cannot be read: {error}") from None
    if not table.num_rows:
        raise BadPage("the Parquet file holds no record")
    _check_columns(columns)
    return Records(
        "parquet",
        columns,
        pa.array(range(table.num_rows), pa.int64()),
        lambda n: tabular.joined([columns[name][n].as_py() for name in names]),
    )


def _as_text(name: str, column: pa.Array) -> pa.Array:
    """A Parquet column as the API would have sent it. Raises SchemaDrift for a type that has no exact text."""
    kind = column.type
    if pa.types.is_timestamp(kind) or pa.types.is_date(kind):
        return pc.strftime(pc.cast(column, pa.timestamp("s")), format="%Y-%m")
    if pa.types.is_integer(kind):
        return pc.cast(column, pa.string())
    if pa.types.is_string(kind) or pa.types.is_large_string(kind) or pa.types.is_dictionary(kind):
        return pc.cast(column, pa.string())
    raise SchemaDrift(f"column {name!r} is {kind}: amounts must come as text or whole numbers, to be read exactly")


def _check_columns(columns: dict[str, pa.Array]) -> None:
    for name in OTHER_DETAIL:
        if name in columns:
            raise SchemaDrift(f"the page is broken down by {name!r}, which {TABLE} does not keep")
    for name in ("I_COMMODITY", "CTY_CODE"):
        if name not in columns:
            raise SchemaDrift(f"column {name!r} is missing; the page has {tabular.shortened(list(columns))}")
    if "time" not in columns:
        if not {"YEAR", "MONTH"} <= set(columns):
            raise SchemaDrift(f"column 'time' is missing; the page has {tabular.shortened(list(columns))}")
        month = pc.utf8_lpad(columns["MONTH"], 2, "0")
        columns["time"] = pc.binary_join_element_wise(columns["YEAR"], month, "-")
    if not any(f"{kind}_VAL_{suffix}" in columns for kind in ("CON", "GEN") for suffix in SUFFIXES):
        raise SchemaDrift(f"no import value among the columns {tabular.shortened(list(columns))}")


# -- what all forms share ---------------------------------------------------------------------------------------


def _typed(records: Records, page: Page) -> Parsed:
    """Rows and rejects of the records: one block of rows for each kind of amount (month, year to date) they give."""
    if records.wire_form == "usatrade_csv":
        suffixes = [""]
    else:
        suffixes = [f"_{s}" for s in SUFFIXES if any(f"{k}_VAL_{s}" in records.columns for k in ("CON", "GEN"))]
    parsed = Parsed({}, {TABLE: len(records.broken)}, list(records.broken))
    blocks = [_block(records, suffix, page, parsed) for suffix in suffixes]
    parsed.tables[TABLE] = pa.concat_tables(blocks)
    return parsed


def _block(records: Records, suffix: str, page: Page, parsed: Parsed) -> pa.Table:
    """The rows of one kind of amount; their rejects and counts are added to `parsed`."""
    basis = "CON" if f"CON_VAL{suffix}" in records.columns else "GEN"
    amounts, bad_amounts = {}, {}
    for ours, theirs, scale in (
        ("general_value_usd", f"GEN_VAL{suffix}", 2),
        ("consumption_value_usd", f"CON_VAL{suffix}", 2),
        ("calculated_duty_usd", f"CAL_DUT{suffix}", 2),
        ("quantity_1", f"{basis}_QY1{suffix}", 3),
    ):
        amounts[ours], bad_amounts[theirs] = tabular.decimals(records.text(theirs), 18, scale)
    value = amounts["consumption_value_usd" if basis == "CON" else "general_value_usd"]
    period, period_kind = _periods(records.text("time"), suffix)

    faults = {}
    for row in _where(pc.is_null(period)):
        faults[row] = ("unreadable_period", f"time {records.text('time')[row].as_py()!r} is no month or year")
    for theirs, is_bad in bad_amounts.items():
        for row in _where(is_bad):
            shown = records.text(theirs)[row].as_py()
            faults[row] = ("unreadable_number", f"{theirs} {shown!r} is no number")
    for row, (rule, reason) in sorted(faults.items()):
        position = records.positions[row].as_py()
        parsed.rejected.append(Rejected(TABLE, position, rule, reason, records.as_sent(position), value[row].as_py()))
    parsed.n_records[TABLE] += len(records)
    parsed.value_in[TABLE] = parsed.value_in.get(TABLE, 0) + tabular.added_up(value)

    code, district = records.text("I_COMMODITY"), records.text("DISTRICT")
    length = pc.binary_join_element_wise("HS", pc.cast(pc.utf8_length(code), pa.string()), "")
    columns = amounts | {
        "flow": _constant(records, "import"),
        "commodity_code": code,
        "commodity_level": pc.coalesce(records.text("COMM_LVL"), length),
        "commodity_name": pc.coalesce(records.text("I_COMMODITY_SDESC"), records.text("I_COMMODITY_LDESC")),
        "country_code": records.text("CTY_CODE"),
        "country_name": records.text("CTY_NAME"),
        "district": pc.if_else(pc.is_in(district, pa.array(ALL_DISTRICTS)), pa.scalar(None, pa.string()), district),
        "period": period,
        "period_kind": period_kind,
        "customs_value_usd": value,
        "unit_1": records.text("UNIT_QY1"),
        "quantity_1_flag": records.text(f"{basis}_QY1{suffix}_FLAG"),
        "wire_form": _constant(records, records.wire_form),
    }
    table = tabular.stamped(columns, records.positions, page, SCHEMA)
    return table.filter(_mask(len(records), faults)) if faults else table


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


def _without(records: Records, faults: dict[int, tuple[str, str]]) -> Records:
    """The records without those that have a fault, which join the broken ones."""
    if not faults:
        return records
    for row, (rule, reason) in sorted(faults.items()):
        position = records.positions[row].as_py()
        records.broken.append(Rejected(TABLE, position, rule, reason, records.as_sent(position)))
    keep = _mask(len(records), faults)
    columns = {name: column.filter(keep) for name, column in records.columns.items()}
    return Records(records.wire_form, columns, records.positions.filter(keep), records.as_sent, records.broken)


def _mask(n: int, faults: dict[int, tuple[str, str]]) -> pa.Array:
    keep = [True] * n
    for row in faults:
        keep[row] = False
    return pa.array(keep, pa.bool_())


def _where(mask: pa.Array) -> list[int]:
    return pc.indices_nonzero(mask).to_pylist()


def _constant(records: Records, text: str) -> pa.Array:
    return pa.repeat(pa.scalar(text, pa.string()), len(records))


SOURCE = Source(
    slug="census",
    title="US imports by national tariff line and country",
    publisher="US Census Bureau",
    licence="Public domain (US government work)",
    homepage="https://www.census.gov/foreign-trade/",
    entities={TABLE: SCHEMA},
    parse=parse,
    version=VERSION,
    suffixes=(".json", ".csv", ".parquet"),
    conserved={TABLE: "customs_value_usd"},
)

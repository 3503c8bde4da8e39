"""The three forms of US Census pages: the API's arrays (JSON), USA Trade Online's CSV, Parquet of the API's columns.

Each becomes columns of text under the API's own names, whatever form it came in; `census.parse` types them.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass, field

import pyarrow as pa
import pyarrow.compute as pc

from critmin.lake import BadPage, Rejected, SchemaDrift
from critmin.sources import tabular

TABLE = "trade_flows"
MOST_RECORDS = 20_000_000

# What a page may be broken down by beyond our grain: its rows would multiply, so it is refused, not summed.
OTHER_DETAIL = ("PORT", "RP", "CTY_SUBCO", "STATE")
SUFFIXES = {"MO": "month", "YR": "year_to_date"}


@dataclass(frozen=True)
class Direction:
    """What the publisher's variables of imports or of exports are called.

    `values` and `others` are amounts, ours and theirs; the first of `values` that a page has is its primary value.
    """

    flow: str
    code: str
    values: tuple[tuple[str, str], ...]
    others: tuple[tuple[str, str], ...] = ()

    @property
    def amounts(self) -> tuple[tuple[str, str], ...]:
        """All amounts in dollars."""
        return self.values + self.others

    def quantity(self, basis: str, suffix: str) -> str:
        """The variable of the first quantity. Imports have one for each kind of value, exports one for all."""
        return f"{basis.removesuffix('_VAL')}_QY1{suffix}" if self.flow == "import" else f"QTY_1{suffix}"


IMPORTS = Direction(
    "import",
    "I_COMMODITY",
    (("consumption_value_usd", "CON_VAL"), ("general_value_usd", "GEN_VAL")),
    (("calculated_duty_usd", "CAL_DUT"),),
)
EXPORTS = Direction("export", "E_COMMODITY", (("fas_value_usd", "ALL_VAL"),))
DIRECTIONS = (IMPORTS, EXPORTS)

CSV_COLUMNS = {  # USA Trade Online's headers, compared by `tabular.normal`: the API's name for the same
    "commodity": "COMMODITY",
    "country": "CTY_NAME",
    "district": "DISTRICT",
    "time": "time",
    "customs value (cons) ($us)": "CON_VAL",
    "customs value (gen) ($us)": "GEN_VAL",
    "customs import value (cons) ($us)": "CON_VAL",
    "customs import value (gen) ($us)": "GEN_VAL",
    "calculated duty ($us)": "CAL_DUT",
    "total exports value ($us)": "ALL_VAL",
}


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

    def constant(self, word: str) -> pa.Array:
        """One word for all records."""
        return pa.repeat(pa.scalar(word, pa.string()), len(self))

    def blocks(self) -> list[tuple[Direction, str]]:
        """The kinds of amount that the page gives: imports or exports, and the suffix of the variables."""
        suffixes = [""] if self.wire_form == "usatrade_csv" else [f"_{s}" for s in SUFFIXES]
        return [
            (direction, suffix)
            for direction in DIRECTIONS
            for suffix in suffixes
            if any(f"{value}{suffix}" in self.columns for _, value in direction.values)
        ]


def from_json(text: str) -> Records:
    """The API's array of arrays. Raises BadPage for what is no such array, SchemaDrift for columns that are missing."""
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


def from_csv(text: str) -> Records:
    """A table of USA Trade Online. Raises BadPage or SchemaDrift like `from_json`."""
    sheet = tabular.sheet(text)
    places = {CSV_COLUMNS[tabular.normal(name)]: name for name in sheet.header if tabular.normal(name) in CSV_COLUMNS}
    missing = [name for name in ("COMMODITY", "CTY_NAME", "time") if name not in places]
    if missing or not {"CON_VAL", "GEN_VAL", "ALL_VAL"} & set(places):
        wanted = [theirs for theirs, ours in CSV_COLUMNS.items() if ours in missing] or ["customs value (cons) ($us)"]
        raise SchemaDrift(
            f"column {tabular.shortened(wanted)} is missing; the header is {tabular.shortened(sheet.header)}"
        )
    columns = {ours: pa.array(sheet.column(theirs), pa.string()) for ours, theirs in places.items()}
    parts = pc.extract_regex(pc.utf8_trim_whitespace(columns["COMMODITY"]), r"^(?P<code>[0-9]+)\s+(?P<name>.*)$")
    for direction in DIRECTIONS:  # a table may hold imports and exports side by side
        if any(value in columns for _, value in direction.values):
            columns[direction.code] = pc.struct_field(parts, "code")
            columns[f"{direction.code}_SDESC"] = pc.struct_field(parts, "name")
    cells = dict(zip(sheet.positions, sheet.rows, strict=True))
    records = Records(
        "usatrade_csv",
        columns,
        pa.array(sheet.positions, pa.int64()),
        lambda n: tabular.joined(cells[n]),
        tabular.ragged_records(TABLE, sheet),
    )
    return _without(records, _csv_faults(sheet, pc.struct_field(parts, "code"), columns))


def _csv_faults(sheet: tabular.Sheet, codes: pa.Array, columns: dict[str, pa.Array]) -> dict[int, tuple[str, str]]:
    """Records of a CSV whose cells do not stand where the header says: row -> rule and reason."""
    faults = {}
    for row in where(pc.is_null(codes)):
        faults[row] = ("no_commodity_code", "the commodity does not begin with a code and a blank")
    unnamed = [n for n, name in enumerate(sheet.header) if not name or name.startswith("Unnamed:")]
    for row, cells in enumerate(sheet.rows):
        if any(cells[n].strip() for n in unnamed):
            faults[row] = ("value_outside_columns", "the unnamed column, empty elsewhere, holds a value")
    return faults


def from_parquet(content: bytes) -> Records:
    """A Parquet file with the API's columns. Raises BadPage or SchemaDrift like `from_json`."""
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
    codes = [d.code for d in DIRECTIONS if d.code in columns]
    if len(codes) > 1:
        raise SchemaDrift(f"the page names its codes twice, as {' and '.join(codes)}: is it imports or exports?")
    for name in (codes[0] if codes else IMPORTS.code, "CTY_CODE"):
        if name not in columns:
            raise SchemaDrift(f"column {name!r} is missing; the page has {tabular.shortened(list(columns))}")
    if "time" not in columns:
        if not {"YEAR", "MONTH"} <= set(columns):
            raise SchemaDrift(f"column 'time' is missing; the page has {tabular.shortened(list(columns))}")
        month = pc.utf8_lpad(columns["MONTH"], 2, "0")
        columns["time"] = pc.binary_join_element_wise(columns["YEAR"], month, "-")
    if not any(f"{value}_{suffix}" in columns for _, value in _direction(codes[0]).values for suffix in SUFFIXES):
        word = _direction(codes[0]).flow
        raise SchemaDrift(f"no {word} value among the columns {tabular.shortened(list(columns))}")


def _direction(code: str) -> Direction:
    return next(d for d in DIRECTIONS if d.code == code)


def _without(records: Records, faults: dict[int, tuple[str, str]]) -> Records:
    """The records without those that have a fault, which join the broken ones."""
    if not faults:
        return records
    for row, (rule, reason) in sorted(faults.items()):
        position = records.positions[row].as_py()
        records.broken.append(Rejected(TABLE, position, rule, reason, records.as_sent(position)))
    keep = mask(len(records), faults)
    columns = {name: column.filter(keep) for name, column in records.columns.items()}
    return Records(records.wire_form, columns, records.positions.filter(keep), records.as_sent, records.broken)


def mask(n: int, faults: dict[int, tuple[str, str]]) -> pa.Array:
    """Of `n` rows those without a fault."""
    keep = [True] * n
    for row in faults:
        keep[row] = False
    return pa.array(keep, pa.bool_())


def where(flags: pa.Array) -> list[int]:
    """The rows for which a flag is true."""
    return pc.indices_nonzero(flags).to_pylist()

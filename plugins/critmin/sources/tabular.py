"""Reading tables out of bytes, suspiciously: gzip with a cap, text in the encodings that occur, CSV, exact decimals.

Everything here is pure and raises BadPage (or SchemaDrift) with a sentence that says what came instead of a table.
"""

import codecs
import csv
import io
import re
import zlib
from dataclasses import dataclass
from decimal import Decimal

import pyarrow as pa
import pyarrow.compute as pc

from critmin.lake import BadPage, Page, Parsed, Rejected, SchemaDrift, StoredPage

LARGEST_TABLE = 400_000_000  # bytes after unpacking: a gzip bomb stops here, a year of national lines does not
LONGEST_CELL = 1_000_000  # characters of one CSV cell
GZIP = b"\x1f\x8b"
ARCHIVES = (b"PK\x03\x04", b"PK\x05\x06", b"7z\xbc\xaf\x27\x1c")
SHOWN = 80  # characters of a page that a message quotes

UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
ELSE_CP1252 = "critmin_else_cp1252"  # an error handler for streams: what is no UTF-8 is Windows-1252, byte by byte


def _as_cp1252(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    try:
        return error.object[error.start : error.end].decode("cp1252"), error.end
    except UnicodeDecodeError:
        raise error from None


codecs.register_error(ELSE_CP1252, _as_cp1252)

_THOUSANDS = r"^-?[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?$"


def unpacked(content: bytes, most: int = LARGEST_TABLE) -> bytes:
    """The bytes of a page, gunzipped when they are gzip, never more than `most` of them.

    Raises BadPage for an empty, cut-off, damaged or too large page.
    """
    if content.startswith(ARCHIVES):
        raise BadPage("an archive that cannot be opened, or that holds no file of a kind that is read")
    if content.startswith(GZIP):
        content = _gunzip(content, most)
    if len(content) > most:
        raise BadPage(f"the page has {len(content):,} bytes; the most is {most:,}")
    if not content.strip():
        raise BadPage("the page is empty")
    return content


def _gunzip(content: bytes, most: int) -> bytes:
    whole = bytearray()
    rest = content
    while rest:  # a gzip file may hold several members, one after the other
        if not rest.startswith(GZIP):
            break  # padding after the last member
        member = zlib.decompressobj(wbits=31)
        try:
            whole += member.decompress(rest, most - len(whole) + 1)
        except zlib.error as error:
            raise BadPage(f"the gzip data is damaged: {error}") from None
        if len(whole) > most:  # checked while unpacking, not after
            raise BadPage(f"the page unpacks to more than {most:,} bytes")
        if not member.eof:
            raise BadPage("the gzip data is cut off")
        rest = member.unused_data
    return bytes(whole)


def decoded(content: bytes) -> str:
    """The text of a page: UTF-8 (with or without byte-order mark), else Windows-1252, which holds Latin-1's letters.

    UTF-16 is read where its byte-order mark says so (spreadsheets call it Unicode text).

    Raises BadPage for an HTML page, which some publishers send with status 200, and for bytes that are no text.
    """
    if content.startswith(UTF16):
        try:
            content = content.decode("utf-16").encode()
        except UnicodeDecodeError as error:
            raise BadPage(f"the bytes begin as UTF-16 text and are none: {error}") from None
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        try:
            text = content.decode("cp1252")
        except UnicodeDecodeError as error:
            raise BadPage(f"the bytes are neither UTF-8 nor Windows-1252 text: {error}") from None
    if "\x00" in text:
        raise BadPage("the page holds NUL bytes: it is not text")
    start = text.lstrip()[:SHOWN]
    if start.startswith("<"):
        raise BadPage(f"an HTML or XML page came instead of a table: {start!r}")
    return text


@dataclass(frozen=True)
class Sheet:
    """A CSV file as text: the header, the records that have as many cells as it, and those that have not.

    `positions` are the places of `rows` among all records of the file, counted from 0 after the header.
    """

    header: list[str]
    rows: list[list[str]]
    positions: list[int]
    ragged: list[tuple[int, list[str]]]

    def column(self, name: str) -> list[str]:
        """The cells of a column; raises SchemaDrift when the file has none of that name."""
        place = self.place(name)
        return [row[place] for row in self.rows]

    def place(self, name: str) -> int:
        """Where the first column of that name stands; raises SchemaDrift when there is none."""
        if name not in self.header:
            raise SchemaDrift(f"column {name!r} is missing; the header is {shortened(self.header)}")
        return self.header.index(name)


def sheet(text: str) -> Sheet:
    """Read CSV text. Lines without anything in their cells are not records.

    Raises BadPage when a quoted cell is never closed (a cut-off file), a cell is too long, or nothing follows the
    header.
    """
    previous = csv.field_size_limit(LONGEST_CELL)
    try:
        records = [r for r in csv.reader(io.StringIO(text, newline=""), strict=True) if any(c.strip() for c in r)]
    except csv.Error as error:
        if "unexpected end of data" in str(error):
            raise BadPage("the file ends inside a quoted cell: it is cut off") from None
        records = _read_leniently(text)
    finally:
        csv.field_size_limit(previous)
    if len(records) < 2:
        raise BadPage(f"the file holds no record after its header: {text[:SHOWN]!r}")
    header = [" ".join(name.replace("\xa0", " ").split()) for name in records[0]]
    rows, positions, ragged = [], [], []
    for position, record in enumerate(records[1:]):
        if len(record) == len(header):
            rows.append(record)
            positions.append(position)
        else:
            ragged.append((position, record))
    return Sheet(header, rows, positions, ragged)


def _read_leniently(text: str) -> list[list[str]]:
    """The same, letting a stray quote inside a cell pass as it stands."""
    try:
        return [r for r in csv.reader(io.StringIO(text, newline="")) if any(c.strip() for c in r)]
    except csv.Error as error:
        raise BadPage(f"the file is not CSV: {error}") from None


def ragged_records(table: str, sheet: Sheet) -> list[Rejected]:
    """Records with too few or too many cells, each kept out by itself."""
    reason = "{} cells where the header has {}"
    return [
        Rejected(table, position, "ragged_record", reason.format(len(record), len(sheet.header)), joined(record))
        for position, record in sheet.ragged
    ]


def joined(cells: list) -> str:
    """A record as one line of CSV, for people who look into the quarantine."""
    line = io.StringIO()
    csv.writer(line, lineterminator="").writerow(["" if c is None else c for c in cells])
    return line.getvalue()


def shortened(names: list[str], most: int = 12) -> str:
    """A list of names for a message, cut where it grows long."""
    tail = f" and {len(names) - most} more" if len(names) > most else ""
    return ", ".join(repr(n) for n in names[:most]) + tail


def decimals(texts: pa.Array, precision: int, scale: int) -> tuple[pa.Array, pa.Array]:
    """Numbers read exactly from text, and a mask of the texts that are no number.

    Blanks around and thousands commas in the right places are accepted; an empty text is null and not bad. A text
    with more decimals than `scale`, or more digits than `precision` allows, is bad: rounding would be a guess.
    """
    kind = pa.decimal128(precision, scale)
    if texts.null_count == len(texts):  # a column that the page does not have
        return pa.nulls(len(texts), kind), pa.repeat(pa.scalar(False), len(texts))
    trimmed = pc.utf8_trim_whitespace(texts)
    has_commas = pc.fill_null(pc.match_substring_regex(trimmed, _THOUSANDS), False)
    plain = pc.if_else(has_commas, pc.replace_substring(trimmed, ",", ""), trimmed)
    plain = pc.if_else(pc.equal(plain, ""), pa.scalar(None, pa.string()), plain)
    shape = rf"^-?[0-9]{{1,{precision - scale}}}(?:\.[0-9]{{1,{scale}}})?$"
    is_number = pc.match_substring_regex(plain, shape)
    is_bad = pc.fill_null(pc.invert(is_number), False)
    readable = pc.if_else(is_bad, pa.scalar(None, pa.string()), plain)
    return pc.cast(readable, kind), is_bad


def numbers(texts: pa.Array, precision: int, scale: int) -> tuple[pa.Array, pa.Array]:
    """The same as `decimals`, with scientific notation (1e-03) read exactly too, as R and JSON write some numbers."""
    plain, is_bad = decimals(texts, precision, scale)
    is_written = pc.match_substring_regex(texts, r"^\s*-?[0-9]+(\.[0-9]+)?[eE][-+]?[0-9]{1,2}\s*$")
    rows = pc.indices_nonzero(pc.and_(is_bad, pc.fill_null(is_written, False))).to_pylist()
    if not rows:
        return plain, is_bad
    written = texts.to_pylist()
    for row in rows:
        spelled = f"{Decimal(written[row].strip()):f}"
        written[row] = spelled.rstrip("0").rstrip(".") if "." in spelled else spelled
    return decimals(pa.array(written, pa.string()), precision, scale)


def added_up(numbers: pa.Array) -> Decimal:
    """The exact sum of a decimal array; 0 for none."""
    return pc.sum(pc.cast(numbers, pa.decimal128(38, numbers.type.scale))).as_py() or Decimal(0)


def stamped(columns: dict[str, pa.Array], records: pa.Array, page: Page | StoredPage, schema: pa.Schema) -> pa.Table:
    """Arrow columns by `schema`, each row stamped with where it came from (the column-wise form of `lake.stamp`)."""
    retrieval = page.retrieval
    lineage = {
        "_source": retrieval.source,
        "_page_url": retrieval.address,
        "_page_sha256": retrieval.sha256,
        "_retrieved_at": retrieval.retrieved_at,
        "_retrieval_id": retrieval.retrieval_id,
    }
    arrays = []
    for field in schema:
        if field.name in lineage:
            arrays.append(pa.repeat(pa.scalar(lineage[field.name], field.type), len(records)))
        else:
            array = records if field.name == "_record" else columns[field.name]
            arrays.append(array if array.type == field.type else pc.cast(array, field.type))
    return pa.table(arrays, schema=schema)


def together(parts: list[Parsed]) -> Parsed:
    """Parts of one page as one: what a parser that reads by parts gives for a page that is held in memory."""
    tables = list(dict.fromkeys(name for part in parts for name in part.tables))
    return Parsed(
        {name: pa.concat_tables([p.tables[name] for p in parts if name in p.tables]) for name in tables},
        {name: sum(p.n_records.get(name, 0) for p in parts) for name in tables},
        [reject for part in parts for reject in part.rejected],
        {name: sum((p.value_in.get(name, Decimal(0)) for p in parts), Decimal(0)) for name in tables},
    )


def normal(name: str) -> str:
    """A column's name for comparing: small letters, single blanks."""
    return re.sub(r"\s+", " ", name).strip().lower()

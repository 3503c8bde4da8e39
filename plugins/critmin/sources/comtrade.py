"""UN Comtrade: goods trade, as countries report it.

Publisher  United Nations Statistics Division
Grain      reporter, partner, second partner, flow, classification, commodity, customs procedure, mode of transport,
           mode of supply, period, retrieval
Units      values: nominal US dollars; net_weight, gross_weight: kilograms; qty: in `qty_unit`
Forms      API answers (JSON), CSV with the API's columns, bulk files (tab-separated), the classic site's CSV and JSON;
           each may be gzipped
Beware     Partner 0 is the reporter's own world total: never sum it with partners; 97 and 975 are groups.
           partner2, mode and customs have totals of their own (0, 0, C00), and rows of a breakdown stand beside them.
           Imports are mostly CIF and exports FOB, so mirrors rarely agree; `primary_value` is the right one of both.
           `HS` gives each reporter's own edition: `classification_code` says which one a row is in.
           The preview endpoint leaves every name and ISO code null. A weight of 0 is not a weight.
           Areas have Comtrade's own codes (842 is the United States, 840 nobody), kept as numbers without zeros ahead.
"""

import io
import re
from collections.abc import Iterator
from decimal import Decimal

import pyarrow as pa

from critmin.lake import PROVENANCE, BadPage, Page, Parsed, Rejected, StoredPage
from critmin.sources import Source, tabular
from critmin.sources.comtrade_forms import TABLE, Records, check_cap, from_json, from_text, parts_of_lines
from critmin.sources.comtrade_live import LIVE

VERSION = "1"
PART = 50_000  # records of a large file that are held at once

AMOUNT = pa.decimal128(24, 6)

SCHEMA = pa.schema(
    [
        ("type_code", pa.string()),  # C: goods
        ("freq_code", pa.string()),  # A | M
        ("period", pa.string()),  # YYYY or YYYY-MM
        ("reporter_code", pa.string()),  # UN Comtrade's area codes
        ("reporter_iso", pa.string()),  # null on the preview endpoint
        ("reporter_name", pa.string()),
        ("flow_code", pa.string()),  # M, X, RM, RX, DX, FM ...
        ("flow_name", pa.string()),
        ("partner_code", pa.string()),  # 0: World
        ("partner_iso", pa.string()),
        ("partner_name", pa.string()),
        ("partner2_code", pa.string()),  # 0: all
        ("customs_code", pa.string()),  # C00: all
        ("mot_code", pa.string()),  # 0: all
        ("mos_code", pa.string()),  # 0: all
        ("classification_code", pa.string()),  # H0 ... H6, or another classification
        ("is_original_classification", pa.bool_()),
        ("commodity_code", pa.string()),  # text, so that 02 stays 02; TOTAL
        ("commodity_name", pa.string()),
        ("aggregate_level", pa.string()),  # digits of the code, 0 for TOTAL
        ("qty", AMOUNT),
        ("qty_unit_code", pa.string()),
        ("qty_unit", pa.string()),
        ("is_qty_estimated", pa.bool_()),
        ("alt_qty", AMOUNT),
        ("alt_qty_unit", pa.string()),
        ("is_alt_qty_estimated", pa.bool_()),
        ("net_weight", AMOUNT),
        ("is_net_weight_estimated", pa.bool_()),
        ("gross_weight", AMOUNT),
        ("cif_value", AMOUNT),
        ("fob_value", AMOUNT),
        ("primary_value", AMOUNT),  # what staging conserves
        ("legacy_estimation_flag", pa.string()),
        ("is_reported", pa.bool_()),
        ("is_aggregate", pa.bool_()),
        ("partner_scope", pa.string()),  # all | some | not_stated: did the question leave partners open
        ("wire_form", pa.string()),  # api_json | csv | bulk_tsv
        *PROVENANCE,
    ]
)

NUMBERS = [f.name for f in SCHEMA if f.type == AMOUNT]
FLAGS = [f.name for f in SCHEMA if f.type == pa.bool_()]
CODES = ("reporter_code", "partner_code", "partner2_code", "mot_code", "mos_code", "qty_unit_code", "aggregate_level")

# How clients write a missing number, flag or numeric code. Never applied to letters: there NA may be Namibia.
MISSING = frozenset({"", "na", "nan", "none", "null"})
_FLAG = {"true": True, "1": True, "yes": True, "false": False, "0": False, "no": False}
_NUMBER = re.compile(r"-?[0-9]{1,18}(?:\.[0-9]+)?(?:[eE][+-]?[0-9]{1,2})?")
_THOUSANDS = re.compile(r"-?[0-9]{1,3}(?:,[0-9]{3}){1,5}(?:\.[0-9]+)?")  # a spreadsheet's commas
_WHOLE = re.compile(r"(-?)0*([0-9]+)(?:\.0+)?")
_POINT_ZERO = re.compile(r"^([0-9]+)\.0$")  # what a column of numbers makes of a code
_MILLIONTH = Decimal("0.000001")
_LARGEST = Decimal(10) ** 18


def parse(page: Page) -> Parsed:
    """Type one page, keeping the publisher's codes. No network, clock or disk.

    Raises SchemaDrift when a column is missing, and BadPage for an error in the answer, an answer that was cut, or no
    table at all. No rows are an empty answer, not an error. A record with an unreadable number or period, or without
    one of its codes, is rejected by itself; so is a line that is cut off.
    """
    text = tabular.decoded(tabular.unpacked(page.content))
    records = from_json(text) if text.lstrip()[:1] in ("{", "[") else from_text(text)
    check_cap(len(records.positions), page.metadata)
    return _typed(records, page)


def parse_parts(page: Page | StoredPage) -> Iterator[Parsed]:
    """The same for a large page, part by part, where its form allows: a JSON answer is one part."""
    with page.open() as stream:
        head = stream.read(2)
    if head == tabular.GZIP:
        import gzip
        import zlib

        with page.open() as stream, gzip.open(stream) as unpacked:
            try:
                yield from _parts(io.BufferedReader(unpacked), page)
            except (EOFError, OSError, zlib.error) as error:
                raise BadPage(f"the gzip data is cut off or damaged: {error}") from None
        return
    with page.open() as stream:
        yield from _parts(stream, page)


def _parts(stream: io.BufferedIOBase, page: Page | StoredPage) -> Iterator[Parsed]:
    lines = io.TextIOWrapper(stream, encoding="utf-8-sig", errors=tabular.ELSE_CP1252, newline="")
    n_rows = 0
    try:
        start = lines.read(tabular.SHOWN)
        if start.lstrip()[:1] in ("{", "["):
            rest = lines.read(tabular.LARGEST_TABLE)
            if lines.read(1):
                raise BadPage(f"the answer is longer than {tabular.LARGEST_TABLE:,} characters")
            records = from_json(start + rest)
            check_cap(len(records.positions), page.metadata)
            yield _typed(records, page)
            return
        for records in parts_of_lines(_Begun(start, lines), PART):
            n_rows += len(records.positions)
            yield _typed(records, page)
    except UnicodeDecodeError as error:
        raise BadPage(f"the bytes are neither UTF-8 nor Windows-1252 text: {error}") from None
    check_cap(n_rows, page.metadata)


class _Begun:
    """Lines of a text whose beginning was read already."""

    def __init__(self, start: str, rest: io.TextIOBase):
        self._start, self._rest = start, rest

    def readline(self) -> str:
        line, newline, self._start = self._start.partition("\n")
        return line + newline if newline else line + self._rest.readline()

    def __iter__(self) -> Iterator[str]:
        while line := self.readline():
            yield line


def _typed(records: Records, page: Page | StoredPage) -> Parsed:
    """Records as a table: numbers exact, codes as text, bad records apart."""
    n, columns = len(records.positions), records.columns
    faults: dict[int, tuple[str, str]] = {}
    typed: dict[str, list] = {}
    for name in SCHEMA.names:
        texts = columns.get(name)
        if texts is None or name.startswith("_"):
            continue
        if name in NUMBERS:
            typed[name] = _each(texts, _number, name, "unreadable_number", faults)
        elif name in FLAGS:
            typed[name] = _each(texts, _flag, name, "unreadable_flag", faults)
        elif name in CODES:
            typed[name] = [_code(t) if t and t.strip().lower() not in MISSING else None for t in texts]
        else:
            typed[name] = [t and (t.strip() or None) for t in texts]
    typed["period"] = _periods(columns, n, faults)
    typed["commodity_code"] = _commodities(typed, n)
    for needed in (("reporter_code", "reporter_iso"), ("partner_code", "partner_iso"), ("commodity_code",)):
        given = [typed[name] for name in needed if name in typed]
        for i in range(n):
            if not any(column[i] for column in given):
                faults.setdefault(i, ("missing_code", f"the record has no {needed[0]}"))
    typed["partner_scope"] = [partner_scope(page.metadata)] * n
    typed["wire_form"] = [records.wire_form] * n

    rejected = list(records.broken)
    values = typed.get("primary_value", [None] * n)
    for i, (rule, reason) in sorted(faults.items()):
        rejected.append(Rejected(TABLE, records.positions[i], rule, reason, records.as_sent(i), values[i]))
    kept = [i for i in range(n) if i not in faults] if faults else range(n)
    table = _table(typed, kept, [records.positions[i] for i in kept], page, bool(faults))
    return Parsed(
        {TABLE: table},
        {TABLE: n + len(records.broken)},
        rejected,
        {TABLE: sum((v for v in values if v is not None), Decimal(0))},
    )


def partner_scope(metadata: dict) -> str:
    """Whether a page holds every partner: told by the question that brought it, or by a dropped file's sidecar."""
    question = metadata.get("question")
    if question:
        return "some" if question["asks"].get("partnerCode") else "all"
    said = str(metadata.get("partner_scope") or "")
    return said if said in ("all", "some") else "not_stated"


def _table(typed: dict[str, list], kept, positions: list[int], page: Page | StoredPage, is_cut: bool) -> pa.Table:
    arrays = {}
    for field in SCHEMA:
        if field.name.startswith("_"):
            continue
        column = typed.get(field.name)
        if column is None:
            arrays[field.name] = pa.nulls(len(positions), field.type)
        else:
            arrays[field.name] = pa.array([column[i] for i in kept] if is_cut else column, field.type)
    return tabular.stamped(arrays, pa.array(positions, pa.int64()), page, SCHEMA)


def _each(texts: list[str | None], read, name: str, rule: str, faults: dict[int, tuple[str, str]]) -> list:
    """Every text read; a text that `read` cannot read is a fault of its record."""
    out = []
    for i, text in enumerate(texts):
        value = None
        if text is not None and text.strip().lower() not in MISSING:
            value = read(text.strip())
            if value is None:
                faults.setdefault(i, (rule, f"{name} {text[:80]!r} cannot be read"))
        out.append(value)
    return out


def _number(text: str) -> Decimal | None:
    """A number to the millionth (beyond it stands the noise of binary fractions); None when it is none."""
    if not _NUMBER.fullmatch(text):
        if not _THOUSANDS.fullmatch(text):
            return None
        text = text.replace(",", "")
    value = Decimal(text)
    return value.quantize(_MILLIONTH) if abs(value) < _LARGEST else None


def _flag(text: str) -> bool | None:
    return _FLAG.get(text.lower())


def _code(text: str) -> str | None:
    """A numeric code without zeros ahead or a spreadsheet's `.0`; another text as it is."""
    text = text.strip()
    whole = _WHOLE.fullmatch(text)
    return (whole[1] + whole[2] if whole else text) or None


def period_of(text: str) -> str | None:
    """YYYY or YYYY-MM of what Comtrade writes as 2023, 202301, or 202352 for a year; None for anything else."""
    found = re.fullmatch(r"((?:19|20)\d\d)(?:-?(0[1-9]|1[0-2]|52))?(?:\.0+)?", text.strip())
    if not found:
        return None
    return found[1] if found[2] in (None, "52") else f"{found[1]}-{found[2]}"


def _periods(columns: dict[str, list], n: int, faults: dict[int, tuple[str, str]]) -> list[str | None]:
    """The period of each record: `period`, else year and month; a year of 12 months is not a month."""
    empty = [None] * n
    periods, years, months = (columns.get(name, empty) for name in ("period", "ref_year", "ref_month"))
    freqs = columns.get("freq_code", empty)
    read: dict[tuple, str | None] = {}
    out = []
    for i, key in enumerate(zip(periods, years, months, freqs, strict=True)):
        if key not in read:
            read[key] = _period(*key)
        out.append(read[key])
        if read[key] is None:
            faults.setdefault(i, ("unreadable_period", f"period {key[0] or key[1]!r} is no month or year of {key[3]}"))
    return out


def _period(period: str | None, year: str | None, month: str | None, freq: str | None) -> str | None:
    if not period:
        number = _code(month or "") or ("52" if (freq or "A").upper() == "A" else "")
        period = f"{_code(year or '') or ''}{number.zfill(2)}"
    found = period_of(period)
    is_month = found is not None and len(found) > 4
    return found if found and freq in (None, "A" if not is_month else "M") else None


def _commodities(typed: dict[str, list], n: int) -> list[str | None]:
    """Codes; a zero that a spreadsheet took from the front is given back where the level says how long a code is."""
    empty = [None] * n
    levels = typed.get("aggregate_level", empty)
    codes = [code and _POINT_ZERO.sub(r"\1", code) for code in typed.get("commodity_code", empty)]
    return [
        code.zfill(int(level))
        if code and level in ("2", "4", "6") and code.isdigit() and len(code) == int(level) - 1
        else code
        for code, level in zip(codes, levels, strict=True)
    ]


SOURCE = Source(
    slug="comtrade",
    title="Goods trade of all countries as they report it",
    publisher="United Nations Statistics Division",
    licence="UN Comtrade terms: free use with attribution; bulk redistribution needs permission",
    homepage="https://comtradeplus.un.org/",
    entities={TABLE: SCHEMA},
    parse=parse,
    version=VERSION,
    suffixes=(".json", ".csv", ".tsv", ".txt", ".zip"),
    conserved={TABLE: "primary_value"},
    parse_parts=parse_parts,
    live=LIVE,
)

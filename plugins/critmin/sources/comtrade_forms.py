"""The forms in which UN Comtrade's records travel, read into columns of text: API JSON, CSV of its form, bulk TSV, and
what the classic site gave until 2023 (CSV with names such as `Trade Value (US$)`, JSON with its records in `dataset`).

Beware  Names drift in casing between routes and years (`cifvalue`, `CIFValue`), clients write them with underscores,
        and `netWgt` was `netWeight`: they are compared as bare small letters.
        `error` is read also when the status was 200, and an answer without rows is no error.
        Files of the web site end each line with a comma that the header does not have.
"""

import csv
import io
import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cache

from critmin.lake import BadPage, Rejected, SchemaDrift
from critmin.sources import tabular

TABLE = "trade_flows"

FIELDS = {  # ours: their names as bare small letters, the first that holds something counts
    "type_code": ("typecode",),
    "freq_code": ("freqcode",),
    "period": ("period",),
    "ref_year": ("refyear", "yr", "year"),
    "ref_month": ("refmonth",),
    "reporter_code": ("reportercode", "rtcode"),
    "reporter_iso": ("reporteriso", "rt3iso"),
    "reporter_name": ("reporterdesc", "reporter", "rttitle"),
    "flow_code": ("flowcode", "tradeflowcode", "rgcode"),
    "flow_name": ("flowdesc", "tradeflow", "rgdesc"),
    "partner_code": ("partnercode", "ptcode"),
    "partner_iso": ("partneriso", "pt3iso"),
    "partner_name": ("partnerdesc", "partner", "pttitle"),
    "partner2_code": ("partner2code", "2ndpartnercode", "ptcode2"),
    "customs_code": ("customscode", "customsproccode", "cstcode"),
    "mot_code": ("motcode", "modeoftransportcode"),
    "mos_code": ("moscode",),
    "classification_code": ("classificationcode", "classification", "pfcode"),
    "is_original_classification": ("isoriginalclassification",),
    "commodity_code": ("cmdcode", "commoditycode"),
    "commodity_name": ("cmddesc", "commodity", "cmddesce"),
    "aggregate_level": ("aggrlevel", "aggregatelevel"),
    "qty": ("qty", "tradequantity"),
    "qty_unit_code": ("qtyunitcode", "qtcode"),
    "qty_unit": ("qtyunitabbr", "qtyunit", "qtdesc"),
    "is_qty_estimated": ("isqtyestimated",),
    "alt_qty": ("altqty",),
    "alt_qty_unit": ("altqtyunitabbr", "altqtyunit"),
    "is_alt_qty_estimated": ("isaltqtyestimated",),
    "net_weight": ("netwgt", "netweight", "netweightkg"),
    "is_net_weight_estimated": ("isnetwgtestimated", "isnetweightestimated"),
    "gross_weight": ("grosswgt", "grossweight", "grossweightkg"),
    "cif_value": ("cifvalue", "ciftradevalueus"),
    "fob_value": ("fobvalue", "fobtradevalueus"),
    "primary_value": ("primaryvalue", "tradevalueus", "tradevalue"),
    "legacy_estimation_flag": ("legacyestimationflag", "flag", "estcode"),
    "is_reported": ("isreported",),
    "is_aggregate": ("isaggregate",),
}
_OURS = {theirs: (ours, rank) for ours, names in FIELDS.items() for rank, theirs in enumerate(names)}
NEEDED = (  # of each line one is needed
    ("reporter_code", "reporter_iso"),
    ("partner_code", "partner_iso"),
    ("flow_code", "flow_name"),
    ("commodity_code",),
    ("period", "ref_year"),
    ("primary_value",),
)


@dataclass
class Records:
    """Records as columns of text by our names; `positions` are their places in the page.

    `as_sent` shows the record at an index of the columns; `broken` are records whose shape is already wrong.
    """

    wire_form: str
    columns: dict[str, list[str | None]]
    positions: list[int]
    as_sent: Callable[[int], str]
    broken: list[Rejected] = field(default_factory=list)


@cache
def bare(name: str) -> str:
    """A column's name for comparing: small letters and digits alone."""
    return re.sub(r"[^a-z0-9]", "", name.lower())


def _places(names: list[str], form: str) -> dict[str, list[int]]:
    """Where each of our fields stands in a header. Raises SchemaDrift when one that is needed is missing."""
    found: dict[str, list[tuple[int, int]]] = {}
    for place, name in enumerate(names):
        ours, rank = _OURS.get(bare(name), (None, 0))
        if ours:
            found.setdefault(ours, []).append((rank, place))
    missing = ["/".join(FIELDS[o][0] for o in some) for some in NEEDED if not any(o in found for o in some)]
    if missing:
        raise SchemaDrift(
            f"column {tabular.shortened(missing)} is missing from the {form}; it has {tabular.shortened(names)}"
        )
    return {ours: [place for _, place in sorted(places)] for ours, places in found.items()}


def check_columns(names: list[str]) -> None:
    """Raise SchemaDrift when a column that is needed is not among `names`."""
    _places(names, "answer")


# -- JSON ----------------------------------------------------------------------------------------------------------


def from_json(text: str) -> Records:
    """The records of an API answer, or of a bare list of records.

    Raises BadPage for an error in the answer, another kind of answer, and one that counts more rows than it holds.
    """
    try:
        # numbers stay text, so that decimals are read exactly
        body = json.loads(text, parse_int=str, parse_float=str, parse_constant=str)
    except (json.JSONDecodeError, RecursionError) as error:
        raise BadPage(f"the JSON is cut off or damaged: {error}") from None
    rows = body
    if isinstance(body, dict):
        refused = refusal(body)
        if refused:
            raise BadPage(f"the publisher answered with an error: {refused}")
        held = next((name for name in ("data", "dataset") if name in body), None)
        if held is None:
            raise BadPage(f"an object without `data` came instead of an answer; it has {tabular.shortened(list(body))}")
        rows = body[held]
        if rows is None and not _count(body):
            rows = []
    if not isinstance(rows, list):
        raise BadPage(f"a list of records was expected under `data`, not {text[: tabular.SHOWN]!r}")
    if isinstance(body, dict) and _count(body) > len(rows):
        raise _capped(f"the answer counts {_count(body):,} rows and holds {len(rows):,}: it was cut")
    return _of_objects(rows)


def refusal(body: dict) -> str | None:
    """What an answer's own error says; None when it has none."""
    for name in ("error", "errorObject", "message"):
        said = body.get(name)
        if isinstance(said, dict):
            said = said.get("errorMessage") or json.dumps(said)
        if said:
            return str(said)[:500]
    return None


def _count(body: dict) -> int:
    checked = body.get("validation")  # the classic site counts there
    count = body.get("count", checked.get("count") if isinstance(checked, dict) else None)
    if isinstance(count, dict):
        count = count.get("value")
    return int(count) if isinstance(count, str) and count.isdigit() else 0


def _of_objects(rows: list) -> Records:
    names: dict[str, int] = {}
    for row in rows:
        if isinstance(row, dict):
            for name in row:
                names.setdefault(name, len(names))
    broken = [
        Rejected(TABLE, n, "ragged_record", "it is no record of names and values", json.dumps(row))
        for n, row in enumerate(rows)
        if not isinstance(row, dict)
    ]
    good = [n for n, row in enumerate(rows) if isinstance(row, dict)]
    keys = list(names)
    if "fileUrl" in names:
        raise BadPage("a list of bulk files came instead of trade flows; land the files that it names")
    places = _places(keys, "answer") if good else {}
    columns = {
        ours: [_first(rows[n].get(keys[p]) for p in at) for n in good]
        if len(at) > 1
        else [_cell(rows[n].get(keys[at[0]])) for n in good]
        for ours, at in places.items()
    }
    return Records("api_json", columns, good, lambda i: json.dumps(rows[good[i]]), broken)


def _first(cells: Iterator) -> str | None:
    return next((c for c in map(_cell, cells) if c is not None), None)


def _cell(value: object) -> str | None:
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    return json.dumps(value)  # a list or an object: no number or code, and is told so


# -- text with separators --------------------------------------------------------------------------------------------


def from_text(text: str) -> Records:
    """The records of one CSV or TSV file; a header alone is an empty answer. Raises BadPage and SchemaDrift."""
    parts = list(parts_of_lines(io.StringIO(text, newline="")))
    if len(parts) == 1:
        return parts[0]
    raise BadPage("the file is too long to be read at once")


def parts_of_lines(lines: io.TextIOBase, most: int | None = None) -> Iterator[Records]:
    """The records of a CSV or TSV file, at most `most` at a time. At least one part, empty when no record is there.

    Raises BadPage for no header at all and SchemaDrift for a column that is missing.
    """
    first = lines.readline().lstrip("\ufeff")
    while first and not first.strip():
        first = lines.readline()
    if not first.strip():
        raise BadPage("the file is empty: not even a header")
    delimiter = max(("\t", ",", ";"), key=first.count)
    header = [name.strip() for name in next(csv.reader([first], delimiter=delimiter))]
    form = "bulk_tsv" if delimiter == "\t" else "csv"
    places = _places(header, form.removeprefix("bulk_").upper() + " file")
    previous = csv.field_size_limit(tabular.LONGEST_CELL)
    try:
        yield from _cut(csv.reader(lines, delimiter=delimiter, strict=True), header, places, form, most)
    finally:
        csv.field_size_limit(previous)


def _cut(
    reader: Iterator[list[str]], header: list[str], places: dict[str, list[int]], form: str, most: int | None
) -> Iterator[Records]:
    rows: list[list[str]] = []
    positions: list[int] = []
    broken: list[Rejected] = []
    position, is_first = -1, True
    while True:
        n_lines = reader.line_num
        try:
            row = next(reader)
        except StopIteration:
            break
        except csv.Error as error:
            position += 1
            is_cut = "unexpected end of data" in str(error)
            if is_cut and reader.line_num - n_lines > 1:
                raise BadPage(f"a quoted cell that begins in line {n_lines + 2} is never closed") from None
            reason = "the file ends inside a quoted cell: the line is cut off" if is_cut else f"no CSV: {error}"
            rule = "cut_off_record" if is_cut else "unreadable_record"
            broken.append(Rejected(TABLE, position, rule, reason, f"line {reader.line_num + 1} of the file"))
            continue
        if not any(c.strip() for c in row):
            continue
        position += 1
        if len(row) > len(header) and not any(c.strip() for c in row[len(header) :]):
            row = row[: len(header)]  # the comma at the end of each line
        if len(row) != len(header):
            reason = f"{len(row)} cells where the header has {len(header)}"
            broken.append(Rejected(TABLE, position, "ragged_record", reason, tabular.joined(row)))
        else:
            rows.append(row)
            positions.append(position)
        if most and len(rows) >= most:
            yield _of_rows(form, rows, positions, places, broken)
            rows, positions, broken, is_first = [], [], [], False
    if rows or broken or is_first:
        yield _of_rows(form, rows, positions, places, broken)


def _of_rows(
    form: str, rows: list[list[str]], positions: list[int], places: dict[str, list[int]], broken: list[Rejected]
) -> Records:
    columns: dict[str, list[str | None]] = {}
    for ours, at in places.items():
        if len(at) == 1:
            place = at[0]
            columns[ours] = [row[place] or None for row in rows]
        else:
            columns[ours] = [next((row[p] for p in at if row[p]), None) for row in rows]
    return Records(form, columns, positions, lambda i: tabular.joined(rows[i]), broken)


def _capped(reason: str) -> BadPage:
    error = BadPage(reason)
    error.rule = "capped_answer"
    return error


def check_cap(n_rows: int, page_metadata: dict) -> None:
    """Raise BadPage for an answer as long as one of the publisher's caps, unless it is known to be whole.

    Answers that we asked for were counted first; a file that somebody dropped says so in its sidecar (`is_whole`).
    """
    if n_rows in CAPS and not page_metadata.get("question") and not page_metadata.get("is_whole"):
        raise _capped(
            f"{n_rows:,} rows are exactly the most that one answer of the publisher holds: it may have been cut. Ask "
            "for less at once, or say `is_whole: true` in the file's sidecar when you know that it is whole"
        )


CAPS = (500, 100_000, 250_000)  # rows of one answer: preview, free key, premium key

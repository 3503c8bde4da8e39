"""The forms in which Eurostat gives Comext: what their columns are called, and the pages that only look like data.

Pure, like every parser. Raises BadPage with a sentence that says what came instead.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass

import pyarrow as pa
import pyarrow.compute as pc

from critmin.lake import BadPage, Page, Rejected, SchemaDrift, StoredPage
from critmin.sources import streams, tabular

CELLS = "observations"
MOST_CELLS = 5_000_000  # of a JSON-stat cube: Eurostat itself answers none that is larger
DIMENSIONS = ("freq", "reporter", "partner", "product", "flow", "indicators")

# What each form calls our columns, in capitals; the first name that a page has is read.
BULK = {  # full_v2_YYYYMM.dat, and the layout of the years before 2002
    "reporter": ("REPORTER", "DECLARANT_ISO"),
    "partner": ("PARTNER_ISO", "PARTNER"),
    "trade_type": ("TRADE_TYPE",),
    "product": ("PRODUCT_NC",),
    "flow": ("FLOW",),
    "stat_procedure": ("STAT_PROCEDURE", "STAT_REGIME"),
    "suppl_unit": ("SUPPL_UNIT", "SUPP_UNIT"),
    "period": ("PERIOD",),
    "value_eur": ("VALUE_EUR", "VALUE_IN_EUROS"),
    "quantity_kg": ("QUANTITY_KG", "QUANTITY_IN_KG"),
    "quantity_suppl": ("QUANTITY_SUPPL_UNIT", "SUP_QUANTITY"),
}
SDMX = {
    **{name: (name.upper(),) for name in DIMENSIONS},
    "period": ("TIME_PERIOD",),
    "value": ("OBS_VALUE",),
    "flag": ("OBS_FLAG", "OBS_STATUS"),
    "updated": ("LAST UPDATE",),
    "dataflow": ("DATAFLOW", "STRUCTURE_ID"),
}
EASY = {  # the extraction tool of the website: labels beside codes, and often no codes of countries
    "reporter": ("REPORTER",),
    "partner": ("PARTNER",),
    "reporter_name": ("REPORTER_LAB",),
    "partner_name": ("PARTNER_LAB",),
    "product": ("PRODUCT",),
    "product_name": ("PRODUCT_LAB",),
    "flow": ("FLOW",),
    "stat_procedure": ("STAT_PROCEDURE",),
    "period": ("PERIOD",),
    "indicators": ("INDICATORS",),
    "value": ("INDICATOR_VALUE",),
}
OPTIONAL = {"flag", "updated", "dataflow", "reporter", "partner", "product_name", "stat_procedure", "quantity_suppl"}


@dataclass(frozen=True)
class Part:
    """Some records of a page, whatever form it has: columns of text by our names (null where the form has none)."""

    form: str  # bulk_dat | sdmx_csv | json_stat | easy_comext
    columns: dict[str, pa.Array]
    positions: pa.Array
    ragged: list[tuple[int, str, int]]
    n_columns: int

    def __len__(self) -> int:
        return len(self.positions)

    def text(self, name: str) -> pa.Array:
        """A column; null throughout when the form has none of that name."""
        return self.columns.get(name, pa.nulls(len(self), pa.string()))

    def as_sent(self, row: int) -> str:
        """A record as one line, for people who look into the quarantine."""
        return tabular.joined([column[row].as_py() for column in self.columns.values()])

    def rejected(self, table: str) -> list[Rejected]:
        """The ragged records, each kept out by itself."""
        reason = "{} cells where the header has {}"
        return [
            Rejected(table, place, "ragged_record", reason.format(cells, self.n_columns), text)
            for place, text, cells in self.ragged
        ]


def parts(page: Page | StoredPage) -> Iterator[Part]:
    """A page's records, part by part. Raises BadPage for an envelope or an error in place of data, and SchemaDrift."""
    start = _start(page)
    if start.lstrip().startswith(("{", "[")):
        yield _cube(page)
        return
    if start.lstrip().startswith("<"):
        raise BadPage(told_by_xml(start))
    header = streams.header_of(page)
    delimiter = "|" if len(header) == 1 and "|" in header[0] else ","
    if delimiter == "|":
        header = streams.header_of(page, delimiter)
    names = {name.upper(): name for name in reversed(header)}
    form, wanted = _form(names)
    places = _places(names, wanted, header)
    for lines in streams.lines(page, delimiter):
        columns = {
            ours: pc.utf8_trim_whitespace(lines.columns[theirs])
            for ours, theirs in places.items()
            if theirs is not None
        }
        yield Part(form, columns, lines.positions, lines.ragged, len(header))


def _form(names: dict[str, str]) -> tuple[str, dict[str, tuple[str, ...]]]:
    if "PRODUCT_NC" in names:
        return "bulk_dat", BULK
    if "OBS_VALUE" in names:
        return "sdmx_csv", SDMX
    if "INDICATOR_VALUE" in names:
        return "easy_comext", EASY
    raise SchemaDrift(f"no form of Comext has these columns: {tabular.shortened(list(names.values()))}")


def _places(names: dict[str, str], wanted: dict[str, tuple[str, ...]], header: list[str]) -> dict[str, str | None]:
    places = {ours: next((names[t] for t in theirs if t in names), None) for ours, theirs in wanted.items()}
    missing = [wanted[ours][0] for ours, theirs in places.items() if theirs is None and ours not in OPTIONAL]
    for side in ("reporter", "partner"):  # a code or, where the form has labels, a name
        if places[side] is None and not places.get(f"{side}_name"):
            missing.append(wanted[side][0])
    missing = [name for name in missing if not (name.endswith("_LAB") and name.removesuffix("_LAB") in names)]
    if missing:
        raise SchemaDrift(f"column {tabular.shortened(missing)} is missing; the header is {tabular.shortened(header)}")
    return places


def _start(page: Page | StoredPage) -> str:
    with streams.unpacked(page) as stream:
        taken = b""
        while len(taken) < 2_000:
            piece = stream.read(2_000 - len(taken))
            if not piece:
                break
            taken += piece
    return taken.decode("utf-8-sig", errors="replace")


def told_by_xml(text: str) -> str:
    """What an XML answer says instead of data: queued for later, too big, or another fault."""
    queued = queued_id(text)
    if queued:
        return f"the extraction was queued (id {queued}): this is the receipt, not the data"
    fault = re.search(r"<(?:\w+:)?faultstring>(.{1,400}?)</", text, re.DOTALL)
    if fault:
        return f"an error came instead of data: {' '.join(fault[1].split())}"
    return f"an HTML or XML page came instead of a table: {' '.join(text[: tabular.SHOWN].split())!r}"


def queued_id(text: str) -> str | None:
    """The id of a queued extraction, when the answer is such a receipt; None otherwise."""
    if not re.search(r"<(?:\w+:)?queued\b|<(?:\w+:)?asyncResponse\b|<(?:\w+:)?syncResponse\b", text):
        return None
    found = re.search(r"<(?:\w+:)?id>\s*([\w.:-]{1,100})\s*</", text)
    return found[1] if found else None


# -- JSON-stat ------------------------------------------------------------------------------------------------------


def _cube(page: Page | StoredPage) -> Part:
    """The observations of a JSON-stat cube. A position without a value and without a status is no observation."""
    with streams.unpacked(page) as stream:
        content = b"".join(iter(lambda: stream.read(streams.BLOCK), b""))
    if len(content) > tabular.LARGEST_TABLE:
        raise BadPage(f"the page has {len(content):,} bytes; the most is {tabular.LARGEST_TABLE:,}")
    try:
        cube = json.loads(tabular.decoded(content), parse_int=str, parse_float=str, parse_constant=str)
    except (json.JSONDecodeError, RecursionError) as error:
        raise BadPage(f"the JSON is cut off or damaged: {error}") from None
    if isinstance(cube, dict) and "error" in cube:
        raise BadPage(f"an error came instead of data: {json.dumps(cube['error'])[: tabular.SHOWN * 4]}")
    if not isinstance(cube, dict) or not {"id", "size", "dimension"} <= cube.keys():
        raise BadPage("the JSON is no JSON-stat dataset: id, size and dimension were expected")
    try:
        return _unfolded(cube)
    except (KeyError, TypeError, ValueError, AttributeError, IndexError) as error:
        raise BadPage(f"the JSON-stat dataset contradicts itself: {type(error).__name__} {error}") from None


def _unfolded(cube: dict) -> Part:
    ids, sizes = [str(n) for n in cube["id"]], [int(n) for n in cube["size"]]
    missing = [name for name in (*DIMENSIONS, "time") if name not in ids]
    if missing:
        raise SchemaDrift(f"dimension {tabular.shortened(missing)} is missing; the cube has {tabular.shortened(ids)}")
    total = 1
    for size in sizes:
        total *= size
    if len(ids) != len(sizes) or not 0 < total <= MOST_CELLS:
        raise ValueError(f"{total:,} cells")
    codes = [_codes(cube["dimension"][name]["category"], size) for name, size in zip(ids, sizes, strict=True)]
    values, flags = _sparse(cube.get("value") or {}), _sparse(cube.get("status") or {})
    places = sorted(set(values) | set(flags))
    if not places:
        raise BadPage("the dataset holds no observation; an empty answer needs another proof")
    if places[0] < 0 or places[-1] >= total:
        raise ValueError(f"an observation outside its {total} cells")
    columns: dict[str, list[str | None]] = {name: [] for name in ids}
    for place in places:
        rest = place
        for name, size, of in reversed(list(zip(ids, sizes, codes, strict=True))):
            rest, at = divmod(rest, size)
            columns[name].append(of[at])
    columns["period"] = columns.pop("time")
    columns["value"] = [values.get(p) for p in places]
    columns["flag"] = [flags.get(p) for p in places]
    columns["updated"] = [cube.get("updated")] * len(places)
    columns["dataflow"] = [cube.get("extension", {}).get("id")] * len(places)
    arrays = {name: pa.array(cells, pa.string()) for name, cells in columns.items()}
    return Part("json_stat", arrays, pa.array(places, pa.int64()), [], len(arrays))


def _codes(category: dict, size: int) -> list[str]:
    """The codes of a dimension by position; a dimension of one code may leave its index out."""
    index = category.get("index") or list(category["label"])
    codes = dict(enumerate(index)) if isinstance(index, list) else {int(at): code for code, at in index.items()}
    return [str(codes[at]) for at in range(size)]


def _sparse(values: dict | list) -> dict[int, str]:
    """Values by their place; a list is the dense form, in which null is no value."""
    found = enumerate(values) if isinstance(values, list) else ((int(at), v) for at, v in values.items())
    return {at: str(v) for at, v in found if v is not None}

"""The Harmonized Tariff Schedule of the United States: what the law asks of each tariff line, by column.

Publisher  US International Trade Commission
Grain      tariff_lines: line, first day, retrieval; rates: the same, column, programme, component
Units      ad valorem rates in per cent of the customs value; specific rates in US dollars per the unit beside them
Forms      the yearly tariff database (CSV, 122 columns, a row a line and spell) and the export of a release (JSON, a
           bare array in the order of the schedule, nested by `indent`); each may be gzipped
Beware     A spreadsheet has been over the CSV: `3.70%`, `12/31/50` is the year 2050 and means no end, 9999.999999 means
           "not an ad valorem rate", and chapter 99 stands at the top, out of order. A code may stand twice with other
           days, so the key is code and first day. Last days are included.
           In the export rates stand at the 8-digit line, and lines below it are blank: blank inherits, it is not free.
           The export has no dates and serves the current release only; the name of a file may tell the release.
           A footnote that names a 9903 heading is a hint that an additional duty may apply, not a rule.
           `Free (A,...)` says that a programme gives the rate, not that the programme is in force.
           Chapter 99 gives duties on top of others (`relative`); who and what they hit stands in notes, not here.
"""

import json
import re
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

import pyarrow as pa

from critmin.lake import PROVENANCE, BadPage, Page, Parsed, Rejected, SchemaDrift, stamp
from critmin.sources import Source, hts_rates, tabular
from critmin.sources.hts_live import LIVE
from critmin.sources.hts_rates import Rate

LINES = "tariff_lines"
RATES = "rates"
VERSION = "1"
PERCENT = pa.decimal128(18, 6)
DOLLARS = pa.decimal128(24, 8)

LINE_SCHEMA = pa.schema(
    [
        ("line_code", pa.string()),  # digits only, 8 or 10, text
        ("description", pa.string()),
        ("heading_text", pa.string()),  # the headings above the line, outermost first (export only)
        ("indent", pa.int64()),  # export only
        ("quantity_units", pa.string()),  # the units of quantity, in order, joined by `;`
        ("binding_code", pa.string()),  # B: bound at the WTO (database only)
        ("footnotes", pa.string()),
        ("begins_on", pa.date32()),  # null in the export
        ("ends_on", pa.date32()),  # last day; null in the export
        ("release", pa.string()),  # what the file's name says; null where it says nothing
        ("wire_form", pa.string()),  # database_csv | export_json
        *PROVENANCE,
    ]
)
RATE_SCHEMA = pa.schema(
    [
        ("line_code", pa.string()),
        ("rate_column", pa.string()),  # general | special | other
        ("programme", pa.string()),  # symbol in the special column; null elsewhere
        ("component", pa.int64()),  # from 1, in the order of the text; 1 for a rate without components
        ("rate_type", pa.string()),  # see hts_rates.RATE_TYPES: of the whole rate
        ("component_type", pa.string()),  # ad_valorem | specific | none
        ("ad_valorem_pct", PERCENT),
        ("specific_usd", DOLLARS),
        ("specific_unit", pa.string()),
        ("content_of", pa.string()),  # the substance on whose content the component falls
        ("rate_text", pa.string()),
        ("ad_valorem_number", PERCENT),  # the database's own number for the column, in per cent
        ("written_at", pa.string()),  # code of the line where the rate stands; empty for a line without code
        ("is_inherited", pa.bool_()),
        ("begins_on", pa.date32()),
        ("ends_on", pa.date32()),
        ("release", pa.string()),
        ("wire_form", pa.string()),
        *PROVENANCE,
    ]
)

CSV_NEEDED = ("hts8", "brief_description", "mfn_text_rate", "col1_special_text", "col2_text_rate")
CSV_NEEDED += ("begin_effect_date", "end_effective_date", "mfn_ad_val_rate", "col2_ad_val_rate")
JSON_NEEDED = ("htsno", "indent", "description", "general", "special", "other")
COLUMNS = ("general", "special", "other")
NOT_A_RATE = Decimal(9000)  # the database writes 9999.999999 (and 9999.99) where a rate is not ad valorem
FIRST_YEAR = 89  # the schedule began in 1989: two-digit years of first days from here on are of that century
LINE_LENGTHS = (8, 10)
MOST_INDENT = 30
STYLES = re.compile(r"</?(?:i|b|u|sup|sub|em|strong)>")


@dataclass(frozen=True)
class Line:
    """One line of the schedule with its three columns of text, wherever it was read."""

    position: int
    code: str
    description: str
    texts: dict[str, str]  # column -> rate text
    written_at: dict[str, str] = field(default_factory=dict)  # column -> code of the line where it stands
    numbers: dict[str, Decimal] = field(default_factory=dict)  # column -> ad valorem, per cent
    heading_text: str | None = None
    indent: int | None = None
    units: str | None = None
    binding: str | None = None
    footnotes: str | None = None
    begins_on: date | None = None
    ends_on: date | None = None


def parse(page: Page) -> Parsed:
    """Read one file of the schedule into lines and rates. No network, clock or disk.

    Raises SchemaDrift when it is neither form or lacks a column, BadPage when it is no table at all. A line whose code
    or days cannot be read is rejected by itself; a rate that cannot be read is a row of type `unread` with its text.
    """
    text = tabular.decoded(tabular.unpacked(page.content))
    if text.lstrip().startswith("["):
        wire_form, (lines, rejected) = "export_json", _from_json(text)
    elif text.lstrip().startswith("{"):
        raise BadPage(f"a JSON object came instead of an array of lines: {text[: tabular.SHOWN]!r}")
    else:
        wire_form, (lines, rejected) = "database_csv", _from_csv(text)
    asked = page.retrieval.metadata.get("question")
    release = release_of(page.name) or (release_of(asked["edition"]) if isinstance(asked, dict) else None)
    rows = [row for line in lines for row in _rate_rows(line)]
    line_columns = {
        "line_code": [x.code for x in lines],
        "description": [x.description for x in lines],
        "heading_text": [x.heading_text for x in lines],
        "indent": [x.indent for x in lines],
        "quantity_units": [x.units for x in lines],
        "binding_code": [x.binding for x in lines],
        "footnotes": [x.footnotes for x in lines],
        "begins_on": [x.begins_on for x in lines],
        "ends_on": [x.ends_on for x in lines],
        "release": [release] * len(lines),
        "wire_form": [wire_form] * len(lines),
    }
    rate_columns = {name: [row[name] for _, row in rows] for name in RATE_SCHEMA.names if not name.startswith("_")}
    return Parsed(
        {
            LINES: stamp(line_columns, [x.position for x in lines], page, LINE_SCHEMA),
            RATES: stamp(
                rate_columns | {"release": [release] * len(rows), "wire_form": [wire_form] * len(rows)},
                [position for position, _ in rows],
                page,
                RATE_SCHEMA,
            ),
        },
        {LINES: len(lines) + len(rejected), RATES: len(rows)},
        rejected,
    )


def release_of(name: str) -> str | None:
    """The release that a file's name tells of, in lower snake case; None when it tells of none.

    `hts_2026_revision_20_json.json` is 2026_revision_20, `tariff_database_2025_06062025.csv` is database_2025_06062025.
    """
    found = re.search(r"([0-9]{4})_(basic_edition|revision_[0-9]{1,2})", name.lower())
    if found:
        return f"{found[1]}_{found[2]}"
    found = re.search(r"([0-9]{4})hts(basic|rev[0-9]{1,2})", name.lower())
    if found:
        return f"{found[1]}_" + found[2].replace("rev", "revision_").replace("basic", "basic_edition")
    found = re.search(r"tariff_?database_(\w+?)(?:\.|$)", name.lower())
    return f"database_{found[1]}" if found else None


def day_of(text: str, *, is_end: bool) -> date | None:
    """A day written month/day/year; two-digit years of ends are of this century, of beginnings 1989 to 2088.

    None for an empty text; raises ValueError for anything else that is no day.
    """
    if not text.strip():
        return None
    found = re.fullmatch(r"([0-9]{1,2})/([0-9]{1,2})/([0-9]{4}|[0-9]{2})(?: 0?0:00(?::00)?)?", text.strip())
    if not found:
        raise ValueError(f"{text!r} is no day written month/day/year")
    year = int(found[3])
    if len(found[3]) == 2:
        year += 1900 if year >= FIRST_YEAR and not is_end else 2000
    return date(year, int(found[1]), int(found[2]))


# -- the yearly database -----------------------------------------------------------------------------------------


def _from_csv(text: str) -> tuple[list[Line], list[Rejected]]:
    sheet = tabular.sheet(text)
    places = {name: sheet.place(name) for name in CSV_NEEDED}
    also = {n: sheet.header.index(n) for n in sheet.header}
    lines, rejected = [], tabular.ragged_records(LINES, sheet)
    for position, cells in zip(sheet.positions, sheet.rows, strict=True):
        said = {name: cells[place].strip() for name, place in places.items()}
        optional = {name: cells[place].strip() for name, place in also.items()}
        try:
            lines.append(_csv_line(position, said, optional))
        except ValueError as error:
            rejected.append(Rejected(LINES, position, "unreadable_line", str(error), tabular.joined(cells[:6])))
    return lines, rejected


def _csv_line(position: int, said: dict[str, str], optional: dict[str, str]) -> Line:
    # a spreadsheet that took the code for a number has cut its leading zero
    code = _code(said["hts8"].zfill(8) if re.fullmatch("[1-9][0-9]{6}", said["hts8"]) else said["hts8"])
    begins, ends = day_of(said["begin_effect_date"], is_end=False), day_of(said["end_effective_date"], is_end=True)
    if begins is None:
        raise ValueError("the line has no first day")
    if ends is not None and ends < begins:
        raise ValueError(f"the line ends on {ends} before it begins on {begins}")
    units = [optional.get(f"quantity_{n}_code", "") for n in (1, 2)]
    numbers = {"general": _number(said["mfn_ad_val_rate"]), "other": _number(said["col2_ad_val_rate"])}
    return Line(
        position=position,
        code=code,
        description=said["brief_description"],
        texts={"general": said["mfn_text_rate"], "special": said["col1_special_text"], "other": said["col2_text_rate"]},
        written_at=dict.fromkeys(COLUMNS, code),
        numbers={c: n for c, n in numbers.items() if n is not None},
        units=";".join(u for u in units if u) or None,
        binding=optional.get("wto_binding_code") or None,
        footnotes=optional.get("footnote_comment") or None,
        begins_on=begins,
        ends_on=ends,
    )


def _number(text: str) -> Decimal | None:
    """The database's ad valorem number in per cent; None for blanks, unreadable texts and 9999.999999."""
    if not re.fullmatch(r"[0-9]{1,6}(?:\.[0-9]{1,12})?", text) or Decimal(text) >= NOT_A_RATE:
        return None
    return round(Decimal(text) * 100, 6)


def _code(text: str) -> str:
    digits = text.replace(".", "").replace(" ", "")
    if not re.fullmatch(r"[0-9]{8}|[0-9]{10}", digits):
        raise ValueError(f"{text!r} is no line of 8 or 10 digits")
    return digits


# -- the export of a release -------------------------------------------------------------------------------------


def _from_json(text: str) -> tuple[list[Line], list[Rejected]]:
    try:
        records = json.loads(text)
    except (json.JSONDecodeError, RecursionError) as error:
        raise BadPage(f"the JSON is cut off or damaged: {error}") from None
    if not records:
        raise BadPage("the export holds no line; an empty range needs another proof")
    if not all(isinstance(r, dict) for r in records):
        raise SchemaDrift("the export is an array, but not of lines")
    missing = [name for name in JSON_NEEDED if not any(name in r for r in records)]
    if missing:
        raise SchemaDrift(f"field {tabular.shortened(missing)} is missing in every line of the export")
    lines, rejected = [], []
    above: list[tuple[int, dict]] = []  # the open branch of the tree: indent and record, outermost first
    for position, record in enumerate(records):
        try:
            indent = _indent(record)
            while above and above[-1][0] >= indent:
                above.pop()
            above.append((indent, record))
            line = _json_line(position, indent, [r for _, r in above])
        except (ValueError, TypeError) as error:
            shown = json.dumps(record, ensure_ascii=False)[:500]
            rejected.append(Rejected(LINES, position, "unreadable_line", str(error), shown))
            continue
        if line:
            lines.append(line)
    if not lines and not rejected:
        raise SchemaDrift("the export holds headings only, no line of 8 or 10 digits")
    return lines, rejected


def _indent(record: dict) -> int:
    text = str(record.get("indent", "")).strip()
    if not re.fullmatch("[0-9]{1,2}", text) or int(text) > MOST_INDENT:
        raise ValueError(f"indent {text!r} is no depth of the schedule")
    return int(text)


def _json_line(position: int, indent: int, branch: list[dict]) -> Line | None:
    """The line at the end of a branch; None for a heading (no code, or one of fewer than 8 digits)."""
    record = branch[-1]
    written = _text(record, "htsno")
    if len(written.replace(".", "")) < LINE_LENGTHS[0]:
        return None
    suffix = _text(record, "statisticalSuffix")
    digits = written.replace(".", "").replace(" ", "")
    code = _code(
        written + suffix if len(digits) == LINE_LENGTHS[0] and len(suffix) == 2 and suffix != "00" else written
    )
    texts, written_at = _inherited(branch)
    return Line(
        position=position,
        code=code,
        description=_text(record, "description"),
        texts=texts,
        written_at=written_at,
        heading_text=" ".join(_text(r, "description") for r in branch[:-1]) or None,
        indent=indent,
        units=";".join(str(u) for u in record.get("units") or []) or None,
        footnotes=_footnotes(branch),
    )


def _inherited(branch: list[dict]) -> tuple[dict[str, str], dict[str, str]]:
    """The three columns of the nearest line that has any of them: columns are inherited together."""
    for record in reversed(branch):
        texts = {column: _text(record, column) for column in COLUMNS}
        if any(texts.values()):
            return texts, dict.fromkeys(COLUMNS, _text(record, "htsno").replace(".", ""))
    return dict.fromkeys(COLUMNS, ""), dict.fromkeys(COLUMNS, "")


def _text(record: dict, name: str) -> str:
    value = record.get(name)
    if value is not None and not isinstance(value, str | int):
        raise TypeError(f"{name} is {type(value).__name__}, not text")
    return "" if value is None else " ".join(STYLES.sub("", str(value)).split())


def _footnotes(branch: list[dict]) -> str | None:
    """Footnotes of the line and those above it, in order, each once; additional duties (either spelling) with them."""
    said = []
    for record in branch:
        for note in record.get("footnotes") or []:
            said.append(str(note.get("value") or "") if isinstance(note, dict) else str(note))
        said += [str(record.get(name) or "") for name in ("additionalDuties", "addiitionalDuties")]
    return " ".join(dict.fromkeys(s.strip() for s in said if s.strip())) or None


# -- what both forms share ---------------------------------------------------------------------------------------


def _rate_rows(line: Line) -> list[tuple[int, dict]]:
    """The rate rows of a line: one per column, programme and component; a blank column gives none."""
    found: list[tuple[str, str | None, Rate]] = []
    for column in COLUMNS:
        if not line.texts[column]:
            continue
        if column == "special":
            found += [(column, programme, rate) for programme, rate in hts_rates.read_special(line.texts[column])]
        else:
            found.append((column, None, hts_rates.read(line.texts[column])))
    rows = []
    for column, programme, rate in found:
        for number, component in enumerate(rate.components or (hts_rates.Component(),), start=1):
            row = {
                "line_code": line.code,
                "rate_column": column,
                "programme": programme,
                "component": number,
                "rate_type": rate.rate_type,
                "component_type": component.kind,
                "ad_valorem_pct": component.ad_valorem_pct,
                "specific_usd": component.specific_usd,
                "specific_unit": component.unit,
                "content_of": component.content_of,
                "rate_text": rate.text,
                "ad_valorem_number": line.numbers.get(column),
                "written_at": line.written_at[column],
                "is_inherited": line.written_at[column] != line.code,
                "begins_on": line.begins_on,
                "ends_on": line.ends_on,
                "release": None,
                "wire_form": None,
            }
            rows.append((line.position, row))
    return rows


SOURCE = Source(
    slug="hts",
    title="Harmonized Tariff Schedule of the United States: rates by tariff line",
    publisher="US International Trade Commission",
    licence="Public domain (US government work)",
    homepage="https://hts.usitc.gov/",
    entities={LINES: LINE_SCHEMA, RATES: RATE_SCHEMA},
    parse=parse,
    version=VERSION,
    suffixes=(".csv", ".json"),
    conserved={},
    live=LIVE,
)

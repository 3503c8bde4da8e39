"""CEPII BACI: who sold what to whom in a year, after the two customs' reports were reconciled.

Publisher  CEPII, from the yearly reports to UN Comtrade
Grain      year, exporter, importer, HS6 in one HS edition, release, retrieval
Units      v: thousand nominal US dollars, free on board; q: tonnes
Forms      BACI_HS92_Y2021_V202301.csv and its like (t,i,j,k,v,q), its country_codes and product_codes; each may be
           gzipped, or all lie in one zip
Beware     One figure for a trade that two countries reported: it is neither's own, and never stands beside theirs as a
           third opinion.
           The HS edition is in the file's name only: the same trade is published once per edition, never to be added.
           Codes lost their leading zero: 81310 is 081310. q is `NA` where no quantity is known, which is not zero.
           Country codes are nearly UN M49: 842 is the USA, 699 India, 757 Switzerland, 251 France, 579 Norway, and
           490 (other Asia) is in practice Taiwan.
           Each release replaces all years before it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

import pyarrow as pa
import pyarrow.compute as pc

from critmin.lake import PROVENANCE, BadPage, Page, Parsed, Rejected, SchemaDrift, StoredPage
from critmin.sources import Source, streams, tabular
from critmin.sources.baci_live import BaciLive

FLOWS, COUNTRIES, PRODUCTS = "trade_flows", "countries", "products"
VERSION = "1"
EDITIONS = ("HS92", "HS96", "HS02", "HS07", "HS12", "HS17", "HS22")

FLOWS_SCHEMA = pa.schema(
    [
        ("period", pa.string()),  # YYYY
        ("exporter_code", pa.string()),  # i
        ("importer_code", pa.string()),  # j
        ("product_code", pa.string()),  # k as sent
        ("commodity_code", pa.string()),  # k with its leading zero: six digits
        ("hs_edition", pa.string()),  # HS92 ... HS22, from the file's name
        ("value_thousand_usd", pa.decimal128(24, 6)),  # v
        ("quantity_t", pa.decimal128(24, 6)),  # q; null where none is given
        ("quantity_note", pa.string()),  # why q is null: NA | blank
        ("release", pa.string()),  # 202301, from the file's name; null where it has none
        *PROVENANCE,
    ]
)
COUNTRIES_SCHEMA = pa.schema(
    [
        ("country_code", pa.string()),
        ("country_name", pa.string()),
        ("country_name_full", pa.string()),
        ("iso2", pa.string()),  # N/A where there is none; NA is Namibia
        ("iso3", pa.string()),
        ("release", pa.string()),
        *PROVENANCE,
    ]
)
PRODUCTS_SCHEMA = pa.schema(
    [
        ("product_code", pa.string()),
        ("commodity_code", pa.string()),
        ("hs_edition", pa.string()),
        ("description", pa.string()),
        ("release", pa.string()),
        *PROVENANCE,
    ]
)

# The names that releases gave one column of the country list.
COUNTRY_COLUMNS = {
    "country_code": ("country_code",),
    "country_name": ("country_name_abbreviation", "country_name"),
    "country_name_full": ("country_name_full", "country_name"),
    "iso2": ("iso_2digit_alpha", "country_iso2"),
    "iso3": ("iso_3digit_alpha", "country_iso3"),
}
FLOW_COLUMNS = ("t", "i", "j", "k", "v", "q")


@dataclass(frozen=True)
class Told:
    """What a file's name (or its sidecar) says of the whole file; None where it does not."""

    hs_edition: str | None
    release: str | None
    year: str | None


def told_by(page: Page | StoredPage) -> Told:
    """Edition, release and year of a page. Raises BadPage for an edition that does not exist."""
    name = page.name.rpartition("/")[2]
    said = {key: str(page.metadata[key]) for key in ("hs_edition", "release") if page.metadata.get(key)}
    edition = re.search(r"(?i)(?<![A-Za-z])HS(\d{2})(?!\d)", name)
    release = re.search(r"(?i)(?<![A-Za-z])V(\d{6}[a-z]?)(?![A-Za-z0-9])", name)
    year = re.search(r"(?i)(?<![A-Za-z])Y(\d{4})(?!\d)", name)
    hs_edition = said.get("hs_edition") or (f"HS{edition[1]}" if edition else None)
    if hs_edition and hs_edition not in EDITIONS:
        raise BadPage(f"{hs_edition!r} is no edition of the HS; BACI has {', '.join(EDITIONS)}")
    return Told(hs_edition, said.get("release") or (release[1] if release else None), year[1] if year else None)


def parse(page: Page) -> Parsed:
    """Type one page that is held in memory. No network, clock or disk. Raises what `parse_parts` raises."""
    return tabular.together(list(parse_parts(page)))


def parse_parts(page: Page | StoredPage) -> Iterator[Parsed]:
    """Type one page part by part, keeping the publisher's codes.

    Raises SchemaDrift when a column is missing, and BadPage when the page is no table of BACI, or when neither its name
    nor its sidecar says in which HS edition its codes are. A record whose code, year or number cannot be read is
    rejected by itself.
    """
    told = told_by(page)
    header = [name.lower() for name in streams.header_of(page)]
    if "country_code" in header:
        yield _countries(page, told)
    elif {"code", "description"} <= set(header):
        yield _products(page, told)
    elif len({"t", "i", "j"} & set(header)) == 3:
        missing = [name for name in FLOW_COLUMNS if name not in header]
        if missing:
            raise SchemaDrift(f"column {tabular.shortened(missing)} is missing; the header is {header}")
        _edition_is_told(told)
        for lines in streams.lines(page):
            yield _flows(lines, page, told)
    else:
        raise SchemaDrift(f"neither flows, countries nor products of BACI: the header is {tabular.shortened(header)}")


def _edition_is_told(told: Told) -> None:
    if told.hs_edition is None:
        raise BadPage(
            "neither the file's name nor its sidecar says in which HS edition the codes are: keep the publisher's name"
            " (BACI_HS92_Y2021_V202301.csv), or give `hs_edition: HS92` in a sidecar"
        )


# -- flows -------------------------------------------------------------------------------------------------------


def _flows(lines: streams.Lines, page: Page | StoredPage, told: Told) -> Parsed:
    text = {name.lower(): pc.utf8_trim_whitespace(column) for name, column in lines.columns.items()}
    code = codes(text["k"])
    value, bad_value = tabular.numbers(text["v"], 24, 6)
    note = pc.if_else(
        pc.equal(text["q"], "NA"), "NA", pc.if_else(pc.equal(text["q"], ""), "blank", pa.scalar(None, pa.string()))
    )
    given = pc.if_else(pc.is_valid(note), pa.scalar(None, pa.string()), text["q"])
    quantity, bad_quantity = tabular.numbers(given, 24, 6)

    faults: dict[int, tuple[str, str]] = {}
    for row in _where(pc.is_null(code)):
        shown = text["k"][row].as_py()
        faults[row] = ("no_hs6_code", f"k {shown!r} is neither six digits nor five that lost their zero")
    is_year = pc.match_substring_regex(text["t"], r"^[0-9]{4}$")
    if told.year:
        is_year = pc.and_(is_year, pc.equal(text["t"], told.year))
    for row in _where(pc.invert(is_year)):
        wanted = f"the file's year {told.year}" if told.year else "a year"
        faults[row] = ("unreadable_period", f"t {text['t'][row].as_py()!r} is not {wanted}")
    for name, is_bad in (("i", _no_code(text["i"])), ("j", _no_code(text["j"]))):
        for row in _where(is_bad):
            faults[row] = ("no_country_code", f"{name} {text[name][row].as_py()!r} is no country code")
    for name, is_bad in (("v", pc.or_(bad_value, pc.is_null(value))), ("q", bad_quantity)):
        for row in _where(is_bad):
            faults[row] = ("unreadable_number", f"{name} {text[name][row].as_py()!r} is no number")

    rejected = lines.rejected(FLOWS)
    for row, (rule, reason) in sorted(faults.items()):
        place = lines.positions[row].as_py()
        rejected.append(Rejected(FLOWS, place, rule, reason, lines.as_sent(row), value[row].as_py()))
    columns = {
        "period": text["t"],
        "exporter_code": text["i"],
        "importer_code": text["j"],
        "product_code": text["k"],
        "commodity_code": code,
        "hs_edition": _constant(len(lines), told.hs_edition),
        "value_thousand_usd": value,
        "quantity_t": quantity,
        "quantity_note": note,
        "release": _constant(len(lines), told.release),
    }
    table = tabular.stamped(columns, lines.positions, page, FLOWS_SCHEMA)
    if faults:
        keep = [row not in faults for row in range(len(lines))]
        table = table.filter(pa.array(keep))
    return Parsed({FLOWS: table}, {FLOWS: len(lines) + len(lines.ragged)}, rejected, {FLOWS: tabular.added_up(value)})


def codes(texts: pa.Array) -> pa.Array:
    """Six digits, or five with the zero that they lost; null for anything else: a guess would name another good."""
    is_whole = pc.match_substring_regex(texts, r"^[0-9]{6}$")
    is_short = pc.match_substring_regex(texts, r"^[0-9]{5}$")
    none = pa.scalar(None, pa.string())
    return pc.if_else(is_whole, texts, pc.if_else(is_short, pc.utf8_lpad(texts, 6, "0"), none))


def _no_code(texts: pa.Array) -> pa.Array:
    return pc.invert(pc.match_substring_regex(texts, r"^[0-9]{1,3}$"))


def _where(mask: pa.Array) -> list[int]:
    return pc.indices_nonzero(mask).to_pylist()


def _constant(n: int, text: str | None) -> pa.Array:
    return pa.repeat(pa.scalar(text, pa.string()), n)


# -- the lists that come with the flows ----------------------------------------------------------------------------


def _sheet(page: Page | StoredPage) -> tabular.Sheet:
    """A list as a whole: it is short, and Latin-1 in some releases and UTF-8 in others."""
    with streams.unpacked(page) as stream:
        content = b"".join(iter(lambda: stream.read(streams.BLOCK), b""))
    sheet = tabular.sheet(tabular.decoded(content))
    return tabular.Sheet([name.lower() for name in sheet.header], sheet.rows, sheet.positions, sheet.ragged)


def _countries(page: Page | StoredPage, told: Told) -> Parsed:
    sheet = _sheet(page)
    columns = {}
    for ours, names in COUNTRY_COLUMNS.items():
        theirs = next((n for n in names if n in sheet.header), None)
        if theirs is None:
            raise SchemaDrift(f"column {tabular.shortened(list(names))} is missing; the header is {sheet.header}")
        columns[ours] = pa.array([cell.strip() for cell in sheet.column(theirs)], pa.string())
    return _listed(COUNTRIES, COUNTRIES_SCHEMA, sheet, columns, page, told)


def _products(page: Page | StoredPage, told: Told) -> Parsed:
    _edition_is_told(told)
    sheet = _sheet(page)
    sent = pa.array([cell.strip() for cell in sheet.column("code")], pa.string())
    columns = {
        "product_code": sent,
        "commodity_code": codes(sent),
        "hs_edition": _constant(len(sheet.rows), told.hs_edition),
        "description": pa.array([cell.strip() for cell in sheet.column("description")], pa.string()),
    }
    return _listed(PRODUCTS, PRODUCTS_SCHEMA, sheet, columns, page, told)


def _listed(
    table: str, schema: pa.Schema, sheet: tabular.Sheet, columns: dict, page: Page | StoredPage, told: Told
) -> Parsed:
    rejected = tabular.ragged_records(table, sheet)
    code = columns["commodity_code" if table == PRODUCTS else "country_code"]
    keep = []
    for row, place in enumerate(sheet.positions):
        keep.append(code[row].is_valid and (table == PRODUCTS or code[row].as_py().isdigit()))
        if not keep[-1]:
            reason = "the code is neither six digits nor five" if table == PRODUCTS else "the country code is no number"
            rejected.append(Rejected(table, place, "unreadable_code", reason, tabular.joined(sheet.rows[row])))
    columns = columns | {"release": _constant(len(sheet.rows), told.release)}
    rows = tabular.stamped(columns, pa.array(sheet.positions, pa.int64()), page, schema)
    return Parsed({table: rows.filter(pa.array(keep, pa.bool_()))}, {table: len(keep) + len(sheet.ragged)}, rejected)


SOURCE = Source(
    slug="baci",
    title="World trade by HS6, exporter and importer, reconciled",
    publisher="CEPII",
    licence="Etalab Open Licence 2.0",
    homepage="https://www.cepii.fr/CEPII/en/bdd_modele/bdd_modele_item.asp?id=37",
    entities={FLOWS: FLOWS_SCHEMA, COUNTRIES: COUNTRIES_SCHEMA, PRODUCTS: PRODUCTS_SCHEMA},
    parse=parse,
    version=VERSION,
    suffixes=(".csv", ".zip"),
    conserved={FLOWS: "value_thousand_usd"},
    parse_parts=parse_parts,
    live=BaciLive(),
)

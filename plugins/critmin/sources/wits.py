"""World Bank WITS: tariffs of UNCTAD's TRAINS at six digits, and totals of trade.

Publisher  World Bank, World Integrated Trade Solution; tariffs: UNCTAD TRAINS
Grain      tariffs: reporter, partner, product, year, kind of estimate, tariff type, retrieval;
           trade_totals: reporter, partner, product group, indicator, year, retrieval
Units      rates: per cent; trade: thousand US dollars
Forms      SDMX-JSON (positions into lists), SDMX-ML, and the CSV of bulk downloads; each may be gzipped
Beware     A rate is the simple average over the tariff lines of a six-digit code, never the rate of a line.
           Lines with a specific or compound duty count as NBR_NA_LINES and stand outside the average of `reported`:
           where all lines are such, the value is 0 and means nothing at all, not duty free.
           Partner 000 gives MFN rates, a named partner preferential rates only; the EU is reporter 918, and its members
           are none. The HS edition differs by reporter and year (NOMENCODE).
           Some answers carry rates of one per cent and more without decimals (3 for 3.7): see `stg_wits__tariffs`.
           Single-precision noise is the publisher's (0.800000011920929): kept as sent, rounded in staging.
           Errors are XML, also with status 200; the list of availability is the only proof of an empty answer.
"""

import re
from decimal import ROUND_HALF_EVEN, Decimal, InvalidOperation

import pyarrow as pa

from critmin.lake import PROVENANCE, BadPage, Page, Parsed, Rejected, SchemaDrift, stamp
from critmin.sources import Source, tabular, wits_live, wits_sdmx
from critmin.sources.wits_sdmx import Observation

TARIFFS, TOTALS = "tariffs", "trade_totals"
VERSION = "2"
RATE = pa.decimal128(28, 15)  # the digits that a double prints
VALUE = pa.decimal128(28, 6)
_WHOLE_DIGITS = {TARIFFS: 13, TOTALS: 22}
_SCALE = {TARIFFS: 15, TOTALS: 6}

SCHEMAS = {
    TARIFFS: pa.schema(
        [
            ("reporter_code", pa.string()),
            ("partner_code", pa.string()),
            ("product_code", pa.string()),  # text, so that 02 stays 02
            ("year", pa.int64()),
            ("datatype", pa.string()),  # reported | aveestimated; null in bulk files
            ("tariff_type", pa.string()),  # MFN | PREF ...; null in bulk files
            ("hs_edition", pa.string()),  # H0 to H6, as NOMENCODE says
            ("simple_average", RATE),
            ("sum_of_rates", RATE),
            ("min_rate", RATE),
            ("max_rate", RATE),
            ("n_lines", pa.int64()),
            ("n_pref_lines", pa.int64()),
            ("n_mfn_lines", pa.int64()),
            ("n_na_lines", pa.int64()),  # lines whose duty is not ad valorem
            ("excluded_from", pa.string()),
            ("estimate_code", pa.string()),  # of bulk files
            ("wire_form", pa.string()),  # sdmx_json | sdmx_xml | bulk_csv
            *PROVENANCE,
        ]
    ),
    TOTALS: pa.schema(
        [
            ("reporter_code", pa.string()),  # ISO3 here
            ("partner_code", pa.string()),
            ("product_code", pa.string()),  # a group: 25-26_Minerals, OresMtls, Total
            ("product_name", pa.string()),
            ("indicator", pa.string()),  # MPRT-TRD-VL: imports ...
            ("indicator_name", pa.string()),
            ("year", pa.int64()),
            ("trade_value", VALUE),  # in the unit that the indicator's name gives
            ("data_source", pa.string()),
            ("wire_form", pa.string()),
            *PROVENANCE,
        ]
    ),
}

_NUMBERS = {  # ours: theirs
    "simple_average": "OBS_VALUE",
    "sum_of_rates": "SUM_OF_RATES",
    "min_rate": "MIN_RATE",
    "max_rate": "MAX_RATE",
}
_COUNTS = {
    "n_lines": "TOTALNOOFLINES",
    "n_pref_lines": "NBR_PREF_LINES",
    "n_mfn_lines": "NBR_MFN_LINES",
    "n_na_lines": "NBR_NA_LINES",
}
_BULK = {  # headers of bulk files, in capitals without signs: the SDMX name of the same
    "NOMENCODE": "NOMENCODE",
    "REPORTERISON": "REPORTER",
    "YEAR": "TIME_PERIOD",
    "PRODUCTCODE": "PRODUCTCODE",
    "PARTNER": "PARTNER",
    "SUMOFRATES": "SUM_OF_RATES",
    "MINRATE": "MIN_RATE",
    "MAXRATE": "MAX_RATE",
    "SIMPLEAVERAGE": "OBS_VALUE",
    "TOTALNOOFLINES": "TOTALNOOFLINES",
    "NBRPREFLINES": "NBR_PREF_LINES",
    "NBRMFNLINES": "NBR_MFN_LINES",
    "NBRNALINES": "NBR_NA_LINES",
    "ESTCODE": "ESTCODE",
}
_BULK_NEEDS = ("NOMENCODE", "REPORTER", "TIME_PERIOD", "PRODUCTCODE", "OBS_VALUE")
_MFN_AVERAGE = "SIMPLEAVERAGE"


def parse(page: Page) -> Parsed:
    """Type one answer or bulk file, keeping the publisher's codes. No network, clock or disk.

    Raises BadPage for a page that is none (an error sent as XML, HTML, a cut-off body, keys that can be read in two
    ways), and SchemaDrift when a dimension is missing. A value that is no number is rejected by itself.
    """
    content = tabular.unpacked(page.content)
    text = _decoded(content)
    start = text.lstrip()[:1]
    rejected: list[Rejected] = []
    if start == "{":
        form, observations = "sdmx_json", wits_sdmx.from_json(text).observations
    elif start == "<":
        if re.match(r"\s*<(?:!doctype html|html|head|title)", text, re.IGNORECASE):
            raise BadPage(f"an HTML page came instead of data: {text.strip()[: tabular.SHOWN]!r}")
        form, observations = "sdmx_xml", wits_sdmx.from_xml(text).observations
    else:
        form = "bulk_csv"
        observations, rejected = _from_csv(text)
    table = _entity(observations)
    return _typed(table, form, observations, rejected, page)


def _decoded(content: bytes) -> str:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1252", errors="replace")
    if "\x00" in text:
        raise BadPage("the page holds NUL bytes: it is not text")
    return text


def _from_csv(text: str) -> tuple[list[Observation], list[Rejected]]:
    sheet = tabular.sheet(text)
    places = {_BULK[plain]: i for i, name in enumerate(sheet.header) if (plain := _plain(name)) in _BULK}
    missing = [name for name in _BULK_NEEDS if name not in places]
    if missing:
        raise SchemaDrift(
            f"column {tabular.shortened(missing)} is missing; the header is {tabular.shortened(sheet.header)}"
        )
    observations = [
        Observation(position, {name: row[i].strip() or None for name, i in places.items()}, {})
        for position, row in zip(sheet.positions, sheet.rows, strict=True)
    ]
    for each in observations:  # bulk files of MFN rates have no column for the partner
        each.cells.setdefault("PARTNER", wits_sdmx.MFN_PARTNER)
        for name in ("REPORTER", "PARTNER"):
            code = each.cells[name]
            each.cells[name] = code.zfill(3) if code and code.isdecimal() else code  # 36 is 036, 0 is 000
        product = each.cells["PRODUCTCODE"]
        if product and product.isdecimal() and len(product) == 5:
            each.cells["PRODUCTCODE"] = f"0{product}"  # a spreadsheet took the leading zero
    return observations, tabular.ragged_records(TARIFFS, sheet)


def _plain(name: str) -> str:
    return re.sub(r"[^A-Z0-9]", "", name.upper())


def _entity(observations: list[Observation]) -> str:
    """Which table a page belongs to, by what its observations have. Raises SchemaDrift when it is neither."""
    first = observations[0].cells if observations else {}
    if "INDICATOR" in first:
        needed, table = ("REPORTER", "PARTNER", "PRODUCTCODE", "TIME_PERIOD", "OBS_VALUE"), TOTALS
    else:
        needed, table = ("REPORTER", "PARTNER", "PRODUCTCODE", "TIME_PERIOD", "OBS_VALUE", "NOMENCODE"), TARIFFS
    missing = [name for name in needed if name not in first]
    if missing:
        raise SchemaDrift(f"{tabular.shortened(missing)} is missing; the page has {tabular.shortened(sorted(first))}")
    measure = (first.get("OBS_VALUE_MEASURE") or _MFN_AVERAGE).upper()
    if table == TARIFFS and measure != _MFN_AVERAGE:
        raise SchemaDrift(f"the values are {measure}: only simple averages are read, and others never beside them")
    return table


def _typed(table: str, form: str, observations: list[Observation], rejected: list[Rejected], page: Page) -> Parsed:
    schema = SCHEMAS[table]
    columns: dict[str, list] = {name: [] for name in schema.names if not name.startswith("_")}
    positions, value_in = [], Decimal(0)
    n_records = len(observations) + len(rejected)
    for each in observations:
        value = _number(each.cells.get("OBS_VALUE"), table)
        value_in += value or 0
        read = _tariff(each, form) if table == TARIFFS else _total(each, form)
        if isinstance(read, str):
            rule, _, reason = read.partition(": ")
            rejected.append(Rejected(table, each.position, rule, reason, each.shown(), value))
            continue
        positions.append(each.position)
        for name in columns:
            columns[name].append(read[name])
    return Parsed({table: stamp(columns, positions, page, schema)}, {table: n_records}, rejected, {table: value_in})


def _tariff(each: Observation, form: str) -> dict | str:
    """The columns of a tariff, or rule and reason why it is kept out."""
    cells = each.cells
    year = _year(cells.get("TIME_PERIOD"))
    if year is None:
        return f"unreadable_year: {cells.get('TIME_PERIOD')!r} names no year"
    read: dict = {}
    for ours, theirs in _NUMBERS.items():
        read[ours] = _number(cells.get(theirs), TARIFFS)
        if cells.get(theirs) and read[ours] is None:
            return f"unreadable_number: {theirs} {cells[theirs]!r} is no rate"
    for ours, theirs in _COUNTS.items():
        text = cells.get(theirs)
        if text and not re.fullmatch(r"\d{1,6}", text):
            return f"unreadable_number: {theirs} {text!r} is no count"
        read[ours] = int(text) if text else None
    datatype = cells.get("DATATYPE")
    return read | {
        "reporter_code": cells["REPORTER"],
        "partner_code": cells["PARTNER"],
        "product_code": cells["PRODUCTCODE"],
        "year": year,
        "datatype": datatype.lower() if datatype else None,
        "tariff_type": cells.get("TARIFFTYPE"),
        "hs_edition": cells["NOMENCODE"],
        "excluded_from": cells.get("EXCLUDEDFROM"),
        "estimate_code": cells.get("ESTCODE"),
        "wire_form": form,
    }


def _total(each: Observation, form: str) -> dict | str:
    """The columns of a total of trade, or rule and reason why it is kept out."""
    cells = each.cells
    year, value = _year(cells.get("TIME_PERIOD")), _number(cells.get("OBS_VALUE"), TOTALS)
    if year is None:
        return f"unreadable_year: {cells.get('TIME_PERIOD')!r} names no year"
    if cells.get("OBS_VALUE") and value is None:
        return f"unreadable_number: OBS_VALUE {cells['OBS_VALUE']!r} is no value"
    return {
        "reporter_code": cells["REPORTER"],
        "partner_code": cells["PARTNER"],
        "product_code": cells["PRODUCTCODE"],
        "product_name": each.names.get("PRODUCTCODE"),
        "indicator": cells["INDICATOR"],
        "indicator_name": each.names.get("INDICATOR"),
        "year": year,
        "trade_value": value,
        "data_source": cells.get("DATASOURCE"),
        "wire_form": form,
    }


def _year(text: str | None) -> int | None:
    return int(text) if text and re.fullmatch(r"(?:19|20)\d\d", text) else None


def _number(text: str | None, table: str) -> Decimal | None:
    """A number as sent, to the digits that a double can mean; None for nothing, and for what is no number."""
    if not text:
        return None
    try:
        number = Decimal(text)
    except InvalidOperation:
        return None
    if not number.is_finite() or abs(number) >= Decimal(10) ** _WHOLE_DIGITS[table]:
        return None
    return number.quantize(Decimal(1).scaleb(-_SCALE[table]), rounding=ROUND_HALF_EVEN)


SOURCE = Source(
    slug="wits",
    title="Tariffs at six digits (UNCTAD TRAINS) and totals of trade",
    publisher="World Bank, World Integrated Trade Solution",
    licence="Open for non-commercial use with citation; tariffs: UNCTAD TRAINS",
    homepage="https://wits.worldbank.org/",
    entities=SCHEMAS,
    parse=parse,
    version=VERSION,
    suffixes=(".json", ".xml", ".csv"),
    conserved={TARIFFS: "simple_average", TOTALS: "trade_value"},
    live=wits_live.LIVE,
)

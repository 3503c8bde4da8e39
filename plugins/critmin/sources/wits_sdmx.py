"""SDMX answers of WITS, in JSON and in XML, as observations: one value with its dimensions and attributes, as text.

In JSON everything is a position: a series key such as `0:0:12:0:0` gives places in the lists of dimensions, and an
observation's numbers after the first give places in the lists of attributes. The lists say in which order they stand
(`keyPosition`), but keys do not always keep it: TRAINS puts the product before the partner. So the places of the
dimensions are found from the keys themselves (`key_order`), and a page that allows two readings is refused.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import permutations
from xml.etree.ElementTree import Element

from critmin.lake import BadPage, SchemaDrift
from critmin.sources.markup import local, xml_root

# What WITS's client libraries know of the order in keys, flow by flow; it is believed only where the keys agree.
KNOWN_ORDERS = {
    "DF_WITS_Tariff_TRAINS": ("FREQ", "REPORTER", "PRODUCTCODE", "PARTNER", "DATATYPE"),
    "DF_WITS_TradeStats_Trade": ("FREQ", "REPORTER", "PARTNER", "PRODUCTCODE", "INDICATOR"),
}
MOST_DIMENSIONS = 6  # every order of them is looked at
MFN_PARTNER = "000"  # MFN rates are given for the world; a named partner has preferential rates only


@dataclass(frozen=True)
class Observation:
    """One value: its place in the page, its cells by the publisher's names in capitals, and names of its codes."""

    position: int
    cells: dict[str, str | None]
    names: dict[str, str]

    def shown(self) -> str:
        """The cells on one line, for the quarantine."""
        return json.dumps(self.cells, ensure_ascii=False)


@dataclass(frozen=True)
class Answer:
    """The observations of a page, and which dataflow they belong to where the page says."""

    flow: str | None
    observations: list[Observation]


# -- JSON -------------------------------------------------------------------------------------------------------------


def from_json(text: str) -> Answer:
    """Resolve the positions of an SDMX-JSON answer.

    Raises BadPage for damaged JSON, a page without an observation, or keys that can be read in two ways, and
    SchemaDrift when the structure is not the promised one or a position points beyond its list.
    """
    try:
        page = json.loads(text, parse_int=str, parse_float=str, parse_constant=str)  # numbers exactly as sent
    except (json.JSONDecodeError, RecursionError) as error:
        raise BadPage(f"the JSON is cut off or damaged: {error}") from None
    try:
        dimensions = _lists(page["structure"]["dimensions"]["series"])
        times = _lists(page["structure"]["dimensions"]["observation"])
        attributes = _lists(page["structure"]["attributes"]["observation"])
        series = [(k, s["observations"]) for each in page["dataSets"] for k, s in each["series"].items()]
        flow = page.get("header", {}).get("id")
    except (KeyError, TypeError, AttributeError) as error:
        raise SchemaDrift(f"no SDMX-JSON of WITS: {error!r} is missing in the structure or the data sets") from None
    if len(times) != 1:
        raise SchemaDrift(f"observations have {len(times)} dimensions; one, the time, was expected")
    if len(dimensions) > MOST_DIMENSIONS:
        raise SchemaDrift(f"series have {len(dimensions)} dimensions; five were expected")
    if not series:
        raise BadPage("the answer holds no series; an empty answer needs another proof (the list of availability)")
    keys = [_key(key, len(dimensions)) for key, _ in series]
    order = key_order(flow, dimensions, keys, _tariff_types(series, attributes))
    return Answer(flow, list(_observations(series, keys, order, times, attributes)))


@dataclass(frozen=True)
class _List:
    """A dimension or attribute: its codes in order, and their names."""

    name: str
    codes: list[str]
    names: list[str]


def _lists(described: list[dict]) -> list[_List]:
    return [
        _List(
            d["id"].upper(),
            [str(v["id"]) for v in d["values"]],
            [str(v.get("name") or v["id"]) for v in d["values"]],
        )
        for d in described
    ]


def _key(key: str, n: int) -> tuple[int, ...]:
    parts = key.split(":")
    if len(parts) != n or not all(p.isdecimal() for p in parts):
        raise SchemaDrift(f"series key {key!r} does not have {n} positions")
    return tuple(int(p) for p in parts)


def key_order(
    flow: str | None, dimensions: list[_List], keys: list[tuple[int, ...]], tariff_types: list[str | None]
) -> tuple[_List, ...]:
    """Which dimension stands at each place of the keys.

    A list holds just the codes that occur, so a place belongs to a dimension when its positions are 0 to n - 1 of that
    list. Where several orders fit, MFN rates must be those of the world, then the order known for the flow is taken.

    Raises SchemaDrift when no order fits, BadPage when more than one does and nothing decides.
    """
    used = [{key[place] for key in keys} for place in range(len(dimensions))]
    known = [d for name in KNOWN_ORDERS.get(flow or "", ()) for d in dimensions if d.name == name]
    fitting = [order for order in permutations(dimensions) if _fits(used, order, whole=True)]
    if not fitting and len(known) == len(dimensions) and _fits(used, tuple(known), whole=False):
        return tuple(known)  # a list with codes that no key uses
    if not fitting:
        sizes = {d.name: len(d.codes) for d in dimensions}
        raise SchemaDrift(f"the positions in the series keys do not fit the lists of dimensions {sizes}")
    told = {_telling(order): order for order in fitting}  # lists of one code may stand anywhere
    if len(told) == 1:
        return fitting[0]
    agreeing = [order for order in told.values() if _keeps_mfn_with_world(order, keys, tariff_types)] or fitting
    for order in agreeing:
        if known and _telling(order) == _telling(tuple(known)):
            return order
    if len({_telling(order) for order in agreeing}) == 1:
        return agreeing[0]
    raise BadPage(
        "the series keys can be read in two ways and nothing decides; ask for one partner or product at a time"
    )


def _fits(used: list[set[int]], order: tuple[_List, ...], *, whole: bool) -> bool:
    """Whether the positions used at each place are those of the list: all of them, or none beyond it."""
    pairs = zip(used, order, strict=True)
    if whole:
        return all(seen == set(range(len(d.codes))) for seen, d in pairs)
    return all(max(seen) < len(d.codes) for seen, d in pairs)


def _telling(order: tuple[_List, ...]) -> tuple[str, ...]:
    return tuple(d.name if len(d.codes) > 1 else "" for d in order)


def _tariff_types(series: list[tuple[str, dict]], attributes: list[_List]) -> list[str | None]:
    """The tariff type of each series' first observation; null where there is none."""
    place = next((i for i, a in enumerate(attributes) if a.name == "TARIFFTYPE"), None)
    if place is None:
        return [None] * len(series)
    first = [next(iter(observations.values()), []) for _, observations in series]
    return [_code(attributes[place], cells[place + 1]) if len(cells) > place + 1 else None for cells in first]


def _keeps_mfn_with_world(
    order: tuple[_List, ...], keys: list[tuple[int, ...]], tariff_types: list[str | None]
) -> bool:
    place = next((i for i, d in enumerate(order) if d.name == "PARTNER"), None)
    if place is None:
        return True
    partners = order[place].codes
    return all(
        (kind == "MFN") == (partners[key[place]] == MFN_PARTNER)
        for key, kind in zip(keys, tariff_types, strict=True)
        if kind in ("MFN", "PREF")
    )


def _code(listed: _List, position: object) -> str | None:
    """The code at a position; null for a null position. Raises SchemaDrift beyond the list."""
    if position is None:
        return None
    text = str(position)
    if not text.isdecimal() or int(text) >= len(listed.codes):
        raise SchemaDrift(f"position {text} points beyond the {len(listed.codes)} values of {listed.name}")
    return listed.codes[int(text)] or None


def _observations(
    series: list[tuple[str, dict]],
    keys: list[tuple[int, ...]],
    order: tuple[_List, ...],
    times: list[_List],
    attributes: list[_List],
) -> Iterator[Observation]:
    position = 0
    for (_, observations), key in zip(series, keys, strict=True):
        codes = {d.name: d.codes[i] for d, i in zip(order, key, strict=True)}
        names = {d.name: d.names[i] for d, i in zip(order, key, strict=True)}
        for time, cells in observations.items():
            if len(cells) > len(attributes) + 1:
                raise SchemaDrift(
                    f"an observation has {len(cells) - 1} attributes; the structure names {len(attributes)}"
                )
            told = {a.name: _code(a, cell) for a, cell in zip(attributes, cells[1:], strict=False)}
            value = None if not cells or cells[0] is None else str(cells[0])
            year = {times[0].name: _code(times[0], time)}
            yield Observation(position, codes | year | {"OBS_VALUE": value} | told, names)
            position += 1


# -- XML --------------------------------------------------------------------------------------------------------------


def tree(text: str) -> Element:
    """The root of an XML page.

    Raises BadPage for XML that is broken off or hostile, and for an error that WITS sends as XML, bare or wrapped into
    a `string` element, whatever the status was.
    """
    root = xml_root(text)
    said = error_of(text)
    if said:
        raise BadPage(f"WITS answered with an error: {said}")
    return root


def error_of(text: str) -> str | None:
    """What an error of WITS says; None when the text is none. The element may be escaped inside a `string`."""
    head = text[:20_000].replace("&lt;", "<").replace("&gt;", ">")
    if "NoRecordsFound" in head:
        return "NoRecordsFound"
    if "<wits:error" not in head:
        return None
    message = re.search(r"<wits:message[^>]*>([^<]{0,300})", head)
    return " ".join(message[1].split()) if message else "no message"


def from_xml(text: str) -> Answer:
    """Observations of an SDMX-ML answer: `Series` elements with dimensions, `Obs` elements with values, as attributes.

    Raises BadPage for what is no such answer.
    """
    root = tree(text)
    observations = []
    for series in (e for e in root.iter() if local(e.tag) == "Series"):
        dimensions = {name.upper(): value for name, value in series.attrib.items()}
        for obs in (e for e in series if local(e.tag) == "Obs"):
            cells = dimensions | {name.upper(): value or None for name, value in obs.attrib.items()}
            observations.append(Observation(len(observations), cells, {}))
    if not observations:
        raise BadPage(f"the XML ({local(root.tag)}) holds no Series with observations")
    return Answer(None, observations)


@dataclass(frozen=True)
class Available:
    """One reporter and year of which TRAINS holds tariffs."""

    reporter_code: str
    year: int
    hs_edition: str
    partner_codes: tuple[str, ...]
    has_equivalents: bool
    updated: str  # as printed, YYYY/MM/DD: changes when the table was loaded anew


def availability(text: str) -> list[Available]:
    """What the list of availability says: the only proof that an empty answer is empty (R2).

    Raises BadPage when it is no such list.
    """
    root = tree(text.lstrip("\ufeff"))
    found = []
    for entry in (e for e in root.iter() if local(e.tag) == "reporter"):
        cells = {local(child.tag): (child.text or "").strip() for child in entry}
        edition = next(
            (
                c.attrib.get("reporternernomenclaturecode", "")
                for c in entry
                if local(c.tag) == "reporternernomenclature"
            ),
            "",
        )
        if not re.fullmatch(r"\d{4}", cells.get("year", "")) or not entry.attrib.get("countrycode"):
            raise BadPage(f"an entry of the list of availability has no year or country: {dict(entry.attrib)}")
        partners = tuple(p.strip() for p in cells.get("partnerlist", "").split(";") if p.strip())
        estimated = cells.get("isspecificdutyexpressionestimatedavailable", "").lower() in ("yes", "1", "true")
        found.append(
            Available(
                entry.attrib["countrycode"],
                int(cells["year"]),
                edition,
                partners,
                estimated,
                cells.get("lastupdateddate", ""),
            )
        )
    if not found:
        raise BadPage(f"the XML ({local(root.tag)}) is no list of availability")
    return found

"""Records under a label: "Market share, refined copper, 2024: China 45; Chile 7", or lines with a country and a figure
below a heading, a table's head, or above the line of their source.

The label says what the figures are: makers' output or shares of it, the origins of somebody's imports, the buyers of
somebody's goods, or import reliance by mineral. A figure is a share where the label or the figure says per cent; a
weight makes a producer without a share. Reserves, prices and duties in the same shape are left out.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from critmin.claims import regex as re
from critmin.claims.claim import DependencyClaim, Quote
from critmin.claims.context import Context, minerals_of
from critmin.claims.merge import related
from critmin.claims.rates import Rate
from critmin.claims.tables import NO_SHARE, RELIANCE, claim_of, read_line, relation_of, stage_in

MOST_LINES = 300  # lines of one document that are tried as records
_NUMBER = (
    r"(?:about\s|around\s|some\s|nearly\s|over\s|almost\s|c\.\s?)?(?P<mark>[>~≈<]?)\s?(?P<number>\d[\d,]*(?:\.\d+)?)\s?"
    r"(?P<pct>%|per cent\b|percent\b|pc\b)?(?P<unit>\s?(?:million|thousand|mn|m|k)?\s?(?:metric\s)?(?:tonnes|tons|t|"
    r"kt|mt|kg|carats|"
    r"ounces|pounds)\b)?(?:\s\([^()]{0,30}\))?"
)
_NAME = r"(?P<name>(?:the\s)?[A-Za-zÀ-ÿ][\w.’'&-]*(?:\s(?:of\s|the\s|and\s)?[A-Za-zÀ-ÿ(][\w.’')-]*){0,4}?)"
_ENTRY = re.compile(
    rf"\s?(?:[-*•·–]\s{{0,3}})?(?:\d{{1,2}}[.)]\s)?{_NAME}\s?(?:[:|–—=(,]|\s-\s)?\s{{0,3}}{_NUMBER}\)?[.,;]?\s?"
)
_LABEL = re.compile(r"(?P<label>[^:|]{6,140}):\s(?P<roll>[^|]{8,500})$")
_CUT = re.compile(r"(?<=[a-z0-9%)])\.\s(?=[A-Z])")
_PARTS = re.compile(r";\s|,\s(?=[A-Z])|\sand\s(?=[A-Z])")
_SOURCE = re.compile(r"(?:Sources?|Figures|Notes?|Data|Unit|In\s|All\s|Shares?|\(|\*)", re.IGNORECASE)
_PER_CENT = re.compile(r"\b(?:per cent|percent\w*|pc|shares?|reliance|dependen\w+|proportion)\b|%", re.IGNORECASE)
_MADE = re.compile(
    r"\b(?:produc\w+|output|mine[ds]?|mining|miners?|refin\w+|smelt\w+|makers?|makes|made|manufactur\w+|world "
    r"(?:share|supply|total)|"
    r"global|worldwide|of (?:the )?world|market shares?)\b",
    re.IGNORECASE,
)
_BOUGHT = re.compile(
    r"\b(?:imports?|imported|suppliers?|supplied|origins?|sources?|come[s]? from|came from|buys? from|bought from)\b",
    re.IGNORECASE,
)
_SOLD = re.compile(
    r"\b(?:exports?|exported|destinations?|customers?|buyers?|who buys|who takes|goes|went|sold to|shipments|sales)\b",
    re.IGNORECASE,
)
_OTHER = re.compile(
    r"\b(?:demand|consum\w+|usage|uses?|jobs|investment|projects?|spending|population|emissions|capacity factor)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class _Entry:
    """A name with its figure, and where it stands in the text."""

    name: str
    number: Decimal
    is_pct: bool
    is_weight: bool
    start: int
    end: int


def record_claims(context: Context, known: list[DependencyClaim]) -> list[DependencyClaim]:
    """The dependencies that labelled records of a document tell beside those `known`."""
    if not re.search(r"\d", context.document.text):
        return []
    out: list[DependencyClaim] = []
    for entries, texts in _blocks(context.document.text, context.document.title or ""):
        for claim in _claims(context, entries, texts):
            if not any(_tells(other, claim) for other in (*known, *out)):
                out.append(claim)
    for claim in _threes(context) if "|" in context.document.text else ():
        if not any(_tells(other, claim) for other in (*known, *out)):
            out.append(claim)
    return out


def _tells(other: DependencyClaim, claim: DependencyClaim) -> bool:
    return (
        other.supplier == claim.supplier
        and other.dependent == claim.dependent
        and related(other.minerals, claim.minerals)
    )


def _blocks(text: str, title: str) -> Iterator[tuple[list[_Entry], list[str]]]:
    """Entries with the texts that may label them, the nearest first."""
    lines: list[tuple[int, str]] = []
    place = 0
    for line in text.split("\n"):
        if line.strip():
            lines.append((place, line))
        place += len(line) + 1
    n = k = 0
    while k < len(lines) and n < MOST_LINES:
        start, line = lines[k]
        if not any(c.isdigit() for c in line) or len(line) > 700:
            k += 1
            continue
        n += 1
        above = [words for _, words in reversed(lines[max(0, k - 3) : k])]
        inline = _LABEL.match(line.strip()) if line.count(" | ") == 0 else None
        if inline and (entries := _roll(inline["roll"], start + line.index(inline["roll"]))):
            behind = _CUT.split(inline["roll"], maxsplit=1)[1:]
            after = [lines[k + 1][1]] if k + 1 < len(lines) and not behind else []
            yield entries, [inline["label"], inline["roll"][-40:], *behind, *above[:2], title, *after]
            k += 1
            continue
        run = []
        j = k
        while j < len(lines) and len(lines[j][1]) < 120 and (entry := _entry(lines[j][1], lines[j][0])):
            run.append(entry)
            j += 1
        if len(run) >= 2:
            below = [lines[j][1]] if j < len(lines) and _SOURCE.match(lines[j][1].strip()) else []
            yield run, [*above[:1], *below, *above[1:], title]
        k = max(j, k + 1)


_SUPPLIER_HEAD = re.compile(
    r"\b(?:suppliers?|sources?|origins?|producers?|refiners?|makers?|exporters?|countr(?:y|ies))\b", re.IGNORECASE
)


def _threes(context: Context) -> Iterator[DependencyClaim]:
    """ "Magnesium | China | 97%" under "Mineral | Main supplier | Share of EU imports"."""
    heads: list[str] = []
    place = 0
    for line in context.document.text.split("\n"):
        cells = [c.strip(" *") for c in line.strip().strip("|").split("|")] if line.count("|") >= 2 else []
        start, place = place, place + len(line) + 1
        if not cells:
            heads = []
        elif not heads:
            heads = cells
        elif len(cells) == len(heads) == 3 and _SUPPLIER_HEAD.search(heads[1]):
            minerals, who = _mineral(context, cells[0]), _country(context, cells[1])
            number = re.fullmatch(_NUMBER, cells[2])
            said = " ".join(heads[1:])
            if not minerals or not who or number is None or NO_SHARE.search(said) or _OTHER.search(said):
                continue
            entry = _Entry(
                cells[1], Decimal(number["number"].replace(",", "")), bool(number["pct"]), False, start, place - 1
            )
            quote = Quote(line, start, start + len(line))
            rate = _rate(entry) if entry.is_pct or _PER_CENT.search(said) else None
            buyer = next((m.values[0] for m in read_line(context, said).of("C") if len(m.values) == 1), None)
            if _BOUGHT.search(heads[2]) and (buyer or context.home):
                yield claim_of("relies_on", buyer or context.home[0], who, minerals, None, rate, None, quote)
            elif not buyer and (_MADE.search(said) or "share" in said.lower()):
                yield claim_of(
                    relation_of(rate.value) if rate else "producer",
                    None,
                    who,
                    minerals,
                    stage_in(said),
                    rate,
                    None,
                    quote,
                )


def _roll(roll: str, start: int) -> list[_Entry]:
    head = _CUT.split(roll, maxsplit=1)[0]
    parts = [p for p in _PARTS.split(head) if p.strip()]
    entries = []
    place = 0
    for part in parts:
        at = head.index(part, place)
        place = at + len(part)
        entry = _entry(re.sub(r"\s\((?:per cent|percent|%)\)\.?$", "", part), start + at)
        if entry is None:
            return []
        entries.append(entry)
    return entries if len(entries) >= 2 else []


def _entry(line: str, start: int) -> _Entry | None:
    m = _ENTRY.fullmatch(line.strip())
    if m is None:
        return None
    try:
        number = Decimal(m["number"].replace(",", ""))
    except InvalidOperation:
        return None
    lead = start + len(line) - len(line.lstrip())
    return _Entry(m["name"], number, bool(m["pct"]), bool(m["unit"]), lead, lead + len(line.strip()))


def _claims(context: Context, entries: list[_Entry], texts: list[str]) -> Iterator[DependencyClaim]:
    said = " ".join(texts[:2])
    if NO_SHARE.search(said) or (_OTHER.search(texts[0]) and not RELIANCE.search(texts[0])):
        return
    rows = [read_line(context, t[-220:]) for t in texts if t]
    countries = [_country(context, e.name) for e in entries]
    is_share = any(e.is_pct for e in entries) or bool(_PER_CENT.search(" ".join(texts[:3])))
    text = context.document.text
    quotes = [Quote(text[e.start : e.end], e.start, e.end) for e in entries]
    year = next((m.item.year for r in rows for m in r.of("D") if m.item.year), None) or _bare_year(texts)
    if not any(countries):
        minerals = [_mineral(context, e.name) for e in entries]
        buyer = next((m.values[0] for r in rows for m in r.of("C") if len(m.values) == 1), None)
        if RELIANCE.search(" ".join(texts[:2])) and all(minerals) and (buyer := buyer or (context.home or (None,))[0]):
            for e, what, quote in zip(entries, minerals, quotes, strict=True):
                yield claim_of("relies_on", buyer, None, what, None, _rate(e), year, quote)
        return
    if None in countries and len([c for c in countries if c]) < 2:
        return
    found = next((minerals_of(m) for r in rows for m in r.of("M") if minerals_of(m)), ())
    found = found or (context.topic if context.is_topic_clear else ())
    if not found:
        return
    kind, party, label = _kind(rows)
    stage = stage_in(label)
    for e, who, quote in zip(entries, countries, quotes, strict=True):
        rate = _rate(e) if is_share and not e.is_weight and e.number <= 100 else None
        if who is None or who == party:
            continue
        if kind == "made":
            relation = relation_of(rate.value) if rate else "producer"
            yield claim_of(relation, None, who, found, stage, rate, year, quote)
        elif kind == "bought" and party:
            yield claim_of("relies_on", party, who, found, None, rate, year, quote)
        elif kind == "sold" and party:
            yield claim_of("relies_on", who, party, found, None, rate, year, quote)


def _kind(rows: list) -> tuple[str | None, str | None, str]:
    """What the nearest label that says it makes of its records: made, bought by a party, sold by a party."""
    for row in rows:
        plain = re.sub(r"‹\w+›", " ", row.folded)
        if _OTHER.search(plain) or re.search(r"\breserves?\b", plain, re.IGNORECASE):
            return None, None, ""
        party = next((m.values[0] for m in row.of("C") if len(m.values) == 1 and m.values != ("WLD",)), None)
        is_world = bool(re.search(r"\b(?:world|global)", plain, re.IGNORECASE))
        if _SOLD.search(plain) and party and not is_world:
            return "sold", party, plain
        if _BOUGHT.search(plain) and party and not is_world:
            return "bought", party, plain
        if _MADE.search(plain) and not party and not _SOLD.search(plain):
            return "made", None, row.text
    return None, None, ""


def _country(context: Context, name: str) -> str | None:
    row = read_line(context, name)
    named = row.of("C")
    if len(named) == 1 and len(named[0].values) == 1 and named[0].end - named[0].start >= 0.6 * len(name):
        return named[0].values[0]
    return None


def _mineral(context: Context, name: str) -> tuple[str, ...]:
    for m in read_line(context, name[:1].lower() + name[1:]).of("M"):
        if minerals_of(m) and m.end - m.start >= 0.6 * len(name):
            return minerals_of(m)
    return ()


def _rate(entry: _Entry) -> Rate:
    return Rate(entry.start, entry.end, entry.number, "ad_valorem_pct")


def _bare_year(texts: list[str]) -> int | None:
    m = re.search(r"\b(?:19|20)\d\d\b(?!\s?[-–]\s?\d)", " ".join(texts[:3]))
    return int(m[0]) if m else None

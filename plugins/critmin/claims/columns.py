"""Countries told one below the other: "1. Rwanda", "Canada: $8.2 billion (34%)", "| Peru | 10% |".

A run of lines that each open with a country is read under what stands over it: the sentence or heading that says what
is ranked or shared. Reserves, prices, duties and exports told in the same shape are left out.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from critmin.claims import regex as re
from critmin.claims.claim import DependencyClaim, Quote
from critmin.claims.context import Context, minerals_of
from critmin.claims.mentions import Mention
from critmin.claims.tables import IMPORTED, MADE, NO_SHARE, read_line, relation_of, stage_in

MOST_LINES = 300  # lines of one document that may open with a country
_ITEM = re.compile(
    r"\s{0,8}(?:[-*•·–]\s{0,3}|\|\s{0,3}|#{1,6}\s)?(?:\*\*)?(?:(?P<n>\d{1,2})[.):]\s{0,3})?(?:\*\*)?"
    r"(?P<who>(?:The\s)?[A-Z][\w.’'()&-]*(?:\s(?:of|the|and|[A-Z(][\w.’')]*)){0,6}?)(?:\*\*)?\s?"
    r"(?P<rest>$|(?:[:–—|(,]|\s?-\s|\s\d)[^\n]{0,160}$)"
)
_RANKING = re.compile(r"\b(?:top|largest|biggest|leading|highest|ranked|ranking|rank|most|main|major)\b", re.IGNORECASE)
_PRODUCERS = re.compile(
    r"\b(?:producers?|producing|production|output|miners?|mining|refiners?|suppliers?)\b", re.IGNORECASE
)
_THEIR_SOURCES = re.compile(r"‹C\d+›(?:'s?)?\s(?:[\w-]+\s){0,2}(?:suppliers?|sources?)\b")
_EXPORTED = re.compile(r"\bexport", re.IGNORECASE)


@dataclass(frozen=True)
class _Item:
    number: int | None
    who: str
    line: str
    start: int
    end: int
    share: Mention | None


@dataclass(frozen=True)
class _Head:
    """What stands over a run of countries."""

    minerals: tuple[str, ...]
    stage: str | None
    buyer: str | None
    year: int | None
    is_ranking: bool


def column_claims(context: Context, known: list[DependencyClaim]) -> list[DependencyClaim]:
    """The dependencies that runs of country lines tell beside those known."""
    told = {(c.relation, c.supplier, m) for c in known for m in c.minerals}
    out = []
    for items, above in _runs(context):
        head = _head(context, above)
        for claim in _claims(items, head) if head else ():
            keys = {(r, claim.supplier, m) for m in claim.minerals for r in _alike(claim.relation)}
            if claim.rank is not None or not keys & told:
                out.append(claim)
    return out


def _alike(relation: str) -> tuple[str, ...]:
    return ("dominates", "producer") if relation in ("dominates", "producer") else (relation,)


def _runs(context: Context) -> Iterator[tuple[list[_Item], list[str]]]:
    """Runs of at least three country lines, with the lines over them, the nearest first."""
    text = context.document.text
    lines: list[tuple[int, str]] = []
    place = 0
    for line in text.split("\n"):
        if line.strip():
            lines.append((place, line))
        place += len(line) + 1
    matches = [_ITEM.match(line) if len(line) < 220 else None for _, line in lines]
    n = 0
    k = 0
    while k < len(lines):
        if matches[k] is None or n > MOST_LINES:
            k += 1
            continue
        n += 1
        run, j, last = [], k, k
        numbered = matches[k]["n"] is not None
        while j < len(lines) and j - last <= (14 if numbered else 0):
            m = matches[j]
            item = None
            if m is not None and (m["n"] is not None) == numbered and (not run or _follows(run[-1], m)):
                item = _item(context, lines[j], m)
            if item is not None:
                run.append(item)
                last = j
            elif not numbered:
                break
            j += 1
            if not numbered:
                last = j
        if len(run) >= 3 and len({i.who for i in run}) == len(run):
            yield run, [line for _, line in reversed(lines[max(0, k - 6) : k])]
            k = last + 1
        else:
            k += 1


def _follows(before: _Item, m: re.Match) -> bool:
    return m["n"] is None or before.number is None or abs(int(m["n"]) - before.number) == 1


def _item(context: Context, line: tuple[int, str], m: re.Match) -> _Item | None:
    start, words = line
    numbered, rest = m["n"] is not None, m["rest"]
    if not numbered and not re.search(r"\d", rest):
        return None
    row = read_line(context, words)
    countries = row.of("C")
    if not countries or len(countries[0].values) != 1 or countries[0].start > 12:
        return None
    named = read_line(context, m["who"]).of("C")
    if not named or named[0].values != countries[0].values:
        return None
    left = re.sub(r"\([^)]*\)|[^\w]", "", m["who"])
    if named[0].end - named[0].start < 0.6 * len(left):
        return None  # "China Rare Earth Group": no country
    rates = [r for r in row.of("R") if r.item.unit == "ad_valorem_pct"]
    lead = start + len(words) - len(words.lstrip())
    number = int(m["n"]) if numbered else None
    share = rates[0] if len(rates) == 1 else None
    if not numbered and share is None and not re.search(r"\d", rest):
        return None
    return _Item(number, countries[0].values[0], words.strip(), lead, lead + len(words.strip()), share)


def _head(context: Context, above: list[str]) -> _Head | None:
    title = context.document.title or ""
    texts = [t for t in above if not set(t.strip()) <= set("|-: ")]
    for text in [*texts, *context.page.headings[:1], title]:
        said = re.split(r"(?<=[.!?])\s", text.strip())[-1][-400:]
        row = read_line(context, said)
        if NO_SHARE.search(said) and not _PRODUCERS.search(said):
            return None
        is_bought = bool(IMPORTED.search(said) or _THEIR_SOURCES.search(row.folded)) and not re.search(
            r"\b(?:world|global)", said, re.IGNORECASE
        )
        if not (is_bought or (_PRODUCERS.search(said) and (_RANKING.search(said) or MADE.search(said)))):
            continue
        if _EXPORTED.search(said) or re.search(r"\breserves?\b", said, re.IGNORECASE):
            return None
        minerals = next((minerals_of(m) for m in row.of("M") if minerals_of(m)), ())
        minerals = minerals or (context.topic if context.is_topic_clear else ())
        buyer = None
        if is_bought:
            countries = [m.values[0] for m in row.of("C") if len(m.values) == 1]
            buyer = countries[0] if countries else context.home[0] if context.home else None
            if buyer is None:
                return None
        if not minerals:
            return None
        year = next((m.item.year for m in row.of("D") if m.item.year), None)
        return _Head(minerals, stage_in(said), buyer, year, bool(_RANKING.search(said)))
    return None


def _claims(items: list[_Item], head: _Head) -> Iterator[DependencyClaim]:
    values = [i.share.item.value for i in items if i.share is not None]
    falling = len(values) == len(items) and all(a is not None and b is not None and a >= b for a, b in pairwise(values))
    for k, item in enumerate(items, start=1):
        if item.who == head.buyer:
            continue
        rank = item.number or (k if head.is_ranking and falling else None)
        if item.share is None and rank is None and not head.is_ranking:
            continue
        rate = item.share.item if item.share else None
        value: Decimal | None = rate.value if rate else None
        relation = "relies_on" if head.buyer else relation_of(value) if value is not None else "producer"
        yield DependencyClaim(
            evidence=Quote(item.line, item.start, item.end),
            rule="dependency.column",
            confidence=0.7,
            relation=relation,
            dependent=head.buyer,
            supplier=item.who,
            minerals=head.minerals,
            stage=None if head.buyer else head.stage,
            share_pct=value,
            share_qualifier=rate.qualifier if rate and value is not None else None,
            share_of=(("importer_imports" if head.buyer else "world_production") if value is not None else None),
            rank=None if relation == "dominates" else rank,
            year=head.year,
        )

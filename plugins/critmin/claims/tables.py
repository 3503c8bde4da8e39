"""Shares told in rows and rolls: "Australia 47%, Chile 25%, China 15%", "| Gallium (refined) | 98% |".

A line counts only where its own label, its table's head or the heading above says what is shared. Reserves, prices and
duties in the same shape are left out.
"""

from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from critmin.claims import rates, tokens
from critmin.claims import regex as re
from critmin.claims.claim import DependencyClaim, Quote
from critmin.claims.context import Context, minerals_of
from critmin.claims.mentions import Folded
from critmin.claims.patterns import signs

MOST_LINES = 400  # lines with a percentage of one document
_PAIR = re.compile(
    r"(?P<who>‹C\d+›)\s?(?:\([^()%]{0,20}\)\s?)?[:=(–—-]?\s?(?:about|around|some|nearly|over|~|≈|>|<|c\.|"
    r"ca\.)?\s?(?P<rate>‹R\d+›)"
)
_PAIR_IN_ROLL = re.compile(
    r"(?P<who>‹C\d+›),?\s?(?:\([^()%]{0,20}\)\s?)?[:=(–—-]?\s?(?:about|around|some|nearly|over|~|≈|>|<|c\.|"
    r"ca\.)?\s?(?P<rate>‹R\d+›)"
)  # "China, 63%; Laos, 7%"
NO_SHARE = re.compile(
    r"\b(?:reserves?|deposits?|resources|tariffs?|dut(?:y|ies)|lev(?:y|ies)|price|growth|change|(?<!-)grade|purity|"
    r"stake|"
    r"owned|ownership|shareholders?|votes?|gdp|demand|population|rates?\b(?!\sof production)|"
    r"exports? to|year-on-year)\b",
    re.IGNORECASE,
)
MADE = re.compile(
    r"\b(?:produc\w+|mining|mine[ds]?|miners?|refin\w+|process\w+|smelt\w+|separat\w+|output|suppl\w+|capacity|"
    r"global|"
    r"world|worldwide|share|dominan\w+)\b",
    re.IGNORECASE,
)
IMPORTED = re.compile(r"\b(?:import sources?|imports?|imported|suppliers? to|sources? of)\b", re.IGNORECASE)
RELIANCE = re.compile(
    r"\b(?:import|foreign)[\s-](?:reliance|dependen\w+)\b|\b(?:reliance|dependence|dependency) on (?:imports|foreign)|"
    r"\bshare imported\b",
    re.IGNORECASE,
)
_STAGES = (
    ("mining", re.compile(r"\b(?:mining|mine[ds]?|miners?|ores?|extraction)\b", re.IGNORECASE)),
    ("refining", re.compile(r"\brefin\w+", re.IGNORECASE)),
    ("processing", re.compile(r"\bprocess\w+", re.IGNORECASE)),
    ("separation", re.compile(r"\bseparat\w+", re.IGNORECASE)),
    ("metal", re.compile(r"\bsmelt\w+", re.IGNORECASE)),
    ("magnets", re.compile(r"\bmagnets?\b", re.IGNORECASE)),
)


def table_claims(context: Context, known: list[DependencyClaim]) -> list[DependencyClaim]:
    """The dependencies that the rows and rolls of a document tell beside those known of its sentences."""
    text = context.document.text
    found: list[DependencyClaim] = []
    above: list[str] = []
    n_lines = 0
    for start, end in _rows(text):
        stripped = text[start:end]
        if "%" in stripped or " per cent" in stripped or " percent" in stripped:
            n_lines += 1
            if n_lines > MOST_LINES:
                break
            if len(stripped) <= 600:
                found += _row(context, stripped, above[-60:], Quote(stripped, start, end))
        above.append(stripped)
    told = {(who, c.share_pct) for c in known if c.share_pct is not None for who in (c.supplier, c.dependent)}
    return [c for c in found if (c.supplier, c.share_pct) not in told]


_UNFINISHED = re.compile(r"(?:%\)?\+?\)?,(?:\s[A-Z][\w .']{2,40})?|\bof|[A-Z][\w.']+,)$")


def _rows(text: str) -> Iterator[tuple[int, int]]:
    """The lines of a text without blanks at their ends; a roll that is broken over lines is one row:
    "South Africa (33%), Gabon" and "(18%), Australia (14%)"."""
    place = 0
    row: tuple[int, int] | None = None
    for line in text.split("\n"):
        start = place + len(line) - len(line.lstrip())
        end = place + len(line.rstrip())
        place += len(line) + 1
        if end <= start:
            continue
        if row is not None:
            before = text[row[0] : row[1]]
            is_roll = end - row[0] < 200 and len(line) < 80 and "|" not in before
            if is_roll and (
                (text[start] == "(" and "%" in line) or (_UNFINISHED.search(before) and "%" in before + line)
            ):
                row = (row[0], end)
                continue
            yield row
        row = (start, end)
    if row is not None:
        yield row


def _tidy(text: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"\s*\|\s*", " ; ", re.sub(r"[*_`]+", "", text))).strip(" ;")


def read_line(context: Context, text: str) -> Folded:
    """A line folded as a sentence is, its cells apart by semicolons and without Markdown's marks."""
    return context.read(_tidy(text))


_NAME_BEFORE = re.compile(
    r"\b[A-Z][\w.'’-]*,?\s?(?:\([^()%]{0,20}\)\s?)?[:=(–—-]?\s?(?:about|around|some|nearly|over|~|≈|>|<|c\.|ca\.)?\s?$"
)


def _may_pair(text: str) -> bool:
    """Whether a figure stands right behind a name, as in every pair of a country and its share: asked before the
    line is read, which costs much more."""
    figures = rates.find(text, tokens.read(text).rates)
    return any(_NAME_BEFORE.search(text[max(0, rate.start - 60) : rate.start]) for rate in figures)


def _row(context: Context, line: str, above: list[str], quote: Quote) -> Iterator[DependencyClaim]:
    if "|" not in line and not _may_pair(re.Line(_tidy(line))):
        return
    row = read_line(context, line)
    pairs = list((_PAIR_IN_ROLL if ";" in row.folded else _PAIR).finditer(row.folded))
    is_single = len(pairs) == 1 and row.folded.startswith("‹C") and _label_above(context, above) != ()
    if (len(pairs) >= 2 or is_single) and len({p["who"] for p in pairs}) == len(pairs):
        yield from _roll(context, row, pairs, above, quote)


def _roll(
    context: Context, row: Folded, pairs: list[re.Match], above: list[str], quote: Quote
) -> Iterator[DependencyClaim]:
    """ "Top mining countries: Australia 47%, Chile 25%"."""
    label = row.folded[: pairs[0].start()]
    between = " ".join(row.folded[a.end() : b.start()] for a, b in pairwise(pairs))
    tail = row.folded[pairs[-1].end() :]
    said = f"{label} {between} {tail}"
    near = _headings(above)
    is_cell = not row.folded[: pairs[0].start()].strip() and _label_above(context, above)
    near = [*near[:2], *(t for t in reversed(above) if is_cell and len(t) < 90 and MADE.search(t))]
    whole = said if MADE.search(said) or IMPORTED.search(said) else f"{said} {' '.join(near[:3])}"
    if (
        NO_SHARE.search(said)
        or (whole != said and NO_SHARE.search(whole))
        or not (MADE.search(whole) or IMPORTED.search(whole))
    ):
        return
    minerals = next((minerals_of(m) for m in row.of("M") if minerals_of(m)), ())
    minerals = minerals or _label_above(context, above) or _mineral_above(context, near)
    stage = stage_in(said if is_cell else whole)
    year = next((m.item.year for m in row.of("D") if m.item.year), None)
    if not minerals:
        return
    is_bought = bool(IMPORTED.search(whole)) and not re.search(r"\b(?:world|global)", whole)
    buyer = _buyer(context, near) if is_bought else None
    if is_bought and not buyer:
        return
    rates = [row[p["rate"]].item for p in pairs]
    values = [r.value for r in rates]
    is_falling = is_cell and None not in values and all(a >= b for a, b in pairwise(values))
    for k, (p, rate) in enumerate(zip(pairs, rates, strict=True), start=1):
        for who in row[p["who"]].values[:1]:
            if buyer and who != buyer:
                yield claim_of("relies_on", buyer, who, minerals, None, rate, year, quote)
            elif not buyer:
                relation = relation_of(rate.value)
                rank = k if is_falling and relation == "producer" and len(pairs) > 1 else None
                yield claim_of(relation, None, who, minerals, stage, rate, year, quote, rank)
    if is_cell and not buyer:  # "China (90%), Germany, Kazakhstan": the others without figures
        named = {row[p["who"]].values[:1] for p in pairs}
        for m in signs(row.folded, "C", pairs[-1].end()):
            if re.fullmatch(r"(?:[)+,\s]|and|‹C\d+›)*", row.folded[pairs[-1].end() : m.start()]):
                for who in row[m.group()].values:
                    if (who,) not in named:
                        yield claim_of("producer", None, who, minerals, stage, None, year, quote)


def _headings(above: list[str]) -> list[str]:
    """What stands over a row, the nearest first: the head of its table, the caption, the headings."""
    found = []
    for text in reversed(above):
        if set(text) <= set("|-: "):
            continue
        is_row = "|" in text and re.search(r"\d", text)
        if is_row and not found:
            continue
        if not is_row and len(text) < 220:
            found.append(text)
        if text.startswith("#") or len(found) >= 5:
            break
    return found


def _label_above(context: Context, above: list[str]) -> tuple[str, ...]:
    """The mineral that stands alone on one of the few lines over a row: the first cell of its row."""
    for text in reversed(above[-5:]):
        bare = re.sub(r"\([^()]*\)|[^\w\s]", "", text).strip()
        if 2 < len(bare) < 34:
            for m in read_line(context, bare.lower() if bare.isupper() else bare).of("M"):
                if minerals_of(m) and m.end - m.start >= 0.6 * len(bare):
                    return minerals_of(m)
    return ()


def _mineral_above(context: Context, near: list[str]) -> tuple[str, ...]:
    for text in near:
        found = [v for m in read_line(context, text).of("M") for v in minerals_of(m)]
        if found:
            return (found[0],)
    return context.topic if context.is_topic_clear else ()


def _buyer(context: Context, near: list[str]) -> str | None:
    for text in near:
        for m in read_line(context, text).of("C"):
            if len(m.values) == 1:
                return m.values[0]
    return context.home[0] if context.home else None


def stage_in(text: str) -> str | None:
    """The one stage that a label or a heading names; None where it names none or several."""
    found = [name for name, words in _STAGES if words.search(text)]
    return found[0] if len(found) == 1 else None


def relation_of(value: Decimal | None) -> str:
    """A share of the world above one half (per cent) dominates, a smaller one produces."""
    return "dominates" if value is None or value > 50 else "producer"


def claim_of(relation, dependent, supplier, minerals, stage, rate, year, quote, rank=None) -> DependencyClaim:
    """The claim of one row or cell; `rate` is a `Rate` in per cent, or None where the row names its country alone."""
    value = rate.value if rate else None
    return DependencyClaim(
        evidence=quote,
        rule="dependency.table_row",
        confidence=0.7,
        relation=relation,
        dependent=dependent,
        supplier=supplier,
        minerals=minerals,
        stage=stage,
        share_pct=value,
        share_qualifier=rate.qualifier if rate and value is not None else None,
        share_of=("importer_imports" if relation == "relies_on" else "world_production") if value is not None else None,
        rank=rank,
        year=year,
    )

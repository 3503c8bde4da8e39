"""Tables drawn with pipes: each cell with a share is read with its row's label, its column's head and the caption.

"| Cobalt (refined) | 74% |" under "China's share of refining", "| Glencore | 15% global |", "| Share of world "
"output | 60% |"
in a profile of one country, "| Import reliance | 100% |".
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from critmin.claims.claim import DependencyClaim, Quote
from critmin.claims.context import Context, minerals_of
from critmin.claims.mentions import Folded, Mention
from critmin.claims.tables import MADE, NO_SHARE, RELIANCE, claim_of, read_line, relation_of, stage_in

MOST_ROWS = 400  # rows of one document
_WORLD = re.compile(r"\b(?:global|world|worldwide|world's|market share)\b", re.IGNORECASE)
_SHARE = re.compile(r"\b(?:share|global|world|worldwide|of (?:total|supply|output|production))\b", re.IGNORECASE)
_COUNTRY_HEAD = re.compile(
    r"(?:countr(?:y|ies)|producers?|nations?|producing countr(?:y|ies)|top producers?)", re.IGNORECASE
)
_SHARE_HEAD = re.compile(r"\b(?:shares?|percent\w*)\b|%", re.IGNORECASE)
_OTHER_TABLE = re.compile(r"\b(?:imports?|demand|exports?|use[sd]?|consum\w+|destinations?|buyers?)\b", re.IGNORECASE)
_RULE = re.compile(r"[\s|:+-]+$")
_ASIDE = re.compile(r"(?<=[%+])\s?\([^()]*%[^()]*\)")  # "35% (and 25% abroad)"
_TOTAL = re.compile(r"\s*(?:combined|totals?|others?|rest|world|all|sum)\b", re.IGNORECASE)
_PLAIN = re.compile(r"[*_`\[\]#]+")


@dataclass(frozen=True)
class Table:
    """A table: the words of its head, its rows with their place in the text, the lines over it."""

    heads: list[str]
    rows: list[tuple[str, int]]
    above: list[str]  # the lines over it, the nearest first


def grid_claims(context: Context, known: list[DependencyClaim]) -> list[DependencyClaim]:
    """The dependencies that the cells of a document's tables tell beside those known."""
    if "|" not in context.document.text:
        return []
    told = {(c.supplier, c.share_pct, c.minerals[:1]) for c in known}
    out = []
    for table in tables_of(context.document.text):
        for line, start in table.rows:
            for claim in _row(context, table, line, start):
                if (claim.supplier, claim.share_pct, claim.minerals[:1]) not in told:
                    out.append(claim)
    return out


def tables_of(text: str) -> Iterator[Table]:
    """The tables of a text drawn with pipes, each with its head, rows and the lines over it."""
    place = n = 0
    above: list[str] = []
    block: list[tuple[str, int]] = []
    for line in [*text.split("\n"), ""]:
        is_row = line.count("|") >= 3 if line.lstrip().startswith("|") else line.count(" | ") >= 2
        if is_row and n < MOST_ROWS:
            n += 1
            block.append((line, place))
        else:
            if len(block) >= 2:
                rows = [b for b in block[1:] if not _RULE.match(b[0])]
                yield Table(cells_of(block[0][0]), rows, above[:-7:-1])
            block = []
            if line.strip():
                above.append(line.strip())
        place += len(line) + 1


def cells_of(line: str) -> list[str]:
    """The cells of a row, without Markdown's marks."""
    return [_PLAIN.sub("", c).strip() for c in line.strip().strip("|").split("|")]


def _row(context: Context, table: Table, line: str, start: int) -> Iterator[DependencyClaim]:
    cells = cells_of(line)
    if len(cells) < 2 or "%" not in line or _TOTAL.match(cells[0]):
        return
    label = read_line(context, cells[0])
    lead = start + len(line) - len(line.lstrip())
    quote = Quote(line.strip(), lead, lead + len(line.strip()))
    for j, words in enumerate(cells[1:], start=1):
        if "%" not in words:
            continue
        words = _ASIDE.sub("", words)
        cell = read_line(context, words)
        rates = [m for m in cell.of("R") if m.item.unit == "ad_valorem_pct"]
        if not rates or len(words[: rates[0].start].split()) > 3 or len(cell.of("C")) > 1:
            continue  # a roll, or a sentence: others read these
        head = table.heads[j] if j < len(table.heads) else ""
        yield from _cell(context, table, label, cells[0], head, cell, words, rates[0], quote)


def _cell(
    context: Context, table: Table, label: Folded, name: str, head: str, cell: Folded, words: str, rate: Mention,
    quote: Quote,
) -> Iterator[DependencyClaim]:  # fmt: skip
    said = f"{name} {head} {words}"
    if NO_SHARE.search(said):
        return
    top = read_line(context, head)
    minerals = next((minerals_of(m) for f in (label, top, cell) for m in f.of("M") if minerals_of(m)), ())
    minerals = minerals or _mineral_above(context, table)
    if not minerals:
        return
    year = next((m.item.year for f in (cell, top, label) for m in f.of("D") if m.item.year), None)
    if RELIANCE.search(said):
        who = _country(context, table, label, top)
        if who:
            yield claim_of("relies_on", who, None, minerals, None, rate.item, year, quote)
        return
    caption = " ".join(table.above[:1])
    is_world = bool(_WORLD.search(said)) or (bool(_WORLD.search(caption)) and bool(MADE.search(said + caption)))
    is_world = is_world or _is_of_makers(table, head)
    buyer = _one(label)
    seller = _one(top)
    if buyer and seller and buyer != seller and _SHARE.search(head):
        yield claim_of("relies_on", buyer, seller, minerals, None, rate.item, year, quote)
        return
    if not is_world or not (_SHARE.search(said) or MADE.search(said + caption) or _SHARE_HEAD.search(head)):
        return
    firm = next((m.values[0] for m in label.of("G") if m.values), None)
    holder = firm or buyer or (None if label.of("C") else _country(context, table, label, top))
    if holder:
        stage = stage_in(name) or stage_in(head)
        yield claim_of(relation_of(rate.item.value), None, holder, minerals, stage, rate.item, year, quote)


def _is_of_makers(table: Table, head: str) -> bool:
    """ "| Country | Share |" under "Supply concentration": the shares of who makes it."""
    above = " ".join(table.above[:2])
    return bool(
        _COUNTRY_HEAD.fullmatch(table.heads[0])
        and _SHARE_HEAD.search(head)
        and MADE.search(above)
        and not _OTHER_TABLE.search(above)
        and not NO_SHARE.search(above)
    )


def _one(row: Folded) -> str | None:
    found = {m.values[0] for m in row.of("C") if len(m.values) == 1}
    return found.pop() if len(found) == 1 else None


def _country(context: Context, table: Table, *near: Folded) -> str | None:
    """The one country of a label or a head, else of the caption, the headings over it, the title."""
    for row in near:
        if who := _one(row):
            return who
    for text in (*table.above[:2], context.document.title or ""):
        if len(text) < 160 and (who := _one(read_line(context, text))):
            return who
    return context.home[0] if context.home else None


def _mineral_above(context: Context, table: Table) -> tuple[str, ...]:
    for text in (*table.above[:3], context.document.title or ""):
        if len(text) < 160:
            found = [v for m in read_line(context, text).of("M") for v in minerals_of(m)]
            if found:
                return (found[0],)
    return context.topic if context.is_topic_clear else ()

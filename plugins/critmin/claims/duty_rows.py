"""Rates of duty told in rows: "| Angola | 15% |", "Russia | all others | 48.2%", "Brazil 50%".

A row counts only beside another one, under words that speak of duties; who levies them stands above the table.
"""

from collections.abc import Iterator

from critmin.claims import measure_products
from critmin.claims import regex as re
from critmin.claims.claim import Quote
from critmin.claims.context import Context
from critmin.claims.duty_points import KINDS
from critmin.claims.measure_draft import Draft
from critmin.claims.measure_lists import days_above
from critmin.claims.measure_parties import usual_imposer
from critmin.claims.patterns import signs

MOST_ROWS = 400  # of one document
_DUTIES = re.compile(r"\b(?:tariffs?|dut(?:y|ies)|lev(?:y|ies)|dumping margins?|surcharges?)\b", re.IGNORECASE)
_SHARES = re.compile(
    r"\b(?:share|imports? (?:from|by)|exports? (?:to|by)|growth|change|production|output)\b", re.IGNORECASE
)
_RATE = re.compile(r"\d\s?(?:%|per\s?cent\b|pc\b|pct\b)")
_BARE = re.compile(r"\|\s*(\d{1,3}(?:\.\d{1,3})?)\s*\|?\s*$")  # "Angola | 15", where the head says per cent
_FIGURE = re.compile(r"\d")
_IN_PERCENT = re.compile(r"\(%\)|\bper\s?cent\b|%")
_OLD_THEN_NEW = re.compile(
    r"\b(?:old|previous|current|before|from|announced|april)\b[^.]{0,40}\b(?:new|revised|after|to|final|now|"
    r"august)\b",
    re.IGNORECASE,
)
_FROM_TO = re.compile(r"\bfrom\s‹R\d+›\sto\s‹R\d+›")
_ITEM = re.compile(  # "- South Africa (30%)"
    r"\s*(?:[-*•·]|\d+[.)])\s+[A-Z][\w .’'&-]{2,50}[,:(–—-]?\s?\(?\d{1,3}(?:\.\d+)?\s?(?:%|per\s?cent|pc|"
    r"pct)\)?[.;,]?\s*"
)
_SAYS = re.compile(r"^(?!\s*<!--).*\w")  # neither a rule, a blank nor a remark in the markup
_REST = re.compile(r"‹\w+›|[\s|:()*–—-]")


def read(context: Context, drafts: list[Draft], government: str) -> list[Draft]:
    """The drafts of the rows of a document; `drafts` are those of its sentences."""
    found: list[Draft] = []
    block: list[Draft] = []
    above: list[str] = [context.document.title or ""]
    n_rows = 0
    for line, start, is_row in _lines(context):
        if not is_row or not _FIGURE.search(line):
            if _SAYS.search(line):
                found += block if len(block) > 1 else []
                block = []
                above.append(line)
            continue
        n_rows += 1
        if n_rows > MOST_ROWS:
            break
        draft = _row(context, line, start, " ".join(above[-4:]), drafts, government)
        if draft is not None:
            block.append(draft)
    return found + (block if len(block) > 1 else [])


def _lines(context: Context) -> Iterator[tuple[str, int, bool]]:
    """(line, place, whether it is a row of a table with a percentage and no sentence) of a text."""
    spans = iter([(s.start, s.end) for s in context.page.sentences])
    span = next(spans, None)
    place = 0
    for line in context.document.text.split("\n"):
        while span and span[1] <= place:
            span = next(spans, None)
        in_sentence = bool(span and span[0] < place + len(line) and line.strip())
        is_row = len(line) < 160 and bool(_RATE.search(line) or _BARE.search(line))
        is_row = is_row and (not in_sentence or bool(_ITEM.fullmatch(line)))
        yield line, place, is_row
        place += len(line) + 1


def _row(context, line: str, start: int, above: str, drafts: list[Draft], government: str) -> Draft | None:
    if not _DUTIES.search(above) or _SHARES.search(above.split(". ")[-1]):
        return None
    stripped = line.strip()
    bare = _BARE.search(stripped) if "%" not in stripped else None
    if bare and not _IN_PERCENT.search(above):
        return None
    folded = context.read(f"{stripped[: bare.end(1)]}%" if bare else stripped)
    rates = signs(folded.folded, "R")
    if len(rates) == 2 and (_OLD_THEN_NEW.search(above) or _FROM_TO.search(folded.folded)):
        rates = rates[1:]
    who = signs(folded.folded, "CMP")
    if len(rates) != 1 or not who or who[0].start() > rates[0].start() or len(_REST.sub("", folded.folded)) > 40:
        return None
    rate = folded[rates[0].group()].item
    before = [d for d in drafts if d.measure in KINDS and d.evidence.quote_start < start]
    last = before[-1] if before else None
    partners = tuple(v for s in signs(folded.folded, "C") for v in folded[s.group()].values if v)
    imposer = last.imposer if last else government or next(iter(usual_imposer(context, partners)), "")
    targets = tuple(v for v in partners if v != imposer)
    named = [v for s in signs(folded.folded, "MP") for v in measure_products.product_values(folded[s.group()])]
    if not imposer or rate.value is None or not (targets or named):
        return None
    kind = last.measure if last else "tariff"
    near = last if last and last.rate is None and start - last.evidence.quote_end < 600 else None
    place = start + line.index(stripped)
    i = sum(s.start < start for s in context.page.sentences)
    effective = None if last else days_above(context, i)[1]
    is_ahead = bool(effective and context.published_on and effective > context.published_on)
    return Draft(
        sentence=i,
        evidence=Quote(stripped, place, place + len(stripped)),
        rule=f"{kind}_of_a_row",
        confidence=0.7,
        measure=kind,
        imposer=imposer,
        targets=targets or (near.targets if near else ("WLD",)),
        products=tuple(dict.fromkeys(named)) or (near.products if near else ("all_goods",)),
        rate=rate.value,
        rate_unit=rate.unit,
        status=last.status if last else "scheduled" if is_ahead else "in_force",
        firmness=last.firmness if last else "scheduled" if is_ahead else "law",
        announced_on=near.announced_on if near else None,
        effective_on=near.effective_on if near else effective,
        is_target_stated=True,
        is_product_stated=True,
        is_status_stated=False,
    )

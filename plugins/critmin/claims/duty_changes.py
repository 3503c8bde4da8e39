"""Lists of changed rates: "tin (5% to 25%), zinc (0% to 10%)", and lines such as "Tin from 5% to 25% in 2026;".

Each good has its own new rate. Who levies, and on whom, stands above the list or in the same sentence.
"""

from dataclasses import replace

from critmin.claims import measure_part, measure_products, measure_status
from critmin.claims import regex as re
from critmin.claims.context import Context
from critmin.claims.duty_points import KINDS
from critmin.claims.measure_cues import Head
from critmin.claims.measure_draft import Draft
from critmin.claims.patterns import signs

_ITEM = re.compile(
    r"(?:‹M\d+›-ion\s(?:[\w-]+\s){0,3})?(?P<what>‹[MP]\d+›)(?!-ion)(?:[^:;‹›(–]|\([^()‹›]{0,40}(?:‹P\d+›)?\)){0,50}?\s?"
    r"(?:[:(–-]\s?)?(?:(?:an?\s)?(?:is\s|are\s|to be\s|will\s)?(?:up|rise|rises|rising|increas\w+|rais\w+|hik\w+|"
    r"goes|going|mov\w+|doubl\w+|quadrupl\w+|tripl\w+)\s)?(?:from\s)?(?:(?P<old>‹R\d+›)(?:\sto\s(?P<new>‹R\d+›))?|"
    r"(?:zero|nil|0)(?:\sper\s?cent|%)?\sto\s(?P<then>‹R\d+›))",
    re.IGNORECASE,
)
_LINE_HEAD = re.compile(r"(?:‹[MP]\d+›\s?[-–]\s?[^‹›.;]{0,50}|(?:The|Other|Certain|Some|All)\s)?")
_DUTIES = re.compile(r"\b(?:tariffs?|dut(?:y|ies)|lev(?:y|ies)|section \d{3})\b", re.IGNORECASE)
_ABOVE = 14  # sentences above a line that may say whose list it is


def read(context: Context, i: int, before: list[Draft], here: list[Draft], duties) -> list[Draft]:
    """The drafts of the changed rates that a sentence lists, with those `here`; `duties` are the document's."""
    sentence = context.folded(i)
    folded = sentence.folded
    if len(signs(folded, "R")) == 0 or not signs(folded, "MP"):
        return here
    items = [(m, rate) for m in _ITEM.finditer(folded) if (rate := _new_rate(sentence, m)) is not None]
    is_line = len(items) == 1 and bool(_LINE_HEAD.fullmatch(folded, 0, items[0][0].start()))
    if not (len(items) > 1 or is_line) or not _is_on_duties(context, i):
        return here
    near = [d for d in (*before, *here) if d.measure in KINDS and i - d.sentence <= _ABOVE]
    stated = next((d for d in here if d.measure in KINDS), None)
    last = stated or (near[-1] if near else None)
    imposer = last.imposer if last else duties.government
    if not imposer:
        return here
    targets, is_target_stated = _targets(context, i, imposer, near)
    if not is_target_stated and duties.title.targets and imposer not in duties.title.targets:
        targets = duties.title.targets
    found: list[Draft] = []
    for m, rate in items:
        products = measure_products.product_values(sentence[m["what"]]) or ()
        if not products:
            continue
        at = measure_part.Part(
            context, i, Head("tariff", m.start(), m.start()), None, m.start(), m.end(), 0, len(folded)
        )
        status, firmness, is_stated = measure_status.status(at, imposer)
        announced, effective, expires = measure_status.dates_of(at, status, context.published_on)
        if not is_stated and last:
            status, firmness = last.status, last.firmness
        if effective is None and last and last.effective_on and last.effective_on.year in _years(sentence, last):
            effective = last.effective_on
        status, firmness = measure_status.with_dates(status, firmness, effective, at, context.published_on)
        found.append(
            Draft(
                sentence=i,
                evidence=context.quote(i),
                rule="tariff_of_a_change",
                confidence=0.7,
                measure=last.measure if last and last.measure in KINDS else "tariff",
                imposer=imposer,
                targets=targets,
                products=products,
                rate=rate,
                rate_unit="ad_valorem_pct",
                status=status,
                firmness=firmness,
                announced_on=announced or (last.announced_on if last else None),
                effective_on=effective,
                expires_on=expires,
                is_target_stated=is_target_stated,
                is_status_stated=is_stated,
            )
        )
    if not found:
        return here
    listed = {v for d in found for v in d.products}
    kept = [d for d in here if not (d.measure in KINDS and (d.rate is None or set(d.products) & listed))]
    return kept + [replace(d, sentence=i) for d in found]


def _new_rate(sentence, m: re.Match):
    """The rate that a change leads to: the second of two, the upper end of "5% to 25%"."""
    if new := m["new"] or m["then"]:
        return sentence[new].item.value
    item = sentence[m["old"]].item
    return item.high if item.value is None and item.high is not None and not item.is_fraction else None


def _years(sentence, last: Draft) -> set[int]:
    """The years that a line names; that of the duty above where it names none."""
    return {m.item.year for m in sentence.of("D") if m.item.year} or {last.effective_on.year}


def _is_on_duties(context: Context, i: int) -> bool:
    above = (context.sentence(k).text for k in range(max(0, i - 8), i + 1))
    s = context.sentence(i)
    return any(_DUTIES.search(text) for text in (*above, s.section, s.lead_in))


def _targets(context: Context, i: int, imposer: str, near: list[Draft]) -> tuple[tuple[str, ...], bool]:
    """On whom a list is: whose goods the sentence names, or those of the duties above."""
    folded = context.folded(i)
    named = [v for m in folded.of("C") for v in m.values if v and v != imposer and not v.startswith("org:")]
    if named:
        return tuple(dict.fromkeys(named)), True
    last = next((d for d in reversed(near) if d.imposer == imposer and d.targets != ("WLD",)), None)
    return (last.targets, True) if last else (("WLD",), False)

"""Lines of a list of rates: "Laos and Myanmar: 40%", "Tungsten products: 25 per cent, until now free"."""

from datetime import date

from critmin.claims import measure_products, measure_record, measure_status
from critmin.claims import regex as re
from critmin.claims.context import Context
from critmin.claims.duty_points import KINDS as DUTIES
from critmin.claims.measure_cues import Head
from critmin.claims.measure_draft import Draft
from critmin.claims.measure_part import Part
from critmin.claims.measure_parties import by_law, usual_imposer
from critmin.claims.patterns import signs

ITEM = re.compile(
    r"^(?:(?:The|the|Certain|Some|Other|Most|All|Products of|Imports of|Goods "
    r"of|Imports from|Goods from)\s)?(?P<who>‹[CMP]\d+›|(?:Every(?:one|body)|All others?|Others|The rest|Rest of the "
    r"world|(?:All )?[Oo]ther countries)\b)(?!'s\s(?:[\w-]+\s){0,3}(?:tariffs|duties|levies|"
    r"rates)\b)(?P<more>[^:;]{0,70})"
    r"[:–-]\s(?:[^;:‹›]{0,30}\bfrom\s‹R\d+›\s)?(?:[^;:‹›]{0,50}\b(?:to|at|of|is|"
    r"pays?)\s)?(?P<rate>‹R\d+›)(?P<rest>.{0,60})$"
)
_DUTIES = re.compile(r"\b(?:tariffs?|dut(?:y|ies)|lev(?:y|ies)|rates of|section \d{3})\b", re.IGNORECASE)
_STARTS = re.compile(
    r"\b(?:from|effective|as of|apply from|applies from|hold for|take effect(?: on)?|on or after|starting|beginning|in "
    r"force (?:since|from))\b[^;‹›]{0,50}$",
    re.IGNORECASE,
)
_REACH = 14  # lines of a list above a line


def read(context: Context, i: int, item: re.Match, before: list[Draft]) -> list[Draft]:
    """The draft of a line of a list; who imposes, on what and from when stands above the list."""
    folded = context.folded(i)
    above = " ".join(context.sentence(k).text for k in range(max(0, i - 12), i))
    if not _DUTIES.search(" ".join([above, context.document.title or "", *context.page.headings[:3]])):
        return []
    last = next((d for d in reversed(before) if d.measure in DUTIES), None)
    among = [v for s in signs(item.group(), "C") for v in folded[s.group()].values]
    imposer = (last.imposer,) if last else _over_the_list(context, among)
    if not imposer and (subject := context.subject_before(i, "C", 6)):
        imposer = subject.values[:1]
    if not imposer or folded[item["rate"]].item.value is None:
        return []
    targets, products = _on_whom_and_what(context, i, item, last, imposer)
    if not targets or not products:
        return []
    rate = next(s for s in signs(folded.folded, "R") if s.group() == item["rate"])
    kind = last.measure if last else "tariff"
    at = Part(context, i, Head(kind, rate.start(), rate.start()), rate, rate.start(), rate.end(), 0, len(folded.folded))
    announced, effective = days_above(context, i)
    own = measure_status.dates_of(at, "in_force", context.published_on)[1]
    state = (last.status, last.firmness, False) if last else ("announced", "announced", False)
    return measure_record.drafts(
        at, "tariff_of_a_list", 0.7, imposer[:1], targets, products, True, state,
        announced_on=(last.announced_on if last else None) or announced,
        effective_on=own or (last.effective_on if last else None) or effective, is_target_stated=True,
    )  # fmt: skip


def _over_the_list(context: Context, among: list[str]) -> tuple[str, ...]:
    """Who levies the duties of a list that no sentence tells of: whoever the title names that no line is on, the
    law that the text cites, the government that it is about."""
    title = context.read(context.document.title or "")
    named = tuple(v for m in title.of("C") if len(m.values) == 1 for v in m.values if v not in among)
    return named[:1] or by_law(context) or usual_imposer(context, tuple(among))


def _on_whom_and_what(context: Context, i: int, item: re.Match, last: Draft | None, imposer: tuple[str, ...]):
    if not item["who"].startswith("‹"):
        return ("WLD",), ("all_goods",)
    who = context.folded(i)[item["who"]]
    if who.sign == "C":
        named = [who, *(context.folded(i)[s.group()] for s in signs(item["more"], "C"))]
        return tuple(v for m in named for v in context.values(i, m) if v not in imposer), ("all_goods",)
    products = measure_products.product_values(who)
    if in_brackets := [v for s in signs(item["more"], "C") for v in context.folded(i)[s.group()].values]:
        return tuple(v for v in in_brackets if v not in imposer), products
    if last:
        return last.targets, products
    for k in range(i - 1, max(-1, i - 7), -1):
        text = context.folded(k).folded
        for s in signs(text, "C"):
            if re.search(r"\b(?:of|from)\s(?:the\s)?$", text[max(0, s.start() - 12) : s.start()]):
                values = tuple(v for v in context.values(k, context.folded(k)[s.group()]) if v not in imposer)
                if values:
                    return values, products
    return ("WLD",), products


def days_above(context: Context, i: int) -> tuple[date | None, date | None]:
    """(announced, effective) as the sentences above a list give them."""
    announced = effective = None
    for k in range(i - 1, max(-1, i - _REACH), -1):
        folded = context.folded(k)
        if ITEM.match(folded.folded):
            continue
        for s in signs(folded.folded, "D"):
            when = folded[s.group()].item
            if when.day is None or when.precision != "day":
                continue
            lead = folded.folded[max(0, s.start() - 60) : s.start()]
            if _STARTS.search(lead):
                effective = effective or when.day
            elif s.start() < 6 and re.search(r"\b(?:made|set|fixed|announced|ordered|signed)\b", folded.folded):
                announced = announced or when.day
        if effective and announced:
            break
    return announced, effective

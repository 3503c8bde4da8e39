"""A sentence that says more about the measures before it: when they take effect, that they were called off."""

from dataclasses import replace

from critmin.claims import dates, measure_part, measure_products, measure_status
from critmin.claims import regex as re
from critmin.claims.context import Context
from critmin.claims.measure_cues import Head
from critmin.claims.measure_draft import Draft
from critmin.claims.merge import quotes

ANAPHOR = re.compile(
    r"\b(?:[Tt]hese|[Tt]hose|[Tt]he|[Hh]is|[Ii]ts|[Tt]heir|[Ss]uch|[Tt]his)\s(?:(?:new|"
    r"Section \d+|reciprocal|additional|latest|same|retaliatory|steel|metals?|"
    r"export|import|two|three)\s){0,3}(?:tariffs?|dut(?:y|ies)|lev(?:y|ies)|measures?|"
    r"controls?|restrictions?|curbs?|ban|bans|quotas?|orders?|proclamations?|rules?|"
    r"rates?|moves?|changes|embargo|decision)\b|\b(?:[Tt]hey|[Ii]t)\b|\bthat (?:go|"
    r"goes|went|will go|came|took|take) "
)
_SETTLED = ("in_force", "withdrawn", "expired", "suspended", "annulled")
_PLURAL = re.compile(
    r"\b(?:[Tt]hese|[Tt]hose|[Bb]oth|[Tt]hey|[Aa]ll|[Tt]he\s(?:\w+\s){0,2}(?:tariffs|measures|duties|levies|changes|"
    r"rates))\b"
)
_NEEDS_PERMIT = re.compile(
    r"\b(?:[Ss]ellers|[Ee]xporters|[Ss]hippers|[Tt]raders|[Pp]roducers|[Cc]ompanies|[Ff]irms)\s[^;‹›]{0,30}"
    r"\b(?:needs?|must|requires?|have to)\s[^;‹›]{0,30}\b(?:permits?|licen[cs]es?|approval)\b"
)


def told_of(context: Context, i: int, drafts: list[Draft]) -> list[Draft]:
    """The measures so far, with what sentence `i` says of them."""
    if not drafts or i - drafts[-1].sentence > 4:
        return drafts
    folded = context.folded(i)
    last = drafts[-1]
    needs = last.measure in ("export_control", "licensing") and _NEEDS_PERMIT.search(folded.folded)
    if not needs and not ANAPHOR.search(folded.folded):
        return drafts
    at = measure_part.Part(context, i, Head(last.measure, 0, 0), None, 0, 0, 0, len(folded.folded))
    if re.search(
        r"\b(?:(?:may|might|could)\s(?:set|raise|change|move|still|be)|should|ought to|urg\w+)\b", folded.folded
    ):
        return drafts
    _, effective, expires = measure_status.dates_of(at, last.status, context.published_on)
    announced_on = last.announced_on or context.published_on
    effective = effective or dates.after_signing(folded.text, announced_on)
    status = measure_status.changed_status(folded.folded)
    if not effective and not status and not expires:
        return drafts
    out = list(drafts)
    for k in range(len(out) - 1, -1, -1):
        draft = out[k]
        if draft.sentence < last.sentence - 4 or draft.imposer != last.imposer:
            break
        is_meant = draft.sentence == last.sentence or (draft.status not in _SETTLED and _PLURAL.search(folded.folded))
        if draft.effective_on is None and effective and is_meant:
            new_status, firmness = measure_status.with_dates(
                draft.status, draft.firmness, effective, at, context.published_on
            )
            draft = replace(draft, effective_on=effective, status=new_status, firmness=firmness)
        if status and draft.sentence == last.sentence:
            draft = replace(draft, status=status, others=quotes(draft.evidence, *draft.others, context.quote(i)))
            if status in ("delayed", "suspended") and effective:
                draft = replace(draft, effective_on=effective)
        out[k] = replace(draft, expires_on=draft.expires_on or expires)
    return out


_NOUN = (
    r"(?:bans?|curbs?|controls?|restrictions?|tariffs?|dut(?:y|ies)|lev(?:y|ies)|tax(?:es)?|quotas?|embargo|moratorium|"
    r"measures?|rules?|limits?|policy|step)"
)
_SETS = (
    r"(?:impos|introduc|adopt|announc|enact|pass|set|put|slapp|issu|order|declar|brought|bring|roll|levi|took|tak|plac|"
    r"unveil|appl|implement|ha)\w*"
)
_AHEAD = r"(?P<ahead>(?:will|would|is to|are to|(?:plans?|intends?|aims?|expects?|agreed|vow(?:s|ed)|promised) to)\s)"
_MAYBE = (
    r"(?P<maybe>(?:may|might|could|wants? to|hopes? to|is (?:\w+ly )?(?:considering|weighing|mulling|planning)|"
    r"threatened to|considers?|considered|proposed)\s)"
)
_DOES = (
    r"(?:(?:has|have|had|also|later|then|soon|since|now|already|itself|in turn)\s)*"
    rf"(?:{_AHEAD}|{_MAYBE})?(?:also\s|soon\s)?"
)
_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December|"
    r"(?:\w+\s)?(?:years?|months?|weeks?))\b"
)
_BY_ANOTHER = re.compile(
    rf"(?P<who>‹C\d+›)(?:,[^,;‹›]{{0,60}},)?\s{_DOES}"
    r"(?:(?:did|does|do|done|doing)\s(?:so\b(?! well)|the same\b|likewise\b|that\b)|"
    r"follow(?:s|ed|ing)?(?:\ssuit\b|(?=\.$)|"
    rf"\s(?:in|with|on|from|a|two|three|last)\s(?:[\w ]{{0,16}}‹D|(?:its|their)\sown\b|{_MONTH}))|"
    rf"(?:{_SETS}\s(?:(?:out|in|up|into force)\s)?)?(?:an?\s|the\s|some\s)?"
    r"(?:similar|same|(?:its|their)\s(?:\w+\s)?own|equivalent|comparable|matching)\s"
    rf"(?:[\w-]+\s){{0,2}}{_NOUN}\b(?!\s(?:on|of|for|over|against|to)\b))|"
    r"(?:,\s(?:just\s)?as|\bSo|\bas)\s(?:(?:does|did|do|has|have|had)\s(?:the\s)?(?P<who2>‹C\d+›)|"
    r"(?:the\s)?(?P<who3>‹C\d+›)\s(?:does|did|do|has|have|had)\b(?!\s\w+ed))"
)
_IS_GOVERNED = re.compile(r"\b(?:of|in|to|on|with|by|for|against)\s(?:the\s)?$")
_ANOTHER_STEMS = (
    " did", " does", " do ", "done", "doing", "follow", "similar", "same", " own ", "as has", "as have", "so has",
    "so have", "equivalent", "comparable", "matching",
)  # fmt: skip


def by_another(context: Context, i: int, before: list[Draft], here: list[Draft]) -> list[Draft]:
    """What a government does as the one told of before does: "Namibia followed suit", "as Peru did", "its own ban"."""
    known = here or [d for d in before if i - d.sentence <= 2]
    if not known or not context.speaks_of(i, _ANOTHER_STEMS):
        return []
    folded = context.folded(i)
    m = _BY_ANOTHER.search(folded.folded)
    if m is None:
        return []
    last = known[-1]
    who = m["who"] or m["who2"] or m["who3"]
    values = context.values(i, folded[who], folded.folded.find(who))
    free = not _IS_GOVERNED.search(folded.folded, 0, m.start())
    if len(values) != 1 or not values[0] or values[0].startswith("org:") or (m["who"] and not free):
        return []
    if values[0] in (last.imposer, "WLD") or values[0] in last.targets or any(d.imposer == values[0] for d in here):
        return []
    status = "proposed" if m["maybe"] else "announced" if m["ahead"] else "in_force"
    return [
        replace(
            _again(context, i, last, "as_another_did"),
            imposer=values[0],
            rate=None,
            rate_unit=None,
            rate_rule=None,
            status=status,
            firmness="law" if status == "in_force" else "announced",
            expires_on=None,
            is_status_stated=True,
        )
    ]


def _again(context: Context, i: int, last: Draft, rule: str) -> Draft:
    """A measure like the one before, told by sentence `i` without its days."""
    return replace(
        last, sentence=i, evidence=context.quote(i), rule=rule, confidence=0.6, announced_on=None, effective_on=None,
        said_by=None, month=None, others=(), is_product_stated=True,
    )  # fmt: skip


_WHEN = rf"(?:in|since|from|on|last|this)\s(?:early\s|late\s|mid-)?(?:‹D\d+›|{_MONTH})"
_OF_EXPORTS = r"(?:\s(?:ore|ores|concentrates?|exports|shipments|metal|products))*"
_GOODS_TOO = re.compile(
    rf"(?:,\s(?:and\s|then\s|followed\sby\s|later\s)?(?:(?:on|for|by)\s)?|\sand\s(?:then\s|later\s)?(?:(?:on|"
    rf"for)\s)?)(?:raw\s|refined\s)?(?P<what>‹[MP]\d+›){_OF_EXPORTS}\s{_WHEN}"
)
_GOODS_NEXT = re.compile(
    rf"^(?:Then\s|Later\s|In ‹D\d+›,?\s)?(?P<what>‹[MP]\d+›){_OF_EXPORTS}\s(?:(?:also|then|soon|"
    rf"later)\s)?(?:followed|came next|(?:was|were) (?:next|added)|joined)\b|"
    r"^(?:‹C\d+›|It|They)\s(?:(?:has|have|later|then|also|since)\s)*(?:added|(?:extended|expanded|widened)\s(?:it|"
    r"them|the \w+|its \w+|the export \w+)\sto(?:\s(?:include|cover))?)\s(?P<what2>‹[MP]\d+›)"
)


def goods_too(context: Context, i: int, before: list[Draft], here: list[Draft]) -> list[Draft]:
    """Goods to which an export measure was extended: "and bauxite in 2023", "Antimony followed in 2024"."""
    folded = context.folded(i)
    found: list[Draft] = []
    last = here[-1] if here else before[-1] if before and i - before[-1].sentence <= 2 else None
    if last is None or not last.measure.startswith(("export", "licens")):
        return []
    found_at = [*_GOODS_NEXT.finditer(folded.folded), *(_GOODS_TOO.finditer(folded.folded) if here else ())]
    for m in found_at:
        sign = m["what"] or m.groupdict().get("what2")
        products = measure_products.product_values(folded[sign])
        if not products or any(set(products) <= set(d.products) for d in (*here, *found)):
            continue
        head = Head(last.measure, m.start(), m.start(), True)
        at = measure_part.Part(context, i, head, None, m.start(), m.start(), m.start(), m.end())
        effective = measure_status.dates_of(at, "in_force", context.published_on)[1]
        found.append(
            replace(_again(context, i, last, "like_the_one_before"), products=products, effective_on=effective)
        )
    return found

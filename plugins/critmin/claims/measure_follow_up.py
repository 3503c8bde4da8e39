"""A sentence that says more about the measures before it: when they take effect, that they were called off."""

from dataclasses import replace

from critmin.claims import dates, measure_part, measure_status
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
    r"\b(?:[Tt]hese|[Tt]hose|[Bb]oth|[Tt]hey|[Aa]ll|[Tt]he\s(?:\w+\s){0,2}(?:tariffs|measures|duties|levies|changes|rates))\b"
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

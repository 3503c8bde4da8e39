"""One deal with several parties, told with "each": a deal with each of them."""

from dataclasses import replace

from critmin.claims import regex as re
from critmin.claims.agreement_draft import Draft
from critmin.claims.context import Context

_EACH_KINDS = frozenset(["loan", "grant", "mou", "offtake", "supply_contract"])


def apart(context: Context, draft: Draft) -> list[Draft]:
    """A deal of one with several, told with "each", as one deal for each of them."""
    if draft.kind not in _EACH_KINDS or not 3 <= len(draft.parties) <= 6:
        return [draft]
    folded = context.folded(draft.sentence)
    if not re.search(r"\beach\b|\brespectively\b|\bseparate(?:ly)?\b", folded.folded):
        return [draft]
    listed = next(
        (
            m.values
            for m in folded.mentions
            if m.sign in "CG" and 2 <= len(set(m.values) & set(draft.parties)) < len(draft.parties)
        ),
        (),
    )
    rest = tuple(p for p in draft.parties if p not in listed)
    if len(rest) != 1 or not rest[0].startswith("org:"):
        return [draft]
    out = []
    for p in (p for p in draft.parties if p in listed):
        paid = tuple(a for a in draft.amounts if a.by in (None, p)) or draft.amounts[:1]
        paid = tuple(replace(a, by=p if draft.kind in ("loan", "grant", "investment") else a.by) for a in paid)
        out.append(replace(draft, parties=(p, *rest), amounts=paid[:1] if len(paid) > 1 else paid))
    return out

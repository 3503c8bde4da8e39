"""One deal with several parties, told with "each", and letters to several firms: a deal with each of them."""

from collections.abc import Callable
from dataclasses import replace

from critmin.claims import regex as re
from critmin.claims.agreement_deals import NEVER, draft_of, row_of
from critmin.claims.agreement_draft import Draft
from critmin.claims.context import Context
from critmin.claims.patterns import rule, signs

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


_LETTERS = rule(
    r"{CG:a}\s[^;]{0,40}?\b[Ll]etters? of (?:[Ii]nterest|[Ii]ntent|[Ss]upport|[Cc]omfort)\s(?:each\s)?"
    r"[^;]{0,30}?\b(?:to|for|with)\s(?:the\s)?"
    r"(?:{G:b}(?:\sand\s{G:c})?|[^;]{0,90}?\b(?:among them|including|such as)\s{G:d}(?:\sand\s{G:e})?)"
)


def letters(context: Context, i: int, make: Callable) -> list:
    """Letters of interest to several firms, or of several banks: one record for each sender and taker; sums told
    "respectively" are theirs in order."""
    folded = context.folded(i)
    text = folded.folded
    m = _LETTERS.search(text) if "etter" in text else None
    if not m or NEVER.search(text):
        return []
    senders = context.values(i, folded[m["a"]])
    takers = tuple(v for name in "bcde" if m[name] for v in context.values(i, folded[m[name]]))
    takers = tuple(v for v in takers if v.startswith("org:") and v not in senders)
    pairs = [(a, b) for a in senders for b in takers]
    if len(pairs) < 2 or len(pairs) > 8:
        return []
    row = row_of("letters", r"\bletters?\b", "mou", "announced")
    drafts = [draft_of(context, i, make, row, m, pair) for pair in pairs]
    sums = [folded[s.group()].item.value for s in signs(text, "U")]
    out = []
    for n, d in enumerate(drafts):
        own = sums[n : n + 1] if "respectively" in text and len(sums) == len(drafts) else []
        mine = tuple(replace(x, by=d.parties[0]) for x in d.amounts if x.value in own)
        first = tuple(x for k, x in enumerate(mine) if x.value not in [y.value for y in mine[:k]])
        tools = tuple(dict.fromkeys((*d.instruments, "loan"))) if first else d.instruments
        out.append(replace(d, amounts=first, instruments=tools))
    return out

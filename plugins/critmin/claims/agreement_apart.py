"""One deal with several parties as a deal with each, letters to several firms, and one more of who does the same."""

from collections.abc import Callable
from dataclasses import replace

from critmin.claims import regex as re
from critmin.claims.agreement_deals import NEVER, draft_of, row_of
from critmin.claims.agreement_draft import Draft
from critmin.claims.agreement_sides import agencies
from critmin.claims.agreement_terms import money
from critmin.claims.context import Context
from critmin.claims.patterns import rule, signs

_EACH_KINDS = frozenset(["loan", "grant", "mou", "offtake", "supply_contract"])


_SO_DOES = re.compile(  # "will buy from Arcadia, as will Tarvo"
    r",\s(?:as|and so)\s(?:will|would|has|have|had|does|do|did|is|are|was|were)\s(?:the\s|"
    r"its\s)?(?:[a-z][\w-]*\s){0,2}(‹G\d+›)"
)


def apart(context: Context, draft: Draft) -> list[Draft]:
    """A deal as one deal for each of its parties that have one, and for who does the same."""
    told = _each(context, draft)
    told += [d for d in _ones(context, draft) if d.parties not in [t.parties for t in told]]
    if m := _SO_DOES.search(context.folded(draft.sentence).folded):
        also = context.values(draft.sentence, context.folded(draft.sentence)[m.group(1)])
        for d in told[:1]:
            if len(d.parties) == 2 and not set(also) & set(d.parties) and (first := _doer(context, d)):
                told += [replace(d, parties=tuple(a if p == first else p for p in d.parties), amounts=()) for a in also]
    return told


_ONE_MORE = re.compile(  # "the bank one for ‹U›", "and another from the fund", "and from the fund, for up to ‹U›"
    r"(?:(?P<a>‹[CG]\d+›)\s(?:one|another|a second|a similar one)|,?\sand\s(?:(?:another|"
    r"one|a second|a similar one|a further)\s)?"
    r"(?P<with>from|with|by|to)\s(?:the\s)?(?P<b>‹[CG]\d+›)),?\s(?:(?:for|of|worth|"
    r"up to|as much as|at least|about|a)\s){1,4}(?P<sum>‹U\d+›)"
    r"|\sand\s(?:another|one|a second|a similar one|a further one)\s(?:(?:of|for|"
    r"worth)\s(?:up to\s|about\s)?(?P<more>‹U\d+›)\s)?"
    r"(?:from|with|by|to)\s(?:the\s)?(?P<c>‹[CG]\d+›)"
)


def _ones(context: Context, draft: Draft) -> list[Draft]:
    """One more deal of the same kind with another: "a letter of interest from the bank and one from the fund"."""
    if draft.kind not in (*_EACH_KINDS, "investment", "joint_venture", "framework") or len(draft.parties) != 2:
        return []
    folded = context.folded(draft.sentence)
    first = _doer(context, draft)
    out = []
    for m in _ONE_MORE.finditer(folded.folded):
        others = context.values(draft.sentence, folded[m["a"] or m["b"] or m["c"]])[:1]
        stays = next((p for p in draft.parties if p in _lasting(context, draft, first)), None)
        if others and stays and others[0] not in draft.parties:
            parties, u = (others[0], stays), m["sum"] or m["more"]
            told = money(context, draft.sentence, parties, draft.kind) if u else ()
            sums = tuple(replace(a, by=others[0]) for a in told if a.value == folded[u].item.value)
            out.append(replace(draft, parties=parties, amounts=sums))
    return out


def _lasting(context: Context, draft: Draft, first: str | None) -> tuple[str, ...]:
    """The party that two deals of a sentence share: who gets the letters or the money, else who is named first."""
    if draft.kind in ("mou", "loan", "grant", "investment"):
        return tuple(p for p in draft.parties if p.startswith("org:") and p not in agencies())
    return (first,) if first else ()


def _doer(context: Context, draft: Draft) -> str | None:
    """The party that stands first in the sentence of a deal."""
    named = [v for m in context.folded(draft.sentence).of("G") for v in m.values if v in draft.parties]
    return named[0] if named else None


def _each(context: Context, draft: Draft) -> list[Draft]:
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

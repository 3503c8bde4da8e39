"""How rules are written: regular expressions over folded sentences, with short names for signs.

{C}       a country sign            {C:who}     the same, named
{CG:who}  a country or organisation {~40}       up to 40 characters without another sign
{..80}    up to 80 characters within the sentence
"""

from collections import deque

from critmin.claims import regex as re

_SLOT = re.compile(r"\{(?:(?P<gap>~|\.\.)(?P<n>\d+)|(?P<signs>[A-Z]+)(?::(?P<name>\w+))?)\}")


def rule(pattern: str, flags: int = re.IGNORECASE) -> re.Pattern:
    """Compiles a rule. Gaps are bounded and lazy, so that a rule stays linear in the length of a sentence."""

    def expand(m: re.Match) -> str:
        if m["gap"] == "~":
            return rf"[^‹›;]{{0,{m['n']}}}?"
        if m["gap"]:
            return rf"[^;]{{0,{m['n']}}}?"
        sign = rf"‹[{m['signs']}]\d+›"
        return f"(?P<{m['name']}>{sign})" if m["name"] else sign

    return re.compile(_SLOT.sub(expand, pattern), flags)


SIGN = {kind: re.compile(rf"‹[{kind}]\d+›") for kind in ("C", "G", "M", "P", "R", "U", "D", "CG", "MP", "CMP")}


def signs(folded: str, kind: str, start: int = 0, end: int | None = None) -> list[re.Match]:
    """The signs of a kind within a stretch of a folded sentence, in order."""
    return list(SIGN[kind].finditer(folded, start, len(folded) if end is None else end))


def last(folded: str, kind: str, end: int, start: int = 0) -> re.Match | None:
    """The last sign of a kind that ends before `end`."""
    found = signs(folded, kind, start, end)
    return found[-1] if found else None


def last_match(pattern: re.Pattern, text: str, start: int = 0, end: int | None = None) -> re.Match | None:
    """The last match of a pattern within a stretch; only one is kept at a time."""
    found = deque(pattern.finditer(text, start, len(text) if end is None else end), maxlen=1)
    return found[0] if found else None


_CLAUSE = re.compile(
    r";|\s-\s|,\s(?:while|whereas|but|although|though|after|as|and (?:its|has|will|is|said))\b|\b(?:whereas|while)\b"
)


def clause(folded: str, place: int) -> tuple[int, int]:
    """The stretch around a place that ends at a semicolon, a dash, `while`, `whereas` or a new main clause."""
    return stretch(_CLAUSE, folded, place)


def stretch(cuts: re.Pattern, folded: str, place: int) -> tuple[int, int]:
    """Where the part of a folded sentence begins and ends that a place in it belongs to, cut where `cuts` matches."""
    start, end = 0, len(folded)
    for m in cuts.finditer(folded):
        if m.end() <= place:
            start = m.end()
        elif m.start() > place:
            end = m.start()
            break
    return start, end

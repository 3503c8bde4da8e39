"""Names that no seed knows, which are firms because they stand beside one."""

import re
from dataclasses import replace

from critmin.claims.lexicon import cue_set

_NAME = r"[A-Z][\w&'-]+(?:\s[A-Z][\w&'-]+){0,3}"
_SITES = r"(?:mines|projects|deposits|refineries|smelters|plants|shares|prices|regions|provinces|basins|assets|fields)"
_BESIDE = re.compile(
    rf",?\sand\s(?P<name>{_NAME})(?=\s(?!{_SITES}\b)(?:have|has|had|said|will|are|to|today|plan|form|own|run|each|"
    r"of\s[A-Z]|[a-z]{2,}(?:ed|ee|es|gn|ke))\b|:\s)"
)
_PARTNERS_BEFORE = re.compile(  # what is "with" one firm and a name is with two
    r"\b(?:agreements?|deals?|contracts?|memorand\w+|MoUs?|partnerships?|ventures?|offtakes?|pacts?)\s(?:with|"
    r"between)\s$"
)
_PARTNER_BESIDE = re.compile(
    r",?\sand\s(?P<name>[A-Z][\w&'-]+(?:\s[A-Z][\w&'-]+){0,2})(?=\s(?:for|to|on|in|under|that|worth)\b|[.,;])"
)
_BEFORE = re.compile(
    rf"(?:^|[:;]\s|\b(?:between|of|by|with|among them|including|gave)\s)(?:[Tt]he\s)?(?P<name>{_NAME})"
    r"(?:\s\([^()]{0,40}\)|,[^,]{0,60},)?\sand\s(?:the\s|its\s(?:\w+\s)?partner\s)?$"
)
_FROM_PLACE = re.compile(
    r"\sof\s(?:the\s)?(?:[A-Z][a-z]+(?:\s[A-Z][a-z]+)?)(?=,|\s(?:and|has|have|"
    r"had|will|is|announced|signed|said|agreed|on)\b)"
)
_OFFICER = re.compile(
    r"(?:['’]s)?\s(?:[Pp]resident|CEO|C[FO]O|[Cc]hief|[Cc]hairman|[Cc]hairwoman|[Dd]irector|[Mm]inister)\b"
)
_REACH = 120  # characters before a firm where a name beside it begins


def read(text: str, found: list) -> list:
    """A name that no seed knows, beside a firm: "Rock Tech Lithium and Enertrag agreed", "between Enertrag and Rock
    Tech Lithium". The place that a firm is of belongs to its name: "Managem of Morocco"."""
    skip = cue_set("not_a_name")
    out: list = []
    for n, m in enumerate(found):
        if out and m.start < out[-1].end:
            continue
        if m.sign != "G" or m.detail == "anaphor":
            out.append(m)
            continue
        limit = next((f.start for f in found[n + 1 :]), len(text))
        start = max(out[-1].end if out else 0, m.start - _REACH)
        before = _BEFORE.search(text[start : m.start])
        is_of_people = _OFFICER.match(text, m.end)  # "Ito and Arcadia President Berg"
        if before and not is_of_people and before["name"].split()[0] not in skip and (start == 0 or before.start() > 1):
            out.append(_named(m, before, start))
        place = _FROM_PLACE.match(text, m.end)
        if place and (
            place.end() <= limit or any(f.start >= m.end and f.end <= place.end() and f.sign == "C" for f in found)
        ):
            m = replace(m, end=place.end())
        out.append(m)
        after = _PARTNER_BESIDE if _PARTNERS_BEFORE.search(text[max(0, m.start - 60) : m.start]) else _BESIDE
        if (beside := after.match(text, m.end)) and beside.end() <= limit and beside["name"].split()[0] not in skip:
            out.append(_named(m, beside))
    return out


def _named(firm, match: re.Match, place: int = 0):
    """The mention of a name that stands beside the mention of a firm; `place` is where the matched text begins."""
    name, start, end = match["name"], place + match.start("name"), place + match.end("name")
    return replace(firm, start=start, end=end, values=(f"org:{name}",), detail="beside", parts=())

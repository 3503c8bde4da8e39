"""Names that no seed knows, which are firms because they stand beside one."""

import re
from dataclasses import replace

from critmin.claims.lexicon import cue_set

_BESIDE = re.compile(
    r",?\sand\s(?P<name>[A-Z][\w&'-]+(?:\s[A-Z][\w&'-]+){0,3})(?=\s(?:have|has|"
    r"had|agreed|signed|announced|said|will|are|today|plan|entered|of\s[A-Z])\b)"
)
_PARTNERS_BEFORE = re.compile(  # what is "with" one firm and a name is with two
    r"\b(?:agreements?|deals?|contracts?|memorand\w+|MoUs?|partnerships?|ventures?|offtakes?|pacts?)\s(?:with|between)\s$"
)
_PARTNER_BESIDE = re.compile(
    r",?\sand\s(?P<name>[A-Z][\w&'-]+(?:\s[A-Z][\w&'-]+){0,2})(?=\s(?:for|to|on|in|under|that|worth)\b|[.,;])"
)
_BEFORE = re.compile(
    r"^(?:The\s)?(?P<name>[A-Z][\w&'-]+(?:\s[A-Z][\w&'-]+){0,3})(?:\s\([^()]{0,40}\)|,[^,]{0,60},)?\sand\s(?:the\s)?$"
)
_FROM_PLACE = re.compile(
    r"\sof\s(?:the\s)?(?:[A-Z][a-z]+(?:\s[A-Z][a-z]+)?)(?=,|\s(?:and|has|have|"
    r"had|will|is|announced|signed|said|agreed|on)\b)"
)


def read(text: str, found: list) -> list:
    """A name that no seed knows, beside a firm in one subject: "Rock Tech Lithium and Enertrag agreed". The place
    that a firm is of belongs to its name: "Managem of Morocco"."""
    skip = cue_set("not_a_name")
    out: list = []
    for n, m in enumerate(found):
        if out and m.start < out[-1].end:
            continue
        if m.sign != "G" or m.detail == "anaphor":
            out.append(m)
            continue
        limit = next((f.start for f in found[n + 1 :]), len(text))
        if (before := _BEFORE.match(text[: m.start])) and not out and before["name"].split()[0] not in skip:
            out.append(_named(m, before))
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


def _named(firm, match: re.Match):
    """The mention of a name that stands beside the mention of a firm."""
    name = match["name"]
    return replace(
        firm, start=match.start("name"), end=match.end("name"), values=(f"org:{name}",), detail="beside", parts=()
    )

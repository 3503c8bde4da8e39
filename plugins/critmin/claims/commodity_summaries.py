"""Lines of the US Geological Survey's Mineral Commodity Summaries, wherever they are quoted.

"Import Sources (2020–23): Metal: China, 35%; Germany and Japan, 16% each; and other, 21%." and "Net import reliance as
a percentage of apparent consumption: >50": both speak of the United States, without naming it. The format is that of
the yearly sheets (https://pubs.usgs.gov/publication/mcs2025).
"""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from critmin.claims import regex as re
from critmin.claims.claim import DependencyClaim
from critmin.claims.context import minerals_of
from critmin.claims.patterns import signs
from critmin.claims.statement import Statement

_SOURCES = re.compile(
    r"^\W*(?:U\.?S\.? )?[Ii]mport [Ss]ources\s?\((?P<century>19|20)\d\d[–-]"
    r"(?:(?P<to>(?:19|20)\d\d)|(?P<short>\d\d))\)\s?:"
)
_GROUP = re.compile(r"^(?:[\s*•-]*(?P<label>(?:[A-Z]|‹M)[^:%]{2,90}):\s)?(?=(?:the\s)?‹C)")
_SHARE = re.compile(
    r"(?P<who>‹C\d+›(?:(?:,\s|,?\sand\s)(?:the\s)?‹C\d+›){0,5}),?\s(?:\(\s?)?(?:about\s)?(?P<rate>‹R\d+›)"
)
_NET = re.compile(
    r"^\W*[Nn]et import reliance\b(?:\s(?:as a percentage of|of)\s(?:U\.?S\.?\s)?(?:apparent|estimated|reported)\s"
    r"consumption)?[^\d<>;.,]{0,30}(?P<sign>>)?(?P<figure>\d{1,3})%?(?:\s?(?:in\s|\()(?P<year>(?:19|20)\d\d)\)?)?\W*$"
)
_USA = "USA"
_REACH = 4  # groups of one line that may stand in sentences of their own


def read(at: Statement) -> list[DependencyClaim] | None:
    """What a line of a commodity summary tells; None where the sentence is none."""
    if "mport" not in at.text[:40] and ":" not in at.text[:96]:
        return None
    if net := _NET.match(at.text):
        return list(_net_reliance(at, net))
    year = _year_of(at)
    return None if year is None else list(_sources(at, year))


def _year_of(at: Statement) -> int | None:
    """The last year of the import sources that a sentence tells, or goes on telling."""
    for j in range(at.i, max(-1, at.i - _REACH), -1):
        text = at.context.sentence(j).text
        if head := _SOURCES.match(text):
            return int(head["to"] or head["century"] + head["short"])
        if not _GROUP.match(at.context.folded(j).folded):
            return None
        gap = at.context.document.text[at.context.sentence(j - 1).end : at.context.sentence(j).start] if j else "\n"
        if "\n" in gap:
            return None
    return None


def _sources(at: Statement, year: int) -> Iterator[DependencyClaim]:
    head = _SOURCES.match(at.text)
    folded = at.folded[at.folded.index(":") + 1 :].lstrip() if head else at.folded
    offset = len(at.folded) - len(folded)
    for part in re.finditer(r"[^.]+(?:\.(?=\d)[^.]+)*", folded):
        group = _GROUP.match(part[0].lstrip())
        minerals, stage = _of_group(at, (group["label"] or "") if group else "")
        for m in _SHARE.finditer(part[0]):
            share = at.mention(m["rate"])
            for who in (
                v for s in signs(m["who"], "C") for v in at.values(s.group(), offset + part.start() + m.start())
            ):
                if minerals and who != _USA:
                    yield at.claim(
                        "relies_on", "import_sources", _USA, who, minerals, stage, share, "importer_imports", year=year
                    )


def _of_group(at: Statement, label: str) -> tuple[tuple[str, ...], str | None]:
    """The minerals and the stage that a group's label tells; the document's mineral where it names none."""
    named = tuple(v for s in signs(label, "M") for v in minerals_of(at.mention(s.group())))
    words = label.lower()
    stage = "mining" if re.search(r"\bores?\b|concentrate", words) and "metal" not in words else None
    return named or at.context.topic, stage


def _net_reliance(at: Statement, m: re.Match) -> Iterator[DependencyClaim]:
    if not at.context.topic or int(m["figure"]) > 100:
        return
    year = int(m["year"]) if m["year"] else None
    claim = at.claim("relies_on", "net_import_reliance", _USA, None, at.context.topic, year=year)
    qualifier = "at_least" if m["sign"] else "exactly"
    yield replace(claim, share_pct=Decimal(m["figure"]), share_qualifier=qualifier, share_of="consumption")

"""Who could supply a mineral in another's place: stand-ins, gaps to be filled, business to be taken over.

A sentence names whom it would replace ("alternative to China", "the gap left by Russia", "at China's expense", "away
from China"), and whoever it offers instead: the subject of such words, whom a buyer courts or turns to, or what is
listed behind them. The buyer is who courts, hopes or owns the word ("India's alternative").
"""

from collections.abc import Iterator

from critmin.claims import regex as re
from critmin.claims.claim import DependencyClaim
from critmin.claims.context import minerals_of
from critmin.claims.goods import meant
from critmin.claims.patterns import signs
from critmin.claims.statement import Statement

_INSTEAD = (
    r"(?:alternatives?|substitutes?|replacements?|stand-ins?|counterweights?|back-?ups?|rivals?|second sources?|hedge|"
    r"options?|ways? out|answer|counterbalance|plan b)"
)
_LIST = r"‹[CG]\d+›(?:(?:,|,?\sand|,?\sor)(?:\sto)?\s(?:the\s)?‹[CG]\d+›){0,4}"
_IS_ONE = re.compile(
    rf"(?P<who>{_LIST})(?:,[^,;‹›]{{0,50}},)?\s(?:(?:is|are|was|were|be|been|as|become|becomes|could|can|may|might|"
    rf"would|offers?|"
    r"offered|itself|themselves|presents?|presented|promotes?|promoted|touts?|touted|seen|to|the|now|also|widely|"
    r"emerging|"
    r"emerged|a|an|one|remains?|has|have|sees?|\w+ly)\s|‹C\d+›\s){1,8}"
    rf"(?:(?P<to>‹C\d+›)(?:'s?)\s)?(?:[\w'-]+\s){{0,4}}?{_INSTEAD}\b(?P<tail>[^;]{{0,70}})",
    re.IGNORECASE,
)
_OLD = re.compile(r"\s(?:to|for|of|from|against|on)\s(?:the\s)?(?:[\w-]+\s){0,2}?(?P<old>‹C\d+›)", re.IGNORECASE)
_COURTS = re.compile(
    rf"(?P<to>‹C\d+›)(?:'s?\s(?:[\w-]+\s){{1,4}}?)?(?:\s?\b(?:is|are|was|has been|have been|has|have|now|also|should|"
    rf"must|could|therefore|then))*"
    r"\s(?:courting|courts|courted|wooing|woos|wooed|eyeing|eyes|lining up|sounding out|approached|approaching|tapping|"
    r"turn(?:s|ed|ing)?\s(?:instead\s)?to(?:wards?)?|look(?:s|ed|ing)?\s(?:instead\s|beyond\s‹C\d+›\s|past\s‹C\d+›"
    r"\s)?to(?:wards?)?|"
    r"pivot(?:s|ed|ing)?\sto|switch(?:es|ed|ing)?\sto|scrambl(?:es|ed|ing)\sfor\s(?:[\w-]+\s){0,2}?‹M\d+›\sfrom)\s"
    rf"(?:the\s)?(?P<who>{_LIST})(?P<tail>[^;]{{0,90}})"
)
_BECAUSE = re.compile(
    r"\b(?:replacements?|alternatives?|substitutes?|rather than|instead|in place of|dried up|harder to|cut off|"
    r"curbs?|ban|bans|"
    r"away from|beyond|reduce|cut its|lessen|dependence|reliance|diversif\w+|stopped|halted|restrict\w+|for\s(?:its|"
    r"their|the|[\w-]+)?\s?"
    r"(?:heavy\s|light\s)?‹M)",
    re.IGNORECASE,
)
_TAKES_OVER = re.compile(
    rf"(?P<who>{_LIST})(?:,[^,;]{{0,60}},)?\s[^;‹›]{{0,50}}?\b(?:fill(?:s|ed|ing)?\s(?:the|a|any|that|part of the)"
    rf"\s(?:[\w-]+\s)?(?:gap|void|hole|"
    r"shortfall|vacuum)|(?<!first )(?<!next )step(?:s|ped|ping)?\s(?:in|into\sthe\sbreach)|"
    r"mak(?:e|es|ing)\sup\sfor|plug(?:s|ging)?\sthe\s"
    r"(?:gap|hole)|"
    r"tak(?:e|es|ing)\s(?:over|away|(?:some|part|much|a share|a slice)\sof|the place of|up the slack)|replac(?:e|es|"
    r"ing)|supplant(?:s|ing)?|"
    r"displac(?:e|es|ing)|stand(?:s|ing)?\sin\sfor)\b(?P<tail>[^;]{0,80})"
)
_HOPES = re.compile(
    r"(?P<to>‹C\d+›)\s(?:[\w-]+\s){0,2}?(?:hopes?|wants?|expects?|would like|is counting on|counts on|is betting on|"
    r"bets|sees?)\s"
    r"(?:that\s|on\s)?(?:the\s)?$"
)
_FAVOURS = re.compile(
    rf"\b(?:favou?rs?|favou?red|prefers?|preferred|prioriti[sz]es?)\s(?:the\s)?(?P<who>{_LIST})"
    rf"(?P<tail>[^;]{{0,80}}?\b(?:at\s‹C\d+›'s?\sexpense|"
    r"over\s(?:the\s)?‹C\d+›|instead of\s‹C\d+›|rather than\s‹C\d+›))"
)
_SWAPPED = re.compile(
    r"\b(?:replac(?:e|es|ed|ing)|swap(?:s|ped|ping)?|substitut(?:e|es|ed|ing))\s(?:[\w-]+\s){0,2}?(?P<old>‹C\d+›)"
    r"(?:'s?)?\s"
    r"(?:[\w-]+\s){0,2}?(?P<what>‹M\d+›)[^;‹›]{0,20}?\s(?:with|for|by)\s(?:[^;‹›]{0,30}?(?:from|of|in)\s(?:the\s)?)?"
    r"(?:‹M\d+›\sfrom\s)?(?P<who>‹C\d+›)"
)
_AWAY = re.compile(
    r"\b(?:[Dd]e-?risking|[Dd]iversify\w*|[Aa]way|[Dd]ecoupling|[Ww]ean\w*)\s(?:away\s)?(?:from\s)?(?:the\s)?‹C\d+›[^:]{0,60}:\s"
)
_EACH = re.compile(r"(?P<what>‹M\d+›)\sfrom\s(?:the\s)?(?P<who>‹C\d+›)")
_SEEN_AS = re.compile(
    rf"\b(?:alternatives?\sto|replac\w+|substitut\w+\sfor|away\sfrom|relian\w+|dependen\w+|diversif\w+)\b[^;]{{0,90}}?"
    rf"\bwith\s(?:the\s)?(?P<who>{_LIST})\s(?:[\w-]+\s){{0,2}}?(?:seen|emerging|touted|mentioned|named|considered|regarded|cited|"
    r"viewed|favou?red)\s(?:as\s)?(?:[\w-]+\s){0,3}?(?:options?|candidates?|contenders?|alternatives?|replacements?|substitutes?|"
    r"sources?|suppliers?|partners?)\b"
)
_NOT = re.compile(
    r"\b(?:no|not|never|neither|nor|cannot|hardly|doubt\w*|unlikely|rules? out|impossible|nobody|few)\b|n't\b",
    re.IGNORECASE,
)
_OTHER = re.compile(
    r"\b(?:loan|aid|troops|gas|oil|lng|coal|energy|grain|food|tourists?|arms|weapons|president|elections?|finance|investors?)\b"
)


def substitutes(at: Statement, known: list[DependencyClaim]) -> Iterator[DependencyClaim]:
    """Who is offered, courted or hoped for in another's place, where `known` does not tell it."""
    if len(at.folded) > 450 or "|" in at.text or not re.search(r"‹[CG]\d+›[^‹]*‹", at.folded):
        return
    told = {c.supplier for c in known if c.relation == "alternative_supplier"}
    for claim in (*_ones(at), *_courted(at), *_takers(at), *_seen(at), *_favoured(at), *_swapped(at), *_listed(at)):
        if claim.supplier not in told and claim.supplier != claim.dependent:
            told.add(claim.supplier)
            yield claim


def _parties(at: Statement, text: str, place: int) -> tuple[str, ...]:
    found = [v for s in signs(at.folded, "CG", place, place + len(text)) for v in at.values(s.group(), s.start()) if v]
    return tuple(dict.fromkeys(v for v in found if v != "WLD"))


def _one(at: Statement, sign: str | None, place: int) -> str | None:
    values = [v for v in at.values(sign, place) if v and not v.startswith("org:")] if sign else []
    return values[0] if len(values) == 1 else None


def _minerals(at: Statement, place: int) -> tuple[str, ...]:
    for m in (*signs(at.folded, "M", place), *reversed(signs(at.folded, "M", 0, place))):
        if values := minerals_of(at.mention(m.group())):
            return values
    return () if signs(at.folded, "P") else meant(at, place)


def _make(at: Statement, who, to, place: int, old: str | None = None) -> Iterator[DependencyClaim]:
    minerals = _minerals(at, place)
    if not minerals or _OTHER.search(at.folded):
        return
    for supplier in who:
        if supplier not in (to, old):
            yield at.claim("alternative_supplier", "in_anothers_place", to, supplier, minerals)


def _user(at: Statement) -> str | None:
    """Whose users speak or are spoken to: "Japanese steelmakers said"."""
    m = re.search(
        r"(‹C\d+›)(?:'s?)?\s(?:[\w-]+\s){0,2}?(?:[\w-]*makers|mills|smelters|users|buyers|firms|companies|industry)\b",
        at.folded,
    )
    return _one(at, m[1], m.start()) if m else None


def _ones(at: Statement) -> Iterator[DependencyClaim]:
    for m in _IS_ONE.finditer(at.folded):
        old = _OLD.search(m["tail"])
        if old is None or _NOT.search(re.sub(r"‹\w+›", " ", m[0])):
            continue
        offered = re.search(r"\bto\s(?:the\s)?(‹C\d+›)\sas\b", m[0])
        to = _one(at, m["to"] or (offered and offered[1]), m.start()) or _user(at)
        yield from _make(at, _parties(at, m["who"], m.start("who")), to, m.start("tail"), _one(at, old["old"], m.end()))


def _courted(at: Statement) -> Iterator[DependencyClaim]:
    for m in _COURTS.finditer(at.folded):
        if not _BECAUSE.search(at.folded) or _NOT.search(re.sub(r"‹\w+›", " ", m[0][: -len(m["tail"]) or None])):
            continue
        yield from _make(at, _parties(at, m["who"], m.start("who")), _one(at, m["to"], m.start()), m.start("tail"))


_NO_GOODS = re.compile(
    r"\s(?:the\s)?‹[CG]\d+›(?!'|\s‹)(?=\s(?:to|and|as|by|in)\b|[.,]|$)|"
    r"(?:\s[\w-]+){0,5}?\s(?:dut(?:y|ies)|tariffs?|lev(?:y|ies)|quotas?|rules?|laws?|agreements?|system|polic(?:y|ies))\b"
)  # "take over Peru", "replace the duties"
_NEEDS = re.compile(
    r"\b(?:to|for|meet|cover|feed|supply)\s(?:\w+\s)?(?:the\s)?(‹C\d+›)(?:'s?)?\s(?:[\w-]+\s){0,3}?(?:needs?|demand)\b"
)


def _takers(at: Statement) -> Iterator[DependencyClaim]:
    for m in _TAKES_OVER.finditer(at.folded):
        old = re.search(r"(?:\sby|\sfrom|\sfor|\sof|\bover)?\s(?:the\s)?(‹C\d+›)", m["tail"])
        if (
            old is None
            or _NOT.search(re.sub(r"‹\w+›", " ", m[0]))
            or re.search(r"\b(?:took|taken|replaced|has)\b", m[0])
            or _NO_GOODS.match(m["tail"])
        ):
            continue
        if m["tail"][: old.start()].count("‹M"):
            continue
        hoping = _HOPES.search(at.folded, 0, m.start("who"))
        to = _one(at, hoping["to"], hoping.start()) if hoping else None
        needs = _NEEDS.search(m["tail"])
        to = to or (_one(at, needs[1], m.start("tail") + needs.start(1)) if needs else None)
        yield from _make(at, _parties(at, m["who"], m.start("who")), to, m.start("tail"), _one(at, old[1], m.end()))


def _seen(at: Statement) -> Iterator[DependencyClaim]:
    """ "Mills want alternatives to Russian nickel, with Canada and Finland seen as options"."""
    for m in _SEEN_AS.finditer(at.folded):
        yield from _make(at, _parties(at, m["who"], m.start("who")), _user(at), m.start())


def _favoured(at: Statement) -> Iterator[DependencyClaim]:
    for m in _FAVOURS.finditer(at.folded):
        yield from _make(at, _parties(at, m["who"], m.start("who")), None, m.start("tail"))


def _swapped(at: Statement) -> Iterator[DependencyClaim]:
    for m in _SWAPPED.finditer(at.folded):
        to = None
        for c in signs(at.folded, "C", 0, m.start()):
            to = to or _one(at, c.group(), c.start())
        yield from _make(at, _parties(at, m["who"], m.start("who")), to, m.start("what"), _one(at, m["old"], m.start()))


def _listed(at: Statement) -> Iterator[DependencyClaim]:
    for m in _AWAY.finditer(at.folded):
        near = signs(at.folded, "C", m.start(), m.end())
        to = _one(at, near[1].group(), near[1].start()) if len(near) > 1 else None
        for each in _EACH.finditer(at.folded, m.end()):
            minerals = minerals_of(at.mention(each["what"]))
            for who in at.values(each["who"], each.start()) if minerals else ():
                yield at.claim("alternative_supplier", "in_anothers_place", to, who, minerals)

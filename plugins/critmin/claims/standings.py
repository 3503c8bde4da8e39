"""Standings: where a country stands among those who make a mineral, however the order is told.

"Bolivia has fallen to No. 5 in tin", "Vietnam trails only China", "leads the lithium league", "tops the list", "Cobalt:
Congo first, Indonesia second", "makes more tin than Peru". The rank stands behind a verb of standing; those that are
"behind", "after" or "trailed" have ranks of their own. Sport, prices and reserves in the same words are none.
"""

from collections.abc import Iterator

from critmin.claims import regex as re
from critmin.claims.claim import DependencyClaim
from critmin.claims.context import minerals_of
from critmin.claims.goods import meant
from critmin.claims.merge import related
from critmin.claims.ordinals import RANKED, rank_of
from critmin.claims.patterns import clause, signs
from critmin.claims.placings import listed
from critmin.claims.statement import Statement, stage_of
from critmin.claims.world_shares import DEPOSITS

_MAKERS = (
    r"(?:producers?|makers?|miners?|refiners?|smelters?|processors?|manufacturers?|exporters?|suppliers?|sources?|"
    r"producing|mining|output|production)"
)
_STANDS = re.compile(
    r"\b(?:is|was|are|were|be|been|rank(?:s|ed)?|com(?:es?|ing)|came|stands?|stood|sits?|sat|lies|lay|holds?|held|"
    r"occup(?:y|ies|ied)|slip(?:s|ped)?|slid|slides?|f(?:a|e)ll(?:s|en)?|drop(?:s|ped)?|r(?:i|o)se[sn]?|climb(?:s|ed)?|"
    r"mov(?:es?|ed)|jump(?:s|ed)?|advanc(?:es?|ed)|finish(?:es|ed)?|plac(?:es?|ed)|took|takes?|remain(?:s|ed)?|"
    r"bec(?:a|o)mes?|slot(?:s|ted)?|ended)\b(?P<gap>(?:\s[\w'’-]+){0,5}?)\s(?:the\s|a\s|an\s)?"
    rf"(?P<nth>{RANKED})(?!-|\sto\s|\s(?:time|year|month|quarter|day|half|week|set|round|country|nation|largest|"
    rf"biggest|most|of|and))"
    r"(?P<place>\s(?:place|position|spot|rank|slot))?\b",
    re.IGNORECASE,
)
_RANKS_IT = re.compile(
    rf"(?P<who>‹C\d+›)(?:'s?)?\s[^;]{{0,60}}?\b(?:ranks?|puts?|places?|makes?|made)\s(?:it|them|the country)\s(?:the"
    rf"\s)?"
    rf"(?P<nth>{RANKED})\b"
)
_OPENS = re.compile(
    rf"\b(?:[Hh]olding|[Tt]aking|[Ii]n|[Oo]ccupying)\s(?:the\s)?(?P<nth>{RANKED})\s(?:place|position|spot)(?:\s\w+)?,?\s"
    r"(?:is\s|was\s|comes\s)?(?P<who>‹C\d+›)"
)
_LOST = re.compile(
    rf"(?P<who>‹C\d+›)\s(?:has\s|had\s)?(?:lost|ceded|yielded|surrendered)\s(?:the\s|its\s)?(?P<nth>{RANKED}|top|lead)"
    r"(?:\s(?:place|position|spot|rank|slot))?\b(?P<gap>[^;]{0,40}?)\sto\s(?:the\s)?(?=‹C)"
)
_TRAILS = re.compile(
    r"(?P<who>‹C\d+›)(?:\s(?:now|still|also|only|currently))?\s(?:trails?|trailed|lags?(?:\sbehind)?|lagged(?:"
    r"\sbehind)?|"
    r"ranks?\s(?:only\s)?(?:behind|after)|is\s(?:second\s)?(?:only\s)?(?:behind|outdone by|surpassed (?:only )?by|"
    r"beaten (?:only )?by))"
    r"\s(?P<only>only\s)?(?:the\s)?(?=‹C)"
)
_TOPS = re.compile(
    r"(?P<who>‹C\d+›)(?:'s\s[^;‹›]{0,30})?(?:\s(?:now|still|also|again|easily|comfortably|by far))?\s(?:leads?|led|"
    r"tops?|topped|heads?|headed|"
    r"ranks?\sfirst|comes?\sfirst|came\sfirst|crowns?)\s(?P<what>[^;]{0,60}?(?:league|list|table|ranking|rankings|"
    r"production|output|mining|refining|processing|smelting|pack|field|ranks|"
    r"world|way|charts?|order|queue)\b[^;‹›]{0,24}(?:‹M\d+›)?|(?:in|for|globally|worldwide)\b[^;]{0,30})"
)
_NEXT = re.compile(
    r"\b(?:followed (?:closely |distantly )?by|trailed by|ahead of|and then|then)\s(?:the\s)?(?=‹C)|"
    r"(?:,\swith|,|;|\band)\s(?:the\s)?(?=‹C\d+›\s(?:being\s|is\s|comes\s|coming\s|was\s|as\s)?(?:next|second|"
    r"runner-up|in second place))"
)
_IN_ORDER = re.compile(
    rf"(?P<who>‹C\d+›)(?:\s(?:is|was|comes|came|in|at|being))?,?\s(?P<nth>{RANKED})\b(?=[,.;]|\s(?:and|then|with)\b|$)"
)
_THEN = re.compile(r",?\s(?:and\s)?(?:then|followed by|next)\s(?:come\s|comes\s)?(?:the\s)?(?=‹C)")
_NUMBERED = re.compile(r"(?:^|[\s:;,(])(?P<n>[1-9]|1[0-2])(?:\.|\)|:)?\s(?:the\s)?(?P<who>‹C\d+›)")
_MORE_THAN = re.compile(
    r"(?P<a>‹C\d+›)(?:'s\s(?:[\w-]+\s){0,2}?)?(?:\s?(?:now|still|already|also|has|have|had)\s|\s)*"
    r"(?P<how>out-?produc\w+|out-?min\w+|dwarfs?|dwarfed|"
    r"overtook|overtakes?|overtaken|surpass(?:es|ed)|outstrip(?:s|ped)?|exceed(?:s|ed)|passed|"
    r"(?:mines?|mined|makes?|made|produces?|produced|refines?|refined|digs?|dug|smelts?|smelted|exports?|exported)\s"
    r"(?:[\w-]+\s){0,2}?(?:more|less)\s"
    r"[^;]{0,40}?\bthan)\s(?:both\s)?(?:the\s)?(?=‹C)"
)
_ON_THE_LIST = re.compile(
    rf"(?P<who>‹C\d+›)\s[^;‹›]{{0,40}}?\b(?:list|club|league|ranks|group\sof|circle|round(?:s|ed)?\sout|complet(?:e|es|"
    rf"ed)|join(?:s|ed)?)\b"
    rf"(?P<mid>[^;‹›]{{0,50}}?(?:‹M\d+›)?[^;‹›]{{0,20}}?)\b{_MAKERS}\b(?P<of>\s(?:of|for)\s(?:[\w-]+\s){{0,2}}?‹M\d+›)?"
)
_WORLD_MINE = re.compile(
    r"(?P<who>‹C\d+›|\b(?:the|this)\s(?:[\w-]+\s){0,3}(?:state|country|nation|kingdom|republic))(?:'s\s[^;‹›]{0,30})?"
    r"\s(?:is\s)?(?:also\s|itself\s|already\s)?(?:home to|the site of|hosts?|has|boasts?|"
    r"possesses|contains)\s[^;]{0,60}?\b(?:(?P<world>(?:world|globe|earth)'s)|the)\s(?:\w+-)?"
    r"(?:largest|biggest|richest|top|most productive|deepest)\s"
    r"(?:[\w-]+\s){0,2}?(?P<what>‹M\d+›)\s(?:[\w-]+\s)?(?:mines?|smelters?|refiner(?:y|ies)|plants?|operations?|sites?|"
    r"facilit(?:y|ies)|complex)\b(?(world)|\s(?:outside|beyond|in the world|on earth|anywhere|worldwide)\b)"
)
_RUNS = re.compile(
    rf"(?P<who>‹C\d+›)(?:'s?)?,?\s(?:whose\s)?(?:[\w-]+\s|‹M\d+›\s){{0,3}}?(?:mines?|mills?|plants?|smelters?|refineries|"
    rf"industry|sector|output|production)(?:\s(?:is|are|was|were)|,)\s(?:also\s|again\s)?(?P<one>one of |"
    rf"among )?(?:the\s)?"
    rf"(?P<world>(?:world|globe|planet)'s\s)?"
    rf"(?P<nth>(?:{RANKED})[\s-])?(?P<first>biggest|largest|leading|top|most productive)\b(?P<tail>[^;‹›]{{0,40}})"
)
_HEAVY = re.compile(
    r"(?P<who>‹C\d+›)(?:,|\s(?:is|was|remains?|remained|has become|became|"
    r"as))\s(?:(?!dominant)[\w-]+\s){0,5}?(?:heavyweight|"
    r"giant|powerhouse|"
    r"superpower|titan|behemoth|kingpin|major player|big player|force|leader)\s(?:of|in|"
    r"for)\s(?:[\w-]+\s){0,3}?(?P<what>"
    r"‹M\d+›)(?!\s(?:technolog|recycl|research|innovation|price|batter|consum|demand|import))"
)
_DOMINANT = re.compile(r"\b(?:dominant|undisputed|unrivall?ed|overwhelming|unchallenged)\b")
_ELSE = re.compile(
    r"\b(?:reserves?|deposits?|prices?|shares? (?:rose|fell)|games?|medals?|race|relay|match|team|cup|goals?|"
    r"election|poll|stake|cent(?:re|er)|"
    r"imports?|importers?|buyers?|consum\w+|demand|market cap\w*|population|gdp|economy|universit\w+|attractive\w*|"
    r"index|port|"
    r"would|could|may|might|will|plans?|aims?|hopes?|if|denied|not|never|steel|cars?|vehicles?|batter(?:y|ies)|"
    r"solar)\b|n't\b|\?$",
    re.IGNORECASE,
)
_FIRST_IN = re.compile(r"\s(?:in|among|for|globally|worldwide)\b")
_REGION = re.compile(
    r"\b(?:(?<!South )Africa|(?<!South )African|Asia|Asian|Europe|European|Latin America|South America|region|"
    r"regional|continent|bloc|EU|"
    r"ASEAN|"
    r"Arab|G7|OECD|Nordic)(?:'s)?\b"
)


def standings(at: Statement, known: list[DependencyClaim]) -> Iterator[DependencyClaim]:
    """Who stands where among the makers of a mineral, where `known` does not say it."""
    if len(at.folded) > 450 or "|" in at.text:
        return
    found = [c for find in _READERS for c in find(at)]
    for k, claim in enumerate(found):
        if any(_tells(other, claim) for other in (*known, *found[:k])):
            continue
        place = next((m.start() for m in signs(at.folded, "C") if claim.supplier in at.values(m.group(), m.start())), 0)
        begin, end = clause(at.folded, place)
        if DEPOSITS.search(at.folded, begin, end) or _ELSE.search(re.sub(r"‹\w+›", " ", at.folded[begin:end])):
            continue
        yield claim


def _tells(other: DependencyClaim, claim: DependencyClaim) -> bool:
    if other.supplier != claim.supplier or not related(other.minerals, claim.minerals):
        return False
    return other.relation != "producer" or other.rank is not None or claim.rank is None


def _who(at: Statement, sign: str, place: int) -> tuple[str, ...]:
    return tuple(v for v in at.values(sign, place) if v and v != "WLD" and not v.startswith("org:"))


def _subject(at: Statement, place: int) -> tuple[str, ...]:
    """Who stands there: the country of the clause before a verb that nothing governs, or whom the text spoke of."""
    for m in reversed(signs(at.folded, "C", 0, place)):
        gap = at.folded[m.end() : place]
        if re.search(r"[;:]", gap) or re.search(
            r"\b(?:from|to|in|of|by|with|than|and|over)\s(?:the\s)?$", at.folded[: m.start()]
        ):
            continue
        if re.fullmatch(
            r"(?:'s?\s[^,;]{0,40}|\s\w+s\s[^,;:]{0,60}\sand)?(?:,[^;]{0,60},)?(?:\s(?:has|have|had|now|also|still|itself|\w+ly|only|thus|is|"
            r"was|that|"
            r"which|\([^)]{0,30}\)))*\s?",
            gap,
        ) and at.mention(m.group()).values != ("WLD",):
            return _who(at, m.group(), m.start())
    if not signs(at.folded, "CG", 0, place) and re.match(
        r"(?:The\s(?:country|nation|island|kingdom|state)|It)\b", at.folded
    ):
        return _before(at)
    return ()


def _before(at: Statement) -> tuple[str, ...]:
    told = at.before[-1] if at.before else None
    if told and told.supplier and told.evidence.quote_start >= at.context.sentence(max(0, at.i - 1)).start:
        return (told.supplier,)
    subject = at.context.subject_before(at.i)
    values = at.context.values(at.i, subject) if subject else ()
    if values:
        return values[:1]
    named = signs(at.folded, "C")  # "The country ranks fourth, Laos's minister said"
    return _who(at, named[0].group(), named[0].start())[:1] if len(named) == 1 else ()


def _minerals(at: Statement, place: int) -> tuple[tuple[str, ...], str | None]:
    """The mineral nearest behind a place, else before it, else what the sentences before spoke of."""
    behind = [m for m in signs(at.folded, "M", place) if minerals_of(at.mention(m.group()))]
    named = behind[:1] or [m for m in signs(at.folded, "M", 0, place) if minerals_of(at.mention(m.group()))][-1:]
    if named:
        values = minerals_of(at.mention(named[0].group()))
        return values, stage_of(at, named[0], values)
    if signs(at.folded, "P"):
        return (), None
    return meant(at, place), None


def _is_of_makers(at: Statement, place: int) -> bool:
    """Whether an order is one of makers: a mineral stands behind "in" or "for", or makers and output are named."""
    return bool(
        re.search(
            rf"(?i)\b(?:in|for|of|among)\s(?:the\s)?(?:[\w-]+\s){{0,2}}?‹M|‹M\d+›\s(?:league|table|ranking)|‹M\d+›\s"
            rf"(?:[\w-]+\s)?{_MAKERS}|\b{_MAKERS}\b",
            at.folded,
        )
    ) or (at.before != () and at.before[-1].relation in ("producer", "dominates"))


def _make(at: Statement, who: str, found, rank: int | None, name: str = "stands") -> DependencyClaim:
    return at.claim("producer", name, None, who, found[0], found[1], rank=rank)


def _stands(at: Statement) -> Iterator[DependencyClaim]:
    for m in (*_STANDS.finditer(at.folded), *_RANKS_IT.finditer(at.folded), *_OPENS.finditer(at.folded)):
        rank = rank_of(m["nth"])
        found = _minerals(at, m.end())
        named = _who(at, m["who"], m.start()) if "who" in m.groupdict() else _subject(at, m.start())
        if not found[0] or not named or not _is_of_makers(at, m.end()) or rank is None:
            continue
        is_bare_first = m["nth"].lower() == "first" and not (
            m.groupdict().get("place") or _FIRST_IN.match(at.folded, m.end())
        )
        if is_bare_first or re.search(r"\b(?:than|for|of|by|since|until)\b", m.groupdict().get("gap") or ""):
            continue
        where = _REGION.search(at.text)
        if where:
            continue
        for who in named[:1]:
            yield _make(at, who, found, rank)
        behind = re.search(
            r"\b(?:behind|after|trailing|second only to)\s(?:only\s|just\s)?(?:the\s)?(?=‹C)", at.folded[m.end() :]
        )
        others = listed(at, m.end() + behind.end()) if behind else []
        for k, other in enumerate(others, start=1):
            yield _make(at, other, found, k if len(others) == rank - 1 else None)
    for m in _LOST.finditer(at.folded):
        rank = rank_of(m["nth"]) or 1
        found = _minerals(at, m.end("nth"))
        if found[0]:
            for who in _who(at, m["who"], m.start())[:1]:
                yield _make(at, who, found, rank + 1)
            for who in listed(at, m.end())[:1]:
                yield _make(at, who, found, rank)


def _trails(at: Statement) -> Iterator[DependencyClaim]:
    for m in _TRAILS.finditer(at.folded):
        found = _minerals(at, m.end())
        others = listed(at, m.end())
        if not found[0] or not others or not _is_of_makers(at, m.end()):
            continue
        for who in _who(at, m["who"], m.start())[:1]:
            yield _make(at, who, found, len(others) + 1)
        for k, who in enumerate(others, start=1):
            yield _make(at, who, found, k)


def _tops(at: Statement) -> Iterator[DependencyClaim]:
    for m in _TOPS.finditer(at.folded):
        found = _minerals(at, m.end("who"))
        if not found[0] or not _is_of_makers(at, m.end()) or _REGION.search(m["what"]):
            continue
        for who in _who(at, m["who"], m.start())[:1]:
            yield _make(at, who, found, 1)
        after = _NEXT.search(at.folded, m.end("who"))
        for k, who in enumerate(listed(at, after.end()) if after else (), start=2):
            yield _make(at, who, found, k)


def _in_order(at: Statement) -> Iterator[DependencyClaim]:
    """ "Cobalt: Congo first, Indonesia second", "1 China, 2 Peru"."""
    told = [(m, rank_of(m["nth"])) for m in _IN_ORDER.finditer(at.folded)]
    is_open = bool(re.match(r"(?:In\s)?(?:[\w-]+\s){0,3}?‹M\d+›[^;]{0,30}?:\s?", at.folded))
    numbered = [(m, int(m["n"])) for m in _NUMBERED.finditer(at.folded)]
    if len(numbered) > 1 and [n for _, n in numbered] == list(range(1, len(numbered) + 1)):
        told = numbered
    elif not (is_open and told and told[0][1] == 1) and not (
        len(told) > 1 and [n for _, n in told] == list(range(1, len(told) + 1))
    ):
        return
    found = _minerals(at, 0)
    if not found[0]:
        return
    for m, rank in told:
        for who in _who(at, m["who"], m.start())[:1]:
            yield _make(at, who, found, rank)
    then = _THEN.match(at.folded, told[-1][0].end())
    for k, who in enumerate(listed(at, then.end()) if then else (), start=told[-1][1] + 1):
        yield _make(at, who, found, k)


def _more_than(at: Statement) -> Iterator[DependencyClaim]:
    for m in _MORE_THAN.finditer(at.folded):
        is_verb = re.match(r"(?:dwarf|over|surpass|outstrip|exceed|pass)", m["how"])
        found = _minerals(at, m.start("how"))
        if not found[0] or (is_verb and not re.search(rf"\b{_MAKERS}\b|\bin\s‹M", at.folded)):
            continue
        if re.search(r"\sas\s(?:the|its)\s", at.folded[m.end() : m.end() + 30]):
            continue  # "has overtaken Peru as the largest": who leads is told, and who led
        for who in (*_who(at, m["a"], m.start())[:1], *listed(at, m.end())):
            yield _make(at, who, found, None)


def _on_the_list(at: Statement) -> Iterator[DependencyClaim]:
    for m in _ON_THE_LIST.finditer(at.folded):
        found = _minerals(at, m.start("mid"))
        for who in _who(at, m["who"], m.start()) if found[0] else ():
            yield _make(at, who, found, None)


def _great(at: Statement) -> Iterator[DependencyClaim]:
    """ "home to the world's largest niobium mine", "the heavyweight of copper", "whose mines are the third largest"."""
    for m in (*_WORLD_MINE.finditer(at.folded), *_HEAVY.finditer(at.folded)):
        values = minerals_of(at.mention(m["what"]))
        named = _who(at, m["who"], m.start()) if m["who"].startswith("‹") else _opening(at, m.start())
        for who in named[:1] if values else ():
            relation = "dominates" if _DOMINANT.search(m[0]) else "producer"
            yield at.claim(relation, "great_maker", None, who, values)
    for m in _RUNS.finditer(at.folded):
        found = _minerals(at, len(at.folded))
        is_world = m["world"] or re.search(r"\b(?:world|anywhere|globally|worldwide|on earth)\b", m["tail"])
        for who in _who(at, m["who"], m.start())[:1] if found[0] and is_world else ():
            yield _make(at, who, found, None if m["one"] else rank_of(m["nth"].rstrip(" -")) if m["nth"] else 1)


def _opening(at: Statement, place: int) -> tuple[str, ...]:
    named = signs(at.folded, "C", 0, place)
    return _who(at, named[0].group(), named[0].start()) if named else _before(at)


_AHEAD = re.compile(
    r"(?:(?:[Bb]ut|[Aa]nd|[Oo]nly|[Hh]ere|[Tt]here)\s)?(?:[Tt]he\s)?(?P<who>‹C\d+›)\s(?:(?:is|remains|stays|comes|still|now|also|"
    r"well|far|way|out|by|easily|comfortably|alone|holds|keeps|takes|the|in|at|undisputed|clear)\s){0,6}(?:ahead|first|leads?|"
    r"leader|largest|biggest|front|number one|first place|top spot|top)(?=[.,;]|$|\s(?:with|by|and|of the pack)\b)"
)


def _ahead(at: Statement) -> Iterator[DependencyClaim]:
    """ "Peru is the second-largest miner of zinc. Laos is still far ahead": of those whose rank was just told."""
    m = _AHEAD.match(at.folded) if "‹M" not in at.folded else None
    told = at.before[-1] if m and at.before else None
    if told is None or not told.rank or told.evidence.quote_start < at.context.sentence(at.i - 1).start:
        return
    for who in _who(at, m["who"], m.start())[:1] if told.relation == "producer" and told.rank > 1 else ():
        if who != told.supplier:
            yield _make(at, who, (told.minerals, told.stage), 1 if told.rank == 2 else None)


_READERS = (_ahead, _stands, _trails, _tops, _in_order, _more_than, _on_the_list, _great)

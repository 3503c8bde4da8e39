"""Who makes a mineral, told without a rank: where it is made, who else makes it, whose it is.

"Vanadium is produced in only three countries: ...", "rutile comes mainly from Kenya and Australia", "the only other
country that turns it out", "few besides China: Japan and Korea do some", "most ferronickel is Indonesian". A single
country with "almost only" or most of the world's dominates; all others produce.
"""

from collections.abc import Iterator

from critmin.claims import regex as re
from critmin.claims.claim import DependencyClaim
from critmin.claims.context import minerals_of
from critmin.claims.goods import meant
from critmin.claims.merge import related
from critmin.claims.patterns import signs
from critmin.claims.placings import listed
from critmin.claims.statement import Statement, stage_of
from critmin.claims.world_shares import DEPOSITS, verb_stage

_DONE = (
    r"(?:mined|dug(?:\sup)?|made|produced|refined|smelted|manufactured|turned out|won|extracted|recovered|separated|"
    r"quarried|poured|cast|processed|worked|raised|pressed)"
)
_DO = (
    r"(?:mines?|digs?|makes?|produces?|refines?|smelts?|manufactures?|turns? (?:them |it )?out|extracts?|recovers?|"
    r"separates?|pours?|process(?:es)?|yields?|mined|dug|made|produced|refined|smelted|turned out)"
)
_ADVERBS = (
    r"(?:almost\s\w+ly|mostly|mainly|chiefly|largely|exclusively|predominantly|overwhelmingly|primarily|only|just|also|"
    r"commercially|today|now|still|in quantity|in volume|at scale|in bulk|on any scale|to some extent|principally|"
    r"solely)"
)
_PLACES = (
    r"(?:(?:only|just)\s)?"
    r"(?:(?:\w+\s)?(?:countries|places|nations|states|lands)\s?(?:[:,–-]|such as|like|including)\s)?"
)
_MADE_IN = re.compile(
    rf"(?P<what>‹M\d+›|\b(?:it|they|them)\b)(?P<gap>[^;‹›]{{0,30}}?)\s(?:is|are|was|were|comes?|came|being)(?P<adv>"
    rf"(?:\s{_ADVERBS})*)\s?"
    rf"(?:(?P<how>{_DONE})(?P<adv2>(?:\s{_ADVERBS})*)\s(?:in|by|at|out of)|(?P<from>(?:{_ADVERBS}\s)*(?:from|out "
    rf"of)))\s"
    rf"(?:(?:[\w-]+\s){{0,2}}?(?:mines|plants|smelters|refineries|works)\s(?:in|of)\s)?(?:in\s)?{_PLACES}"
    rf"(?P<lands>\w+\s(?:lands|countries|places|nations|states):?,?\s)?"
    r"(?:the\s)?(?=‹C)"
)
_AND_IN = re.compile(r",?\s(?:and|or)(?:,?\s[\w\s-]{2,24}?,)?\s(?:also\s|partly\s)?(?:in|from|by)\s(?:the\s)?(?=‹C)")
_OTHER = re.compile(
    rf"(?P<who>‹C\d+›)\s(?:is|was|remains|are)\s(?:by now\s|now\s|still\s)?(?:the|among the|one of the)\s(?:only|"
    rf"sole|few)\s(?P<other>other\s)?"
    rf"(?:[\w-]+\s|‹C\d+›\s)?(?:country|countries|nation|state|place|land|member|economy|one)s?\s(?:(?:that|which|to|"
    rf"where)\s)?(?P<how>(?:can\s|is\s)?{_DO})\b"
    r"(?P<tail>[^;]{0,50})"
)
_SOME = re.compile(
    rf"(?P<who>‹C\d+›)(?:'s\s(?:[\w-]+\s){{0,2}}?)?(?:\s?(?:each|both|also|all|together|too|between them|now|"
    rf"still|in turn))*"
    rf"\s(?P<how>{_DO}|do|does)\s"
    r"(?:up\s)?(?P<much>some|a little|a few|small|modest|much|more|most|plenty|lots|tonnes|large|significant|nearly "
    r"all|almost all|practically all|virtually all|"
    r"a handful|a large amount|a large part|a good deal|the rest|the remainder|most of the rest|(?:about|some|around|"
    r"over|nearly)?\s?[\d,.]+)\b"
)
_FEW = re.compile(
    r"\b(?:[Ff]ew|[Hh]ardly any|[Nn]ot many)\s(?:other\s)?(?:countries|producers|makers|nations|places)\b[^:]{0,70}:"
    r"\s(?:the\s)?(?=‹C)"
)
_ITS = re.compile(
    r"(?:(?P<most>[Mm]ost|[Nn]early all|[Aa]lmost all|[Tt]he bulk|[Vv]irtually all)|[Mm]uch)\sof\s(?:the\s)?"
    r"(?:world's|world|globe's|"
    r"global)\s(?:[\w-]+\s){0,2}?(?P<what>‹M\d+›)[^;‹›]{0,24}?\s(?:is|are|was|were)\s(?:now\s)?(?P<who>‹C\d+›)(?:-"
    r"(?:made|mined|refined))?(?=[.,;]|$|\sand\b)"
)
_FEEDS_WORLD = re.compile(
    r"(?P<who>‹C\d+›)\s(?P<what>‹M\d+›)\s(?:ore\s|metal\s|concentrate\s|also\s|now\s|today\s){0,2}(?:feeds?|suppl(?:y|ies)|powers?|fuels?|"
    r"goes\sinto|keeps)\s[^;‹›]{0,60}?\b(?:world|globe|global|worldwide|planet)\b"
)
_NOT = re.compile(
    r"\b(?:would|could|may|might|will|plans?|planned|aims?|hopes?|wants?|if|unless|denied|not|never|no|nor|neither|"
    r"hardly|without|"
    r"imports?|imported|exports?|needs?|demand|reserves?|deposits?|prices?|tariffs?|dut(?:y|ies)|ban(?:s|ned)?|used|"
    r"agreement|"
    r"until|once|19\d\d|century|ago|supply chains?|smuggl\w+|rather than|instead|parts?|chips?|vehicles?|cars?|"
    r"cells?|products? from|"
    r"batter(?:y|ies)|films?|recycl\w+|scrap|project|test|pilot|first)\b|n't\b|\?$",
    re.IGNORECASE,
)


def makings(at: Statement, known: list[DependencyClaim]) -> Iterator[DependencyClaim]:
    """Who makes what in a sentence, where `known` does not tell it."""
    if "‹C" not in at.folded or "|" in at.text or len(at.folded) > 450:
        return
    if not signs(at.folded, "M") and signs(at.folded, "P"):
        return
    plain = None
    told: list[DependencyClaim] = []
    for find in _READERS:
        for claim in find(at):
            if plain is None:
                plain = re.sub(r"‹\w+›", " ", at.folded)
                if _NOT.search(plain) or DEPOSITS.search(plain):
                    return
            if not any(c.supplier == claim.supplier and related(c.minerals, claim.minerals) for c in (*known, *told)):
                told.append(claim)
                yield claim


def _goods(at: Statement, m: re.Match) -> tuple[tuple[str, ...], str | None]:
    sign = m["what"]
    if not sign.startswith("‹"):
        return meant(at, m.start("what")), None
    values = minerals_of(at.mention(sign))
    place = next(s for s in signs(at.folded, "M", m.start()) if s.group() == sign)
    return values, stage_of(at, place, values) if values else None


def _near(at: Statement, place: int) -> tuple[tuple[str, ...], str | None]:
    named = [s for s in signs(at.folded, "M", place) if minerals_of(at.mention(s.group()))][:1]
    named = named or [s for s in signs(at.folded, "M", 0, place) if minerals_of(at.mention(s.group()))][-1:]
    if not named:
        return meant(at, place), None
    values = minerals_of(at.mention(named[0].group()))
    return values, stage_of(at, named[0], values)


def _made_in(at: Statement) -> Iterator[DependencyClaim]:
    for m in _MADE_IN.finditer(at.folded):
        if signs(at.folded, "CG", 0, m.start()) or (m["from"] and not (m["lands"] or m["adv"] or " " in m["from"])):
            continue  # someone's own goods, or where one cargo came from
        values, stage = _goods(at, m)
        makers = [v for v in listed(at, m.end()) if not v.startswith("org:")]
        also = _AND_IN.search(at.folded, m.end(), min(len(at.folded), m.end() + 60))
        others = listed(at, also.end()) if also else []
        words = f"{m['adv']} {m['adv2'] or ''} {m['from'] or ''}"
        alone = len(makers) == 1 and re.search(r"\b(?:almost|exclusively|only|mostly|overwhelmingly|solely)\b", words)
        stage = stage or (verb_stage(m["how"]) if m["how"] else None)
        for who in makers if values else ():
            yield at.claim("dominates" if alone else "producer", "made_there", None, who, values, stage)
        for who in others if values else ():
            if who not in makers:
                yield at.claim("producer", "made_there", None, who, values, stage)


def _others(at: Statement) -> Iterator[DependencyClaim]:
    for m in _OTHER.finditer(at.folded):
        values, stage = _near(at, m.start("how"))
        is_one_of = m["other"] or "few" in m[0] or re.search(r"‹C\d+›\s(?:country|state)|outside|besides|beyond", m[0])
        for who in at.values(m["who"], m.start())[:1] if values else ():
            yield at.claim(
                "producer" if is_one_of else "dominates", "only_other", None, who, values, stage or verb_stage(m["how"])
            )


def _some(at: Statement) -> Iterator[DependencyClaim]:
    for m in _SOME.finditer(at.folded):
        if m["how"] in ("do", "does", "made", "make", "makes") and not re.match(
            r"some|a little|more|most|tonnes|small|the re|\d", m["much"]
        ):
            continue
        if m["much"] == "more" and re.match(r"\s(?:than|sense|money)\b", at.folded[m.end() :]):
            continue
        values, stage = _near(at, m.start("how"))
        what = signs(at.folded, "M", m.end(), m.end() + 60)
        if (
            not what
            and m["how"] not in ("do", "does")
            and not re.match(r"[.,;]|$|\s(?:of\s(?:it|them)|each|too|as well)\b", at.folded[m.end() :])
        ):
            continue
        if m["how"] in ("do", "does") and not _FEW.search(at.folded, 0, m.start() + 1):
            continue
        is_most = m["much"].endswith(" all") and re.search(r"\b(?:world|global)", at.folded)
        for who in at.values(m["who"], m.start()) if values else ():
            if not who.startswith("org:"):
                relation = "dominates" if is_most else "producer"
                yield at.claim(relation, "makes_some", None, who, values, stage or verb_stage(m["how"]))


def _few(at: Statement) -> Iterator[DependencyClaim]:
    for m in _FEW.finditer(at.folded):
        values, stage = _near(at, m.start())
        for who in listed(at, m.end()) if values else ():
            yield at.claim("producer", "few_others", None, who, values, stage or verb_stage(m[0]))


def _whose(at: Statement) -> Iterator[DependencyClaim]:
    for m in _ITS.finditer(at.folded):
        values, stage = _goods(at, m)
        for who in at.values(m["who"], m.start())[:1] if values else ():
            yield at.claim("dominates" if m["most"] else "producer", "whose_it_is", None, who, values, stage)


def _feeds_the_world(at: Statement) -> Iterator[DependencyClaim]:
    """ "Bolivian tin feeds much of the world's solder industry"."""
    for m in _FEEDS_WORLD.finditer(at.folded):
        minerals, stage = _goods(at, m)
        for who in at.values(m["who"], m.start())[:1] if minerals else ():
            yield at.claim("producer", "feeds_the_world", None, who, minerals, stage)


_READERS = (_made_in, _others, _few, _some, _whose, _feeds_the_world)

"""What frames tell of making and leading: who produces a mineral, who holds most of a stage, who ranks where."""

from collections.abc import Callable, Iterator
from dataclasses import replace

from critmin.claims import regex as re
from critmin.claims.claim import DependencyClaim
from critmin.claims.evidence_words import RULES, SOUGHT, UNREAL
from critmin.claims.frame_parts import (
    MOSTLY,
    WORLD_WORDS,
    codes,
    countries,
    figure,
    is_of_ground,
    minerals,
    minerals_in,
    shared,
    stages,
)
from critmin.claims.frames import Argument, Frame
from critmin.claims.goods import meant
from critmin.claims.ordinals import LATER, rank_of
from critmin.claims.patterns import signs
from critmin.claims.statement import Statement
from critmin.claims.world_shares import verb_stage

_CONTROL_OF = re.compile(
    r"control\s(?:of|over)\s(?!one of|its|their|a\b|an\b)(?:[\w'-]+\s|‹[CMRS]\d+›(?:'s)?\s){0,6}?"
    r"(?:‹M|supply|supplies|market|processing)"
)
_NOT_A_STAGE = re.compile(
    r"\b(?:exports?|prices?|inflation|borders?|emissions|shareholding|stake|projects?|mines?|compan(?:y|ies)|"
    r"deposits?|"
    r"port|territory|airspace|military|naval|election|party|parliament|news|headlines)\b"
)
_TRADE = frozenset(
    ["producer", "producers", "production", "output", "exports", "imports", "supply", "supplies", "refining"]
)
_AGENTS = re.compile(r"(?:mines?|miners?|producers?|refiner\w*|smelters?|companies|firms|plants?|industry|sector)$")
_QUANTITY = re.compile(r"\b(?:quantities|amounts|volumes|tonnes|tons)\b|\b(?:it|them|these)\b")
_ORDER = re.compile(
    rf"\b(?:(?P<nth>{LATER})[\s-](?:largest|biggest|most important|leading|top|ranked)|"
    r"(?P<first>largest|biggest|leading|top|number[\s-]one|principal|main|foremost|dominant))\s"
    r"(?:[\w'-]+\s|‹[MPS]\d+›\s?){0,4}$"
)
_COPULA = re.compile(
    r"(?:'s)?(?:\s\([^()]{0,40}\)){0,2}(?:\s-|,)?\s(?:(?:is|was|are|were|be|been|being|has|have|had|remains?|"
    r"remained|continues to be|considered|counted|widely|became|"
    r"becomes?|become|becoming|as|recogni[sz]ed|known|seen|regarded|ranks?|ranked|emerged|emerging|stands?|also|"
    r"now|still|today|another|fellow|"
    r"already|currently|long|\w+ly|far|by|eventually|once|again|which|who|itself|the|an?|one|of|its|both|already|"
    r"traditionally|"
    r"world's|world|global|globe's|region's|africa's|asia's|europe's|largest|biggest|leading|"
    r"top|major|significant|important|key|large|big|small|main|principal|primary|dominant|sole|only|number|"
    r"most|historic|established|growing|domestic|primary|refined|raw|mined|and|"
    rf"(?:{LATER})(?:-largest|-biggest)?),?\s|"
    r"‹[MPSD]\d+›,?\s){0,14}$",
    re.IGNORECASE,
)
_NOT_A_MAKER = re.compile(
    r"\b(?:no|not|potential|future|aspiring|would-be|former|possible|alternative|emerging|new|battery|car|chip|"
    r"vehicle|"
    r"electric|electronics|wind|solar|steel|auto|ev|semiconductor)\s(?:[\w-]+\s){0,2}$",
    re.IGNORECASE,
)


def rank_before(at: Statement, f: Frame) -> int | None:
    """The rank that the words before a noun give it: "the world's second-largest copper producer" is 2."""
    m = _ORDER.search(at.folded[max(0, f.start - 90) : f.start])
    if not m or re.search(r"\bone of\s(?:the\s)?(?:[\w']+\s){0,3}$", at.folded[: max(0, f.start - 90) + m.start()]):
        return None
    if m["nth"]:
        return rank_of(m["nth"])
    head = at.folded[max(0, f.start - 90) : f.start]
    if m["first"] in ("leading", "top", "principal", "main", "dominant") and not re.search(
        r"\b(?:the|world's)\s", head
    ):
        return None
    return 1 if re.search(r"(?:\bthe\s|world's\s|'s\s)(?:[\w']+\s){0,2}" + re.escape(m["first"]), head) else None


_FIRMS = re.compile(r"\b(?:firms?|compan(?:y|ies)|investors?|groups?|owners?)\b")
_GERUND = re.compile(
    r"\b(?:of|for|at|in|from|means|without|to|because|since|that|as|while|by|when)\s(?:\w+ing,?\s(?:and\s)?){0,3}$"
)


_BE = re.compile(r"\bbe\s(?:\w+\s)?$")
_TO_BE_DONE = re.compile(
    r"\b(?:to|of|for|in|at|by|without)\s(?:(?:[\w-]+ing|mine|refine|process|produce|smelt|make|separate|extract),?\s"
    r"(?:and\s|or\s)?){1,3}$"
)


def _make(at: Statement, f: Frame) -> Iterator[DependencyClaim]:
    """ "China refines 90 per cent of the world's gallium", "cobalt is mined mainly in Congo"."""
    if f.is_ahead or UNREAL.search(at.folded[f.scope_start : f.start]):
        return
    if f.part == "verb" and _GERUND.search(at.folded[: f.start]) and at.folded[f.start : f.end].endswith(("ing", "e")):
        return  # "a means of extracting it"
    head = at.folded[max(0, f.start - 60) : f.start]
    if f.part == "verb" and (_TO_BE_DONE.search(head) or (f.is_passive and _BE.search(head))):
        return  # "lacks the means to mine and process them", "requires that all ore be processed at home"
    if f.part == "noun":
        if f.own and figure(at, f) and WORLD_WORDS.search(at.folded[f.start : f.scope_end]):
            yield from shared(at, f, countries(at, f.own), f.end, f.scope_end)
        else:
            yield from _output(at, f)
        return
    share = figure(at, f, is_before=f.is_passive)
    if f.is_passive:
        places = [a for a in f.arguments if a.prep in ("in", "by", "from")]
        makers = countries(at, places) or countries(at, _opening(at, f))
        start, end = f.scope_start, f.start
        text = at.folded[start : f.scope_end]
        if _NONE.search(at.folded, start, f.start):
            return
    else:
        makers = codes(at, [a for a in f.subject if share is not None or not a.owns or _AGENTS.match(a.owns)])
        start, end = f.end, f.scope_end
        text = at.folded[start:end]
    makers = tuple(m for m in makers if not m.startswith("org:"))
    if not makers or is_of_ground(text):
        return
    if share is not None:
        if WORLD_WORDS.search(text):
            yield from shared(at, f, makers, start, end, f.is_passive)
        return
    found, stage = minerals_in(at, start, end)
    if f.lemma == "make" and re.match(r"\s(?:it|them|this|that)\s(?!from|in|by|\w+ly\b)\w+", text):
        return  # "making it an attractive partner"
    if not found and not f.is_passive and _QUANTITY.search(text):
        near = at.before[-1] if at.before and at.before[-1].relation in ("producer", "dominates") else None
        topic = at.context.topic if at.context.is_topic_clear and re.search(r"\bton(?:ne)?s\b", text) else ()
        found = topic or (near.minerals if near else meant(at, f.start))
    if not found or (not f.is_passive and _is_product(at, f)):
        return
    is_of_world = MOSTLY.search(text) and WORLD_WORDS.search(text)
    if (
        not at.before
        and not is_of_world
        and (not set(found) & set(at.context.topic) or len(_TRADE & at.context.words) < 2)
    ):
        return  # said in passing, in a text about something else
    if f.is_passive and not at.before and re.search(r"\b(?:was|were)\s(?:\w+\s){0,2}$", at.folded[: f.start]):
        return  # history, where nothing else in the text tells who makes what
    is_most = MOSTLY.search(text) and (WORLD_WORDS.search(text) or f.is_passive or _MOST_OF_ALL.match(text))
    for who in makers:
        relation = "dominates" if is_most and len(makers) == 1 else "producer"
        yield at.claim(relation, "frame_make", None, who, found, stage or f.stage, None, "world_production")


_NONE = re.compile(r"\b(?:[Nn]o|[Ll]ittle|[Ff]ew|[Hh]ardly any|[Nn]one)\s(?:[\w-]+\s){0,2}(?:‹M|of\b)")
_MOST_OF_ALL = re.compile(
    r"\s(?:(?:almost|nearly|virtually|practically) all|most|the (?:bulk|vast majority) of)\s(?!of\s(?:its|their)\b)"
)
_TONNES = re.compile(
    r"\b(?:was|were|reached|totall?ed|hit|stood at|came to|is|rose|fell|grew|climbed|surged|slipped|dropped|"
    r"increased|jumped|"
    r"declined|averaged|edged)\b[^;]{0,60}?(?:\d[\d,.]*\s?(?:million\s|thousand\s)?(?:metric\s)?(?:tonnes|tons|"
    r"t\b|kg|kt\b|mt\b|Mt\b|"
    r"carats|ounces|pounds)|‹R\d+›)"
)


def _output(at: Statement, f: Frame) -> Iterator[DependencyClaim]:
    """ "Zambia's cobalt output was 2,500 tonnes last year", "production in Peru rose by 8 per cent"."""
    if f.is_ahead or f.lemma not in ("production", "output") or not _TONNES.search(at.folded, f.end, f.end + 140):
        return
    places = [a for a in f.arguments if a.prep == "in" and a.mention.sign == "C" and a.start < f.end + 40]
    makers = countries(at, f.own) or countries(at, places)
    near = signs(at.folded, "M", max(f.scope_start, f.start - 40), f.end + 40)
    for who in makers[:1] if near else ():
        found, stage = minerals_in(at, near[0].start(), near[0].end() + 1)
        if found:
            yield at.claim("producer", "frame_output", None, who, found, stage)


def _opening(at: Statement, f: Frame) -> list[Argument]:
    """The place that opens a clause: "In Chile, lithium is made from brine"."""
    m = re.match(r"\s?[Ii]n\s(?:the\s)?(‹C(\d+)›),\s", at.folded[f.scope_start :])
    if not m:
        return []
    return [Argument(at.mention(m.group(1)), m.group(1), f.scope_start + m.start(1), "in")]


def _is_product(at: Statement, f: Frame) -> bool:
    """Whether what is made only holds the mineral: "makes copper wire", "produces batteries"."""
    first = next(iter(signs(at.folded, "MP", f.end, f.scope_end)), None)
    if first is None:
        return False
    gap = at.folded[f.end : first.start()]
    after = at.folded[first.end() : first.end() + 30]
    return bool(
        first.group().startswith("‹P")
        or re.search(r"\b(?:from|with|using|for|no|without)\b", gap)
        or re.match(
            r"\s(?:prices?|demand|chips?|wafers?|batter|car|electrodes?|wire|products?|equipment|cells?)", after
        )
    )


_BY = re.compile(r"\s(?:\w+ly\s)?by\s(?:the\s)?‹C")


def _lead(at: Statement, f: Frame) -> Iterator[DependencyClaim]:
    """ "China dominates the processing of rare earths", "its grip on the gallium market"."""
    scope = at.folded[f.start : f.scope_end]
    if f.is_ahead or _NOT_A_STAGE.search(scope[:70]):
        return
    if f.lemma == "control" and _FIRMS.search(at.folded[f.scope_start : f.start]) and re.search(r"‹C", scope):
        return  # what firms own abroad is no supply
    is_passive = f.is_passive or (f.part == "verb" and bool(_BY.match(at.folded, f.end)))  # "metals now controlled by"
    if f.lemma == "control" and not is_passive and RULES.search(at.folded, f.scope_start, f.start):
        return  # a government that controls who mines, rules
    if f.lemma == "lead" and (f.is_passive or not WORLD_WORDS.search(scope[:40]) or re.search(r"\bto\b", scope[:20])):
        return
    if f.part == "noun":
        if f.lemma == "leadership" or (f.lemma == "control" and not _CONTROL_OF.match(scope)):
            return
        direct = [a for a in f.arguments if re.fullmatch(r"\s(?:by|of)\s(?:the\s)?", at.folded[f.end : a.start])]
        leaders = countries(at, f.own) or countries(at, direct)
    elif is_passive:
        leaders = countries(at, [a for a in f.arguments if a.prep == "by"])
    else:
        leaders = countries(at, f.subject)
    if (
        not leaders
        or len(leaders) > 2
        or (f.part == "noun" and SOUGHT.search(at.folded[max(0, f.start - 50) : f.start]))
    ):
        return
    span = (f.scope_start, f.start) if is_passive else (f.end, f.scope_end)
    if figure(at, f, is_before=is_passive) is not None:
        yield from shared(at, f, leaders, *span, is_passive)
        return
    if is_of_ground(at.folded[f.scope_start : f.scope_end]):
        return
    found, stage = minerals(at, f, is_strict=not WORLD_WORDS.search(scope[:60]))
    listed = stages(at, *span)
    told = at.claim("dominates", "frame_lead", None, None, found, stage or verb_stage(scope), None, "world_production")
    stage = None if len(listed) > 1 else told.stage or (listed[0] if listed else None)
    for who in leaders:  # "dominates mining and refining": one hold over several stages
        yield replace(told, supplier=who, stage=stage)


def _hold(at: Statement, f: Frame) -> Iterator[DependencyClaim]:
    """ "holds a 60 per cent share of the world market": a share of the world, and not of what lies in the ground."""
    if f.is_ahead or figure(at, f) is None or not WORLD_WORDS.search(at.folded[f.end : f.scope_end]):
        return
    yield from shared(at, f, codes(at, f.subject), f.end, f.scope_end)


def _share(at: Statement, f: Frame) -> Iterator[DependencyClaim]:
    """ "China accounts for 70 per cent of EU imports of magnesium", "of the world's output"."""
    if f.part == "noun":
        holders = countries(at, f.own)
        if holders and figure(at, f) and WORLD_WORDS.search(at.folded[f.scope_start : f.scope_end]):
            yield from shared(at, f, holders, f.end, f.scope_end)
        return
    if f.is_ahead:
        return
    holders = codes(at, f.subject)
    if not f.subject or re.search(r"\b(?:from|in)\s(?:the\s)?‹C\d+›[^,;]*$", at.folded[f.scope_start : f.start]):
        near = signs(at.folded, "C", f.scope_start, f.start)
        holders = tuple(at.values(near[-1].group(), near[-1].start())) if near else holders
    yield from shared(at, f, holders, f.end, f.scope_end)


_ANAPHORIC = re.compile(
    r"\s?(?:of|for)\s(?:(?:each|all|most|many|some|both) of\s)?(?:these|those|the|this|that|it\b|them\b|"
    r"such)\s?(?:raw\s|critical\s|"
    r"key\s|strategic\s|two\s|battery\s)*(?:materials?|minerals?|metals?|elements?|ores?|‹P\d+›|it\b|them\b|$)?"
)


def is_said(gap: str) -> bool:
    """Whether what stands between a country and a noun says that it is one: "was, by far, the leading"."""
    again = re.search(r"\sand((?:\s\w+ly)?\s(?:became|becomes?|is|was|remains?|has become)\s.*)$", gap)
    gap = again[1] if again else gap
    return bool(
        _COPULA.fullmatch(gap)
        and re.search(r",|\s-\s|\b(?:is|was|are|were|be|been|remain|becom|became|as|rank|emerg|stand)", gap)
    )


_APPOSED = re.compile(
    r"(‹C\d+›)(?:\s-|,)\s(?:itself\s|also\s)?(?:another|fellow|an?|the)\s(?:[\w'-]+\s|‹[MSX]\d+›\s){0,5}$"
)  # "Laos - another key producer - said so"
_ANOTHER = re.compile(r"\b(?:another|fellow|other)\s(?:[\w-]+\s){0,2}$")


def _maker(at: Statement, f: Frame) -> Iterator[DependencyClaim]:
    """ "Australia was, by far, the leading producer of lithium", "Chile, a major copper producer"."""
    head = at.folded[: f.start]
    if _NOT_A_MAKER.search(head) or (f.own and not any(a.owns != f.lemma for a in f.own) and "'s" not in head[-90:]):
        return
    who = [a for a in f.subject if a.mention.sign == "C" and is_said(at.folded[a.start + len(a.sign) : f.start])]
    makers = countries(at, who)
    apposed = _APPOSED.search(head) if not makers else None
    if apposed:
        makers = tuple(v for v in at.values(apposed[1], apposed.start()) if not v.startswith("org:"))
    if not makers:
        return
    near = [
        m
        for m in signs(at.folded, "M", max(0, f.start - 40), f.start)
        if re.fullmatch(r"\s(?:\w+\s)?", at.folded[m.end() : f.start])
    ]
    found, stage = minerals_in(at, near[-1].start(), f.start) if near else ((), None)
    after = re.match(r"s?\s(?:of|for|in)\s", at.folded[f.end - (at.folded[f.end - 1] == "s") :])
    if not found and after:
        found, stage = minerals_in(at, f.end, min(f.scope_end, f.end + 90))
        if not found and _ANAPHORIC.match(at.folded, f.end):
            found = meant(at, f.start)
    if not found and _ANOTHER.search(head) and not re.match(r"s?\s(?:of|for|in|that|who)\b", at.folded[f.end :]):
        found = meant(at, f.start)
    if not found:
        return
    stage = stage or {"miner": "mining", "refiner": "refining", "processor": "processing", "smelter": "metal"}.get(
        f.lemma.removesuffix("s")
    )
    rank = rank_before(at, f)
    for code in makers:
        yield at.claim("producer", "frame_maker", None, code, found, stage, rank=rank if len(makers) == 1 else None)


READERS: dict[str, Callable[[Statement, Frame], Iterator[DependencyClaim]]] = {
    "make": _make,
    "lead": _lead,
    "hold": _hold,
    "share": _share,
    "maker": _maker,
}

"""Who buys a mineral from whom, who makes it, who could replace whom: the claims of one sentence.

Each rule is a small function over a folded sentence; `RULES` lists them in the order they are asked. Reserves in the
ground, prices, demand and plans of firms are no dependencies.
"""

from collections.abc import Callable, Iterator

from critmin.claims import commodity_summaries
from critmin.claims import regex as re
from critmin.claims.any_share import any_share
from critmin.claims.chains import chains
from critmin.claims.claim import DependencyClaim
from critmin.claims.context import Context, minerals_of
from critmin.claims.dependency_evidence import weighed
from critmin.claims.dependency_frames import framed
from critmin.claims.dependency_stems import STEMS
from critmin.claims.diversifying import diversifying
from critmin.claims.dominance import dominance
from critmin.claims.evidence_words import DUMPING, FOREIGN, LEFT_OUT, ON_IT
from critmin.claims.flow_evidence import flowing
from critmin.claims.flows import flows
from critmin.claims.frame_parts import is_of_other_goods
from critmin.claims.goods import meant
from critmin.claims.import_shares import imports, parted
from critmin.claims.makings import makings
from critmin.claims.mentions import Mention
from critmin.claims.ordinals import CARDINALS
from critmin.claims.paths import paths
from critmin.claims.patterns import clause, rule, signs
from critmin.claims.placings import placings
from critmin.claims.producers import figures_in_brackets, producers
from critmin.claims.ranks import ranks
from critmin.claims.scales import (
    bare_figures,
    customers_in_turn,
    first_of_its,
    suppliers_in_turn,
    table_lines,
    the_rest,
)
from critmin.claims.standings import standings
from critmin.claims.statement import NEGATED, Statement, stage_of
from critmin.claims.substitutes import substitutes
from critmin.claims.superlatives import superlatives
from critmin.claims.world_shares import loose_world, world_shares

_RELIANT = rule(
    r"\b(?P<verb>relies|rely|relied|relying|reliant|depends|depend|depended|dependent|import-reliant|import-dependent)"
    r"(?:\s(?:heavily|almost|entirely|exclusively|mostly|largely|overwhelmingly|"
    r"primarily|solely|highly|totally|completely|extensively|chiefly|for decades|"
    r"mainly|currently)){0,3}\s(?:up)?on\b"
    r"|\b(?P<noun>reliance|over-?reliance|dependence|over-?dependence|dependency|"
    r"dependencies|dependance)\s?(?:of\s(?P<of>‹C\d+›)[^;‹›]{0,40}?)?\s(?:up)?on\b"
    r"|\b(?P<bare>(?:import-|imports?\s)(?:reliant|dependent))\b(?!\son\b)|(?P<bare2>import "
    r"(?:reliance|dependence|dependency))\b(?!\son\b)"
    r"|\b(?P<bare3>reliance on (?:foreign|overseas|imports))\b"
)
_TAIL_END = re.compile(
    r"[;(]|,\s(?:which|who|but|while|whereas|and\s(?:has|is|its|it|will|to|the|"
    r"‹C\d+›)|as|after|although|posing|leaving|making|raising|according|said|ending|"
    r"with|given|because)\b|\s-\s|\b(?:just|even|precisely)\sas\b|\b(?:because|while|whereas|despite|although|"
    r"by\s\w+ing)\b"
)
_MATERIALS = re.compile(
    r"\b(?:materials?|minerals?|metals?|supplies|supply|imports?|feedstock|inputs|"
    r"ores?|concentrates?|elements)\b|‹P\d+›"
)


def reliance(at: Statement) -> Iterator[DependencyClaim]:
    """ "Italy depends on deliveries of magnesium from abroad", "less dependence on Russian titanium"."""
    folded = at.folded
    for m in _RELIANT.finditer(folded):
        if m["verb"] and (
            NEGATED.search(folded[max(0, m.start() - 40) : m.start()])
            or folded[m.end() : m.end() + 9].startswith((" whether", " how"))
        ):
            continue
        stop = _TAIL_END.search(folded, m.end())
        end = min(stop.start() if stop else len(folded), m.end() + 170)
        dependent = _dependent(at, m)
        others = _OTHERS.search(folded, 0, m.start())
        others = None if others and _OWNER.search(folded, 0, others.start()) else others
        if ON_IT.match(folded, m.end()):
            if not others:
                continue  # who "it" is, stands in another sentence
            suppliers, dependent = list(dependent), _named_after(at, m.end(), end)
        elif others and m["verb"] and (named := _named_after(at, m.end(), end, ", ")):
            suppliers, dependent = [], named  # "many nations depend on imports of tin, including Spain"
        else:
            suppliers = _suppliers(at, m.end(), end)
        minerals, stage = _relied_minerals(at, m.start(), m.end(), end)
        if not minerals or (not dependent and not suppliers):
            continue
        if not suppliers and not dependent:
            continue
        share = at.rate_within(max(0, m.start() - 24), end) if not m["noun"] else _reduced_to(at, m.end())
        told = signs(folded, "R", m.end(), end)
        if told and share is at.mention(told[0].group()) and _is_of_another(folded, m.end(), told[0].start(), end):
            share = None  # "for its metals, including 40% of its tin": that is another mineral's
        if m["verb"] and len(told) > 1 and not signs(folded, "M", m.end(), told[1].start()):
            continue  # "for 90% of its raw materials and 98% of its tin": each figure is read by itself
        if m["verb"] and not dependent and _WORLD.search(folded, 0, m.start()):
            continue  # whom the world leans on leads it: `superlatives`
        suppliers = [s for s in suppliers if s not in dependent]
        if is_of_other_goods(at, m.end(), end):
            continue
        if not suppliers and not (m["bare"] or m["bare2"] or m["bare3"] or _foreign(folded, m.end(), end)):
            continue
        for who in dependent or (None,):
            for supplier in suppliers or [None]:
                yield at.claim("relies_on", "reliance", who, supplier, minerals, stage, share, "importer_imports")


_OTHERS = re.compile(
    r"\b(?:nations|countries|economies|states|buyers|users|consumers|customers|manufacturers|makers|companies|firms|"
    r"industries|regions|markets|allies|others|those)\s(?:(?:that|which|who|now|still|so|most|heavily|highly|largely|"
    r"are|have been|remain|become)\s){0,5}$"
)


_WORLD = re.compile(r"\b(?:world|globe|market)\s(?:[\w-]+\s){0,2}$")
_ASIDE = re.compile(r"\bwith\san?\s(?:[\w-]+\s){0,2}$")  # "tested with a Korean carmaker, a step to less reliance"
_OWNER = re.compile(r"‹C\d+›(?:'s?)?\s(?:[\w-]+\s){0,2}$")  # "Laotian carmakers depend on it"


_SUCH_AS = re.compile(r"\b(?:including|such as|like|among them|notably)\s")


def _is_of_another(folded: str, start: int, figure: int, end: int) -> bool:
    """Whether a mineral stands on both sides of a figure."""
    return bool(signs(folded, "M", start, figure) and signs(folded, "M", figure, end))


def _named_after(at: Statement, start: int, end: int, lead: str = "") -> tuple[str, ...]:
    """ "nations that depend on it, including Spain and Italy": who is named there, behind `lead`."""
    listed = _SUCH_AS.search(at.folded, start, end)
    if listed and not at.folded.endswith(lead, 0, listed.start()):
        return ()
    found = signs(at.folded, "C", listed.end(), end) if listed else ()
    return tuple(dict.fromkeys(value for s in found for value in at.values(s.group(), s.start())))


def _foreign(folded: str, start: int, end: int) -> bool:
    """Whether what is relied on comes from abroad, though no country is named."""
    return bool(
        re.search(
            rf"\b(?:import|imports|imported|{FOREIGN}|abroad|outside|adversar\w+|deliveries|single|"
            r"(?:third|other|few|handful of|number of|group of)\s(?:\w+\s)?(?:countries|nations|states|suppliers))\b",
            folded[start:end],
        )
    )


def _dependent(at: Statement, m: re.Match) -> tuple[str, ...]:
    folded = at.folded
    if m["noun"] and m["of"]:
        return at.values(m["of"], m.start())
    head = folded[max(0, m.start() - 60) : m.start()]
    own = re.search(r"(‹[CG]\d+›)(?:'s?)?\s?(?:[\w-]+\s){0,3}$", head)
    if own and not re.search(r"\b(?:on|from|to)\s(?:the\s)?$", head[: own.start()]):
        return at.values(own.group(1), m.start())
    if m["noun"] and _COURTED.search(folded, 0, m.start()):
        return ()  # "buyers woo Peru to lessen their dependence": theirs
    planned = _WHOSE_PLAN.search(head) if m["noun"] else None
    if planned:
        return at.values(planned[1], m.start())
    if (m["noun"] and re.search(r"\b(?:its|their)\s(?:[\w-]+\s){0,3}$", head)) or (
        m["noun"] and re.search(r"\b(?:our|nation's)\s(?:[\w-]+\s){0,3}$", head)
    ):
        who = at.context.subject(at.i, m.start())
        if who and signs(folded, "G", 0, 12) and who.start > at.sentence[signs(folded, "G")[0].group()].start:
            return ()  # a firm that "turns to Peru to lessen its dependence" leans on others itself
        return at.context.values(at.i, who) if who else ()
    start, _ = clause(folded, m.start())
    found = [
        s
        for s in signs(folded, "CG", start, m.start())
        if not re.search(
            r"\b(?:from|by|with|under|says?|against|between|including|such as|like|partners|allies)\s?,?\s(?:the\s|"
            r"an?\s(?:[\w-]+\s)?)?$",
            folded[max(0, s.start() - 26) : s.start()],
        )
        and not LEFT_OUT.search(folded[max(0, s.start() - 16) : s.start()])
        and not (m["noun"] and _ASIDE.search(folded, max(0, s.start() - 24), s.start()))
    ]
    if not found:
        return _at_home(at, start, m.start())
    if m["verb"]:
        free = [s for s in found if not re.search(r"\b(?:of|in|to|for|on)\s(?:the\s)?$", folded[: s.start()][-10:])]
        found = free or found
    return at.values(found[-1].group(), m.start())


_COURTED = re.compile(r"\b(?:court|woo)\w*\s(?:the\s)?‹C\d+›[^;‹›]*$")
_WHOSE_PLAN = re.compile(r"(‹[CG]\d+›)'s?\s(?:[\w-]+\s){1,3}to\s(?:[\w-]+\s){1,3}(?:its|their)\s(?:[\w-]+\s){0,2}$")
_HOME = re.compile(
    r"\b(?:[Dd]omestic|[Ll]ocal|[Nn]ational|[Hh]ome)\s(?:[\w-]+\s|‹[MPS]\d+›\s){0,3}?(?:production|output|manufactur\w+|"
    r"industry|sector|refin\w+|smelt\w+|process\w+|makers?|producers?|plants?|factories|supply)\b"
)


def _at_home(at: Statement, start: int, end: int) -> tuple[str, ...]:
    """ "Domestic production also depends on imported rock": of the country that was spoken of."""
    if signs(at.folded, "CG", start, end) or not _HOME.search(at.folded, start, end):
        return ()
    before = at.context.subject_before(at.i)
    return (at.context.values(at.i, before) if before else at.context.home)[:1]


def _suppliers(at: Statement, start: int, end: int) -> list[str]:
    for s in signs(at.folded, "C", start, end):
        before = at.folded[start : s.start()]
        if re.search(
            r"\b(?:to|in|by|for|such as those in|market|use)\s(?:the\s|key\s|its\s|their\s|[\w-]+ing\s)?$", before
        ) and not re.search(r"such as\s$", before):
            continue
        if at.mention(s.group()).detail in ("anaphor", "pair"):
            continue
        return list(at.values(s.group(), s.start()))
    return []


def _relied_minerals(at: Statement, left: int, start: int, end: int) -> tuple[tuple[str, ...], str | None]:
    folded = at.folded
    for s in signs(folded, "M", start, end):
        mention = at.mention(s.group())
        if values := minerals_of(mention):
            return values, stage_of(at, s, values)
    begin, _ = clause(folded, left)
    for first in (begin, 0):
        for s in reversed(signs(folded, "M", first, left)):
            mention = at.mention(s.group())
            if (values := minerals_of(mention)) and left - s.end() < 150:
                return values, None
    if counted := _THESE_FEW.search(folded, begin, end + 60):
        return _as_many(at, CARDINALS[counted[1].lower()]), None
    tail = folded[start : end + 60]
    if _MATERIALS.search(tail) or re.search(r"\b(?:these|those|them|the materials)\b", tail):
        generic = bool(re.search(r"‹P\d+›", tail)) and any(
            "raw_minerals" in p.values for p in at.mentions if p.sign == "P"
        )
        if generic and not re.search(r"\b(?:these|those|the)\s‹P", tail):
            return ("critical_minerals",), None
        if at.context.topic == ("critical_minerals",):
            return at.context.topic, None
        near = at.context.minerals_near(at.i, left)
        return near if len(near) == 1 or not at.context.topic else at.context.topic, None
    here = [v for mm in at.mentions if mm.sign == "M" for v in minerals_of(mm)]
    return (tuple(dict.fromkeys(here)) if len(here) == 1 else ()), None


_THESE_FEW = re.compile(
    r"\b(?:these|those|the|all)\s(two|three|four|five|six|seven|eight)\s(?:[\w-]+\s){0,2}"
    r"(?:‹P\d+›|minerals|metals|materials|elements)"
)


def _as_many(at: Statement, n: int) -> tuple[str, ...]:
    """The list of minerals told last that "these four minerals" counts; () without one."""
    for j in range(at.i, max(-1, at.i - 6), -1):
        folded = at.context.folded(j)
        for m in reversed(signs(folded.folded, "M")):
            if len(found := minerals_of(folded[m.group()])) == n:
                return found
    return ()


def _reduced_to(at: Statement, place: int) -> Mention | None:
    """The figure after "to" in "lowered its dependence from 80 per cent to 50 per cent"."""
    found = re.search(r"from ‹R\d+›(?:\sin ‹D\d+›)?[^;‹›]{0,30} to (‹R\d+›)", at.folded[place : place + 160])
    found = found or re.search(
        r"^[^;]{0,60}?\b(?:is|was|stood at|stands at|reached|of)\s(?:about\s|some\s|nearly\s|over\s"
        r")?(‹R\d+›)(?=[.,;]|$|\sin\s‹D)",
        at.folded[place : place + 120],
    )
    return at.mention(found.group(1)) if found else None


_ALTERNATIVE = rule(
    r"{C:who}(?:,[^‹›;]{0,60},)?\s(?:(?:also|now|still|itself|already)\s)?(?P<how>represents?|"
    r"is|are|remains?|could|can|may|might|has|have|offers?|emerged|emerging|would)\b[^;‹›]{0,70}?\b(?:alt"
    r"ernative|potential|regional|new|viable|replacement|substitute|non-‹C\d+›|"
    r"future|diversified|friendly|reliable|trusted|secure|non-‹C\d+›)\s(?:[\w-]+\s){0,3}?(?:source|sources|"
    r"supplier|suppliers|supply)\s(?:of|for)\s(?:[^;‹›]{0,30}?){M:what}(?:[^;‹›]{0,40}?\b(?:to|"
    r"for)\s(?:the\s)?{C:to})?"
)
_SEEKS = re.compile(r"\b(?:seek|look|search|hunt|find|need|want|pursu|explor|secur|cultivat|court)\w*\s")
_ALTERNATIVE_M = rule(
    r"{C:who}[^;‹›]{0,40}?\b(?:alternative|potential|regional|viable|replacement|"
    r"substitute)\s{M:what}\s(?:[\w-]+\s){0,2}?(?:source|supplier|producer)(?:[^;‹›]{0,40}?\b(?:to|"
    r"for)\s(?:the\s)?{C:to})?"
)
_FROM_SUCH_AS = rule(
    r"{C:to}[^;]{0,90}?from\s(?:non-‹C\d+›|alternative|other|new|friendly|diversified|"
    r"allied|like-minded)\s(?:[\w-]+\s){0,3}?(?:sources|suppliers|countries|nations|"
    r"producers|partners)\s(?:[\w-]+\s){0,2}?(?:such as|like|including|in)\s(?:the\s)?{C:who}"
)
_TURN_TO = rule(
    r"{C:to}[^;‹›]{0,60}?\b(?:turn(?:s|ed|ing)?|look(?:s|ed|ing)?|pivot(?:s|ed|"
    r"ing)?|shift(?:s|ed|ing)?)\sto\s(?:the\s)?{C:who}[^;‹›]{0,40}?\b(?:for|as)\b(?P<tail>[^;]{0,80})"
)
_BUY_MORE = rule(
    r"{C:to}\s(?:could|can|may|might)\s(?:also\s|instead\s|then\s)?(?:buy|import|"
    r"source|get|obtain|secure|procure)\s(?:more\s|extra\s|additional\s)(?:[^;‹›]{0,20}{M:what}\s|"
    r"‹M\d+›\s)?(?:[^;‹›]{0,20})?from\s(?:the\s)?{C:who}"
)
_INSTEAD = rule(
    r"{C:to}\s(?:[\w-]+\s){0,2}?(?:hopes?|wants?|plans?|aims?|seeks?|could|may|might|will|would)\s(?:[\w-]+\s"
    r"){0,2}?(?:buy|get|import|source|"
    r"obtain|secure|draw)\s[^;‹›]{0,30}?{M:what}\s[^;‹›]{0,30}?from\s(?:the\s)?{C:who}\s(?:\w+\s)?(?:instead of|"
    r"rather than|in place of|to replace)\b"
)
_TURN_TO_IT = rule(
    r"^(?P<who>‹C\d+›)[^;]{0,120}?\s{C:to}[^;]{0,60}?\b(?:turn(?:s|ed|ing)?|look(?:s|ed|ing)?|switch(?:es|ed|"
    r"ing)?)\sto\s"
    r"(?:it|the country)\s[^;‹›]{0,30}?\b(?:substitute|replacement|alternative|instead|place)\b"
)
_REPLACE = rule(
    r"{C:who}(?:'s)?\s[^;‹›]{0,60}?\b(?:could|can|may|might|would|able to)\s(?:help\s)?(?:replace|"
    r"displace|substitute for|reduce|cut|ease|loosen|break)\s(?:[\w']+\s){0,3}?{C:to}?[^;‹›]{0,30}?(?:rel"
    r"iance|dependence|dependency|supplies|supply|grip|imports)\b[^;]{0,20}?\b(?:on|"
    r"from|of|over)\s(?:the\s)?{C:old}"
)


def alternatives(at: Statement) -> Iterator[DependencyClaim]:
    """ "Canada is a reliable alternative supplier of potash", "from new sources such as Laos"."""
    folded = at.folded
    for pattern, name in re.asked(
        folded,
        (
            (_ALTERNATIVE, "alternative_source"),
            (_ALTERNATIVE_M, "alternative_supplier_of"),
            (_FROM_SUCH_AS, "sources_such_as"),
            (_TURN_TO, "turns_to"),
            (_BUY_MORE, "could_buy_more"),
            (_REPLACE, "could_replace"),
            (_TURN_TO_IT, "turns_to_it"),
            (_INSTEAD, "buys_there_instead"),
        ),
    ):
        for m in pattern.finditer(folded):
            got = m.groupdict()
            if name == "alternative_source" and _SEEKS.search(folded, m.end("how"), m.end()):
                continue  # who looks for another source is none
            to = at.values(got["to"], m.start())[:1] if got.get("to") else ()
            if got.get("what"):
                place = next(s for s in signs(folded, "M") if s.group() == got["what"])
                minerals = minerals_of(at.mention(got["what"]))
                stage = None if name != "alternative_source" else _plain_stage(stage_of(at, place, minerals))
            else:
                begin, end = clause(folded, m.start())
                near = list(signs(folded, "M", begin, end))
                minerals = next((v for s in near if (v := minerals_of(at.mention(s.group())))), ())
                minerals = minerals or meant(at, m.start(), 1)
                stage = None
            if not minerals:
                continue
            for who in at.values(got["who"], m.start()):
                if who not in to:
                    yield at.claim("alternative_supplier", name, to[0] if to else None, who, minerals, stage)


def _plain_stage(stage: str | None) -> str | None:
    return stage if stage not in ("batteries", "semiconductors") else None


RULES: tuple[Callable[[Statement], Iterator[DependencyClaim]], ...] = (
    reliance,
    dominance,
    alternatives,
    world_shares,
    loose_world,
    figures_in_brackets,
    ranks,
    imports,
    flows,
    producers,
    superlatives,
    table_lines,
)
# Rules that continue what other rules read in the same sentence or the one before.
_SUPPOSED = re.compile(r"(?:Suppose|Imagine|Were|Had|Should|Ignore|Disregard|Forget|Pretend)\b")
# Rooms that look at what the rules before have left.
TOLD_OTHERWISE = (substitutes, diversifying, makings, paths)
_DENIED = re.compile(
    r"\b(?:den(?:y|ies|ied|ying)|disput(?:es?|ed)|dismiss(?:es|ed)|reject(?:s|ed)|refut(?:es?|ed)|"
    r"(?:is|was) (?:not true|untrue|false|a myth))\s(?:[\w‹›'-]+\s){0,6}?that\b",
    re.IGNORECASE,
)
CONTINUED = (chains, suppliers_in_turn, first_of_its, customers_in_turn, bare_figures)


def read(context: Context, i: int, before: tuple[DependencyClaim, ...] = ()) -> list[DependencyClaim]:
    """The dependencies that sentence `i` states, in the order of the rules; `before` are those of the sentences
    before it, from which "global output" takes its year and stage."""
    folded = context.folded(i).folded
    if not ("‹C" in folded and "‹M" in folded) and not context.speaks_of(i, STEMS):
        return []
    at = Statement(context, i, before)
    if (of_a_sheet := commodity_summaries.read(at)) is not None:
        return of_a_sheet
    if not any(m.sign in "CG" for m in at.mentions) and not context.subject_before(i):
        return []
    if at.text.rstrip().endswith("?") or _SUPPOSED.match(at.text) or _DENIED.search(at.folded):
        return []
    found = [claim for find in RULES for claim in find(at)]
    for find in CONTINUED:
        if find is bare_figures and found:
            break
        found += find(Statement(context, i, (*before, *found)))
    found += framed(at, found)
    found += any_share(at, [*found])
    found += the_rest(Statement(context, i, (*before, *found)))
    found += standings(at, found)
    found += placings(at, found)
    for find in TOLD_OTHERWISE:
        found += find(at, found)
    found += weighed(at, found)
    found += flowing(at, found)
    found = parted(at, found) if "from" in at.folded else found
    if DUMPING.search(at.folded):
        places = ("relies_on", "producer")  # of origin
        return [c for c in found if c.relation not in places or c.share_pct is not None or c.rank is not None]
    return found

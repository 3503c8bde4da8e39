"""The parts of a trade measure: who imposes it, on whom, on what, how far it has come, since when."""

import re
from collections import Counter
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from critmin.claims.context import Context, fold_groups
from critmin.claims.measure_cues import EFFECT, EXPIRED, HEDGE, REDUCED, STATUS, Head
from critmin.claims.mentions import Mention
from critmin.claims.patterns import rule, signs
from critmin.vocabulary import seed


@dataclass
class Part:
    """The stretch of a folded sentence that belongs to one anchor (`start` to `end`) of a measure."""

    context: Context
    i: int
    head: Head
    rate: re.Match | None
    start: int
    end: int
    left: int
    right: int

    @cached_property
    def sentence(self):
        return self.context.folded(self.i)

    @property
    def folded(self) -> str:
        return self.sentence.folded

    @property
    def stretch(self) -> str:
        return self.folded[self.left : self.right]

    def values_of(self, sign: str) -> tuple[str, ...]:
        return self.context.values(self.i, self.sentence[sign])

    def values(self, sign: re.Match) -> tuple[str, ...]:
        return self.context.values(self.i, self.sentence[sign.group()], sign.start())


_NOT_ONE = rule(
    r"\b(?:economists?|analysts?|experts|critics|researchers|think[- ]tank)\s(?:say|said|suggest|warn|argue|recommend|urge|propos)|"
    r"\b(?:author|paper|report|study|analysis)\s(?:argues|recommends|proposes|calls)|"
    r"\b(?:if|unless|whether)\s(?:tariffs|duties)\s(?:were|are)|\bfree from tariffs\b|\btariff-free\b"
)
_ROUND = re.compile(
    r"\b(?:without|no|any|avoid(?:s|ed|ing)?|against|escap\w+|evad\w+|circumvent\w*|instead of|rather than|not)\s(?:any\s|further\s|new\s|the\s)?$",
    re.IGNORECASE,
)


def is_no_measure(at: Part) -> bool:
    """Talk of analysts, a denial, a condition."""
    before = at.folded[max(at.left, at.start - 40) : at.start]
    if at.head.measure == "licensing" and not re.search(
        r"\bexport|\bship|\babroad\b|\boverseas\b|\bdestination|\bcustoms\b|\bforeign\b|\bsell\b|\bimport",
        at.folded,
        re.IGNORECASE,
    ):
        return True
    if re.search(r"(?:^|[;,]\s)(?:[Ii]f|[Uu]nless|[Ww]ere)\s(?:the\s)?‹C\d+›[^;,]{0,60}$", at.folded[: at.start]) or (
        re.search(r"\b(?:neither|nor|not)\s(?:to\s)?(?:\w+\s){0,2}$", at.folded[max(0, at.start - 22) : at.start])
        and at.head.is_export
    ):
        return True
    if re.search(
        r"\b(?:expects?|hopes?)\s(?:that\s)?(?:the\s)?‹C\d+›", at.folded[max(at.left, at.start - 110) : at.start]
    ):
        return True
    if re.search(
        r"\b(?:retaliat\w+|respon\w+|react\w*)\s(?:against|to)\s(?:[\w]+\s){0,2}(?:‹C\d+›'s\s)?(?:\w+\s){0,2}$", before
    ):
        return True
    if (
        re.search(
            r"\b(?:evasion of|evading|circumvention of|challenge to|impact of|effects? of|cost of|costs of|because of|benefits? (?:of|from))\s(?:the\s)?$",
            before,
        )
        and not at.rate
    ):
        return True
    return bool(_NOT_ONE.search(at.stretch) or (_ROUND.search(before) and not at.rate))


# -- products ----------------------------------------------------------------------------------------------------

_GOODS = re.compile(
    r"\b(?:goods|imports?|products|exports|everything|articles|merchandise|shipments|commodities|items)\b",
    re.IGNORECASE,
)
_STOP = re.compile(
    r"\b(?:as retaliation|in retaliation|in response|because|citing|after|until|unless|used by|which|who|that|saying|starting|beginning|effective|to protect|to secure|to help|to boost|to force|to go|in order|pending|pointing|seemingly|alarming|amid|despite|so|when|where|if|made by|rather than|following|over its|over the|keeping|using|a move)\b|;|:|\s-\s|\((?!on\b)",
    re.IGNORECASE,
)
_ON = re.compile(
    r"\b(?:on|against|for|of|to|targeting|covering|from|over|with|include|including|hitting|hit|imposed on|as)\s|(?<=›)\s",
    re.IGNORECASE,
)
_EXPORT_NOUN = re.compile(r"\b(?:exports?|exporting|shipments?|supplies|sale|imports?|flow|importation)\b")


def product_values(mention: Mention) -> tuple[str, ...]:
    """The products of a mention that are in scope: minerals, and goods of the chain."""
    scoped = [v for p in mention.each if p.detail not in ("unrelated_product", "other_product") for v in p.values]
    return fold_groups(scoped)


def _is_magnets(mention: Mention) -> bool:
    return any(p.sign == "M" and p.detail == "magnets" for p in mention.each)


def products(at: Part) -> tuple[tuple[str, ...] | None, bool]:
    """The products of a stretch, and whether it states them. None where the stretch is about something else."""
    right = at.folded[at.end : at.right]
    stop = _STOP.search(right)
    limit = at.end + min(stop.start() if stop else len(right), 150)
    found: list[Mention] = []
    outside = False
    phrase = at.folded[at.head.start : at.head.end].lower()
    if at.head.measure == "exemption":
        if re.match(r"no longer|exempted|exempt\b|.*excluded", phrase) and not re.match(
            r"\s(?:imports|exports|goods|certain|all|‹[MP])", at.folded[at.head.end :]
        ):
            near = [at.sentence[s.group()] for s in signs(at.folded, "MP", at.left, at.start)]
            found = [m for m in near if product_values(m)][-1:]
            outside = bool(near) and not found
        elif "not apply" in phrase:
            limit = at.right
            found = [
                at.sentence[s.group()]
                for s in signs(at.folded, "MP", at.head.end, limit)
                if product_values(at.sentence[s.group()])
            ]
    if at.head.is_export and (tool := _TECHNOLOGY_FOR.search(at.folded, at.head.start, at.right)):
        made = product_values(at.sentence[tool["what"]])
        return tuple(f"{v}_{tool['kind'].lower()}_technology" for v in made), bool(made)
    if not found and re.search(
        r"\b(?:on|of|to)\s(?:these|those|such|the same)\s(?:materials|minerals|metals|elements|goods|items|‹P\d+›)",
        at.folded[at.head.start : limit + 12],
    ):
        before = [v for s in signs(at.folded, "M", 0, at.head.start) for v in product_values(at.sentence[s.group()])]
        if before:
            return fold_groups(before), True
    for s in () if found else signs(at.folded, "MP", at.head.start, limit):
        mention = at.sentence[s.group()]
        gap = at.folded[at.end : s.start()] if s.start() >= at.end else ""
        if s.start() >= at.end and len(gap) > 70 and not found:
            break
        if s.start() >= at.end and not found and not _ON.search(gap + " ") and len(gap) > 24:
            continue
        if re.match(
            r"\s(?:producers?|makers?|manufacturers?|mills?|industry|industries|companies|workers|sectors?|plants?|prices?|market|project)\b",
            at.folded[s.end() : s.end() + 16],
        ) and not re.match(r"\s(?:industry|sectors?)\b", at.folded[s.end() : s.end() + 9]):
            continue
        if (
            mention.detail == "other_product"
            and "energy" in mention.values
            and re.match(r"\s(?:transition|emergency|security|department)", at.folded[s.end() : s.end() + 12])
        ):
            continue
        values = product_values(mention)
        if values:
            found.append(mention)
        else:
            outside = True
    if not found and not (stop and stop.start() < 1):
        found, outside_left = _products_before(at)
        outside = outside or outside_left
    if found:
        values = tuple(dict.fromkeys(v for m in found for v in product_values(m)))
        values = tuple(v for v in values if not (v in ("raw_minerals", "metals") and len(values) > 1))
        technology = re.search(
            r"\b(?:technolog(?:y|ies)|equipment|machinery|know-how)\b", at.folded[at.end : limit + 40]
        )
        if (
            technology
            and at.head.is_export
            and re.search(
                r"›\s(?:[\w-]+\s){0,2}(?:extraction|processing|mining|separation|refining|production|magnet)?\s?(?:technolog|equipment)|(?:extraction|processing|separation|mining|refining) (?:technolog|equipment)",
                at.folded[at.start : limit + 40],
            )
        ):
            values = _technologies(at, values, limit)
        if re.search(r"\bderivatives?\b", at.folded[max(at.left, at.start - 80) : limit + 12]) and set(values) <= {
            "steel",
            "aluminum",
            "copper",
        }:
            values = tuple(f"{v}_derivatives" for v in values)
        return fold_groups(values), True
    if outside:
        return (
            ((), False)
            if re.search(
                r"\bindustrial\b|\b(?:all|most)\s(?:\w+\s)?(?:goods|products|imports)\b", at.folded[at.end : limit + 60]
            )
            else (None, False)
        )
    if at.head.is_export or at.head.measure in ("import_ban", "exemption", "licensing"):
        what = re.match(r"\s(?:on|of)\s(?:the\s|all\s|its\s|raw\s)*([a-z][\w-]+)", at.folded[at.end :])
        if (
            what
            and what.group(1)
            not in (
                "export",
                "exports",
                "imports",
                "import",
                "goods",
                "these",
                "those",
                "which",
                "products",
                "certain",
                "key",
                "several",
                "some",
                "such",
                "at",
                "many",
                "up",
                "critical",
                "elements",
                "metals",
                "minerals",
                "materials",
                "ore",
                "ores",
                "metal",
                "mineral",
                "two",
                "three",
                "four",
                "five",
                "seven",
                "it",
                "them",
            )
            and not _GOODS.match(what.group(1))
        ):
            return None, False
        return (), False
    if _names_something_else(at, limit):
        return None, False
    return (), False


_SOMETHING_ELSE = re.compile(
    r"^\s?(?:rates?\s)?(?:on|of|for)\s(?:all\s|imported\s|imports\sof\s|foreign\s|certain\s|most\s|some\s|other\s|various\s|key\s|every\s|[A-Z]\w+\s)*(?!imports|goods|products|exports|articles|countries|trading|trade|partners|nations|steel|each|them|those|these|that\b|which|this\b|its|their|his|the\b|a\b|it\b|items|everything|allies|firms|companies|foreign|goods|commodities|any|originating)([a-z][a-z-]{3,})"
)


_TECHNOLOGY_FOR = rule(
    r"\b(?P<kind>extraction|processing|separation|refining|smelting)\stechnolog(?:y|ies)\s(?:used\s)?(?:to|for)\s[^;‹›]{0,30}?{M:what}"
)


def _technologies(at: Part, values: tuple[str, ...], limit: int) -> tuple[str, ...]:
    """ "gallium extraction technologies" are a product of their own."""
    kind = re.search(
        r"\b(extraction|processing|separation|refining|mining|smelting|production)\s(?:technolog|equipment|know-how)",
        at.folded[at.head.start : limit + 40],
    )
    return tuple(f"{v}_{kind.group(1)}_technology" if kind else f"{v}_technology" for v in values)


def _names_something_else(at: Part, limit: int) -> bool:
    """A product that no seed knows ("duties on honey"): not a general tariff."""
    m = _SOMETHING_ELSE.match(at.folded[at.end : limit])
    return bool(
        m and not re.match(r"up|around|about|more|less|least|course|which|many|some|certain|other|most", m.group(1))
    )


def _products_before(at: Part) -> tuple[list[Mention], bool]:
    """Products that stand before the anchor: "steel and aluminium tariffs", "all steel imports will be taxed at"."""
    found: list[Mention] = []
    outside = False
    for s in reversed(signs(at.folded, "MP", at.left, at.start)):
        gap = at.folded[s.end() : at.start]
        mention = at.sentence[s.group()]
        adjacent = re.fullmatch(
            r"\s?(?:imports?|exports?|products?|ore|export|import|and|-|\s|tariff|rates?|to|\w+ally|metals?|(?:‹R\d+›)|new|additional|existing)*\s?",
            gap,
        )
        passive = (
            re.search(
                r"^[^;]{0,120}\b(?:taxed|pay|pays|face|faces|facing|subject|have|charged|hit|tariffs?|duties|levies|rates?|at|to)\b[^;‹›]{0,40}$",
                gap,
            )
            if at.rate
            else None
        )
        of_old = re.match(r"\s(?:producers?|makers?|manufacturers?|industry|workers|companies|mills)\b", gap)
        if (adjacent or passive) and not of_old:
            if product_values(mention):
                found.insert(0, mention)
                if not passive or not re.search(r"\bon\s(?:[\w-]+\s){0,3}$", at.folded[: s.start()][-30:]):
                    break
                break
            outside = True
            break
    return found, outside


# -- parties -----------------------------------------------------------------------------------------------------

_TO_TARGET = re.compile(
    r"\b(?:on|against|from|for|targeting|target|hit|hits|hitting|at|with|to|(?:articles|goods|imports|products|exports)\sof|toward|towards|targeted\s(?:specifically\s)?at|aimed\sat|faced\sby|charge|punish|including|put\son|target)\s(?:the\s|all\s|imports\sof\s|goods\s(?:from|of)\s|most\s|certain\s|some\s|originating\s|exports\s(?:from|to)\s){0,3}$",
    re.IGNORECASE,
)
_OWNS_GOODS = re.compile(
    r"(?:'s?)?\s(?:[\w-]+\s){0,3}?(?:goods|imports?|products|exports?|shipments|articles|cars|‹[MP]\d+›|metals|minerals|companies|firms)\b",
    re.IGNORECASE,
)


def targets(at: Part) -> tuple[tuple[str, ...], bool]:
    """The partners that a stretch names, and whether it names any."""
    begin = min(at.end, at.head.end) if at.left <= at.head.start else at.end
    right = at.folded[at.end : at.right]
    stop = _STOP.search(right)
    limit = at.end + (stop.start() if stop else len(right))
    if (
        stop
        and re.match(r"which|that", stop.group())
        and re.match(r"(?:which|that)\s(?:target|hit|apply)", right[stop.start() :])
    ):
        limit = at.right
    if stop and re.match(r"(?:which|that)\s(?:the\s)?(?:president\s)?‹C\d+›", right[stop.start() :], re.IGNORECASE):
        limit = at.right
    found: list[str] = []
    for s in signs(at.folded, "C", begin, limit):
        before = at.folded[max(0, begin - 20, s.start() - 40) : s.start()]
        if at.head.is_export and re.search(r"\b(?:from|of|in)\s(?:the\s)?$", before):
            continue
        if _TO_TARGET.search(before) or (
            _OWNS_GOODS.match(at.folded, s.end()) and not re.search(r"\bby\s(?:the\s)?$", before)
        ):
            if re.search(r"\b(?:by|in|into|with)\s(?:the\s)?$", before) and not re.search(
                r"\b(?:against|with tariffs)\b", before
            ):
                continue
            found += [v for v in at.values(s) if v not in found]
    if at.head.is_export:
        for s in signs(at.folded, "C", limit, at.right):
            if re.search(
                r"\b(?:to|against|targeting|at|target)\s(?:the\s)?$", at.folded[s.start() - 14 : s.start()]
            ) and re.search(
                r"\b(?:exports?|shipments|targeted|targeting|ban|sale|supplies)\b", at.folded[at.start : s.start()]
            ):
                found += [v for v in at.values(s) if v not in found]
                break
    if not found and re.match(r"[^;‹›]{0,20}\bon\s(?:its|their)\s", at.folded[min(at.end, at.head.end) : at.right]):
        near = [s for s in signs(at.folded, "C", 0, at.head.start) if at.values(s)]
        found = list(at.values(near[-1])) if near else []
    if not found:
        found = _targets_before(at)
    return tuple(v for v in found if v), bool(found)


_HIT = rule(
    r"\b(?:hit(?:ting)?|charge|charging|slap(?:ped|ping)?|punish(?:ed|ing)?|threaten(?:ed|ing|s)?(?:\sto\shit)?|penali[sz]e)\s(?:the\s)?{C:who}[^;‹›]{0,60}$"
)
_FACES = rule(
    r"{C:who}(?:'s)?\s(?:[\w-]+\s){0,3}?(?:goods|imports|products|exports|shipments|{MP})?\s?(?:[\w-]+\s){0,2}?(?:faces?|faced|facing|pays?|will pay|(?:remains?\s)?subject to|would face|granted|given|spared|received|secured|won|be exempt\w*|is exempt\w*|was exempt\w*|to have|will have)\b[^;‹›]{0,50}(?:‹C\d+›\s[^;‹›]{0,20})?$"
)
_ITS_TARIFF = rule(r"\b(?:from|on|against)\s(?:the\s)?{C:who}\s(?:will|would|to|are|is|have)\b[^;‹›]{0,50}$")


def _targets_before(at: Part) -> list[str]:
    stretch = at.folded[at.left : at.start]
    for pattern in (_HIT, _FACES, _ITS_TARIFF):
        if m := pattern.search(stretch):
            sign = at.sentence[m["who"]]
            return list(at.context.values(at.i, sign))
    if at.rate:
        m = re.search(
            r"\b(?:on|against|from)\s(?:the\s|all\s|imports\sfrom\s|goods\sfrom\s)*(‹C\d+›)[^;]{0,60}\b(?:to|at|of|by)\s(?:\w+\s){0,3}$",
            stretch,
        )
        if m:
            return list(at.context.values(at.i, at.sentence[m.group(1)]))
        m = re.search(
            r"(‹C\d+›)(?:'s)?\s(?:[\w-]+\s){0,3}(?:goods|imports|products|exports|levy|tariffs?|duty|‹[MP]\d+›)\b[^;]{0,50}\b(?:to|at|of|by)\s(?:\w+\s){0,3}$",
            stretch,
        )
        if m and not re.search(r"\b(?:tariff|levy|duty)", m.group()[:28]):
            return list(at.context.values(at.i, at.sentence[m.group(1)]))
    return []


_BY = rule(
    r"\b(?:imposed|introduced|enacted|announced|levied|put in place|applied|set|taken)\s(?:[^;‹›]{0,40}\s)?by\s(?:the\s)?{C:who}"
)
_OWN = re.compile(
    r"(‹C\d+›)(?:'s?)?\s(?:(?!on\b|from\b|to\b|with\b|by\b|against\b|for\b|in\b|and\b|is\b|are\b|has\b|said\b)[\w'\"%,-]+\s|‹[RMP]\d+›\s|‹D\d+›\s){0,6}$"
)


def imposers(at: Part, named: tuple[str, ...]) -> tuple[str, ...]:
    """Who imposes the measure of a stretch; () where the sentence does not say."""
    head = at.folded[: at.start]
    if (
        (by := _BY.search(at.folded, at.left))
        and by.start() < at.right + 40
        and (by.start() > at.head.start - 40 or at.head.is_export or at.head.measure == "import_ban")
    ):
        return _imposing(at, at.context.values(at.i, at.sentence[by["who"]]))
    if (
        (into := _INTO.search(at.folded, at.left))
        and into.start() < at.right
        and at.head.measure in ("tariff", "exemption")
    ):
        values = at.values_of(into["who"])
        if values and len(values) == 1:
            return _imposing(at, values)
    if at.head.measure == "licensing" and (
        giver := re.match(r"\s(?:from|of)\s(?:the\s)?(‹C\d+›)", at.folded[at.head.end :])
    ):
        return _imposing(at, at.values_of(giver.group(1)))
    if that := _THAT_ONE.match(at.folded, at.end):
        values = at.values_of(that["who"])
        if values and not set(values) <= set(named):
            return _imposing(at, values)
    if re.search(r"\b(?:its|their)\s(?:(?!own\sto)[\w'\"-]+\s|‹[RMP]\d+›\s){0,4}$", head):
        near = [s for s in signs(at.folded, "C", 0, at.start) if at.values(s)]
        free = [
            s
            for s in near
            if not re.search(r"\b(?:on|to|from|of|with|by|against|for|in)\s(?:the\s)?$", at.folded[: s.start()][-12:])
        ]
        values = at.values((free or near)[-1]) if near else ()
        if values and not set(values) <= set(named):
            return _imposing(at, values)
    if own := _OWN.search(head):
        governed = re.search(r"\b(?:on|from|against|hit|for|to|of)\s(?:the\s|all\s)*$", head[: own.start()][-20:])
        taken_from = re.search(
            r"\b(?:under|amid|by|in response to|despite|from|to|of|escape|after|against|face|faces|facing|affected by|threatened|with)\s(?:the\s|new\s|threatened\s|possible\s|potential\s)*$",
            head[: own.start()][-30:],
        )
        values = at.context.values(at.i, at.sentence[own.group(1)])
        if values and (not governed or taken_from) and not set(values) <= set(named):
            return _imposing(at, values)
    for s in reversed(signs(at.folded, "C", 0, at.start)):
        before = at.folded[max(0, s.start() - 22) : s.start()]
        if re.search(
            r"\b(?:by|of|to|from|in|on|with|for|against|between|than|outside|non-?|over|at|into|hit|among|including)\s(?:the\s|imports\s)?$",
            before,
            re.IGNORECASE,
        ) and not re.search(
            r"(?:government|president|ministry|administration|parliament|leader|legislature|Government) of\s(?:the\s)?$",
            before,
        ):
            continue
        if at.head.measure == "exemption" and re.match(
            r"\s(?:was|is|were|has been|have been|will be|would be)\s", at.folded[s.end() :]
        ):
            continue
        if not _ACTS.search(at.folded, s.end(), at.end + 60) or not _AS_SUBJECT.match(at.folded, s.end()):
            continue
        values = at.values(s)
        if values and not set(values) <= set(named):
            return _imposing(at, values)
    if re.match(r"(?:After|By|Before|Having|In|While|Since|Besides)\s\w+ing\b", at.folded):
        for s in signs(at.folded, "C", at.start):
            if _AS_SUBJECT.match(at.folded, s.end()) and at.values(s):
                return _imposing(at, at.values(s))
    return ()


_INTO = rule(
    r"\b(?:on\s(?:entry|arrival|import)\s?(?:to|in|into)|entering|imported\sinto|imports\sinto|when they enter|shipped\sto|sold\s(?:in|to))\s(?:the\s)?{C:who}"
)
_THAT_ONE = rule(
    r"[^;‹›]{0,44}?\b(?:that|which)\s(?:the\s)?(?:president\s|President\s)?{C:who}\s(?:has\s|had\s|also\s|itself\s|already\s|‹D\d+›\s)*(?:lev\w+|impos\w+|put|puts|charg\w+|introduc\w+|announc\w+|set|sets|published|ordered|threaten\w+|plac\w+|appl\w+|maintain\w*|has|is|rais\w+|collect\w*)\b"
)
_AS_SUBJECT = re.compile(
    r"(?:\s(?:and|or)\s(?:the\s)?‹C\d+›)?(?:,[^;]{0,140}?,|\s\([^()]{0,40}\)|\s-\s[^;]{0,80}?\s-)?(?:,?\s(?:on|in)?\s?‹D\d+›,?|\s(?:also|now|then|later|so|first|only|already|still|currently|recently|again|even|has|have|had|no longer|itself|both|who|which|that|\w+ly))*"
    r"(?:'s\s(?:\w+\s)?(?:decision|move|plans?|bid|threat|order|announcement|push|intention|proposal|attempt|effort|policy|policies|use)\b|\s(?:has|have|had|is|are|was|were|will|would|could|may|might|did|does|said|says|told|began|puts?|cut|hit|set|took|takes|went|goes|made|makes|keeps?|kept|froze|withheld|withholds|wants?|\w+ed|\w+ing|(?!goods|imports|exports|products|companies|firms|tariffs|controls|officials|industries|workers|consumers|restrictions|restraints|supplies|materials|minerals|metals|prices|duties|levies|relations|producers|manufacturers|suppliers|automakers|carmakers|steelmakers|sanctions|concerns|investments|efforts|agencies|allies|buyers|users|customers|markets|reserves|deposits|mines|smelters|processors|miners)\w+(?:s|es)|vow|threaten|impose|ban|plan)\b)",
    re.IGNORECASE,
)
_ACTS = re.compile(
    r"\b(?:impos\w+|announc\w+|introduc\w+|tighten\w*|put|puts|putting|plac\w+|ban(?:s|ned|ning)?|halt\w*|restrict\w*|curb\w*|limit\w*|sign\w*|plans?|planned|planning|"
    r"consider\w*|threaten\w*|vow\w*|will|would|hik\w+|rais\w+|doubl\w+|tripl\w+|halv\w+|cut|cuts|reduc\w+|lower\w*|remov\w+|lift\w*|suspend\w*|paus\w+|delay\w*|postpon\w*|extend\w*|"
    r"propos\w+|call\w*|levied|levies|slap\w*|hit|hits|charge\w*|appl\w+|expand\w*|adopt\w*|issu\w+|unveil\w*|enact\w*|implement\w*|set|sets|end|ends|ended|freez\w*|froze|block\w*|prohibit\w*|"
    r"withh\w+|grant\w*|exempt\w*|eliminat\w*|retaliat\w*|respond\w*|floated|float|push\w*|ordered|orders|order|resort\w*|amend\w*|add\w*|use|used|using|uses|leverag\w+|strengthen\w*|maintain\w*|keeps?|kept|has|have|stop\w*|increas\w*|broaden\w*|start\w*|began|requir\w*|weigh\w*|mull\w*|intend\w*|want\w*|shelv\w*|swap\w*|voided|drop\w*|scrap\w*|called|cease\w*|confirm\w*|reset|stepp\w*|weaponi\w*)\b",
    re.IGNORECASE,
)


def subject_of(at: Part) -> tuple[str, ...]:
    """The country that a sentence is about, as the one whose export measure it tells: "the country's rise followed a
    ban on exports"."""
    if section := at.context.section_country(at.i):
        return section
    found = [
        s
        for s in signs(at.folded, "C", 0, at.start)
        if len(at.values(s)) == 1 and at.sentence[s.group()].detail != "demonym"
    ]
    return _imposing(at, at.values(found[0])) if found and found[0].start() < 50 else ()


def _imposing(at: Part, values: tuple[str, ...]) -> tuple[str, ...]:
    """Several governments that do the same each have a measure of their own; a firm or the world imposes none."""
    return tuple(v for v in values if v and not v.startswith("org:") and v != "WLD")[:6]


def other_party(at: Part, imposers: tuple[str, ...]) -> tuple[str, ...]:
    for s in signs(at.folded, "C"):
        values = tuple(v for v in at.values(s) if v not in imposers and v != "WLD")
        if values:
            return values[:1]
    return ()


def usual_imposer(context: Context, named: tuple[str, ...] = ()) -> tuple[str, ...]:
    """The government that the document is about, where it names one above all."""
    counts: Counter = Counter()
    for i in range(min(len(context), 12)):
        for m in context.folded(i).of("C"):
            if len(m.values) == 1:
                counts.update({m.values[0]: 3 if m.detail in ("leader", "government") else 1})
    ranked = [(n, v) for v, n in counts.items() if v not in named]
    best = max(ranked, default=(0, ""))
    return (best[1],) if best[0] >= 3 else ()


# -- status and dates --------------------------------------------------------------------------------------------


def status(at: Part, imposer: str) -> tuple[str, str, bool]:
    """(status, firmness, whether a word says so) of a stretch."""
    begin = max(at.left, at.start - 110)
    own = _OWN.search(at.folded[: at.start])
    if own and not at.rate and at.values_of(own.group(1)) and imposer in at.values_of(own.group(1)):
        begin = max(at.left, own.start() - 60)  # "China's controls": they are there, whatever else is announced
    text = at.folded[begin : at.right]
    lead = at.start - begin
    for name, firmness, pattern in STATUS:
        for m in pattern.finditer(text):
            if name in ("kept", "withdrawn", "suspended", "delayed", "extended", "reinstated") and not _acts_on(
                name, text, m, lead, at
            ):
                continue
            if name == "kept":
                return "in_force", firmness, True
            if HEDGE.search(text[max(0, m.start() - 12) : m.start()]) and name in ("withdrawn", "suspended", "delayed"):
                continue
            if (
                name == "threatened"
                and re.match(r"\s(?:posed|to (?:national|our)|of)\b", text[m.end() :])
                and "of" not in text[m.end() : m.end() + 4]
            ):
                continue
            if name in ("threatened", "proposed") and m.start() > lead + 60:
                continue
            if name == "in_force" and (
                (EXPIRED.search(at.folded) and re.search(r"first term|temporarily", at.folded)) or _is_long_ago(at)
            ):
                return "expired", "law", True
            if name == "in_force" and at.head.measure == "exemption" and not at.rate:
                return "in_force", "law", True
            if name == "announced" and at.head.is_export and _is_past(at):
                return "in_force", "law", True
            if name in ("scheduled", "announced") and HEDGE.search(text[max(0, m.start() - 12) : m.start()]):
                firmness = "hedged"
            return name, firmness, name != "in_force" or not re.fullmatch(r"is|are", m.group())
    return "in_force", "law", False


def _acts_on(name: str, text: str, m: re.Match, lead: int, at: Part) -> bool:
    """Whether the word for an end or a pause acts on this measure: near it, and not part of its own name."""
    if at.head.start - (at.start - lead) <= m.start() < at.head.end - (at.start - lead):
        return False
    if (
        name == "suspended"
        and at.head.measure == "export_ban"
        and not re.search(r"\b(?:ban|embargo|controls?|curbs?|restrictions)\b", text[m.end() : m.end() + 60])
    ):
        return False
    head, tail = at.head.start - (at.start - lead), max(at.head.end, at.end) - (at.start - lead)
    if at.rate:
        head, tail = min(head, lead), max(tail, lead + 1)
    if m.end() <= head:  # "lifted its ban": the measure is the object, with no other object between
        between = text[m.end() : head]
        return (
            len(between) < 75
            and not re.search(
                r"\b(?:exemptions?|exceptions?|carve-?outs?|that|which|after|before|from|until|if)\b", between
            )
        ) or (name == "withdrawn" and bool(re.search(r"no longer|ruled out|negative|not|eliminate|kills?", m.group())))
    if re.match(
        r"\s(?:their|them|its imposition|it\b|those|the (?:tariffs|duties|levies|measures|imposition))", text[m.end() :]
    ):
        return True
    if m.start() >= tail and re.fullmatch(r"ended|expired|lapsed|ran out|never \w+ \w+", m.group(), re.IGNORECASE):
        return m.start() - tail < 70
    between = text[tail : m.start()]
    passive = re.search(r"\b(?:was|were|been|be|is|are|being|have|has|which|that|will)\b[^;‹›]{0,20}$", between)
    return (len(between) < 70 and bool(passive)) or len(between) < 3


def _is_long_ago(at: Part) -> bool:
    """Whether the years that the story is in, here or a sentence before, all lie eight years or more back."""
    published = at.context.published_on
    if not published:
        return False
    for j in (at.i, at.i - 1):
        if j >= 0 and at.context.sentence(j).paragraph == at.context.sentence(at.i).paragraph:
            years = [m.item.year for m in at.context.folded(j).of("D") if m.item.year]
            if years:
                return max(years) <= published.year - 8
    return False


def _is_past(at: Part) -> bool:
    years = [mm.item for mm in at.sentence.mentions if mm.sign == "D"]
    published = at.context.published_on
    if not published:
        return False
    for when in years:
        if (when.day and (published - when.day).days > 60) or (when.year and when.year < published.year):
            return True
    return False


def changed_status(folded: str) -> str | None:
    """The change that a later sentence makes to the measures before it: called off, postponed, paused."""
    for name, _, pattern in (s for s in STATUS if s[0] in ("annulled", "withdrawn", "suspended", "delayed")):
        m = pattern.search(folded)
        if (
            m
            and not HEDGE.search(folded[max(0, m.start() - 12) : m.start()])
            and re.search(
                r"\b(?:tariffs?|levies|duties|measures|controls|ban|them|it|curbs|restrictions)\b",
                folded[m.start() : m.start() + 60],
            )
        ):
            return (
                name
                if name != "withdrawn" or not re.search(r"postpon|paus|suspend|delay", folded)
                else "delayed"
                if re.search(r"postpon|delay", folded)
                else "suspended"
            )
    return None


def dates_of(at: Part, state: str, published: date | None) -> tuple[date | None, date | None, date | None]:
    """(announced, effective, expires) as far as days are stated in the stretch."""
    announced = effective = expires = None
    for m in signs(at.folded, "D"):
        when = at.sentence[m.group()].item
        if when.day is None or when.precision != "day":
            continue
        if not (at.left <= m.start() < at.right) and not (m.start() < at.left and _heads_sentence(at, m)):
            continue
        before = at.folded[max(0, m.start() - 48) : m.start()]
        near = re.split(r"[,;]", before)[-1]
        if re.search(r"\b(?:until|till|through|expir\w+|up to)\s(?:on\s)?(?:at least\s)?$", before):
            if state == "delayed":
                effective = effective or when.day
            else:
                expires = expires or when.day
        elif (EFFECT.search(near) and not re.search(r"\bsigned|announced\b", near[-20:])) or (
            re.search(r"\b(?:by)\s$", before) and re.search(r"\b(?:will|shall|commit\w*)\b", at.folded)
        ):
            effective = effective or when.day
        elif re.search(r"\b(?:Order|Announcement|Proclamation|Notice|No\.)\s[^‹›]{0,30}of\s$", before):
            continue
        elif re.search(r"\bsince\s(?:early\s|late\s)?$", before):
            if state in ("in_force", "suspended") and not re.search(
                r"›\s(?:was|were)\b", at.folded[m.end() : m.end() + 8]
            ):
                effective = effective or when.day
        elif _is_only_said(at, m):
            continue
        elif (
            _STARTS.search(at.folded[max(0, m.start() - 120) : m.start()])
            and re.search(r"\bon\s$|\s$", before)
            and state == "in_force"
            and not re.search(r"\b(?:said|announc\w*|told|sign\w*|publish\w*)\b", at.folded)
        ):
            effective = effective or when.day
        else:
            announced = announced or when.day
            if state == "in_force" and re.search(
                r"\b(?:with|taking) immediate effect\b|\beffective immediately\b|\bfrom now on\b|\bat once\b", at.folded
            ):
                effective = effective or when.day
    return announced, effective, expires


_STARTS = re.compile(
    r"\b(?:stopp(?:ed|ing)|halted|doubled|ended|began|started|cut off|raised|hiked|tripled|lifted)\b[^;]{0,100}$"
)
_SAID_ON = re.compile(r"\b(?:said|told \w+|says|added|reported|noted|spoke)\s(?:in an? \w+\s)?(?:late\s)?(?:on\s)?$")


def _is_only_said(at: Part, m: re.Match) -> bool:
    """A day of talking, not of making public: "officials said on 26 October that", unless the speaker then imposes."""
    before, after = at.folded[: m.start()], at.folded[m.end() : m.end() + 60]
    if re.search(r"\b(?:seen|ended|began|met|rally|criticism|meeting|drew)\b[^;]{0,40}$", before):
        return True
    speaks = _SAID_ON.search(before) or re.match(r"(?:,?\s‹C\d+›)?\s(?:said|told)\b", after)
    if not speaks:
        return False
    return not re.search(
        r"\b(?:he|she|it|they|‹C\d+›)\s(?:would|will|was going to|is going to|plans to|had decided|has decided)\b",
        at.folded[m.start() : m.end() + 90],
    )


def _heads_sentence(at: Part, m: re.Match) -> bool:
    """A date at the head of a sentence, or before its verb of saying, holds for all of its clauses."""
    return m.start() < 40


def with_dates(state: str, firmness: str, effective: date | None, at: Part, published: date | None) -> tuple[str, str]:
    """The status once the day of effect is known: ahead is scheduled, past is in force."""
    if (
        not effective
        and published
        and state in ("announced", "in_force")
        and re.search(r"\bwill\b", at.folded[max(at.left, at.start - 40) : at.end])
    ):
        ahead = [mm.item for mm in at.sentence.mentions if mm.sign == "D" and not mm.item.day and mm.item.year]
        if any(w.year > published.year for w in ahead):
            return "scheduled", "scheduled"
    if effective and published:
        if effective > published and state in ("announced", "in_force", "scheduled"):
            return "scheduled", "scheduled" if firmness != "hedged" else "hedged"
        if effective <= published and state in ("announced", "scheduled") and (published - effective).days >= 0:
            return "in_force", "law"
    if state == "scheduled" and effective is None:
        return ("announced", firmness) if not re.search(r"\bscheduled\b", at.stretch) else (state, firmness)
    if (
        state == "in_force"
        and at.rate
        and REDUCED.search(at.folded[max(at.left, at.start - 60) : at.start])
        and at.sentence[at.rate.group()].item.unit == "percentage_points"
    ):
        return "reduced", firmness
    return state, firmness


def rate_rule(text: str) -> str | None:
    """How a rate stacks on what is there already."""
    if re.search(
        r"\b(?:higher of|all-in|inclusive of|including MFN|ceiling|capped at|maximum of|no more than)\b", text
    ):
        return "all_in_floor"
    if re.search(r"\b(?:full value|metal content|content value|value of the (?:steel|copper|aluminum|metal))\b", text):
        return "content_value"
    if re.search(r"\b(?:additional|on top of|added to|extra|in addition to|atop)\b", text):
        return "additive"
    return None


_SAID = rule(
    r"\baccording to\s(?:the\s|an?\s)?(?:{CG:who}|(?P<name>[A-Z][\w.]+(?:\s[A-Z][\w.]+){0,3}))|{CG:who2}\s(?:said|told|says)\b"
)


def said_by(at: Part) -> str | None:
    """Who the sentence says it is from: a code, or a name as written."""
    m = _SAID.search(at.folded)
    if not m:
        return None
    if m["name"]:
        return m["name"]
    values = at.context.values(at.i, at.sentence[m["who"] or m["who2"]])
    return values[0] if values else None


def confidence(has_rate: bool, imposer: bool, target: bool, product: bool) -> float:
    """How much of the record the sentence itself states."""
    return round(0.5 + 0.12 * has_rate + 0.14 * imposer + 0.1 * target + 0.08 * product, 2)


def _codes() -> frozenset[str]:
    return frozenset(row["iso3"] for row in seed("countries"))

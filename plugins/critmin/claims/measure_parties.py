"""Who imposes a trade measure, and on whom."""

from collections import Counter
from functools import lru_cache

from critmin.claims import measure_frames
from critmin.claims import regex as re
from critmin.claims.claim import Document
from critmin.claims.context import Context
from critmin.claims.measure_part import OWN, STOP, Part
from critmin.claims.official_issuer import issuer
from critmin.claims.patterns import rule, signs

_TO_TARGET = re.compile(
    (
        r"\b(?:on|against|from|for|targeting|target|hit|hits|hitting|at|with|to|(?:articles|"
        r"goods|imports|products|exports)\sof|toward|towards|targeted\s(?:specifically\s)?at|"
        r"aimed\sat|faced\sby|charge|punish|including|put\son|target)\s(?:the\s|all\s|"
        r"imports\sof\s|goods\s(?:from|of)\s|most\s|certain\s|some\s|originating\s|"
        r"exports\s(?:from|to)\s){0,3}$"
    ),
    re.IGNORECASE,
)
_OWNS_GOODS = re.compile(
    (
        r"(?:'s?)?\s(?:[\w-]+\s){0,3}?(?:(?:goods|imports?|products|exports?|shipments|origin|"
        r"articles|cars|metals|minerals|companies|firms)\b|‹[MP]\d+›)"
    ),
    re.IGNORECASE,
)


def targets(at: Part) -> tuple[tuple[str, ...], bool]:
    """The partners that a stretch names, and whether it names any."""
    begin = min(at.end, at.head.end) if at.left <= at.head.start else at.end
    right = at.folded[at.end : at.right]
    stop = STOP.search(right)
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
    if (
        at.rate and at.rate.end() < at.head.start and not _FACES.search(at.folded[at.left : at.start])
    ):  # "its 20pc China levy"
        found += [v for s in signs(at.folded, "C", at.rate.end(), at.head.start) for v in at.values(s)]
    for s in signs(at.folded, "C", begin, limit):
        before = at.folded[max(0, begin - 20, s.start() - 40) : s.start()]
        if at.head.is_export and re.search(r"\b(?:from|of|in)\s(?:the\s)?$", before):
            continue
        if _TO_TARGET.search(before) or (
            _OWNS_GOODS.match(at.folded, s.end()) and not re.search(r"\bby\s(?:the\s)?$", before)
        ):
            if measure_frames.is_left_out(at, s.start()):
                continue
            if re.search(r"\b(?:by|in|into|with)\s(?:the\s)?$", before) and not re.search(
                r"\b(?:against|with tariffs)\b|\b(?:inquiry|investigation|probe|case)\sinto\b", before
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
    r"\b(?:hit(?:ting)?|charg(?:e|es|ed|ing)|slap(?:ped|ping)?|punish(?:ed|ing)?|threaten(?:ed|"
    r"ing|s)?(?:\sto\shit)?|penali[sz]e)\s(?:the\s)?{C:who}[^;‹›]{0,60}$"
)
_FACES = rule(
    r"{C:who}(?:'s)?\s(?:[\w-]+\s){0,3}?(?:goods|imports|products|exports|shipments|"
    r"{MP})?\s?(?:[\w-]+\s){0,2}?(?:faces?|faced|facing|pays?|will pay|(?:remains?\s)?subject "
    r"to|would face|granted|given|spared|received|secured|won|be exempt\w*|is "
    r"exempt\w*|was exempt\w*|to have|will have)\b[^;‹›]{0,50}(?:‹C\d+›\s[^;‹›]{0,20})?$"
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
            (
                r"\b(?:on|for|against|from)\s(?:the\s|all\s|imports\sfrom\s|goods\sfrom\s)*(‹C\d+›)[^;]{0,60}\b(?"
                r":to|at|of|by)\s(?:\w+\s){0,3}$"
            ),
            stretch,
        )
        if m:
            return list(at.context.values(at.i, at.sentence[m.group(1)]))
        m = re.search(
            (
                r"(‹C\d+›)(?:'s)?\s(?:[\w-]+\s){0,3}(?:goods|imports|products|exports|"
                r"levy|tariffs?|duty|‹[MP]\d+›)\b[^;]{0,50}\b(?:to|at|of|by)\s(?:\w+\s){0,3}$"
            ),
            stretch,
        )
        if m and not re.search(r"\b(?:tariff|levy|duty)", m.group()[:28]):
            return list(at.context.values(at.i, at.sentence[m.group(1)]))
    return []


_BY = rule(
    r"\b(?:controls?|restrictions?|curbs|tariffs?|duties|bans?|quotas?)\sby\s(?:the\s)?{C:who2}|"
    r"\b(?:imposed|introduced|enacted|announced|levied|put in place|applied|set|"
    r"taken)\s(?:[^;‹›]{0,40}\s)?by\s(?:the\s)?{C:who}"
)


def imposers(at: Part, named: tuple[str, ...]) -> tuple[str, ...]:
    """Who imposes the measure of a stretch; () where the sentence does not say."""
    if (of_another := _SAYS_OF.match(at.folded)) and of_another.end() <= at.start:
        return _imposing(at, tuple(v for v in at.values_of(of_another["who"]) if v not in named))
    if by := re.match(r"(?:\s\w+ly)?\sby\s(?:the\s)?(‹C\d+›)", at.folded[max(at.head.end, at.end) :]):
        return _imposing(at, at.values_of(by.group(1)))  # "exports of tin were banned by Peru"
    told = measure_frames.imposers(at, named) if not OWN.search(at.folded[: at.start]) else ()
    if told is None:
        return ()
    if told:
        return _imposing(at, told)
    head = at.folded[: at.start]
    if (
        (by := _BY.search(at.folded, at.left))
        and by.start() < at.right + 40
        and (by.start() > at.head.start - 40 or at.head.is_export or at.head.measure == "import_ban")
    ):
        return _imposing(at, at.context.values(at.i, at.sentence[by["who"] or by["who2"]]))
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
    if at.rate and (whose := _WHOSE.fullmatch(at.folded, at.rate.end(), max(at.rate.end(), at.head.start))):
        values = at.values_of(whose.group(1))
        if values and not set(values) <= set(named) and named:
            return _imposing(at, values)
    if that := _THAT_ONE.match(at.folded, at.end):
        values = at.values_of(that["who"])
        if values and not set(values) <= set(named):
            return _imposing(at, values)
    if re.search(r"\b(?:its|their)\s(?:(?!own\sto)[\w'\"-]+\s|‹[RMP]\d+›\s){0,4}$", head):
        near = [
            s
            for s in signs(at.folded, "C", 0, at.start)
            if at.values(s) and not _ADDRESSED.search(at.folded[: s.start()][-22:])
        ]
        free = [
            s
            for s in near
            if not re.search(r"\b(?:on|to|from|of|with|by|against|for|in)\s(?:the\s)?$", at.folded[: s.start()][-12:])
        ]
        values = at.values((free or near)[-1]) if near else ()
        if values and not set(values) <= set(named):
            return _imposing(at, values)
    if own := OWN.search(head):
        governed = re.search(r"\b(?:on|from|against|hit|for|to|of)\s(?:the\s|all\s)*$", head[: own.start()][-20:])
        taken_from = re.search(
            (
                r"\b(?:under|amid|by|in response to|despite|from|to|of|escape|after|"
                r"against|face|faces|facing|affected by|threatened|with)\s(?:the\s|new\s|"
                r"threatened\s|possible\s|potential\s)*$"
            ),
            head[: own.start()][-30:],
        )
        values = at.context.values(at.i, at.sentence[own.group(1)])
        if values and (not governed or taken_from) and not set(values) <= set(named):
            return _imposing(at, values)
    for s in reversed(signs(at.folded, "C", 0, at.start)):
        before = at.folded[max(0, s.start() - 22) : s.start()]
        if re.search(
            (
                r"\b(?:by|of|to|from|in|on|with|for|against|between|than|outside|non-?|"
                r"over|at|into|hit|among|including)\s(?:the\s|imports\s)?$"
            ),
            before,
            re.IGNORECASE,
        ) and not re.search(
            (
                r"(?:government|president|ministry|administration|parliament|leader|"
                r"legislature|Government) of\s(?:the\s)?$"
            ),
            before,
        ):
            continue
        if at.head.measure == "exemption" and re.match(
            r"\s(?:was|is|were|has been|have been|will be|would be)\s", at.folded[s.end() :]
        ):
            continue
        if _ADDRESSED.search(before):
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


_SAYS_OF = rule(  # "Norway announced that Peru will"
    r"(?:the\s)?{C}\s(?:announced|said|says|confirmed|reported|stated)\s(?:on\s)?(?:‹D\d+›\s)?(?:that\s)?(?:the\s)?{C:who}\s"
    r"(?:will|would|has|had|is|was|agreed)\b"
)
_WHOSE = re.compile(r"\s(‹C\d+›)(?:'s)?\s(?:[\w-]+\s){0,3}")
_INTO = rule(
    r"\b(?:(?:tariffs?|dut(?:y|ies)|lev(?:y|ies))\sin|on\s(?:entry|arrival|import)\s?(?:to|in|into)|entering|"
    r"imported\sinto|"
    r"imports\sinto|when they enter|shipped\sto|sold\s(?:in|to))\s(?:the\s)?{C:who}"
)
_THAT_ONE = rule(
    r"[^;‹›]{0,44}?\b(?:that|which)\s(?:the\s)?(?:president\s|President\s)?{C:who}\s(?:has\s|"
    r"had\s|also\s|itself\s|already\s|‹D\d+›\s)*(?:lev\w+|impos\w+|put|puts|charg\w+|"
    r"introduc\w+|announc\w+|set|sets|published|ordered|threaten\w+|plac\w+|appl\w+|"
    r"maintain\w*|has|is|rais\w+|collect\w*)\b"
)
_ADDRESSED = re.compile(
    r"\b(?:promis(?:e|es|ed|ing)|told|assur(?:es|ed)|warn(?:s|ed)|urg(?:es|ed)|ask(?:s|"
    r"ed)|gave|offered)\s(?:the\s)?$"
)
_AS_SUBJECT = re.compile(
    r"(?:\s(?:and|or)\s(?:the\s)?‹C\d+›)?(?:,[^;]{0,140}?,|\s\([^()]{0,40}\)|\s-\s[^;]{0,80}?\s-)?(?:,?\s"
    r"(?:on|in)?\s?‹D\d+›,?|\s(?:also|now|then|later|so|first|only|already|still|"
    r"currently|recently|again|even|has|have|had|no longer|itself|both|who|which|"
    r"that|\w+ly))*"
    r"(?:'s\s(?:\w+\s)?(?:decision|move|plans?|bid|threat|order|announcement|push|"
    r"intention|proposal|attempt|effort|policy|policies|use)\b|\s(?:has|have|had|"
    r"is|are|was|were|will|would|could|may|might|did|does|said|says|told|began|"
    r"puts?|cut|hit|set|took|takes|went|goes|made|makes|keeps?|kept|froze|withheld|"
    r"withholds|wants?|\w+ed|\w+ing|(?!goods|imports|exports|products|companies|"
    r"firms|tariffs|controls|officials|industries|workers|consumers|restrictions|"
    r"restraints|supplies|materials|minerals|metals|prices|duties|levies|relations|"
    r"producers|manufacturers|suppliers|automakers|carmakers|steelmakers|sanctions|"
    r"concerns|investments|efforts|agencies|allies|buyers|users|customers|markets|"
    r"reserves|deposits|mines|smelters|processors|miners)\w+(?:s|es)|vow|threaten|"
    r"impose|ban|plan)\b)",
    re.IGNORECASE,
)
_ACTS = re.compile(
    r"\b(?:impos\w+|announc\w+|introduc\w+|tighten\w*|put|puts|putting|plac\w+|"
    r"ban(?:s|ned|ning)?|halt\w*|restrict\w*|curb\w*|limit\w*|sign\w*|plans?|planned|"
    r"planning|"
    r"consider\w*|threaten\w*|vow\w*|will|would|hik\w+|rais\w+|doubl\w+|tripl\w+|"
    r"halv\w+|cut|cuts|reduc\w+|lower\w*|remov\w+|lift\w*|suspend\w*|paus\w+|delay\w*|"
    r"postpon\w*|extend\w*|"
    r"propos\w+|call\w*|levied|levies|slap\w*|hit|hits|charge\w*|appl\w+|expand\w*|"
    r"adopt\w*|issu\w+|unveil\w*|enact\w*|implement\w*|set|sets|end|ends|ended|"
    r"freez\w*|froze|block\w*|prohibit\w*|"
    r"withh\w+|grant\w*|exempt\w*|eliminat\w*|retaliat\w*|respond\w*|floated|float|"
    r"push\w*|ordered|orders|order|resort\w*|amend\w*|add\w*|use|used|using|uses|"
    r"leverag\w+|strengthen\w*|maintain\w*|keeps?|kept|has|have|stop\w*|increas\w*|"
    r"broaden\w*|start\w*|began|requir\w*|weigh\w*|mull\w*|intend\w*|want\w*|shelv\w*|"
    r"swap\w*|voided|drop\w*|scrap\w*|called|cease\w*|confirm\w*|reset|stepp\w*|"
    r"weaponi\w*|fix(?:ed|es)?)\b",
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


def spoken_of(at: Part, named: tuple[str, ...]) -> tuple[str, ...]:
    """The one country that the text speaks of where a measure stands without its imposer: its heading's, the subject
    of the sentences just before, the document's own."""
    if section := at.context.section_country(at.i):
        return tuple(v for v in section if v not in named)
    if any(v not in named for s in signs(at.folded, "C") for v in at.values(s)):
        return ()
    before = at.context.subject_before(at.i, "C", 2)
    if before and len(before.values) == 1 and before.values[0] not in named:
        return _imposing(at, before.values)
    return ()


def _imposing(at: Part, values: tuple[str, ...]) -> tuple[str, ...]:
    """Several governments that do the same each have a measure of their own; a firm or the world imposes none."""
    return tuple(v for v in values if v and not v.startswith("org:") and v != "WLD")[:6]


def other_party(at: Part, imposers: tuple[str, ...]) -> tuple[str, ...]:
    """The first country of a part that does not impose the measure: whom it is aimed at."""
    for s in signs(at.folded, "C"):
        values = tuple(v for v in at.values(s) if v not in imposers and v != "WLD")
        if values:
            return values[:1]
    return ()


def usual_imposer(context: Context, named: tuple[str, ...] = ()) -> tuple[str, ...]:
    """The government whose text a document is, or that it is about, where it names one above all."""
    own = issuer(context)
    if own and own not in named:
        return (own,)
    counts: Counter = Counter()
    for i in range(min(len(context), 12)):
        for m in context.folded(i).of("C"):
            if len(m.values) == 1:
                counts.update({m.values[0]: 3 if m.detail in ("leader", "government") else 1})
    ranked = [(n, v) for v, n in counts.items() if v not in named]
    best = max(ranked, default=(0, ""))
    return (best[1],) if best[0] >= 3 else ()


_GOVERNS = re.compile(
    r"(?:'s?)?\s(?:[\w-]+\s)?(?:government|ministry|cabinet|commission|parliament|authorit(?:y|ies)|president|"
    r"administration|minister|officials|regulator|customs|congress|court)\b", re.IGNORECASE
)  # fmt: skip
_LEFT_OUT = re.compile(
    r"\b(?:except(?: for)?|excluding|other than|apart from|but for|including)\s(?:the\s)?$", re.IGNORECASE
)
SHORT = 8  # sentences of a text that speaks of hardly more than one government


def nearby_government(context: Context, i: int, named: tuple[str, ...] = ()) -> str:
    """The government named around a sentence: in the two before, the title, the next; else the only other country of
    a short text; "" where there is none."""
    places = [context.folded(k) for k in range(i, max(-1, i - 3), -1)]
    places += [context.read(context.document.title or "")]
    places += [context.folded(i + 1)] if i + 1 < len(context) else []
    for folded in places:
        for s in signs(folded.folded, "C"):
            mention = folded[s.group()]
            governs = mention.detail in ("leader", "government", "capital") or _GOVERNS.match(folded.folded, s.end())
            if governs and len(mention.values) == 1 and mention.values[0] not in named:
                return mention.values[0]
    if len(context) <= SHORT:
        others = {
            v for f in places for s in signs(f.folded, "C") if not _LEFT_OUT.search(f.folded, 0, s.start())
            for v in f[s.group()].values if len(f[s.group()].values) == 1 and v not in named
        }  # fmt: skip
        if len(others) == 1:
            return others.pop()
    law = by_law(context)
    return law[0] if law and law[0] not in named else ""


CASES = ("anti_dumping_duty", "countervailing_duty")
US_LAW = re.compile(
    r"\b(?:[Ss]ections? (?:122|201|232|301|338)|IEEPA|USITC|U\.?S\.? International Trade Commission|"
    r"[Ii]nternational [Ee]mergency [Ee]conomic [Pp]owers|USTR|"
    r"U\.?S\.? Trade Representative|Proclamation \d{4,5}|"
    r"President (?:therefore )?(?:signed the p|p)roclam|Harmonized Tariff Schedule|HTSUS|"
    r"(?:Executive Order|E\.?O\.?) 1\d{4})\b"
)


def by_law(context: Context) -> tuple[str, ...]:
    """The government whose own trade law a document cites, where it names no government often."""
    return ("USA",) if _cites_us_law(context.document) else ()


@lru_cache(maxsize=4)  # asked for many sentences of one document
def _cites_us_law(document: Document) -> bool:
    return bool(US_LAW.search((document.title or "") + "\n" + document.text[:20_000]))

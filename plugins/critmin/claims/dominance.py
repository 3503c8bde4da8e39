"""Who holds most of a stage: "Chile's grip on the lithium market", "concentrated in China"."""

from collections.abc import Iterator

from critmin.claims import regex as re
from critmin.claims.claim import DependencyClaim
from critmin.claims.context import minerals_of
from critmin.claims.evidence_words import SOUGHT
from critmin.claims.patterns import clause, rule, signs
from critmin.claims.statement import NEGATED, Statement, stage_of

_GRIP = (
    r"(?:domination|dominance|predominance|supremacy|grip|stranglehold|chokehold|"
    r"choke\shold|monopoly|near[- ]monopoly|near-total monopoly|quasi-monopoly|virtual "
    r"monopoly|hegemony|iron grip|lock|hold|control|command|(?:dominant|commanding|leading|"
    r"pre-?eminent) (?:position|role))"
)
_DOMINANCE = rule(
    rf"{{C:who}}(?:'s)?\s(?:[\w-]+\s){{0,4}}?(?P<grip>{_GRIP})\s(?:over|of|on|"
    rf"in|within|across)\b(?P<tail>[^;]{{0,110}})"
)
_MINERAL_GRIP = rule(
    r"{C:who}(?:'s)?\s(?:[\w-]+\s){0,3}{M:what}[^;‹›]{0,40}?\s(?:dominance|domination|"
    r"monopoly|stranglehold|chokehold|grip|near-monopoly)\b"
)
_TOPIC_GRIP = rule(
    r"{C:who}(?:'s)?\s(?:[\w-]+\s){0,3}(?:supply[- ]chain|market|mineral|processing)\s(?:dominance|"
    r"domination|stranglehold|chokehold|grip)\b"
)
_HOLDS = rule(
    rf"{{C:who}}\s(?:[\w,-]+\s){{0,4}}?(?:has|holds|have|hold|enjoys|maintains|"
    rf"exerts|exercises|wields|established|tightened|retains)\s(?:[\w,-]+\s){{0,5}}?(?P<grip>{_GRIP})\s(?"
    rf":over|on|of|in)\b(?P<tail>[^;]{{0,110}})"
)
_DOMINATES = rule(
    r"{C:who}(?:,[^‹›;]{0,60},)?\s(?:(?:also|now|still|already|currently|long|"
    r"has|have|which|that|alone|today|\w+ly)\s){0,3}?(?:dominates?|dominated|dominating|"
    r"monopoli[sz]es?|controls|control|leads the world in)\s(?P<tail>[^;]{0,110})"
)
_CONCENTRATED = rule(
    r"{M:what}[^;]{0,110}?\b(?:remains?|is|are|largely|overwhelmingly|heavily|"
    r"highly|mostly)\s(?:[\w-]+\s){0,2}(?:(?:concentrated|dominated|controlled|cornered|monopoli[sz]ed)\s(?:in|by)|"
    r"in\sthe\s(?:hands|grip)\sof)\s(?:the\s)?{C:who}"
)
_IN_HANDS = rule(
    r"\b(?:concentration|control|dominance|domination|domina\w+)\sof\s(?:the\s)?(?:[\w-]+\s){0,3}{M:what}"
    r"[^;,‹›]{0,40}?\b(?:in|by)\s(?:the\s)?{C:who}"
)
_DOMINANT = rule(
    r"{C:who}(?:(?:,[^‹›;]{0,60},)?\s(?:is|remains|was|became|has become|has emerged "
    r"as|has long been)|,\s(?=the\s))\s?(?!emerging)(?:[\w'-]+\s){0,5}?(?:dominant|predominant|near-exclusive|"
    r"near-sole|"
    r"near-only|overwhelming|undisputed)\s(?:[\w-]+\s){0,3}?(?:{M"
    r":what}\s[^;‹›]{0,30}?(?:producer|supplier|player|processor|refiner|exporter|"
    r"force|leader)|(?:producer|supplier|player|processor|refiner|exporter|source|force|leader)\s(?:of|"
    r"in|for)\s[^;‹›]{0,40}?{M:what2})"
)
_OTHER_FIELD = re.compile(
    r"\s?(?:the\s)?(?:world\s|global\s)?(?:shipping|shipbuilding|politics|trade|headlines|talks|how|news)\b"
)
_IN_THE_GROUND = re.compile(r"\s(?:[\w-]+\s)?(?:reserves?|deposits?|resources|in the ground)\b")
_CONTROL_OF_ELSE = re.compile(
    r"^(?:\s?(?:the|its|their))?\s?(?:export|strait|border|company|firm|territory|sea|flow|inflation|internet)",
    re.IGNORECASE,
)


def dominance(at: Statement) -> Iterator[DependencyClaim]:
    """ "Chile's grip on the lithium market", "a hold on smelting", "concentrated in China"."""
    folded = at.folded
    for pattern, name in re.asked(
        folded, ((_DOMINANCE, "dominance_noun"), (_HOLDS, "dominance_held"), (_DOMINATES, "dominance_verb"))
    ):
        for m in pattern.finditer(folded):
            if _CONTROL_OF_ELSE.match(m["tail"]) or NEGATED.search(folded[m.start("who") : m.start("tail")]):
                continue
            if name == "dominance_verb" and re.match(
                (
                    r"\s?(?:about|around|some|nearly|over|more than|roughly|an estimated|"
                    r"almost|up to|as much as)?\s?‹R\d+›"
                ),
                m["tail"],
            ):
                continue  # a figure: the rules of shares read it
            if _OTHER_FIELD.match(m["tail"]) or SOUGHT.search(folded[max(0, m.start("who") - 50) : _grip(m)]):
                continue
            if re.search(
                r"\b(?:exports?|shipments?|controls?)\s(?:controls?|restrictions?|of)\b", m["tail"][:30]
            ) or re.match(r"\s?(?:large|vast|huge|significant|substantial)?\s?(?:deposits|reserves)", m["tail"]):
                continue
            what = next(
                (s for s in signs(folded, "M", m.start("tail"), m.end("tail")) if minerals_of(at.mention(s.group()))),
                None,
            )
            if what and _IN_THE_GROUND.match(folded, what.end()):
                continue
            if what is None:
                if (
                    m["tail"]
                    and re.search(
                        r"\b(?:supply chains?|sector|market|these|this|the (?:metal|mineral|element)s?|them|it)\b|‹P",
                        m["tail"][:60],
                    )
                ) is None:
                    continue
                minerals, stage = _meant(at, m), None
            else:
                minerals = minerals_of(at.mention(what.group()))
                stage = stage_of(at, what, minerals, m.start("tail"))
            if minerals:
                for who in at.values(m["who"], m.start()):
                    yield at.claim("dominates", name, None, who, minerals, stage, None, "world_production")
    for pattern, name in re.asked(
        folded,
        (
            (_MINERAL_GRIP, "dominance_of_mineral"),
            (_CONCENTRATED, "concentrated_in"),
            (_IN_HANDS, "in_the_hands_of"),
            (_DOMINANT, "dominant_supplier"),
        ),
    ):
        for m in pattern.finditer(folded):
            what = m["what"] or m.groupdict().get("what2")
            minerals = minerals_of(at.mention(what))
            if name == "concentrated_in" and signs(folded, "R", m.start(), m.end()):
                continue
            place = next(s for s in signs(folded, "M") if s.group() == what)
            parts = at.mention(what).parts
            if name == "concentrated_in":
                minerals = _whole_subject(at, m, minerals)
            if minerals:
                if name == "dominant_supplier" and (len(parts) > 1 or "imported" in m.group()):
                    continue
                for who in at.values(m["who"], m.start()):
                    yield at.claim(
                        "dominates", name, None, who, minerals, stage_of(at, place, minerals), None, "world_production"
                    )
    for m in _TOPIC_GRIP.finditer(folded):
        if minerals := _meant(at, m):
            for who in at.values(m["who"], m.start()):
                yield at.claim("dominates", "dominance_topic", None, who, minerals, None, None, "world_production")


def _grip(m: re.Match) -> int:
    """Where the word for a hold begins, or whoever has it where a verb tells it."""
    return m.start("grip") if "grip" in m.groupdict() else m.start("who")


def _whole_subject(at: Statement, m: re.Match, minerals: tuple[str, ...]) -> tuple[str, ...]:
    """All minerals of the subject: "tin mining, with tantalum and niobium, is concentrated in"."""
    begin, _ = clause(at.folded, m.end() - 1)
    found = [
        v for s in signs(at.folded, "M", max(begin, m.start()), m.end()) for v in minerals_of(at.mention(s.group()))
    ]
    return tuple(dict.fromkeys(found or minerals))


def _meant(at: Statement, m: re.Match) -> tuple[str, ...]:
    """The minerals that "the sector" or "these metals" means: those of this sentence, else of the one before."""
    if any(mm.sign == "P" and "raw_minerals" in mm.values for mm in at.mentions):
        return ("critical_minerals",)
    return at.context.minerals_near(at.i, m.end(), 1)

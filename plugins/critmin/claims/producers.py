"""Who makes a mineral: "Namibia is home to two uranium mines"."""

from collections.abc import Iterator
from decimal import Decimal

from critmin.claims import regex as re
from critmin.claims.claim import DependencyClaim
from critmin.claims.context import minerals_of
from critmin.claims.goods import GOODS, goods
from critmin.claims.patterns import rule, signs
from critmin.claims.ranks import MAKER
from critmin.claims.statement import NEGATED, Statement, stage_of
from critmin.claims.world_shares import WORLD, verb_stage

_HOME = rule(r"{C:who}\s(?:is|was)\s(?:[\w-]+\s){0,3}?home\sto\s(?P<tail>[^;]{0,110})")
_IS_MAKER = rule(
    rf"{{CG:who}}(?:,[^‹›;]{{0,60}},)?\s(?:is|are|was|remains|became|has become|"
    r"has been|emerged as|emerging as|is emerging as|as)\s(?:now\s|also\s|already\s|"
    rf"itself\s)?(?:an?|one of)\s(?P<kind>[^;‹›]{{0,40}}?){{M:what}}\s(?:[\w-]+\s){{0,2}}?{MAKER}\b"
)
_IS_MAKER_OF = rule(
    rf"{{CG:who}}(?:,[^‹›;]{{0,60}},)?\s(?:is|are|was|remains|became|has become|"
    r"has been|emerged as|emerging as|as)\s(?:now\s|also\s|already\s)?(?:an?|"
    rf"one of)\s(?P<kind>[^;‹›]{{0,40}}?)\b{MAKER}\sof\s(?P<gap>[^;‹›]{{0,40}}?){{M:what}}"
)
_MAKES_IT = rule(  # what is news: a plain "produces" told nothing that a reader would record
    r"{CG:who}(?P<poss>'s?\s[^;‹›]{0,40}?)?(?:\s\([^()]{0,40}\)){0,2}(?:\shas announced it)?\s(?:(?:also|itself|alone)"
    r"\s)?(?P<verb>(?:can )?(?:now|already) produces?|yields)\s(?P<gap>[^;‹›]{0,40}?){M:what}"
)
_FIRST_TO = rule(
    r"{CG:who}[^;]{0,60}?\bbecoming\sthe\sfirst\s[^;]{0,60}?\bto\s(?:commercially\s)?produce\s(?:[\w-]+\s"
    r"){0,4}?{M:what}"
)
GROUND = re.compile(r"\b(?:reserves?|deposits?|resources?|potential|riches)\b", re.IGNORECASE)
_WORKS = re.compile(
    (
        r"\b(?:mine|mines|mining|project|projects|refiner\w+|smelter\w*|plants?|facilit\w+|"
        r"producers?|processing|operations)\b"
    ),
    re.IGNORECASE,
)


def producers(at: Statement) -> Iterator[DependencyClaim]:
    """ "Namibia is home to two uranium mines", "Chile is a large copper producer"."""
    folded = at.folded
    for m in _HOME.finditer(folded):
        what = next(
            (s for s in signs(folded, "M", m.start("tail"), m.end("tail")) if minerals_of(at.mention(s.group()))), None
        )
        if what is None or GROUND.search(m["tail"][:100]) or not _WORKS.search(m["tail"]):
            continue
        minerals = minerals_of(at.mention(what.group()))
        stage = stage_of(at, what, minerals) or ("mining" if re.search(r"\bmin(?:e|es|ing)\b", m["tail"]) else None)
        for who in at.values(m["who"], m.start()):
            yield at.claim("producer", "home_to", None, who, minerals, stage)
    for pattern, name in re.asked(
        folded,
        (
            (_IS_MAKER, "is_a_producer"),
            (_IS_MAKER_OF, "is_a_producer"),
            (_MAKES_IT, "makes_it"),
            (_FIRST_TO, "first_to_make"),
        ),
    ):
        for m in pattern.finditer(folded):
            got = m.groupdict()
            kind = (got.get("kind") or "") + (got.get("gap") or "")
            if re.search(
                (
                    r"\b(?:no|not|alternative|potential|future|importer|consumer|regional|"
                    r"aims?|no longer|little|hopes|new|reliable|viable)\b|‹R"
                ),
                kind,
                re.IGNORECASE,
            ):
                continue
            if name == "is_a_producer" and re.search(r"\b(?:to|for)\s(?:the\s)?‹C", folded[m.end() : m.end() + 14]):
                continue
            if name == "makes_it" and _is_clutter(at, m):
                continue
            minerals = minerals_of(at.mention(m["what"]))
            place = next(s for s in signs(folded, "M") if s.group() == m["what"])
            verb = verb_stage(got.get("verb") or "") if name == "makes_it" else None
            if got.get("verb") == "yields" or re.search(r"\bmines?\s?$", got.get("poss") or ""):
                verb = "mining"
            for who in at.values(m["who"], m.start()):
                if minerals and (not who.startswith("org:") or name in ("makes_it", "first_to_make")):
                    listed = _whole_list(at, m, minerals)
                    stage = stage_of(at, place, minerals) or verb
                    for each in _told_apart(at, m, listed):
                        yield at.claim("producer", name, None, who, each, stage)
    for m in _MAKES_THAT.finditer(folded):
        minerals, stage = goods(at, m)
        if minerals and not re.search(r"\b(?:not|no|would|could|may|will)\b", m.group()):
            for who in at.values(m["who"], m.start()):
                yield at.claim("producer", "makes_that", None, who, minerals, stage or verb_stage(m["verb"]))


_MAKES_THAT = rule(
    rf"{{C:who}}(?:'s?\s[\w-]+)?\s(?:(?:also|too|now|still|already|both)\s){{0,2}}(?P<verb>produces?|mines?|"
    rf"refines?|makes?(?!\sup)|"
    rf"recovers?|extracts?|smelts?|digs?)\s{GOODS}(?=,?\s(?:too|also|as well|as a by-?product)\b)"
)


def _told_apart(at: Statement, m: re.Match, minerals: tuple[str, ...]) -> list[tuple[str, ...]]:
    """Two claims where "of" is said again: "a large miner of tin and of tungsten"."""
    mention = at.mention(m["what"])
    again = re.search(r"\band of\b", at.text[mention.start : mention.end])
    return [(mineral,) for mineral in minerals] if again and len(minerals) == 2 else [minerals]


def _is_clutter(at: Statement, m: re.Match) -> bool:
    """A share, a comparison, a negation or a product that only holds the mineral."""
    after = at.folded[m.end() : m.end() + 40]
    if re.search(r"\b(?:outside|except|without|beyond|apart from)\s(?:the\s)?$", at.folded[: m.start("who")][-14:]):
        return True
    if NEGATED.search(at.folded[: m.start("who")][-40:]):
        return True  # "neither Chile nor Peru makes it"
    return bool(
        re.match(r"\s(?:prices?|demand|chips?|wafers?|batter|car|electrodes?|products for|project)", after)
        or signs(at.folded, "R", m.start("gap"), m.end())
        or re.search(
            r"\b(?:no|not|all|most|from|by-product|product|using|with|without|for|of the world)\b",
            m["gap"],
        )
        or re.search(
            r"\b(?:may|might|would|could|will|plans? to|expects? to|expected to|hopes? to|not|than|to)\s?$",
            at.folded[max(0, m.start("verb") - 14) : m.start("verb")],
        )
        or (m["verb"] in ("produced", "mined", "makes") and m["who"].startswith("‹G"))
        or (m["who"].startswith("‹G") and re.match(r"\s(?:products?|electrodes?|goods|items)\b", after))
        or re.search(r"\b(?:reserves|prices|company|companies|stocks?)\b", m["poss"] or "")
    )


def _whole_list(at: Statement, m: re.Match, minerals: tuple[str, ...]) -> tuple[str, ...]:
    """The group and the singles named after "such as" or "including"."""
    more = re.match(r"\s(?:such as|including|like|,\sincluding|,\ssuch as)\s(‹M\d+›)", at.folded[m.end("what") :])
    return tuple(dict.fromkeys(minerals + minerals_of(at.mention(more.group(1))))) if more else minerals


_DOMINANT_FIGURES = rule(r"(?P<what>{M})\s\((?P<rate>[^()‹›]{0,20}‹R\d+›)(?P<when>[^()]{0,30})\)")


def figures_in_brackets(at: Statement) -> Iterator[DependencyClaim]:
    """ "the dominant miner of tin ore (40 per cent in 2022) and maker of refined tin (45 per cent in 2022)"."""
    if not re.search(rf"\b(?:dominant|largest|leading|biggest|top)\b|{WORLD}", at.folded, re.IGNORECASE):
        return
    for m in _DOMINANT_FIGURES.finditer(at.folded):
        who = at.context.subject(at.i, m.start())
        minerals = minerals_of(at.mention(m["what"]))
        place = next(s for s in signs(at.folded, "M") if s.group() == m["what"])
        rate = at.mention(re.search(r"‹R\d+›", m["rate"]).group())
        if not who or not minerals or GROUND.search(at.folded[: m.start()]):
            continue
        year = re.search(r"‹D\d+›", m["when"])
        dominant = "dominant" in at.folded[: m.start()] or (rate.item.value or Decimal(0)) > 50
        for w in at.context.values(at.i, who)[:1]:
            yield at.claim(
                "dominates" if dominant else "producer",
                "figure_in_brackets",
                None,
                w,
                minerals,
                stage_of(at, place, minerals),
                rate,
                "world_production",
                year=at.mention(year.group()).item.year if year else None,
            )

"""Figures: shares of world production, shares of imports, ranks among producers."""

import re
from collections.abc import Callable, Iterator
from decimal import Decimal

from critmin.claims.claim import DependencyClaim
from critmin.claims.context import minerals_of
from critmin.claims.patterns import rule, signs
from critmin.claims.statement import Statement, stage_of

_MAKES = (
    r"(?:produc(?:es|ed|e|ing)|d(?:igs?|ug)\sup|recover(?:s|ed)?|turn(?:s|ed)?\sout|extract(?:s|ed)?|sell(?:s)?|sold|account(?:s|ed|ing)?\sfor|mak(?:es|e|ing)\sup|made\sup|represent(?:s|ed|ing)?|suppl(?:ies|ied|y|ying)|process(?:es|ed|ing)?|"
    r"refin(?:es|ed|e|ing)|min(?:es|ed|e|ing)|control(?:s|led|ling)?|hold(?:s|ing)?|provid(?:es|ed|e|ing)|contribut(?:es|ed|e|ing)|dominat(?:es|ed|e|ing)|"
    r"manufactur(?:es|ed|e|ing)|export(?:s|ed|ing)?|commands?|handles?|handled|handling|delivers?|is\sresponsible\sfor|are\sresponsible\sfor|was\sresponsible\sfor|responsible\sfor|has|have|smelts?|separates?|constitutes?|boasts|generates?|home\sto|houses?|owns?|captured)"
)
_WORLD = r"(?:the\sworld(?:'s)?|world(?:wide|'s)?|global(?:ly)?|all\sthe\sworld's|total\sworld|worldwide|international)"
_WORLD_SHARE = rule(rf"{{CG:who}}(?P<between>[^;]{{0,150}}?)\b{_MAKES}\s(?P<figures>[^;]{{0,30}}?‹R\d+›[^;]*)")
_OF_WORLD = re.compile(_WORLD, re.IGNORECASE)
_DEPOSITS = re.compile(
    r"\b(?:reserves?|deposits?|resources|known|demand|consumption|consumes|GDP|emissions?|revenues?|population|value|exports to|stake|shares? in|interest in|market cap|electric vehicles|sales|price)\b",
    re.IGNORECASE,
)
_MADE_IN = rule(
    rf"(?P<rate>‹R\d+›)\s(?:or more\s)?of\s(?:the\s)?(?:total\s|all\s|current\s)?{_WORLD}\s(?P<what>[^;]{{0,90}}?)\b(?:is|are|was|were|comes?|came|takes?|took|occurs?|happens?|originat\w+|coming|sourced|mined|produced|refined|processed|made|located|carried|done|performed)\s(?P<how>[^;‹›]{{0,40}}?)\b(?:in|from|by|within)\s(?:the\s)?{{C:who}}"
)
_WHERE = rule(
    rf"{{C:who}},\s(?:where|which|home to|with)\s(?P<figures>[^;]{{0,40}}?‹R\d+›\s(?:or more\s)?of\s(?:the\s)?(?:total\s|all\s)?{_WORLD}[^;]*)"
)


def world_shares(at: Statement) -> Iterator[DependencyClaim]:
    """ "China produces 98 percent of the world's refined gallium and controls 68 percent of germanium production"."""
    folded = at.folded
    if "‹R" not in folded:
        return
    seen: set[str] = set()
    for m in _MADE_IN.finditer(folded):
        for what in signs(folded, "M", m.start("what"), m.end("what"))[:1]:
            minerals = minerals_of(at.mention(what.group()))
            if minerals and not _DEPOSITS.search(m["what"]):
                seen.add(m["rate"])
                for who in at.values(m["who"], m.start()):
                    yield _world_claim(
                        at,
                        who,
                        minerals,
                        m["rate"],
                        stage_of(at, what, minerals) or _verb_stage(m.group()),
                        "share_made_in",
                    )
    for pattern in (_WHERE, _WORLD_SHARE):
        for m in _holders(pattern, folded):
            if _PLANNED.search(folded[max(0, m.start("figures") - 60) : m.start("figures")]):
                continue
            if pattern is _WORLD_SHARE and (
                signs(folded, "R", m.start("between"), m.end("between")) or _another_subject(at, m)
            ):
                continue
            rates = [r for r in signs(folded, "R", m.start("figures"), m.end("figures")) if r.group() not in seen]
            is_world = False
            for n, r in enumerate(rates):
                end = rates[n + 1].start() if n + 1 < len(rates) else m.end("figures")
                scope = folded[r.end() : end]
                if pattern is _WHERE or n == 0:
                    end = min(end, r.end() + 130)
                    scope = folded[r.end() : end]
                if (
                    n
                    and signs(folded, "CG", r.end(), r.end() + len(scope))
                    and not re.match(r"[^‹]{0,60}‹M\d+›(?:\s\w+){0,2}(?:,|\sand|\.|$)", scope)
                ):
                    continue
                if (
                    n == 0
                    and re.match(r"\s?(?:[.,;]|$)", scope)
                    and at.before
                    and at.before[-1].share_of == "world_production"
                    and at.before[-1].share_pct is not None
                ):
                    told = at.before[-1]
                    for who in at.values(m["who"], m.start()):
                        if who != told.supplier and re.search(
                            r"\b(?:account|produc|suppl|contribut|mine)", folded[m.start("who") : r.start()]
                        ):
                            seen.add(r.group())
                            yield _world_claim(at, who, told.minerals, r.group(), told.stage, "world_share_again")
                    break
                if not re.match(r"\s(?:or more |share )?of\b|\s(?:global\s|world\s|market\s)?share\b", scope):
                    if not re.match(r"\s?,?\sand\b|\s?\)", scope):
                        break
                    continue
                close = re.search(
                    r",\s(?:while|and ‹C|but|with ‹C|which)|;|\s-\s|\bwhile\b|\bwhereas\b|\bdespite\b|\bbut\b", scope
                )
                scope = scope[: close.start()] if close else scope
                is_world = is_world or bool(_OF_WORLD.search(scope[:60]) or _WORLD_AFTER.search(scope[:90]))
                if not is_world and _AT_LARGE.match(scope) and not signs(folded, "CG", r.end(), r.end() + len(scope)):
                    is_world = True
                if not is_world or _DEPOSITS.search(scope[:70]):
                    if n == 0 and not is_world:
                        break
                    continue
                what = next(
                    (
                        s
                        for s in signs(folded, "M", r.end(), r.end() + len(scope))
                        if minerals_of(at.mention(s.group()))
                    ),
                    None,
                )
                if what is not None:
                    minerals = minerals_of(at.mention(what.group()))
                    if len(minerals) > 1 and n + 1 < len(rates):
                        minerals = minerals[:1]
                    stage = stage_of(at, what, minerals)
                elif re.search(
                    r"\b(?:output|production|supply|total|market|it|exports|them|these|primary)\b", scope[:60]
                ):
                    minerals = at.context.minerals_near(at.i, r.start(), 2)
                    stage = _verb_stage(scope)
                else:
                    continue
                verb = _verb_stage(folded[m.start() : r.start()][-40:])
                for who in at.values(m["who"], m.start()):
                    if minerals:
                        seen.add(r.group())
                        yield _world_claim(
                            at, who, minerals, r.group(), stage or (verb if n == 0 else None), "world_share"
                        )


_PLANNED = re.compile(
    r"\b(?:expected to|will|would|aims? to|plans? to|could|projected to|forecast to|set to|hopes? to|may|might|targets?|intends? to|on track to|able to|potential to|goal of|capable of)\s(?:[\w-]+\s){0,3}$",
    re.IGNORECASE,
)


_WORLD_AFTER = re.compile(r"\b(?:that|which)\sthe\sworld\s\w+|\bworldwide\b|\bglobally\b|\bin the world\b")
_AT_LARGE = re.compile(
    r"\s(?:or more\s)?of\s(?:the\s|all\s)?(?:[\w-]+\s)?‹M\d+›\s(?:(?:ore\s|metal\s)?(?:produced|mined|refined|processed|made|output|production|supply)\b)(?!\sin\b)"
)


def _holders(pattern: re.Pattern, folded: str) -> Iterator[re.Match]:
    """Matches that may overlap: each country or firm is tried as the holder of the figures."""
    place = 0
    while m := pattern.search(folded, place):
        yield m
        place = m.start() + 3


def _another_subject(at: Statement, m: re.Match) -> bool:
    """Whether another country stands between, as the nearer subject: "imports from China, which produces 95%"."""
    for s in signs(at.folded, "CG", m.start("between"), m.end("between")):
        before, after = at.folded[max(0, s.start() - 14) : s.start()], at.folded[s.end() : s.end() + 6]
        if not after.startswith("'s") and (
            not re.search(r"\b(?:of|in|with|to|by|for|against|than|over|on)\s(?:the\s)?$", before)
            or after.startswith((", wh", " whic"))
        ):
            return True
    return bool(re.search(r"\b(?:he|she|they|which it|it)\b", m["between"])) and "," in m["between"]


def _verb_stage(text: str) -> str | None:
    if re.search(r"\b(?:digs?|dug)\s", text, re.IGNORECASE):
        return "mining"
    m = re.search(r"\b(?:(refin)|(?:(process))|(?:(smelt))|(?:(min)(?:es|ed|ing)\b)|(separat))\w*", text, re.IGNORECASE)
    if not m:
        return None
    return ("refining", "processing", "metal", "mining", "separation")[next(k for k, g in enumerate(m.groups()) if g)]


def _world_claim(at, who, minerals, rate, stage, name):
    share = at.mention(rate)
    value = share.item.value
    is_most = value is None or value > 50 or (value == 50 and share.item.qualifier == "at_least")
    if value is None:
        is_most = bool(share.item.low and share.item.low >= 50)
    return at.claim("dominates" if is_most else "producer", name, None, who, minerals, stage, share, "world_production")


_MOST = r"(?P<most>(?:[Nn]early|[Aa]lmost|[Vv]irtually|[Pp]ractically)\s(?:all|every)|[Aa]ll|[Mm]ost|[Tt]he (?:vast )?(?:bulk|majority)|[Tt]he lion's share|[Mm]uch)"
_MOST_MADE_IN = rule(
    rf"\b{_MOST}\s(?:of\s)?(?:the\s)?(?:{_WORLD}\s)?(?P<what>[^;]{{0,60}}?{{M:what1}}[^;]{{0,40}}?)\b(?:is|are|was|were|comes?|came)\s(?:still\s|now\s)?(?P<how>mined|produced|refined|processed|separated|made|smelted|sourced|recovered|from)\s?(?:in|from|by)?\s(?:the\s)?{{C:who}}"
)
_MUCH_OF_STAGE = rule(
    rf"\b{_MOST}\s(?:of\s)?(?:the\s)?(?:{_WORLD}\s)?(?P<how>processing|refining|mining|separation|smelting|production)\s(?:capacity\s)?(?:of|for)\s(?P<what>[^;]{{0,40}}?{{MP:what1}})[^;‹›]{{0,30}}?\s(?:is|are|takes place|happens|occurs|lies|sits|remains)\s(?:[\w-]+\s){{0,2}}?in\s(?:the\s)?{{C:who}}"
)
_PART_OF = rule(
    r"{C:who}(?:'s)\s(?:own\s)?(?:share|part|slice)\sof\s(?:the\s)?(?P<what>[^;]{0,80}?{M:what1}[^;]{0,60}?)\b(?:is|was|at|of|reached|stands at|stood at|fell to|rose to|hit|exceeds|above|over)\s(?:[\w-]+\s){0,3}?(?P<rate>‹R\d+›)(?P<more>[^;]*)"
)
_MORE_PARTS = re.compile(r"(?:,|\sand)\sof\s(?P<what>[^‹›;]{2,40}?)\s(?:at|is)\s(?P<rate>‹R\d+›)")
_APPOSED = rule(
    rf"{{C:who}}[^;]{{0,90}}?,\s(?:or\s|about\s|some\s|roughly\s|nearly\s|almost\s|more than\s)?(?P<rate>‹R\d+›)\sof\s(?:the\s)?{_WORLD}\s(?P<what>[^;]{{0,60}})"
)


def loose_world(at: Statement) -> Iterator[DependencyClaim]:
    """ "Nearly all of the world's dysprosium is separated in China", "puts China's part of world refining at 91 per cent"."""
    folded = at.folded
    for m in _MOST_MADE_IN.finditer(folded):
        minerals = minerals_of(at.mention(m["what1"]))
        place = next(s for s in signs(folded, "M") if s.group() == m["what1"])
        if (
            not minerals
            or re.search(r"\b(?:imports?|exports?|supplies|demand|that|it)\b", folded[m.start() : m.start("how")])
            or signs(folded, "C", m.start(), m.start("who"))
        ):
            continue
        for who in at.values(m["who"], m.start()):
            yield at.claim(
                "dominates",
                "most_made_in",
                None,
                who,
                minerals,
                stage_of(at, place, minerals) or _verb_stage(m["how"]),
                None,
                "world_production",
            )
    for m in _MUCH_OF_STAGE.finditer(folded):
        what = at.mention(m["what1"])
        minerals = minerals_of(what) or (("critical_minerals",) if "raw_minerals" in what.values else ())
        for who in at.values(m["who"], m.start()) if minerals else ():
            yield at.claim(
                "dominates", "most_of_a_stage", None, who, minerals, _verb_stage(m["how"]), None, "world_production"
            )
    for m in _PART_OF.finditer(folded):
        minerals = minerals_of(at.mention(m["what1"]))
        place = next(s for s in signs(folded, "M") if s.group() == m["what1"])
        if not minerals or _DEPOSITS.search(m["what"]) or signs(folded, "C", m.start("what"), m.end("what")):
            continue
        stage = stage_of(at, place, minerals) or _verb_stage(m["what"])
        for who in at.values(m["who"], m.start()):
            yield _world_claim(at, who, minerals, m["rate"], stage, "part_of")
            for more in _MORE_PARTS.finditer(m["more"]):
                other = "magnets" if "magnet" in more["what"] else _verb_stage(more["what"])
                yield _world_claim(at, who, minerals, more["rate"], other, "part_of")
    for m in _APPOSED.finditer(folded):
        if (
            signs(folded, "R", m.start("who"), m.start("rate"))
            or _DEPOSITS.search(m["what"])
            or _another_subject(at, _Between(m))
        ):
            continue
        what = next((s for s in signs(folded, "M", m.start(), m.end()) if minerals_of(at.mention(s.group()))), None)
        minerals = minerals_of(at.mention(what.group())) if what else at.context.minerals_near(at.i, m.start(), 2)
        if minerals and re.search(
            r"\b(?:mine[sd]?|produc\w+|refine[sd]?|dug|output|process\w+|suppl\w+)\b",
            folded[m.start() : m.start("rate")],
        ):
            stage = stage_of(at, what, minerals) if what else None
            for who in at.values(m["who"], m.start()):
                yield _world_claim(
                    at,
                    who,
                    minerals,
                    m["rate"],
                    stage or _verb_stage(folded[m.start() : m.start("rate")]),
                    "apposed_share",
                )


class _Between:
    """A match with the stretch between holder and figure under the name that `_another_subject` reads."""

    def __init__(self, m: re.Match):
        self._m = m

    def start(self, group: str | int = 0) -> int:
        return self._m.end("who") if group == "between" else self._m.start(group)

    def end(self, group: str | int = 0) -> int:
        return self._m.start("rate") if group == "between" else self._m.end(group)

    def __getitem__(self, group: str) -> str:
        return self._m.string[self.start("between") : self.end("between")] if group == "between" else self._m[group]


_RANKS = {
    "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9, "tenth": 10,
    "2nd": 2, "3rd": 3, "4th": 4, "5th": 5, "no. 1": 1, "no. 2": 2, "no 2": 2, "no 1": 1, "no. 3": 3, "number one": 1, "number-one": 1,
    "number two": 2,
}  # fmt: skip
_MAKER = r"(?:producers?|exporters?|suppliers?|miners?|refiners?|processors?|sources?|makers?|manufacturers?|smelters?|producing (?:country|nation)|miner and refiner)"
_ORDER = rf"(?P<order>(?:{'|'.join(re.escape(k) for k in _RANKS)})(?:[\s-](?:largest|biggest|most important|top|leading|ranked))?|largest|biggest|top|leading|main|foremost|number one|primary)"
_RANK_IS = rule(
    rf"(?P<one>\bone of\s)?(?:the\s|its\s)?(?:{_WORLD}\s)?(?:the\s)?{_ORDER}\s(?P<mid>[^;‹›]{{0,30}}?(?:{{M:what}}[^;‹›]{{0,24}}?)?)\b(?P<maker>{_MAKER})\b(?:\s(?:of|for)\s(?P<of>(?:[\w'-]+\s){{0,3}}?{{M:what2}}|these (?:minerals|metals|‹P\d+›)|(?:these|the) ‹P\d+›|the (?:ore|ores|material|element|battery metal|mineral|metal|minerals|metals|battery metal)|it))?(?P<after>[^;]{{0,60}})"
)


def ranks(at: Statement) -> Iterator[DependencyClaim]:
    """ "Japan is the second-largest permanent magnet producer after China": rank 2, and China with rank 1."""
    folded = at.folded
    low = folded.lower()
    if not any(
        word in low
        for word in (
            "largest",
            "biggest",
            "leading",
            " top",
            "main ",
            "foremost",
            "number",
            "primary",
            "no.",
            "second-",
            "third-",
        )
    ):
        return
    for m in _RANK_IS.finditer(folded):
        what = m["what"] or m.groupdict().get("what2")
        before = folded[max(0, m.start() - 90) : m.start()]
        if what:
            place = next(s for s in signs(folded, "M") if s.group() == what)
            minerals = minerals_of(at.mention(what))
            stage = stage_of(at, place, minerals) or {
                "miner": "mining",
                "refiner": "refining",
                "processor": "processing",
                "smelter": "metal",
            }.get(m["maker"].rstrip("s"))
        else:
            if not (
                m["of"]
                or re.search(_WORLD, m.group())
                or signs(folded, "R", m.end("maker"))
                or (re.search(r"\S", m["order"]) and "-" in m["order"])
            ):
                continue
            minerals, stage = at.context.minerals_near(at.i, m.start(), 2), None
        if not minerals:
            continue
        order = m["order"].lower()
        rank = next(
            (n for word, n in _RANKS.items() if order.startswith(word)),
            1 if order in ("largest", "biggest", "top", "leading", "number one", "foremost") else None,
        )
        who = _ranked(at, m, before)
        if not who:
            continue
        to = re.match(r"\s(?:to|for)\s(?:the\s)?(‹C\d+›)", m["after"])
        its = re.search(r"(‹C\d+›)'s\s$", before)
        customer = (
            at.values(to.group(1), m.start())
            if to
            else at.values(its.group(1), m.start())
            if its and not re.search(_WORLD, m.group()) and who != at.values(its.group(1))
            else ()
        )
        if customer:
            for c in customer[:1]:
                for w in who:
                    if w != c:
                        yield at.claim(
                            "relies_on", "rank_of_supplier", c, w, minerals, stage, rank=rank if not m["one"] else None
                        )
            continue
        if m["maker"].startswith(("source", "supplier")) and order in ("main", "primary"):
            continue
        if order in ("leading", "main", "primary", "top", "foremost"):
            rank = (
                1
                if re.search(r"\bthe\s(?:world's\s)?(?:" + order + r")\s", m.group())
                and order != "main"
                and re.search(_WORLD, m.group())
                else None
            )
        if m["one"] or m["maker"].endswith("s"):
            rank = None
        for w in who:
            yield at.claim("producer", "rank", None, w, minerals, stage, rank=rank)
        after = re.match(
            r",?\s(?:only\s)?(?:after|behind|following|second only to|trailing)\s(?:only\s)?(?:the\s)?(‹C\d+›)",
            m["after"],
        )
        if after and rank:
            firsts = at.values(after.group(1), m.start())
            for n, first in enumerate(firsts, start=1):
                if first not in who:
                    yield at.claim(
                        "producer",
                        "rank_of_the_first",
                        None,
                        first,
                        minerals,
                        stage,
                        rank=n if len(firsts) == rank - 1 else None,
                    )


def _ranked(at: Statement, m: re.Match, before: str) -> tuple[str, ...]:
    """Who holds a rank: the subject before ("X is", "X, the"), or the apposition after ("producer, X,")."""
    near = re.search(
        r"(‹[CG]\d+›)(?:,|\s(?:itself|is|are|was|were|remains?|became|has become|has been|had been|as|also|ranks? as|emerged as|has emerged as|already|currently|now|which is|overtook|stands as|who is|to become|becoming|-)){1,3}(?:\s(?:now|also|already|still|currently|by far|both|far and away|long|been|both the world's ‹\w+› and))*\s?,?$",
        before,
    )
    if near:
        return at.values(near.group(1), m.start())
    if follow := re.match(r",?\s(?:is\s|was\s|-\s)?(?:the\s)?(‹C\d+›)", m["after"]):
        if not re.match(r",?\s(?:after|behind)", m["after"]):
            return at.values(follow.group(1), m.start())
    if re.search(
        r"(?:^|\.\s|,\s)(?:[Ii]t|[Tt]he country|[Tt]he nation)\s(?:is|was|remains|has become|became|already)(?:\s\w+){0,2}\s$",
        before,
    ) or (not before.strip() and re.search(_WORLD, m.group()) and re.match(r",?\s(?:it|the country)\b", m["after"])):
        who = at.context.subject_before(at.i)
        return at.context.values(at.i, who) if who and len(who.values) == 1 else ()
    return ()


_IMPORT_FROM = rule(
    r"(?P<rate>‹R\d+›|\b(?:most|much|the bulk|the majority|a majority|the vast majority))\s(?:or more\s)?of\s(?:the\s|all\s|total\s)*{C:to}(?:'s|'|\s|-)(?P<what>[^;]{0,80}?)\b(?:imports?|supply|supplies|needs|demand|requirements|consumption|purchases)\b[^;]{0,80}?\b(?:come|comes|came|coming|is|are|was|were|originat\w+|arriv\w+|sourced|supplied|imported|bought|met|provided)\b[^;‹›]{0,30}?\b(?:from|by|in)\s(?:the\s)?{C:who}"
)
_SUPPLIES_OF = rule(
    r"{C:who}(?:,[^‹›;]{0,60},)?\s(?:[\w-]+\s){0,3}?(?:accounts?\sfor|accounted\sfor|accounting\sfor|supplies|supplied|provides|provided|makes up|made up|represents|represented|delivers|covers|meets|met|ships|was the source of|is the source of|sends|sent|responsible for)\s(?:[\w-]+\s){0,4}?(?P<rate>‹R\d+›|most|the bulk|the majority|much)\s(?:or more\s)?of\s(?:the\s|all\s|total\s)*{C:to}(?:'s|'|\s)(?P<what>[^;]{0,80})"
)
_BUYS_FROM = rule(
    r"{C:to}(?:'s? \w+)?(?:,[^‹›;]{0,60},)?\s(?:[\w-]+\s){0,4}?(?:imports?(?!\sof)|imported|buy|source|get(?!\srid)|obtain|procure|draw|covers?|covered|sources|sourced|gets|got|obtains|obtained|buys|bought|purchases|purchased|receives|received|procures|procured|relies on|relied on|importing|sourcing|getting|draws)\s(?P<what>[^;]{0,110}?)\b(?:from|in)\s(?:the\s)?{C:who}"
)
_OF_THE_M = rule(
    r"\bof\s(?:the|its|all)\s(?:[\w-]+\s){0,3}?{M:what}[^;]{0,40}?\s(?:that|which)?\s?(?:the\s)?{C:to}\s(?:[\w-]+\s){0,3}?(?:imports?|imported|buys|bought|uses|used|purchased|purchases)\b(?P<figures>[^;]*)"
)
_FIGURE_FROM = re.compile(
    r"(?:(?P<r1>‹R\d+›)\s(?:\w+\s){0,2}?(?:came|comes|come|was|is|were|are|straight|originated)?\s?(?:from|‹C)|(?P<who2>‹C\d+›)\s(?:supplied|provided|sent|delivered|accounted for)?\s?(?P<r2>‹R\d+›))"
)
_THAT_BUYS = rule(
    r"(?P<rate>‹R\d+›|\b(?:[Mm]ost|[Nn]early all|[Aa]lmost all|[Mm]uch))\s(?:or more\s)?of\s(?:the\s)?(?:[\w-]+\s){0,2}?{M:what}\s(?:[\w-]+\s){0,4}?(?:that|which)?\s?(?:the\s)?{C:to}\s(?:imports?|imported|buys|bought|uses|used|purchases|consumes)\b[^;]{0,50}?\b(?:comes?|came|is|was|are|were)\s(?:from\s)?(?:the\s)?{C:who}"
)
_SENDS = rule(
    r"{C:who}\s(?:[\w-]+\s){0,2}?(?:sends|sent|ships|shipped|exports|exported|sells|sold|supplies|supplied)\s(?P<what>[^;‹›]{0,30}?{M}[^;‹›]{0,30}?)\sto\s(?:the\s)?{C:to}"
)
_IMPORTS_SHARE = rule(
    r"{C:to}(?:,[^‹›;]{0,60},)?\s(?:[\w-]+\s){0,3}?(?:imports?|imported|buys abroad|bought abroad)\s(?:[\w-]+\s){0,4}?(?P<rate>‹R\d+›)\s(?:or more\s)?of\s(?:its|the|their|all)\s(?P<what>[^;‹›]{0,40}?{M:what1})(?![^;]{0,60}\bfrom\s(?:the\s)?‹C)"
)
_COVERS = rule(
    r"{C:to}\s(?:[\w-]+\s){0,2}?(?:covers?|meets?|satisf(?:y|ies))\s(?:[\w-]+\s){0,2}?(?P<rate>‹R\d+›)\sof\sits\s(?:[\w-]+\s){0,2}?(?:use|consumption|needs?|demand|requirements)\s(?:of|for)\s(?P<what>[^;‹›]{0,30}?{M:what1})\s[^;‹›]{0,20}?\bimports?\b"
)
_RATE_FROM = rule(
    r"(?P<rate>‹R\d+›)\s(?:or more\s)?of\s(?:total\s|the\s|all\s)*{C:to}\s(?P<what>{M}|[^;‹›]{0,40}?{M}[^;‹›]{0,40}?)\s(?:imports?|supply|supplies|demand)"
)
_EXPORTS_TO = rule(
    r"(?P<rate>‹R\d+›|\b(?:most|much|the bulk|the majority|nearly all|almost all|all))\s(?:or more\s)?of\s(?:the\s|all\s|total\s)*{C:who}(?:'s|'|\s)(?P<what>[^;]{0,80}?)\b(?:exports?|output|production|shipments?)\b[^;‹›]{0,40}?\b(?:go|goes|went|are shipped|is shipped|are sent|is sent|are exported|is exported|were shipped|head|heads|destined|bound|ends up|end up|sold|flow|flows)\b[^;‹›]{0,20}?\b(?:to|for|in)\s(?:the\s)?{C:to}"
)
_TAKES = rule(
    r"{C:to}\s(?:takes|took|buys|bought|imports|imported|absorbs|absorbed|receives|received|accounts for|accounted for|purchases)\s(?:[\w-]+\s){0,3}?(?P<rate>‹R\d+›|most|nearly all|almost all)\s(?:or more\s)?of\s(?:the\s|all\s)*{C:who}(?:'s|'|\s)(?P<what>[^;]{0,80}?)\bexports?\b"
)
_SUPPLIER_TO = rule(
    r"{C:who}(?:,\s|\s(?:is|was|remains)\s|,\swhich is\s)(?:also\s|now\s)?(?:a|an|one of (?:its|the)|the|its)\s(?P<size>(?:[\w-]+\s){0,3}?)(?:supplier|source|exporter|provider)s?\sof\s(?P<what>[^;]{0,60}?)\b(?:to|for)\s(?:the\s)?{C:to}"
)


def imports(at: Statement) -> Iterator[DependencyClaim]:
    """ "70% of U.S. imports of rare earths come from China", "China takes 75pc of Congolese cobalt exports"."""
    folded = at.folded
    for pattern, name in ((_IMPORTS_SHARE, "imports_a_share"), (_COVERS, "covers_with_imports")):
        for m in pattern.finditer(folded):
            minerals = minerals_of(at.mention(m["what1"]))
            place = next(s for s in signs(folded, "M") if s.group() == m["what1"])
            for to in at.values(m["to"], m.start())[:1] if minerals else ():
                yield at.claim(
                    "relies_on",
                    name,
                    to,
                    None,
                    minerals,
                    stage_of(at, place, minerals),
                    at.mention(m["rate"]),
                    "consumption",
                )
    if folded.count("‹C") < 2:
        return
    seen: set[tuple] = set()
    for m in _OF_THE_M.finditer(folded):
        minerals = minerals_of(at.mention(m["what"]))
        place = next(s for s in signs(folded, "M") if s.group() == m["what"])
        for to in at.values(m["to"], m.start())[:1]:
            for r in signs(folded, "R", m.start("figures"), m.end("figures")):
                near = re.match(r"\s(?:\w+\s){0,3}?(?:from\s(?:the\s)?|(?:is|was)\s)(‹C\d+›)", folded[r.end() :])
                giver = re.search(
                    r"(‹C\d+›)\s(?:(?:supplied|provided|sent|delivered|accounted for|supplies)\s)?(?:about\s|some\s|more than\s)?(?:a\s)?$",
                    folded[m.start("figures") : r.start()],
                )
                who = near.group(1) if near else giver.group(1) if giver else None
                if who and minerals:
                    for w in at.values(who, m.start()):
                        seen.add((to, w, minerals))
                        yield at.claim(
                            "relies_on",
                            "of_the_imported",
                            to,
                            w,
                            minerals,
                            stage_of(at, place, minerals),
                            at.mention(r.group()),
                            "importer_imports",
                        )
    for pattern, name, share_of in (
        (_IMPORT_FROM, "import_share", "importer_imports"),
        (_EXPORTS_TO, "exports_go_to", "supplier_exports"),
        (_TAKES, "takes_exports", "supplier_exports"),
        (_SUPPLIES_OF, "supplies_share", "importer_imports"),
        (_BUYS_FROM, "buys_from", "importer_imports"),
        (_SUPPLIER_TO, "supplier_to", None),
        (_THAT_BUYS, "share_of_what_is_bought", "importer_imports"),
        (_SENDS, "sends_to", None),
    ):
        for m in pattern.finditer(folded):
            if name == "share_of_what_is_bought" and m["to"] == m["who"]:
                continue
            what = m["what"] + folded[m.end("what") : m.end("what") + 60]
            place = next(
                (
                    s
                    for s in signs(folded, "M", m.start("what"), min(len(folded), m.end("what") + 60))
                    if minerals_of(at.mention(s.group()))
                ),
                None,
            )
            if name in ("supplies_share",) and not re.search(
                r"\b(?:imports?|supply|supplies|needs|demand|consumption|requirements|purchases)\b", what
            ):
                continue
            if (
                name == "buys_from"
                and (place is None or place.start() > m.end("what"))
                and not re.search(r"\bof the metals?|minerals\b", m["what"])
            ):
                continue
            if place is not None:
                minerals = minerals_of(at.mention(place.group()))
                stage = stage_of(at, place, minerals)
            elif name == "supplier_to" and re.search(
                r"\b(?:the|these|those)\s(?:metals?|minerals?|materials?|‹P)", m["what"] + " "
            ):
                minerals, stage = at.context.minerals_near(at.i, m.start(), 1), None
            else:
                minerals, stage = (
                    at.context.minerals_near(at.i, m.end(), 1)
                    if re.search(r"\bof it|them|the (?:metal|mineral)\b", what)
                    else (),
                    None,
                )
            if not minerals:
                continue
            word = m.groupdict().get("rate")
            share = (
                at.mention(word)
                if word and word.startswith("‹")
                else at.rate_within(m.start("what"), m.end("what"))
                if name == "buys_from"
                else None
            )
            kind = (
                "consumption"
                if share_of == "importer_imports"
                and re.search(r"\b(?:consumption|demand|needs|requirements)\b", what[:90])
                else share_of
            )
            for to in at.values(m["to"], m.start())[:1]:
                for who in at.values(m["who"], m.start()):
                    if who != to and (to, who, minerals) not in seen:
                        seen.add((to, who, minerals))
                        yield at.claim("relies_on", name, to, who, minerals, stage, share, kind)


_HOME = rule(r"{C:who}\s(?:is|was)\s(?:[\w-]+\s){0,3}?home\sto\s(?P<tail>[^;]{0,110})")
_IS_MAKER = rule(
    rf"{{CG:who}}(?:,[^‹›;]{{0,60}},)?\s(?:is|are|was|remains|became|has become|has been|emerged as|emerging as|is emerging as|as)\s(?:now\s|also\s|already\s|itself\s)?(?:an?|one of)\s(?P<kind>[^;‹›]{{0,40}}?){{M:what}}\s(?:[\w-]+\s){{0,2}}?{_MAKER}\b"
)
_IS_MAKER_OF = rule(
    rf"{{CG:who}}(?:,[^‹›;]{{0,60}},)?\s(?:is|are|was|remains|became|has become|has been|emerged as|emerging as|as)\s(?:now\s|also\s|already\s)?(?:an?|one of)\s(?P<kind>[^;‹›]{{0,40}}?)\b{_MAKER}\sof\s(?P<gap>[^;‹›]{{0,40}}?){{M:what}}"
)
_MAKES_IT = rule(
    r"{CG:who}(?P<poss>'s?\s[^;‹›]{0,40}?)?(?:\s\([^()]{0,40}\)){0,2}(?:\shas announced it)?\s(?:[\w-]+\s){0,2}?(?P<verb>produces|mines|refines|makes(?!\sup)|yields|exports(?!\sof)|produced|mined|exported|sells|digs? up|recovers?|extracts?|smelts?|can now produce|now produces|already produces)\s(?P<gap>[^;‹›]{0,40}?){M:what}"
)
_FIRST_TO = rule(
    r"{CG:who}[^;]{0,60}?\bbecoming\sthe\sfirst\s[^;]{0,60}?\bto\s(?:commercially\s)?produce\s(?:[\w-]+\s){0,4}?{M:what}"
)
_GROUND = re.compile(r"\b(?:reserves?|deposits?|resources?|potential|riches)\b", re.IGNORECASE)
_WORKS = re.compile(
    r"\b(?:mine|mines|mining|project|projects|refiner\w+|smelter\w*|plants?|facilit\w+|producers?|processing|operations)\b",
    re.IGNORECASE,
)


def producers(at: Statement) -> Iterator[DependencyClaim]:
    """ "Australia is home to several rare earth mining projects", "Malaysia is an established rare earth supplier"."""
    folded = at.folded
    for m in _HOME.finditer(folded):
        what = next(
            (s for s in signs(folded, "M", m.start("tail"), m.end("tail")) if minerals_of(at.mention(s.group()))), None
        )
        if what is None or _GROUND.search(m["tail"][:100]) or not _WORKS.search(m["tail"]):
            continue
        minerals = minerals_of(at.mention(what.group()))
        stage = stage_of(at, what, minerals) or ("mining" if re.search(r"\bmin(?:e|es|ing)\b", m["tail"]) else None)
        for who in at.values(m["who"], m.start()):
            yield at.claim("producer", "home_to", None, who, minerals, stage)
    for pattern, name in (
        (_IS_MAKER, "is_a_producer"),
        (_IS_MAKER_OF, "is_a_producer"),
        (_MAKES_IT, "makes_it"),
        (_FIRST_TO, "first_to_make"),
    ):
        for m in pattern.finditer(folded):
            got = m.groupdict()
            kind = (got.get("kind") or "") + (got.get("gap") or "")
            if re.search(
                r"\b(?:no|not|alternative|potential|future|importer|consumer|regional|aims?|no longer|little|hopes|new|reliable|viable)\b|‹R",
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
            verb = _verb_stage(got.get("verb") or "") if name == "makes_it" else None
            if got.get("verb") == "yields" or re.search(r"\bmines?\s?$", got.get("poss") or ""):
                verb = "mining"
            for who in at.values(m["who"], m.start()):
                if minerals and (not who.startswith("org:") or name in ("makes_it", "first_to_make")):
                    listed = _whole_list(at, m, minerals)
                    yield at.claim("producer", name, None, who, listed, stage_of(at, place, minerals) or verb)


def _is_clutter(at: Statement, m: re.Match) -> bool:
    """A share, a comparison, a negation or a product that only holds the mineral."""
    after = at.folded[m.end() : m.end() + 40]
    return bool(
        re.match(r"\s(?:prices?|demand|chips?|wafers?|batter|car|electrodes?|products for|project)", after)
        or signs(at.folded, "R", m.start("gap"), m.end())
        or re.search(r"\b(?:no|not|from|by-product|product|using|with|without|for|of the world)\b", m["gap"])
        or re.search(
            r"\b(?:may|might|would|could|will|plans? to|expects? to|expected to|hopes? to|not|than|to)\s?$",
            at.folded[max(0, m.start("verb") - 14) : m.start("verb")],
        )
        or (m["verb"] in ("produced", "mined", "exported", "makes") and m["who"].startswith("‹G"))
        or (m["who"].startswith("‹G") and re.match(r"\s(?:products?|electrodes?|goods|items)\b", after))
        or re.search(r"\b(?:reserves|prices|company|companies|stocks?)\b", m["poss"] or "")
    )


def _whole_list(at: Statement, m: re.Match, minerals: tuple[str, ...]) -> tuple[str, ...]:
    """The group and the singles named after "such as" or "including"."""
    more = re.match(r"\s(?:such as|including|like|,\sincluding|,\ssuch as)\s(‹M\d+›)", at.folded[m.end("what") :])
    return tuple(dict.fromkeys(minerals + minerals_of(at.mention(more.group(1))))) if more else minerals


_DOMINANT_FIGURES = rule(r"(?P<what>{M})\s\((?P<rate>[^()‹›]{0,20}‹R\d+›)(?P<when>[^()]{0,30})\)")


def figures_in_brackets(at: Statement) -> Iterator[DependencyClaim]:
    """ "the world's dominant supplier of nickel ore (52 per cent in 2023) and refined nickel (37 per cent in 2023)"."""
    if not re.search(rf"\b(?:dominant|largest|leading|biggest|top)\b|{_WORLD}", at.folded, re.IGNORECASE):
        return
    for m in _DOMINANT_FIGURES.finditer(at.folded):
        who = at.context.subject(at.i, m.start())
        minerals = minerals_of(at.mention(m["what"]))
        place = next(s for s in signs(at.folded, "M") if s.group() == m["what"])
        rate = at.mention(re.search(r"‹R\d+›", m["rate"]).group())
        if not who or not minerals or _GROUND.search(at.folded[: m.start()]):
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


def share_rules() -> tuple[Callable[[Statement], Iterator[DependencyClaim]], ...]:
    return (world_shares, loose_world, figures_in_brackets, ranks, imports, producers)

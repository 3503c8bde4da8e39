"""Shares of world production: "Chile mines a quarter of the world's copper"."""

from collections.abc import Iterator

from critmin.claims import regex as re
from critmin.claims.claim import DependencyClaim
from critmin.claims.context import minerals_of
from critmin.claims.evidence_words import NOT_SO
from critmin.claims.goods import GOODS, goods, meant
from critmin.claims.patterns import rule, signs
from critmin.claims.statement import Statement, stage_of

_MAKES = (
    r"(?:produc(?:es|ed|e|ing)|d(?:igs?|ug)(?:\sup)?|yield(?:s|ed)?|recover(?:s|ed)?|turn(?:s|ed)?\sout|"
    r"extract(?:s|ed)?|sell(?:s)?|sold|account(?:s|ed|ing)?\sfor|mak(?:es|e|ing)\sup|"
    r"made\sup|represent(?:s|ed|ing)?|suppl(?:ies|ied|y|ying)|process(?:es|ed|"
    r"ing)?|"
    r"refin(?:es|ed|e|ing)|min(?:es|ed|e|ing)|control(?:s|led|ling)?|hold(?:s|"
    r"ing)?|provid(?:es|ed|e|ing)|contribut(?:es|ed|e|ing)|dominat(?:es|ed|e|ing)|"
    r"manufactur(?:es|ed|e|ing)|export(?:s|ed|ing)?|commands?|handles?|handled|"
    r"handling|delivers?|is\sresponsible\sfor|are\sresponsible\sfor|was\sresponsible\sfor|"
    r"responsible\sfor|has|have|smelts?|separates?|constitutes?|boasts|generates?|"
    r"home\sto|houses?|owns?|captured)"
)
WORLD = r"(?:the\sworld(?:'s)?|world(?:wide|'s)?|global(?:ly)?|all\sthe\sworld's|total\sworld|worldwide|international)"
_WORLD_SHARE = rule(rf"{{CG:who}}(?P<between>[^;]{{0,150}}?)\b{_MAKES}\s(?P<figures>[^;]{{0,30}}?‹R\d+›[^;]*)")
_OF_WORLD = re.compile(WORLD, re.IGNORECASE)
DEPOSITS = re.compile(
    (
        r"\b(?:reserves?|deposits?|resources|known|demand|consumption|consumes|GDP|"
        r"emissions?|revenues?|population|value|exports to|stake|shares? in|interest "
        r"in|market cap|electric vehicles|sales|price)\b"
    ),
    re.IGNORECASE,
)
_MADE_IN = rule(
    rf"(?P<rate>‹R\d+›)\s(?:or more\s|tonnes\s|tons\s|ounces\s)?of\s(?:the\s)?"
    rf"(?:total\s|all\s|current\s)?{WORLD}\s(?P<what>[^;]{{"
    rf"0,90}}?)\b(?:is|are|was|were|comes?|came|takes?|took|occurs?|happens?|originat\w+|"
    r"coming|sourced|mined|produced|refined|processed|made|located|carried|done|"
    rf"performed)\s(?P<how>[^;‹›]{{0,40}}?)\b(?:in|from|by|within|out of)\s(?:the\s)?{{C:who}}"
)
_WHERE = rule(
    rf"{{C:who}},\s(?:where|which|with|(?:the |a )?(?:home to|(?:source|supplier|producer|exporter|provider|"
    rf"origin) of))\s(?P<figures>[^;]{{0,40}}?‹R\d+›\s(?:or "
    rf"more\s)?of\s(?:the\s)?(?:total\s|all\s)?{WORLD}[^;]*)"
)


OF_GOODS = re.compile(
    r"‹P|\b(?:semiconductors?|chips?|vehicles?|cars?|batter(?:y|ies)|solar|steel|wafers?|oil|gas|coal)\b"
)
_GOES_ON = re.compile(
    r"\sof\s(?:[\w'’-]+\s){0,4}‹M\d+›(?:,|\sand|,\sand)\s(?:[\w-]+\s){0,2}"
)  # no verb between two figures
_NO_HOLDER = re.compile(r"\b(?:behind|after|than|ahead of|unlike|beyond|outside|besides)\s(?:the\s)?$")
_TURNS = re.compile(r"\b(?:because|since|while|whereas|although|restrict\w*|sanction\w*|ban(?:s|ned|ning)?)\b")
_THE_REST = re.compile(r"\b(?:rest|remainder|remaining|others)\b")


def world_shares(at: Statement) -> Iterator[DependencyClaim]:
    """ "Chile mines a quarter of the world's copper and refines 8 per cent of it"."""
    folded = at.folded
    if "‹R" not in folded:
        return
    seen: set[str] = set()
    for m in _MADE_IN.finditer(folded):
        for what in signs(folded, "M", m.start("what"), m.end("what"))[:1]:
            minerals = minerals_of(at.mention(what.group()))
            if (
                minerals
                and not DEPOSITS.search(m["what"])
                and not _TURNS.search(m["what"])
                and not _THE_REST.search(m["how"] + m["what"])
                and folded[m.end() : m.end() + 3] != " (‹"
            ):
                seen.add(m["rate"])
                for who in at.values(m["who"], m.start()):
                    yield world_claim(
                        at,
                        who,
                        minerals,
                        m["rate"],
                        stage_of(at, what, minerals) or verb_stage(m.group()),
                        "share_made_in",
                    )
    for pattern in (_WHERE, _WORLD_SHARE):
        for m in _holders(pattern, _WHOSE.sub(lambda w: "," + "~" * (len(w.group()) - 2) + ",", folded)):
            if _PLANNED.search(folded[max(0, m.start("figures") - 60) : m.start("figures")]):
                continue
            if _NO_HOLDER.search(folded[: m.start()]):
                continue
            if pattern is _WORLD_SHARE and (
                signs(folded, "R", m.start("between"), m.end("between")) or _another_subject(at, m)
            ):
                continue
            rates = [r for r in signs(folded, "R", m.start("figures"), m.end("figures")) if r.group() not in seen]
            is_world, carried = False, None
            for n, r in enumerate(rates):
                if n and _NEXT_HOLDER.search(folded, rates[n - 1].end(), r.start()):
                    break
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
                            yield world_claim(at, who, told.minerals, r.group(), told.stage, "world_share_again")
                    break
                if not re.match(
                    r"\s(?:or more |share )?of\b|\s(?:the\s)?(?:world's|global)\b|\s(?:world\s|market\s)?share\b",
                    scope,
                ):
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
                if n and DEPOSITS.search(folded, rates[n - 1].end(), r.start()):
                    continue  # "1% of output despite deposits of 20% of the world's total"
                if not is_world or DEPOSITS.search(scope[:70]) or _BOUGHT_BY.search(scope):
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
                elif not OF_GOODS.search(scope[:60]) and re.search(
                    r"\b(?:output|production|supply|total|market|it|exports|them|these|primary|"
                    r"the (?:material|metal|mineral|ore))\b",
                    scope[:60],
                ):
                    minerals = meant(at, r.start())
                    stage = verb_stage(scope)
                else:
                    continue
                verb = verb_stage(folded[m.start() : r.start()][-40:])
                verbs = _AGAIN.search(folded, rates[n - 1].end(), r.start()) if n else None
                again = verb_stage(verbs[0]) if verbs else None
                carried = again or carried  # "and refines 60 per cent of it"
                carried = (
                    verb
                    if n == 0
                    else carried
                    if again or _GOES_ON.fullmatch(folded[rates[n - 1].end() : r.start()])
                    else None
                )
                for who in at.values(m["who"], m.start()):
                    if minerals and is_shared(at, m["who"]):
                        yield at.claim("producer", "share_together", None, who, minerals, stage)
                    elif minerals:
                        seen.add(r.group())
                        yield world_claim(
                            at, who, minerals, r.group(), stage or (verb if n == 0 else carried), "world_share"
                        )


_PLANNED = re.compile(
    (
        r"\b(?:expected to|will|would|aims? to|plans? to|could|projected to|forecast "
        r"to|set to|hopes? to|may|might|targets?|intends? to|on track to|able to|potential "
        r"to|goal of|capable of)\s(?:[\w-]+\s){0,3}$"
    ),
    re.IGNORECASE,
)


_WORLD_AFTER = re.compile(r"\b(?:that|which)\sthe\sworld\s\w+|\bworldwide\b|\bglobally\b|\bin the world\b")
_BOUGHT_BY = re.compile(r"\s(?:that|which)\s(?:the\s)?‹C\d+›\s(?:bought|buys?|import\w*|us(?:es|ed)|needs?)\b")
_AT_LARGE = re.compile(
    r"\s(?:or more\s)?of\sall\s(?:the\s)?(?:[\w-]+\s)?‹M\d+›(?=[.,;]|$|\sin\s‹D)|"
    r"\s(?:or more\s)?of\s(?:the\s|all\s)?(?:[\w-]+\s)?‹M\d+›\s(?:(?:ore\s|metal\s)?(?:produced|mining|processing|"
    r"refining|smelting|separation|"
    r"mined|refined|processed|made|output|production|supply)\b)(?!\sin\b)"
)


_WHOSE = re.compile(r",\s(?:whose|where)\s[^,;]{0,80},")  # what a relative clause says of the holder is not its share


_NEXT_HOLDER = re.compile(
    r"(?:,|\sand)\s(?:the\s)?‹[CG]\d+›(?:\s(?:for|with|at|on))?\s(?:about\s|around\s|some\s|nearly\s|over\s|almost\s|just\s)?$"
)  # "Peru accounts for 9% of tin, Laos for ..."


_AGAIN = re.compile(r"\b(?:refines?|refined|processe[sd]|smelts?|smelted|separates?|mines|mined)\s(?:\w+\s){0,3}$")


def _holders(pattern: re.Pattern, folded: str) -> Iterator[re.Match]:
    """Matches that may overlap: each country or firm is tried as the holder of the figures."""
    place = 0
    while m := pattern.search(folded, place):
        yield m
        place = m.start() + 3


_WHICH = re.compile(r"(?:\s[\w-]+){0,2},?\s(?:which|who)\b")  # "reliance on Chinese supply, which still controls"


def _another_subject(at: Statement, m: re.Match) -> bool:
    """Whether another country stands between, as the nearer subject: "buys from Chile, which mines a quarter"."""
    for s in signs(m.string, "CG", m.start("between"), m.end("between")):
        before, after = at.folded[max(0, s.start() - 14) : s.start()], at.folded[s.end() : s.end() + 30]
        if not after.startswith("'s") and (
            not re.search(r"\b(?:of|in|with|to|by|for|against|than|over|on)\s(?:the\s)?$", before)
            or _WHICH.match(after)
        ):
            return True
    return bool(re.search(r"\b(?:he|she|they|which it|it)\b", m["between"])) and "," in m["between"]


_VERBS = re.compile(r"\b(?:(refin)|(process)|(smelt(?!er))|(min)(?:es|ed|ing)\b|(separat))\w*", re.IGNORECASE)


def verb_stage(text: str) -> str | None:
    """The stage that a verb of making tells: refines, processes, smelts, mines, separates, digs up."""
    if re.search(r"\b(?:digs?|dug)\s", text, re.IGNORECASE):
        return "mining"
    found = _VERBS.findall(text)
    if not found:
        return None
    return ("refining", "processing", "metal", "mining", "separation")[next(k for k, g in enumerate(found[-1]) if g)]


def is_shared(at: Statement, who: str) -> bool:
    """Whether several countries hold one figure together: "the two mine half of it", without "each"."""
    return len(at.values(who)) > 1 and not re.search(r"\b(?:each|apiece|both|respectively)\b", at.text)


def world_claim(
    at: Statement, who: str, minerals: tuple[str, ...], rate: str, stage: str | None, name: str
) -> DependencyClaim:
    """A share of the world: above one half it dominates, below it produces."""
    share = at.mention(rate)
    value = share.item.value
    is_most = value is None or value > 50 or (value == 50 and share.item.qualifier == "at_least")
    if value is None:
        is_most = bool(share.item.low and share.item.low >= 50)
    return at.claim("dominates" if is_most else "producer", name, None, who, minerals, stage, share, "world_production")


_MOST = (
    r"(?P<most>(?:[Nn]early|[Aa]lmost|[Vv]irtually|[Pp]ractically)\s(?:all|every)|"
    r"[Aa]ll|[Mm]ost|[Tt]he (?:vast )?(?:bulk|majority)|[Tt]he lion's share|[Mm]uch)"
)
_MOST_MADE_IN = rule(
    rf"\b{_MOST}\s(?:of\s)?(?:the\s)?(?:{WORLD}\s)?(?P<what>[^;]{{0,60}}?{{M:what1}}[^;]{{0,40}}?)\b(?:i"
    r"s|are|was|were|comes?|came)\s(?:still\s|now\s)?(?P<how>mined|produced|refined|"
    rf"processed|separated|made|smelted|sourced|recovered|from)\s?(?:in|from|by)?\s(?:the\s)?(?P<also>‹X\d+›(?:,|,?\sand)"
    rf"\s(?:the\s)?)?{{C:who}}"
)
_MAGNETS_MADE_IN = rule(
    rf"\b{_MOST}\s(?:of\s)?(?:the\s)?(?:{WORLD}\s)?{GOODS}\s(?:of\s(?:this|that|the)\s\w+\s|[\w-]+\s){{0,2}}?"
    r"(?:is|are|come|comes)\s(?:still\s|now\s)?(?:made|produced|sintered|manufactured)?\s?(?:in|from)\s(?:the\s"
    r")?{C:who}"
)
_COME_MOSTLY = rule(
    rf"{GOODS}[^;‹›]{{0,40}}?\s(?:still\s|now\s)?(?:comes?|originates?|is made|are made|is refined|is mined)"
    r"(?:\s(?:still|now|in))?,?\s(?P<rate>‹R\d+›),?\s(?:of the time,?\s)?(?:from|in)\s(?:the\s)?{C:who}"
)
_ITS_SHARE = rule(
    r"\b(?:its|their)\sshare\s(?:of|in)\s(?P<what>[^;‹›]{3,70}?)\s(?:is|was|stands at|stood at|reaches|reached|exceeds)"
    r"\s(?:[\w-]+\s){0,3}?(?P<rate>‹R\d+›)(?!\sof\s)"
)
_MUCH_OF_STAGE = rule(
    rf"\b{_MOST}\s(?:of\s)?(?:the\s)?(?:{WORLD}\s)?(?P<how>processing|refining|"
    rf"mining|separation|smelting|production)\s(?:capacity\s)?(?:of|for)\s(?P<what>[^;]{{0,40}}?{{MP:what"
    rf"1}})[^;‹›]{{0,30}}?\s(?:is|are|takes place|happens|occurs|lies|sits|remains)\s(?:[\w-]+\s){{0,2}}?"
    rf"in\s(?:the\s)?{{C:who}}"
)
_PART_OF = rule(
    r"{C:who}(?:['’]s?)\s(?:own\s)?(?:share|part|slice|portion)\s(?:of|in)\s(?:the\s)?(?P<what>[^;‹›]{0,60}?{M:what1}"
    r"(?:[^;‹›]|‹[DX]\d+›){0,40}?)(?:from\s(?:[\w-]+\s){0,2}‹R\d+›\s(?:[\w-]+\s|‹D\d+›\s){0,4})?\b(?:is|was|at|of|to|past|"
    r"reached|hits?|tops|topped|(?:sur)?passed|exceed(?:s|ed)|above|over|beyond)\s(?:[\w-]+\s){0,3}?(?P<rate>‹R\d+›)"
    r"(?P<more>[^;]*)"
)
_MORE_PARTS = re.compile(r"(?:,|\sand)\sof\s(?P<what>[^‹›;]{2,40}?)\s(?:at|is)\s(?P<rate>‹R\d+›)")
_APPOSED = rule(
    rf"{{C:who}}[^;]{{0,90}}?,\s(?:or\s|about\s|some\s|roughly\s|nearly\s|almost\s|"
    rf"more than\s)?(?P<rate>‹R\d+›)\sof\s(?:the\s)?{WORLD}\s(?P<what>[^;]{{0,60}})"
)


def loose_world(at: Statement) -> Iterator[DependencyClaim]:
    """ "Nearly all of the world's dysprosium is separated in China", "China's part of the refining at 91 per cent"."""
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
        makers = at.values(m["who"], m.start())
        relation = "producer" if m["also"] or len(makers) > 1 else "dominates"  # each of several makes a part of it
        for who in makers:
            yield at.claim(
                relation,
                "most_made_in",
                None,
                who,
                minerals,
                stage_of(at, place, minerals) or verb_stage(m["how"]),
                None,
                "world_production",
            )
    for m in _MAGNETS_MADE_IN.finditer(folded):
        minerals, stage = goods(at, m)
        place = max(m.start() - 30, 0)
        if stage == "magnets" and minerals and not signs(folded, "C", place, m.start("who")):
            for who in at.values(m["who"], m.start()):
                yield at.claim("dominates", "magnets_made_in", None, who, minerals, stage, None, "world_production")
    for m in _COME_MOSTLY.finditer(folded):
        minerals, stage = goods(at, m)
        for who in at.values(m["who"], m.start()) if minerals else ():
            yield world_claim(at, who, minerals, m["rate"], stage, "comes_mostly_from")
    for m in _ITS_SHARE.finditer(folded):
        subject = at.context.subject(at.i, m.start())
        minerals = meant(at, m.start())
        if (
            subject is None
            or not minerals
            or DEPOSITS.search(m["what"])
            or not (re.search(WORLD, folded[: m.end()]) or (at.before and at.before[-1].share_of == "world_production"))
        ):
            continue
        stage = "magnets" if "magnet" in m["what"] else verb_stage(m["what"])
        for who in at.context.values(at.i, subject)[:1]:
            yield world_claim(at, who, minerals, m["rate"], stage, "its_share")
    for m in _MUCH_OF_STAGE.finditer(folded):
        what = at.mention(m["what1"])
        minerals = minerals_of(what) or (("critical_minerals",) if "raw_minerals" in what.values else ())
        for who in at.values(m["who"], m.start()) if minerals else ():
            yield at.claim(
                "dominates", "most_of_a_stage", None, who, minerals, verb_stage(m["how"]), None, "world_production"
            )
    for m in _PART_OF.finditer(folded):
        minerals = minerals_of(at.mention(m["what1"]))
        place = next(s for s in signs(folded, "M") if s.group() == m["what1"])
        if not minerals or DEPOSITS.search(m["what"]) or signs(folded, "C", m.start("what"), m.end("what")):
            continue
        if NOT_SO.search(folded, m.end("what1"), m.start("rate")):
            continue  # "will grow to 90 per cent"
        stage = stage_of(at, place, minerals) or verb_stage(m["what"])
        for who in at.values(m["who"], m.start()):
            yield world_claim(at, who, minerals, m["rate"], stage, "part_of")
            for more in _MORE_PARTS.finditer(m["more"]):
                other = "magnets" if "magnet" in more["what"] else verb_stage(more["what"])
                yield world_claim(at, who, minerals, more["rate"], other, "part_of")
    for m in _APPOSED.finditer(folded):
        if (
            signs(folded, "R", m.start("who"), m.start("rate"))
            or DEPOSITS.search(m["what"])
            or _another_subject(at, _Between(m))
        ):
            continue
        what = next((s for s in signs(folded, "M", m.start(), m.end()) if minerals_of(at.mention(s.group()))), None)
        minerals = minerals_of(at.mention(what.group())) if what else meant(at, m.start())
        if minerals and re.search(
            r"\b(?:mine[sd]?|produc\w+|refine[sd]?|dug|output|process\w+|suppl\w+)\b",
            folded[m.start() : m.start("rate")],
        ):
            stage = stage_of(at, what, minerals) if what else None
            for who in at.values(m["who"], m.start()):
                yield world_claim(
                    at,
                    who,
                    minerals,
                    m["rate"],
                    stage or verb_stage(folded[m.start() : m.start("rate")]),
                    "apposed_share",
                )


class _Between:
    """A match with the stretch between holder and figure under the name that `_another_subject` reads."""

    def __init__(self, m: re.Match):
        self._m = m

    @property
    def string(self) -> str:
        return self._m.string

    def start(self, group: str | int = 0) -> int:
        return self._m.end("who") if group == "between" else self._m.start(group)

    def end(self, group: str | int = 0) -> int:
        return self._m.start("rate") if group == "between" else self._m.end(group)

    def __getitem__(self, group: str) -> str:
        return self._m.string[self.start("between") : self.end("between")] if group == "between" else self._m[group]

"""Who gets a mineral from whom, told by where it comes from or goes to rather than as imports."""

from collections.abc import Iterator
from decimal import Decimal

from critmin.claims import regex as re
from critmin.claims.claim import DependencyClaim
from critmin.claims.context import minerals_of
from critmin.claims.evidence_words import UNDONE
from critmin.claims.goods import GOODS, goods, meant
from critmin.claims.mentions import Mention
from critmin.claims.patterns import rule, signs
from critmin.claims.rates import Rate
from critmin.claims.statement import Statement
from critmin.claims.world_shares import is_shared

_QTY = (
    r"(?P<rate>‹R\d+›|\b(?:all|(?:nearly|almost|virtually|practically)\s(?:all|everything)|most|much|the (?:vast\s"
    r")?(?:bulk|majority)|"
    r"a (?:large\s)?majority|the lion's share|the better part))"
)
_OF = r"\s(?:or more\s)?(?:(?:tonnes?|tons?|ounces|kilos?)\s)?(?:of\s)?(?:the\s|all\s|total\s|its\s|their\s)*"
_COME = (
    r"(?:comes?|came|is|are|was|were|arrives?|arrived|originates?)\b(?:,?\s(?:still|now|also|today|bought|supplied|"
    r"sourced|shipped|imported|made|mined|refined|processed|delivered|drawn|out|across the border|in ‹D\d+›|"
    r"\w+ly)){0,4},?"
)
_FROM = r"\s(?:(?:from|by|in|out of)\s(?:the\s)?)"
_CHIEFLY = (
    r"(?:mostly|mainly|chiefly|largely|primarily|overwhelmingly|exclusively|solely|"
    r"almost (?:wholly|entirely|exclusively)|wholly|entirely|for the most part)"
)
_THEIRS_FROM = rule(
    rf"{_QTY}{_OF}{{C:to}}(?:'s?)?\s[^;‹›]{{0,40}}?{GOODS}[^;‹›]{{0,40}}?\s{_COME}(?:{_FROM}{{C:who}}|"
    rf"\s{{C:is}}(?=[.,;]|$|\s(?:and|in)\b))"
)
_USED_THERE = rule(
    rf"{_QTY}{_OF}[^;‹›]{{0,30}}?{GOODS}[^;‹›]{{0,20}}?\s(?:(?:used|consumed|burnt|burned|needed|bought|sold|"
    rf"imported|processed|smelted)\s(?:in|by|into)|"
    rf"(?:that|which)?\s?(?:the)?)\s?(?:the\s)?{{C:to}}(?:'s?)?\s(?:[\w-]+\s){{0,4}}?{_COME}{_FROM}{{C:who}}"
)
_NEEDS = (
    r"(?:needs?|uses?|burns?|buys?|consumes?|imports?|smelts?|requires?|processes|eats?|refines?|"
    r"used|bought|imported|needed|burnt|burned)"
)
_SUPPLIES_THEIRS = rule(
    rf"{{C:who}}(?:,[^‹›;]{{0,60}},)?\s(?:[\w-]+\s){{0,2}}?(?:supplies|supplied|supply|provides?|provided|sends?|"
    rf"sent|delivers?|delivered|covers?|"
    rf"meets?|met|sells?|sold|furnish(?:es|ed)|ships?|shipped|accounts? for|accounted for)\s(?:[\w-]+\s"
    rf"){{0,3}}?{_QTY}\s(?:or more\s)?(?:of\s)?(?:the\s|all\s)*"
    rf"(?:{{C:to}}(?:'s?)?\s[^;‹›]{{0,30}}?{GOODS}|‹M\d+›\s(?:(?:that|which)\s)?(?:the\s)?{{C:to2}}(?:'s?)?\s"
    rf"(?:[\w-]+\s){{0,2}}?{_NEEDS})"
)
_TAKES_THEIRS = rule(
    rf"{{C:to}}\s(?:[\w-]+\s){{0,2}}?(?:takes?|took|buys?|bought|imports?|imported|absorbs?|absorbed|receives?|"
    rf"received|purchases?|gets?)\s(?:[\w-]+\s){{0,2}}?"
    rf"{_QTY}\s(?:or more\s)?of\s(?:the\s|all\s)*{{C:who}}(?:'s?)?\s(?!(?:\w+\s)?market\b)[^;‹›]{{0,30}}?{GOODS}"
)
_GOES_TO = rule(
    rf"(?:{_QTY}\s(?:or more\s)?of\s(?:the\s|all\s)*)?{{C:who}}(?:'s?)?\s[^;‹›]{{0,30}}?{GOODS}[^;‹›]{{0,30}}?\s"
    rf"(?:goes|go|went|(?:is|are|was|were)\s(?:\w+ly\s)?"
    rf"(?:shipped|sent|sold|exported|bound)|ends up|end up|heads?|flows?)\s(?:(?:almost|nearly|\w+ly|straight|"
    rf"abroad|now|still)\s){{0,3}}(?:to|for|in)\s(?:the\s)?{{C:to}}"
)
_SENDS_ITS = rule(
    rf"{{C:who}}\s(?:[\w-]+\s){{0,2}}?(?:sends?|sent|ships?|shipped|sells?|sold|exports?|exported)\s(?:[\w-]+\s"
    rf"){{0,2}}?{_QTY}{_OF}[^;‹›]{{0,20}}?{GOODS}"
    rf"[^;‹›]{{0,30}}?\sto\s(?:the\s)?{{C:to}}"
)
_FEEDS = rule(
    rf"{{C:who}}\s(?:[\w-]+\s){{0,2}}?(?:supplies|provides?|delivers?|sends?|ships?)\s(?:[\w-]+\s){{0,2}}?{_QTY}\s"
    rf"(?:of\s)?(?:the\s|all\s)*[^;‹›]{{0,20}}?"
    rf"{GOODS}[^;‹›]{{0,30}}?\s(?:for|to|in)\s(?:the\s)?{{C:to}}"
)
_FOR_WHICH = rule(
    r"{C:to}[^;]{0,90}?(?P<what>{M})[^;]{0,60}?\bfor which\s(?:the\s)?{C:who}\s(?:is|was|remains)\s(?:by far\s"
    r")?(?:the|its)\s"
    r"(?:main|largest|chief|only|sole|biggest|primary|principal)\s(?:source|supplier)"
)
_OF_WHAT = rule(
    rf"{{C:to}}[^;]{{0,60}}?\s(?:buys?|bought|gets?|got|takes?|took|draws?|sources?)\s(?:[\w-]+\s){{0,2}}?{_QTY}\s"
    rf"of\swhat\s(?:‹C\d+›|it)\s"
    r"(?:imports?|needs?|uses?|consumes?|buys?|burns?)\s(?:from|in)\s(?:the\s)?{C:who}"
)
_WHAT_IS = rule(
    rf"{_QTY}{_OF}(?:what\s(?:(?:the\s)?{{C:to}}(?:'s?)?|(?P<its>its|their)\s[\w-]+)\s(?:[\w-]+\s){{0,2}}?{_NEEDS}|"
    rf"(?:{{C:to2}}'s?\s)?(?:[\w-]+\s){{0,2}}?imports)\s{_COME}(?:{_FROM}{{C:who}}|\s{{C:is}}(?=[.,;]|$|\s(?:and|in)\b))"
)
_COVERS_WHAT = rule(
    rf"(?:its|their|the\scountry's|{{C:own}}(?:'s)?)\s[^;‹›]{{0,20}}?(?:ores?|metals?|mines|concentrates?|shipments|"
    rf"exports)\s(?:covers?|meets?|makes? up|"
    rf"supply|supplies|provides?|accounts? for)\s(?:[\w-]+\s){{0,3}}?{_QTY}\sof\swhat\s(?:the\s)?{{C:to}}\s{_NEEDS}"
)
_BUYS_ALL_THAT = rule(
    rf"{{C:to}},?\s(?:which\s)?(?:buys?|bought|takes?|took)\s{_QTY}\s(?:of\s)?(?:what|that)\s(?:‹C\d+›\s|it\s|they\s"
    rf"|the\scountry\s)?(?:is|are|was|"
    r"ships?|exports?|sells?|mines?|digs?|produces?)\b"
)
_MEETS_BY_IMPORT = rule(
    r"{C:to}(?:\s(?:is|was|has|makes|mines|produces|uses|needs)\s(?:[^;‹›]|‹M\d+›){0,60}?,?\sand)?\s(?:[\w-]+\s){0,3}?"
    r"(?:meets?|met|covers?|covered|satisf(?:y|ies|ied)|fills?|filled|fulfill?s?)\s"
    r"(?P<amount>(?:[\w-]+\s|(?P<rate>‹R\d+›)\s){0,5}?)(?:its|their)\s(?P<all>entire\s|whole\s|full\s)?"
    r"(?P<need>(?:[\w-]+\s){0,2}?(?:‹M\d+›\s(?:[\w-]+\s)?)?(?:demand|needs?|use|requirements?|consumption)\b"
    r"(?:\s(?:for|of|in)\s[^;‹›]{0,20}?‹M\d+›)?)"
    r"\s[^;‹›]{0,24}?\b(?:import(?:s|ing|ed)?|abroad|foreign|overseas)\b(?!\s[^;‹]{0,30}\bfrom\s(?:the\s)?‹C)"
    r"(?P<more>,?\s(?:mainly|chiefly|mostly|largely|notably|above all|primarily)\sfrom\s(?:the\s)?‹C\d+›)?"
)
_BRINGS_WHAT = rule(
    rf"{{C:to}}(?:,[^;]{{0,60}},)?\s(?:[\w-]+\s){{0,2}}?(?:imports?|imported|brings?\sin|brought\sin|ships?\sin|must\simport|has\sto\s"
    rf"import)\s(?:[\w-]+\s){{0,3}}?{_QTY}\sof\s(?P<need>what\s(?:its\s|the\scountry's\s)?(?:[\w-]+\s){{0,3}}?{_NEEDS})\b"
    rf"(?!\sfrom\s(?:the\s)?‹C)"
)
_IMPORTS_ALL = rule(
    rf"{{C:to}}(?:,[^‹›;]{{0,60}},)?\s(?:[\w-]+\s){{0,3}}?(?:imports?|imported|buys?|bought|gets?|sources?|"
    rf"brings?)\s(?:in\s)?{_QTY}\s(?:of\s)?(?:its|their|the)\s"
    rf"[^;‹›]{{0,30}}?{GOODS}(?P<after>[^;]{{0,60}})"
)
_NOT_MADE = rule(
    rf"{{C:to}}\s(?:[\w-]+\s){{0,2}}?(?:has|have|had)\sno\s(?:domestic|primary|own|local|home)\s"
    rf"[^;‹›]{{0,20}}?(?:production|output|source|mine|mining|supply)\s(?:of\s)?"
    rf"[^;‹›]{{0,20}}?{GOODS}(?=[^;]{{0,80}}\b(?:imports?|abroad|foreign|relies|buys)\b)"
)
_NO_FLOW = re.compile(
    r"\b(?:reserves?|deposits?|resources|will|would|could|may|might|if|plans?|stakes?|owned|owns|tariffs?|dut(?:y|"
    r"ies)|price[sd]?|"
    r"revenues?|jobs|workers|invest\w+|funded|financed|shareholders?|no longer|never|not)\b",
    re.IGNORECASE,
)
_RULES = (
    (_THEIRS_FROM, "comes_from", "importer_imports"),
    (_USED_THERE, "used_there_comes_from", "importer_imports"),
    (_SUPPLIES_THEIRS, "supplies_theirs", "importer_imports"),
    (_TAKES_THEIRS, "takes_theirs", "supplier_exports"),
    (_GOES_TO, "goes_to", "supplier_exports"),
    (_SENDS_ITS, "sends_its", "supplier_exports"),
    (_FOR_WHICH, "for_which", None),
    (_FEEDS, "feeds", "importer_imports"),
)


def flows(at: Statement) -> Iterator[DependencyClaim]:
    """ "Most of Italy's tin comes from Peru", "Peru's tin goes mostly to Italy", "Peru covers half of its needs"."""
    folded = at.folded
    if "‹C" not in folded or at.text.rstrip().endswith("?"):
        return
    yield from _without_a_seller(at)
    yield from _of_what(at)
    if folded.count("‹C") < 2:
        return
    for pattern, name, share_of in re.asked(folded, _RULES):
        for m in pattern.finditer(folded):
            got = m.groupdict()
            what = m if got.get("what") else _first_mineral(at, m)
            if UNDONE.search(folded[max(0, m.start() - 8) : m.end()]):
                continue
            if what is None or _NO_FLOW.search(re.sub(r"‹\w+›", "", m.group())):
                continue
            minerals, stage = goods(at, what) if what is m else what
            to, who = got.get("to") or got.get("to2"), got.get("who") or got.get("is")
            if minerals and to != who:
                yield from _flow(at, m, name, to, who, minerals, stage, share_of)


def _needed(at: Statement, m: re.Match) -> tuple[str, ...]:
    """The mineral that the group `need` of a match names, else what the sentences before spoke of."""
    named = signs(at.folded, "M", m.start("need"), m.end("need"))
    raw = [p for p in signs(at.folded, "P", 0, m.end("need")) if "raw_minerals" in at.mention(p.group()).values]
    if raw and not signs(at.folded, "M", 0, m.end("need")):
        return ("critical_minerals",)
    return minerals_of(at.mention(named[0].group())) if named else meant(at, m.start("need"))


def _first_mineral(at: Statement, m: re.Match) -> tuple[tuple[str, ...], str | None] | None:
    found = signs(at.folded, "M", m.start(), m.end())
    return (tuple(at.mention(found[0].group()).values), None) if found else None


def _flow(at: Statement, m: re.Match, name, to, who, minerals, stage, share_of) -> Iterator[DependencyClaim]:
    word = m.groupdict().get("rate")
    share = at.mention(word) if word and word.startswith("‹") else None
    year = at.year(share) if share else None
    if share and (is_shared(at, who) or at.folded.startswith(" (‹R", at.folded.index(who, m.start()) + len(who))):
        share = None  # "90% came from Peru and Laos", "90% came from Peru (50%) and Laos (40%)"
    for buyer in at.values(to, m.start())[:1]:
        for seller in at.values(who, m.start()):
            if seller != buyer:
                yield at.claim("relies_on", name, buyer, seller, minerals, stage, share, share_of, year=year)


def _of_what(at: Statement) -> Iterator[DependencyClaim]:
    """Shares of "what it imports" and of "all that is shipped": the mineral is that of the claim before."""
    told = (
        at.before[-1]
        if at.before and at.before[-1].evidence.quote_start >= at.context.sentence(max(0, at.i - 2)).start
        else None
    )
    for m in _OF_WHAT.finditer(at.folded):
        if told and m["to"] != m["who"]:
            yield from _flow(at, m, "of_what_it_buys", m["to"], m["who"], told.minerals, None, "importer_imports")
    for m in _WHAT_IS.finditer(at.folded):
        if signs(at.folded, "M", 0, m.end()):
            continue
        subject = at.context.subject_before(at.i)
        to = m["to"] or m["to2"]
        buyers = at.values(to, m.start()) if to else at.context.values(at.i, subject) if subject else ()
        share = at.mention(m["rate"]) if m["rate"].startswith("‹") else None
        sellers = at.values(m["who"] or m["is"], m.start())
        for seller in sellers if len(buyers) == 1 and buyers[0] not in sellers else ():
            minerals = meant(at, m.start())
            if minerals:
                yield at.claim(
                    "relies_on", "what_it_buys", buyers[0], seller, minerals, None, share, "importer_imports"
                )
    for m in _COVERS_WHAT.finditer(at.folded):
        own = at.values(m["own"], m.start()) if m["own"] else ()
        seller = own or ((told.supplier,) if told and told.supplier else ())
        own_minerals = at.context.minerals_near(at.i, m.start(), 0) or (told.minerals if told else ())
        subject = at.context.subject(at.i, m.start())
        seller = own or (at.context.values(at.i, subject)[:1] if subject else seller)
        word = m["rate"]
        share = at.mention(word) if word.startswith("‹") else None
        for buyer in at.values(m["to"], m.start())[:1] if own_minerals else ():
            for who in seller:
                if who != buyer:
                    yield at.claim(
                        "relies_on", "covers_what", buyer, who, own_minerals, None, share, "importer_imports"
                    )
    for m in _BUYS_ALL_THAT.finditer(at.folded):
        buyer = at.values(m["to"], m.start())[:1]
        if told and told.relation in ("producer", "dominates") and buyer and told.supplier != buyer[0]:
            share = at.mention(m["rate"]) if m["rate"].startswith("‹") else None
            yield at.claim(
                "relies_on", "buys_all_that", buyer[0], told.supplier, told.minerals, None, share, "supplier_exports"
            )


def _without_a_seller(at: Statement) -> Iterator[DependencyClaim]:
    """ "Italy imports all its tin", "Italy meets its whole demand for tin with imports"."""
    for pattern, name in re.asked(
        at.folded,
        (
            (_MEETS_BY_IMPORT, "meets_by_import"),
            (_BRINGS_WHAT, "brings_what_it_uses"),
            (_IMPORTS_ALL, "imports_all"),
            (_NOT_MADE, "not_made"),
        ),
    ):
        for m in pattern.finditer(at.folded):
            after = m.groupdict().get("after") or ""
            if re.search(r"\b(?:from|in|to)\s(?:the\s)?‹C", after) or _NO_FLOW.search(
                re.sub(r"‹\w+›", "", m.group()[: -len(after) or None])
            ):
                continue
            if name == "imports_all" and not re.search(r"\bimport", m.group()) and "abroad" not in after:
                continue
            minerals, stage = (_needed(at, m), None) if "need" in m.groupdict() else goods(at, m)
            word = (m.groupdict().get("rate") or m.groupdict().get("amount") or "").lower()
            share = at.mention(m["rate"]) if word.startswith("‹") else None
            if word in ("all", "all ", "all of ") or m.groupdict().get("all"):
                share = Mention(0, 0, "R", item=Rate(0, 0, Decimal(100), "ad_valorem_pct"))
            from_whom = signs(at.folded, "C", m.start("more"), m.end("more")) if m.groupdict().get("more") else []
            for buyer in at.values(m["to"], m.start())[:1] if minerals else ():
                yield at.claim("relies_on", name, buyer, None, minerals, stage, share, "consumption")
                for seller in at.values(from_whom[0].group(), from_whom[0].start()) if from_whom else ():
                    yield at.claim("relies_on", name, buyer, seller, minerals, stage)

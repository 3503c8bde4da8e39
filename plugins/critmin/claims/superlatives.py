"""Who makes most, or alone: "Nobody mines more tin than Peru", "the only country that smelts it", "made chiefly in"."""

from collections.abc import Iterator

from critmin.claims import regex as re
from critmin.claims.claim import DependencyClaim
from critmin.claims.context import minerals_of
from critmin.claims.evidence_words import NOT_SO
from critmin.claims.goods import GOODS, goods, meant
from critmin.claims.patterns import rule, signs
from critmin.claims.ranks import MAKER
from critmin.claims.statement import Statement
from critmin.claims.world_shares import DEPOSITS, verb_stage, world_claim

_VERB = (
    r"(?:produces?|mines?|digs?(?:\sup)?|refines?|makes?|smelts?|process(?:es)?|separates?|exports?|turns?\sout|"
    r"supplies|supply|"
    r"extracts?|recovers?|ships?|sells?)"
)
_NOBODY_MORE = rule(
    rf"\b(?:nobody|no one|no (?:other\s)?(?:country|nation|place|state))\s(?:else\s)?(?:on earth\s|in the world\s"
    rf")?{_VERB}\s(?:more|as much)\s[^;‹›]{{0,20}}?"
    rf"{GOODS}[^;‹›]{{0,20}}?\s(?:than|as)\s(?:the\s)?{{C:who}}"
)
_MORE_THAN_ALL = rule(
    rf"{{C:who}}(?:'s?\s[^;‹›]{{0,30}}?)?\s(?:alone\s|now\s)?(?P<verb>{_VERB})\s(?:far\s|much\s)?more\s"
    rf"[^;‹›]{{0,20}}?{GOODS}[^;‹›]{{0,20}}?\sthan\s(?P<all>any\s(?:other|one)|anyone|"
    r"anybody|all\s(?:the\s)?others?|(?:the\s)?rest\sof|everyone|all\s\w+\scountries)"
)
_SOLE = rule(
    rf"{{C:who}},?\s(?:(?:is|was|remains|still|as|today|,)\s){{0,3}}(?:the|as good as the|practically the)\s"
    rf"(?:world's\s)?(?:only|sole)\s(?:[\w-]+\s){{0,2}}?"
    rf"(?:place|country|nation|state|{MAKER})\s(?P<doing>[^;‹›]{{0,50}}?\b(?:split|separat\w+|refin\w+|process\w+|"
    rf"smelt\w*|produc\w+|min(?:es?|ing)|mak(?:es?|ing)|"
    rf"of|plants?)\s[^;‹›]{{0,30}}?){GOODS}"
)
_ONLY = rule(
    rf"\bonly\s(?:the\s)?{{C:who}}\s(?:\w+\s)?(?P<verb>{_VERB}|produced|can\s\w+)\s"
    rf"[^;‹›]{{0,20}}?{GOODS}(?P<after>[^;]{{0,50}})"
)
_MADE_CHIEFLY = rule(
    rf"{GOODS},?\s[^;‹›]{{0,20}}?(?:‹D\d+›\s)?(?:(?:is|are)\s(?:now\s|still\s)?|(?=takes? place|occurs?|"
    rf"happens?))(?:(?P<adv>almost\s(?:wholly|entirely|exclusively|only|"
    rf"all)|mostly|mainly|chiefly|overwhelmingly|largely|"
    r"exclusively|only|nearly\sall|predominantly)\s)?(?P<how>mined|produced|refined|processed|separated|made|"
    r"smelted|dug\sup|recovered|manufactured|takes?\splace|occurs?|happens?|carried\sout|done|located|based)\s"
    r"(?P<adv2>almost\s(?:wholly|entirely|exclusively|only)|mostly|mainly|chiefly|overwhelmingly|largely|"
    r"exclusively|only|above\sall|predominantly)?\s?"
    r"(?:in|by)\s(?:the\s)?{C:who}"
)
_OF_WHICH = rule(
    rf"{GOODS}(?:\s[\w-]+){{0,2}},\s(?P<much>most|nearly all|almost all|virtually all|the bulk|‹R\d+›)\sof\s"
    r"(?:which|it)\s(?:now\s|still\s)?"
    r"(?:comes?\sfrom|(?:is|are)\s(?P<how>mined|produced|refined|processed|separated|made|smelted)\s(?:in|by))\s(?:the\s)?{C:who}"
)
_NOBODY_OUTSIDE = rule(
    rf"\b(?:nobody|no one|no (?:country|nation|place|firm|plant|refiner)|nowhere|hardly anyone|almost nobody)\s"
    rf"(?:else\s)?(?:outside|but|except|other than)\s"
    rf"(?:the\s)?{{C:who}}\s(?:\w+\s)?(?P<verb>{_VERB}|can\s\w+)\s[^;‹›]{{0,20}}?{GOODS}"
)
_NO = r"(?:no|little|few|hardly any|almost no|virtually no|next to no|scarcely any|(?:lack|absence|shortage|dearth) of)"
_NONE_OUTSIDE = rule(
    rf"\b{_NO}\s(?:[\w-]+\s){{0,4}}?(?:outside|beyond|except "
    rf"in)\s(?:of\s)?(?:the\s)?"
    rf"{{C:who}}\s(?P<doing>[^;‹›]{{0,40}}?){GOODS}"
)
_NO_MAKING_OUTSIDE = rule(
    rf"\b{_NO}\s(?:[\w-]+\s){{0,3}}?(?P<doing>(?:production|refining|processing|mining|"
    rf"capacity|separation|smelting|supply)\s(?:of|for)\s[^;‹›]{{0,20}}?)?{GOODS}(?P<done>[^;‹›]{{0,40}}?)\s(?:outside|beyond)"
    rf"\s(?:of\s)?(?:the\s)?{{C:who}}"
)
_WORLD_GETS = rule(
    r"\b(?:the\sworld|the\srest\sof\sthe\sworld|mankind|the\sglobe)\s(?:still\s|now\s)?(?:gets?|draws?|buys?|takes?|"
    r"obtains?|sources?|owes?)\s[^;‹›]{0,20}?"
    rf"(?P<rate>‹R\d+›|most|nearly all|almost all|much)\s(?:of\s)?(?:its|the)\s[^;‹›]{{0,20}}?{GOODS}\s(?:from|in|"
    rf"to)\s(?:the\s)?{{C:who}}"
)
_LEANS = r"(?:[\w-]+\s){0,2}?(?:depends|relies|leans|counts)"
_WORLD_LEANS = rule(
    r"(?:\b[Tt]he\s(?:rest of the\s)?(?:[\w-]+\s|‹M\d+›\s){0,2}?(?:world|globe|market)\s"
    rf"{_LEANS}\s(?:[\w-]+\s){{0,2}}?(?:up)?on\s(?:the\s)?{{C:who}}|"
    r"{C:of}(?:'s?)?(?:\s[\w-]+|\s‹M\d+›){0,3},?\s(?:up)?on\s(?:whom|which)\sthe\s(?:[\w-]+\s|‹M\d+›\s){0,2}?"
    rf"(?:world|globe|market|industry)\s{_LEANS})(?:'s?)?\s(?:[\w-]+\s){{0,3}}?for\s(?P<tail>[^;,]{{0,90}})"
)
_PRODUCERS_ARE = rule(
    rf"\b(?:main|leading|largest|biggest|top|chief|major|important)\s{MAKER}\sof\s[^;‹›]{{0,20}}?{GOODS}\s"
    rf"(?:worldwide\s|today\s)?"
    r"(?:are|include|were)\s(?:the\s)?{C:who}"
)
_NO_RIVAL = rule(
    rf"{{C:who}}\s(?:(?:has|have|knows)\s(?:almost\s|virtually\s|hardly\s|practically\s)?(?:no|any|few)\s(?:real\s|"
    rf"serious\s)?(?:rivals?|competitors?|equal)|"
    rf"(?:is|remains)\s(?:unrivalled|unmatched|unchallenged|without\s(?:a\s)?rivals?))\s(?:in|at|for)\s(?:the\s"
    rf")?(?P<doing>[^;‹›]{{0,30}}?){GOODS}"
)


_NONE = re.compile(r"\b(?:[Nn]o|[Nn]one of the|[Hh]ardly any|[Aa]lmost no|[Ll]ittle|[Nn]either)\s(?:[\w-]+\s){0,2}$")


def superlatives(at: Statement) -> Iterator[DependencyClaim]:
    """The claims of a sentence that say who makes most of a mineral, or alone."""
    folded = at.folded
    if at.text.rstrip().endswith("?"):
        return
    for pattern, name, relation, rank in re.asked(
        folded,
        (
            (_NOBODY_MORE, "nobody_makes_more", "producer", 1),
            (_MORE_THAN_ALL, "more_than_all", "producer", 1),
            (_SOLE, "the_only_one", "dominates", None),
            (_ONLY, "only_they_make", "dominates", None),
            (_MADE_CHIEFLY, "made_chiefly_in", "dominates", None),
            (_OF_WHICH, "most_of_which", "dominates", None),
            (_NOBODY_OUTSIDE, "nobody_outside", "dominates", None),
            (_NONE_OUTSIDE, "none_outside", "dominates", None),
            (_NO_MAKING_OUTSIDE, "none_outside", "dominates", None),
            (_NO_RIVAL, "no_rival", "dominates", None),
            (_PRODUCERS_ARE, "the_producers_are", "producer", None),
        ),
    ):
        for m in pattern.finditer(folded):
            got = m.groupdict()
            if NOT_SO.search(re.sub(r"‹\w+›", "", m.group())) or DEPOSITS.search(m.group()):
                continue
            if name in ("made_chiefly_in", "most_of_which") and (
                signs(folded, "C", max(0, m.start() - 60), m.start("who")) or _NONE.search(folded, 0, m.start())
            ):
                continue  # someone's own supply is told, not the world's
            if name == "only_they_make" and re.match(r"[^;]{0,30}‹R|\s(?:from|for|to)\s(?:the\s)?‹C", got["after"]):
                continue
            minerals, stage = goods(at, m)
            how = got.get("how") or got.get("verb") or got.get("doing") or got.get("done") or m.group()
            stage = stage or _split_stage(how)
            if name == "more_than_all" and not re.match(r"any", got["all"]):
                relation, rank = "dominates", None
            if name == "made_chiefly_in":
                if not (got["adv"] or got["adv2"]) and re.match(
                    r"takes?\s|occur|happen|done|located|based", got["how"]
                ):
                    continue
                alone = bool(got["adv"] or got["adv2"]) and len(at.values(m["who"], m.start())) == 1
                relation = "dominates" if alone else "producer"
            if name in ("only_they_make", "most_of_which") and len(at.values(m["who"], m.start())) > 1:
                relation = "producer"  # the few that make it share it
            for who in at.values(m["who"], m.start()) if minerals else ():
                yield at.claim(relation, name, None, who, minerals, stage, None, "world_production", rank)
    for m in _WORLD_LEANS.finditer(folded):
        named = signs(folded, "M", m.start("tail"), m.end("tail")) or signs(folded, "M", m.start(), m.end())
        minerals = minerals_of(at.mention(named[0].group())) if named else meant(at, m.start())
        share = signs(folded, "R", m.start("tail"), m.end("tail"))
        for who in at.values(m["who"] or m["of"], m.start()) if minerals else ():
            if share:
                yield world_claim(at, who, minerals, share[0].group(), None, "the_world_leans")
            else:
                yield at.claim("dominates", "the_world_leans", None, who, minerals, None, None, "world_production")
    for m in _WORLD_GETS.finditer(folded):
        minerals, stage = goods(at, m)
        for who in at.values(m["who"], m.start()) if minerals else ():
            if m["rate"].startswith("‹"):
                yield world_claim(at, who, minerals, m["rate"], stage, "the_world_gets")
            elif m["rate"] != "much":
                yield at.claim("dominates", "the_world_gets", None, who, minerals, stage, None, "world_production")


def _split_stage(words: str) -> str | None:
    return "separation" if re.search(r"\bsplit\b", words) else verb_stage(words)

"""Lists of countries with a share each: "from Japan (70 per cent) and Oman (12)", "followed by Chad with 9"."""

from collections.abc import Iterator
from decimal import Decimal

from critmin.claims import regex as re
from critmin.claims.claim import DependencyClaim
from critmin.claims.evidence_words import MEASURE, NOT_SO
from critmin.claims.goods import GOODS, goods
from critmin.claims.mentions import SINGULAR, Mention
from critmin.claims.patterns import rule
from critmin.claims.rates import Rate
from critmin.claims.statement import Statement
from critmin.claims.world_shares import DEPOSITS, WORLD, verb_stage, world_claim

_LINK = re.compile(
    r"(?:,?\s?(?:and|then|followed by|ahead of|before|plus|with)?\s?(?:mainly\s|chiefly\s|mostly\s|by\s|from\s|the\s"
    r"){0,2})(?P<who>‹C\d+›)"
    r"(?:\s\([^()‹›]{0,16}(?P<in>‹R\d+›|\d{1,2}(?:\.\d)?)[^()]{0,30}\)|,?\s(?:with|at|for|on|-)?\s?(?:about|some|"
    r"around|nearly|over|another|just over|just under|a further)?\s?"
    r"(?P<rate>‹R\d+›)(?!\s(?:of|tariff|dut)))?"
)
_BUYER_OF = rule(
    rf"(?:{{C:to}}(?:'s?)?\s[^;‹›]{{0,40}}?{GOODS}\s?[^;‹›]{{0,20}}?\bimports?\b|{{C:to2}}(?:'s?)?\s"
    rf"[^;‹›]{{0,30}}?\bimports\sof\s[^;‹›]{{0,20}}?(?P<what2>{{M}})|"
    rf"{{C:to3}}\s(?:[\w-]+\s){{0,3}}?(?:imports?|imported|buys?|bought|gets?|sources?)\s"
    rf"[^;‹›]{{0,40}}?(?P<what3>{{M}}))[^;‹›]{{0,40}}?\s(?:from|were|are|was|is):?\s(?=(?:mainly\s|chiefly\s|the\s)?‹C)"
)
_SOURCES_OF = rule(
    rf"\b(?:suppliers?|sources?|sellers?|origins?)\s(?:of|for|in)\s(?:the\s)?{{C:to}}(?:'s?)?\s"
    rf"[^;‹›]{{0,30}}?{GOODS}[^;‹›]{{0,30}}?\s?(?:were|are|was|is|:)\s(?=(?:the\s)?‹C)|"
    rf"{{C:to2}}(?:'s?)\s(?:[\w-]+\s){{0,3}}?(?:suppliers?|sources?|sellers?)\s(?:of|for)\s"
    rf"[^;‹›]{{0,20}}?(?P<what2>{{M}})[^;‹›]{{0,30}}?\s?(?:were|are|was|is|:)\s(?=(?:the\s)?‹C)"
)
_SUPPLY_THEIRS = rule(
    rf"\s(?:all\s|together\s|now\s)?(?:supply|supplied|provide|provided|make up|cover|covered|sell|sold)\s"
    rf"(?:[\w-]+\s){{0,3}}?(?:of\s)?{{C:to}}(?:'s?)\s[^;‹›]{{0,30}}?{GOODS}"
)
_AND_ANOTHER = rule(
    r"(?:,|,?\sand|,?\swhile|;)\s(?:the\s)?{C:who}\s(?:(?:produced|mined|supplied|made|dug|sent|with|for|at|another|"
    r"about|some|around|"
    r"nearly|over|just)\s){0,3}(?P<rate>‹R\d+›)(?=[.,;]|$|\sand\b)"
)
_FOLLOWED = re.compile(r"\b(?:followed by|ahead of|trailed by|before)\s(?=(?:the\s)?‹C)")
_TABLE = rule(rf"^(?:{WORLD}\s)?(?P<what>{{M}})(?P<words>[^;‹›]{{0,40}})(?::|\s-)\s(?=‹C)")


def read_chain(at: Statement, place: int) -> list[tuple[str, Mention | None]]:
    """The countries of a list from a place on, with their shares."""
    found: list[tuple[str, Mention | None]] = []
    while m := _LINK.match(at.folded, place):
        if found and SINGULAR.match(at.folded, m.end()):
            break  # "from Laos, and Norway imports tin"
        share = m["rate"] or m["in"]
        rate = None if share is None else at.mention(share) if share.startswith("‹") else _bare(share)
        found += [
            (who, rate if len(at.mention(m["who"]).values) < 2 else None) for who in at.values(m["who"], m.start())
        ]
        place = m.end()
        if len(found) > 12:
            break
    return found


def _bare(number: str) -> Mention:
    return Mention(0, 0, "R", item=Rate(0, 0, Decimal(number), "ad_valorem_pct"))


def chains(at: Statement) -> Iterator[DependencyClaim]:
    """The claims of a list with shares; lists without any figure are other rules' matter, but for named suppliers."""
    folded = at.folded
    if at.text.rstrip().endswith("?"):
        return
    for pattern in (_BUYER_OF, _SOURCES_OF):
        for m in pattern.finditer(folded):
            plain = re.sub(r"‹\w+›", " ", folded[max(0, m.start() - 40) : m.end()])
            if NOT_SO.search(plain) or MEASURE.search(plain):
                continue
            links = read_chain(at, m.end())
            yield from _bought(at, m, links)
    first = read_chain(at, 0)
    if len(first) > 1 and any(share for _, share in first):
        for m in _SUPPLY_THEIRS.finditer(folded):
            yield from _bought(at, m, first)
    own = [c for c in at.before if c.evidence == at.context.quote(at.i) and c.share_pct is not None]
    for m in _FOLLOWED.finditer(folded):
        for c in own[:1]:
            for who, share in read_chain(at, m.end()):
                if who in (c.supplier, c.dependent) or (share is None and c.relation == "relies_on"):
                    continue
                relation = c.relation if c.relation == "relies_on" else "producer"
                yield at.claim(
                    relation, "followed_by", c.dependent, who, c.minerals, c.stage, share, c.share_of, year=c.year
                )
    for c in own[:1] if len(own) == 1 else ():
        start = folded.find("‹R")
        for m in _AND_ANOTHER.finditer(folded, start):
            for who in at.values(m["who"], m.start()):
                if who not in (c.supplier, c.dependent):
                    share = at.mention(m["rate"])
                    is_most = bool(share.item.value and share.item.value > 50)
                    relation = c.relation if c.relation == "relies_on" else "dominates" if is_most else "producer"
                    yield at.claim(
                        relation, "and_another", c.dependent, who, c.minerals, c.stage, share, c.share_of, year=c.year
                    )
    if (m := _TABLE.match(folded)) and not DEPOSITS.search(m["words"]):
        links = read_chain(at, m.end())
        if re.search(WORLD, m.group()) or re.search(
            r"\b(?:output|production|mining|refining|producers?)\b", m["words"]
        ):
            minerals, stage = goods(at, m)
            for who, share in links if minerals and len(links) > 1 else ():
                if share is not None:
                    sign = next((mm for mm in at.mentions if mm is share), None)
                    n = at.mentions.index(sign) if sign else None
                    if n is not None:
                        yield world_claim(
                            at, who, minerals, f"‹R{n}›", stage or verb_stage(m["words"]), "table_of_makers"
                        )


def _bought(at: Statement, m: re.Match, links: list[tuple[str, Mention | None]]) -> Iterator[DependencyClaim]:
    got = m.groupdict()
    to = got.get("to") or got.get("to2") or got.get("to3")
    name = next(k for k in ("what", "what2", "what3") if got.get(k))
    minerals, stage = goods(at, _As(m, name))
    for buyer in at.values(to, m.start())[:1] if minerals else ():
        for who, share in links:
            if who != buyer:
                yield at.claim("relies_on", "list_of_suppliers", buyer, who, minerals, stage, share, "importer_imports")


class _As:
    """A match whose group of another name is read as `what`."""

    def __init__(self, m: re.Match, name: str):
        self._m, self._name = m, name

    def __getitem__(self, group: str) -> str:
        return self._m[self._name]

    def start(self, group: str) -> int:
        return self._m.start(self._name)


__all__ = ["chains", "read_chain"]

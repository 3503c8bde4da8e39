"""Shares told in a way of their own: of what is leaned on, of foreign goods, of what is bought, of the next buyer."""

from decimal import Decimal

from critmin.claims import regex as re
from critmin.claims.claim import DependencyClaim
from critmin.claims.context import minerals_of
from critmin.claims.frame_parts import possessor
from critmin.claims.goods import meant
from critmin.claims.mentions import Mention
from critmin.claims.patterns import signs
from critmin.claims.rates import Rate
from critmin.claims.share_words import BUYER, IMPORTS_MAKE, ONWARD
from critmin.claims.statement import Statement


def relied(at: Statement, share: Mention | None, place: int, start: int, end: int) -> list[DependencyClaim]:
    """ "Its dependence on Peru stood at 93% for tin, 87% for zinc": a figure for each mineral."""
    what = re.match(r"\s(?:for|in|of|on)\s[^‹;]{0,30}(‹[MP]\d+›)", at.folded[start:end])
    rely = [f for f in at.context.frames(at.i) if f.name == "rely" and f.start < place]
    if not what or not rely or share is None:
        return []
    is_verb = rely[-1].part != "noun" and place <= rely[-1].scope_end
    if not is_verb and not re.search(
        r"\b(?:stood at|was|is|at|reached|exceeds?|to)\b", at.folded[rely[-1].end : place]
    ):
        return []
    f = rely[-1]
    on = [a for a in f.arguments if a.mention.sign == "C" and a.prep in ("on", "upon")]
    sellers = [v for a in on for v in at.values(a.sign, a.start)]
    buyers = [v for a in (f.own or f.subject) if a not in on for v in at.values(a.sign, a.start) if v not in sellers]
    mention = at.mention(what[1])
    minerals = ("critical_minerals",) if "raw_minerals" in mention.values else goods_of(at, what, what[1])
    if len(sellers) != 1 or len(buyers) != 1 or not minerals or buyers[0].startswith("org:"):
        return []
    return [at.claim("relies_on", "any_share", buyers[0], sellers[0], minerals, None, share, "importer_imports")]


_BESIDE_M = re.compile(r"(?P<what>‹[MP]\d+›)\s?\(\s?(?:(?P<who>‹C\d+›)[,:]?\s)?(?:[\w~≈><]+\s){0,2}$")


def bracketed(at: Statement, share: Mention | None, place: int, known: list[DependencyClaim]) -> list[DependencyClaim]:
    """ "Spain gets 90% of its zinc from Peru, alongside tin (71%)", "its reliance is greatest in tin (Peru, 60%)"."""
    m = _BESIDE_M.search(at.folded, max(0, place - 60), place)
    minerals = goods_of(at, m, m["what"]) if m else ()
    if not minerals or share is None:
        return []
    if m["who"]:
        buyers = buyers_of(at, 0, len(at.folded)) if _RELIANCE.search(at.folded) else ()
        sellers = [v for v in at.values(m["who"], m.start("who")) if v not in buyers]
        return [
            at.claim("relies_on", "bracketed", b, s, minerals, None, share, "importer_imports")
            for b in dict.fromkeys(buyers[:1])
            for s in sellers
        ]
    first = next((c for c in known if c.relation == "relies_on" and c.dependent and c.supplier), None)
    if first is None or minerals == first.minerals:
        return []
    return [
        at.claim("relies_on", "bracketed", first.dependent, first.supplier, minerals, None, share, "importer_imports")
    ]


_RELIANCE = re.compile(r"\b(?:[Rr]elian\w+|[Dd]ependen\w+|[Ii]mports?|supply)\b")
_ALL_FROM = re.compile(
    r"\b(?:all|100%|entirely|exclusively|solely)\s(?:of\s(?:it|them|which)\s)?(?:(?:was|were|is|are|came|comes?|coming)\s)?"
    r"from\s(?:the\s)?(‹C\d+›)(?=[.,;]|$|\sand\b|\sin\b)"
)


def wholly(at: Statement, known: list[DependencyClaim]) -> list[DependencyClaim]:
    """ "Spain imported 520 tonnes of tin, all from Peru": the whole of it."""
    hundred = Mention(0, 0, "R", item=Rate(0, 0, Decimal(100), "ad_valorem_pct"))
    return [
        at.claim("relies_on", "wholly", c.dependent, c.supplier, c.minerals, c.stage, hundred, "importer_imports")
        for m in _ALL_FROM.finditer(at.folded)
        for c in known
        if c.relation == "relies_on" and c.share_pct is None and c.supplier in at.values(m[1], m.start(1))
    ]  # fmt: skip


def fetched(at: Statement, share: Mention | None, place: int, start: int, end: int) -> list[DependencyClaim]:
    """ "Imports make up 60 per cent of Peru's tin consumption": a buyer's share of foreign goods."""
    if share is None or not IMPORTS_MAKE.search(at.folded, max(0, place - 110), place):
        return []
    buyers = buyers_of(at, start, end) or possessor(at, start, end)
    named = [m for m in signs(at.folded, "M", start, end) if goods_of(at, m)]
    named = named or [m for m in signs(at.folded, "M", 0, place) if goods_of(at, m)][-1:]
    minerals = goods_of(at, named[0]) if named else meant(at, place)
    if not buyers or not minerals or buyers[0].startswith("org:"):
        return []
    return [at.claim("relies_on", "imports_make_up", buyers[0], None, minerals, None, share, "consumption")]


def onward(at: Statement, share: Mention | None, start: int, known: list[DependencyClaim]) -> DependencyClaim | None:
    """ "sold 70 per cent of its tin to Peru and 13 per cent to Laos": the next buyer of what a claim tells."""
    to = ONWARD.match(at.folded, start)
    first = next((c for c in known if c.share_of == "supplier_exports" and c.supplier), None)
    if share is None or to is None or first is None:
        return None
    buyers = [v for v in at.values(to[1], to.start(1)) if v not in (first.supplier, first.dependent)]
    if len(buyers) != 1:
        return None
    return at.claim(
        "relies_on", "any_share", buyers[0], first.supplier, first.minerals, first.stage, share, "supplier_exports"
    )


_WITH_BUYER = re.compile(
    r"\b[Ww]ith\s(?:the\s)?(‹C\d+›)\s(?:now\s|still\s|alone\s|\w+ly\s)?(?:importing|buying|sourcing|getting|obtaining|procuring)"
    r"\s(?:[\w-]+\s){0,4}$"
)
_FROM = re.compile(r"\bfrom\s(?:the\s)?(‹C\d+›)")
_PROPORTION = re.compile(
    r"\b(?:[Ss]hare|[Pp]roportion|[Pp]ercentage)\s(?:imported|coming|bought|sourced|of\s(?:[\w-]+\s|‹[MP]\d+›\s){0,4}?imports?"
    r"(?:\scoming)?)\sfrom\s(?:the\s)?(?P<who>‹C\d+›)(?:\s(?:to|into)\s(?:the\s)?(?P<to>‹C\d+›))?"
    r"(?:\s[\w-]+){1,4}?\s(?:to|at|was|is)\s(?P<rate>‹R\d+›)"
)
_THAT_OF = re.compile(
    r"\bthat\s(?:of|from)\s(?:the\s)?(?P<who>‹C\d+›)(?:\s[\w-]+){1,4}?\s(?:to|at|was|is)\s(?P<rate>‹R\d+›)"
)


def proportions(at: Statement) -> list[DependencyClaim]:
    """ "The proportion imported from Peru rose to 20%, while that of Laos fell to 16%": of the buyer just told of."""
    first = _PROPORTION.search(at.folded)
    if first is None:
        return []
    told = next((c for c in reversed(at.before) if c.relation == "relies_on" and c.dependent), None)
    named = at.values(first["to"], first.start("to")) if first["to"] else ()
    buyer = named[0] if named else told.dependent if told else None
    minerals = next((v for m in signs(at.folded, "M") if (v := minerals_of(at.mention(m.group())))), ())
    minerals = minerals or (told.minerals if told and not first["to"] else ())
    return [
        at.claim("relies_on", "any_share", buyer, who, minerals, None, at.mention(m["rate"]), "importer_imports")
        for m in (first, *_THAT_OF.finditer(at.folded, first.end()))
        for who in at.values(m["who"], m.start("who"))[:1]
        if buyer and minerals and who != buyer
    ]


def bought(at: Statement, share: Mention | None, place: int, start: int, end: int) -> DependencyClaim | None:
    """ "The EU imports four fifths of its lithium, and all of its magnesium from China": a buyer's own share."""
    with_it = _WITH_BUYER.search(at.folded, max(0, place - 90), place)
    if with_it:
        sold = _FROM.search(at.folded, start, end)
        minerals = next((v for m in signs(at.folded, "M", start, end) if (v := minerals_of(at.mention(m.group())))), ())
        buyers = at.values(with_it[1], with_it.start(1))
        seller = at.values(sold[1], sold.start(1))[0] if sold and at.values(sold[1], sold.start(1)) else None
        if len(buyers) == 1 and minerals and seller != buyers[0]:
            return at.claim("relies_on", "any_share", buyers[0], seller, minerals, None, share, "importer_imports")
        return None
    behind = [f for f in at.context.frames(at.i) if f.part == "verb" and f.start < place <= f.scope_end]
    if not behind or behind[-1].name != "buy" or behind[-1].is_passive or behind[-1].is_ahead:
        return None
    buyers = [v for a in behind[-1].subject if a.mention.sign == "C" for v in at.values(a.sign, a.start)]
    seller = re.search(r"\bfrom\s(?:the\s)?(‹C\d+›)", at.folded[start:end])
    sellers = at.values(seller.group(1), start)[:1] if seller else (None,)
    named = [m for m in signs(at.folded, "M", start, end) if minerals_of(at.mention(m.group()))]
    minerals = minerals_of(at.mention(named[0].group())) if named else ()
    if len(buyers) != 1 or not minerals or (sellers == (None,) and behind[-1].lemma != "import"):
        return None
    return at.claim("relies_on", "any_share", buyers[0], sellers[0], minerals, None, share, "importer_imports")


def buyers_of(at: Statement, start: int, end: int) -> tuple[str, ...]:
    """Whose imports or needs a stretch speaks of, in the order of the patterns."""
    return tuple(
        v for p in BUYER for m in p.finditer(at.folded, start, end) for v in at.values(m["who"], m.start("who"))[:1]
    )


def goods_of(at: Statement, m: re.Match, sign: str = "") -> tuple[str, ...]:
    """The minerals of a sign; magnets are rare earths where the document speaks of these."""
    mention = at.mention(sign or m.group())
    if "magnets" in mention.values and mention.sign == "P":
        return ("rare_earths",) if at.context.words & {"earths", "earth"} else ()
    return minerals_of(mention)

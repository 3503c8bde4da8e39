"""The paths of goods: who sends a mineral to whom, seen from the seller ("Bolivian tin feeds smelters in Peru") or from
where it arrives ("the zinc comes to Europe from Peru").

A sentence needs a word of movement. What stands before it names the goods with their owner or origin, what stands
behind it where they go; both may be lists. Whose goods "the ore" and "it" are is told by the sentence before.
"""

from collections.abc import Iterator

from critmin.claims import evidence_words as words
from critmin.claims import regex as re
from critmin.claims.claim import DependencyClaim
from critmin.claims.context import minerals_of
from critmin.claims.goods import meant
from critmin.claims.mentions import Mention
from critmin.claims.patterns import signs
from critmin.claims.statement import Statement

USERS = (
    r"(?:mills?|plants?|smelters?|refiner(?:y|ies)|refiners?|factor(?:y|ies)|works|furnaces?|foundr(?:y|ies)|ports?|"
    r"buyers?|customers?|clients?|steelmakers?|[\w-]*makers?|industry|industries|manufacturers?|users?|importers?|"
    r"traders?|farm(?:er)?s|growers|firms|companies|markets?|reactors?|utilities|yards?|screens|hands|processors?)"
)
_AWAY = re.compile(
    r"\b(?P<go>goes|go|going|gone|went|flow(?:s|ed|ing)?|head(?:s|ed|ing)?|travel(?:s|led|ed|ling)?|roll(?:s|ed|ing)?|"
    r"sail(?:s|ed|ing)?|bound|destined|leaves?|left|mov(?:es?|ed|ing)|makes its way|shipped|sent|sold|exported|"
    r"delivered|directed|"
    r"railed|trucked|hauled|supplied|disappear(?:s|ed)?|pass(?:es|ed)?|cross(?:es|ed)?)\b|"
    r"\b(?P<end>ends?(?:ed|ing)? up|w(?:i|ou)nd(?:s|ing)? up|land(?:s|ed)?|unloaded|discharged|arriv(?:es?|ed|ing)|"
    r"found\s(?:(?:its|their|a|ready)\s)?(?:[\w-]+\s){0,2}?(?:buyers?|markets?|customers?|way|takers?|homes?)|"
    r"find(?:s|ing)?\s(?:(?:its|their|a|ready)\s)?(?:[\w-]+\s){0,2}?(?:buyers?|markets?|customers?|way|takers?|homes?)|"
    r"refined|smelted|processed|treated|separated|melted|converted|milled|enriched|turned into|made into|worked up)\b|"
    r"\b(?P<feed>feed(?:s|ing)?|fed|serv(?:es|ed)|reach(?:es|ed)?|supplies|keeps?|fuels?|nourish(?:es)?)\b",
    re.IGNORECASE,
)
_TO = re.compile(
    r"(?:[\s\w'’-]|‹[MPD]\d+›)*(?:\b(?P<to>to|into|for|toward|towards|onto|in|at|by)\s)(?:[\w'’-]+,?\s){0,5}"
)
_ITS = re.compile(r"\s(?:[\w-]+\s){0,3}(?:in\s(?:the\s)?)?")
_GOODS = (
    r"(?:‹M\d+›|(?:ores?|concentrates?|metals?|shipments|deliveries|material|feedstock|output|cargo(?:es)?|exports|"
    r"matte|slag|cathodes?|ingots?|briquettes?|oxides?|magnets?|sales)\b)"
)
_OWNED = re.compile(rf"(?P<who>‹C\d+›)(?P<own>'s?)?\s(?:[\w-]+\s|‹P\d+›\s){{0,3}}?(?P<goods>{_GOODS})")
_FROM = re.compile(
    rf"(?P<goods>{_GOODS})(?P<gap>[^;,‹›]{{0,30}}?)\s(?:from|out of|leaves|leaving|left|"
    r"(?:mined|dug|produced|made|raised|extracted|refined|smelted|quarried|drawn|won|loaded)\s(?:in|by)|"
    r"(?:that|which)(?=\s‹C\d+›\s(?:mines|digs|produces|makes|extracts|sells|exports|"
    r"ships)))\s(?:the\s)?(?P<who>‹C\d+›)"
)
_PLAIN = frozenset([
    "and", "but", "its", "their", "now", "today", "still", "until", "since", "roughly",
    "about", "around", "some", "nearly", "almost",
    "over", "more", "than", "all", "most", "much", "of", "half", "the", "it", "that", "this", "them", "rest", "bulk",
    "everything", "practically", "virtually", "had", "has", "have", "is", "are", "was", "were", "been", "what", "ore",
    "ores", "metal", "concentrate", "concentrates", "output", "material", "region", "region's", "shipments", "cargo",
    "cargoes",
])  # fmt: skip
_WORD = re.compile(r"‹[RDM]\d+›|[\w'-]+")
_BREAK = re.compile(r";|\s-\s|,\s(?:while|whereas|but|although|though|which|who|according|said)\b|\bwhere\b")
_AGAIN = re.compile(
    rf"(?:,|\band)\s(?:then\s|also\s|partly\s)?(?:to|into|in|for|from)\s(?:the\s)?(?:(?:[\w-]+\s){{0,3}}?{USERS}\s"
    r"in\s(?:the\s)?)?(?P<who>‹C\d+›)"
)
_ARRIVES = re.compile(
    r"\b(?:comes?|came|coming|arriv(?:es?|ed|ing)|hails?|is|are|was|were|been|shipped|fetched|landed|brought|bought|"
    r"drawn|"
    r"dug|mined|pressed|made|smelted|run|runs|running|import|imports)\b(?:[\w,\s-]|"
    r"‹D\d+›){0,40}?(?:to\s(?:the\s)?(?:\w+\sin\s)?‹C\d+›\s(?:[\w-]+\s){0,2}?)?"
    r"(?<=\s)(?:from|out of)\s(?:the\s)?(?P<who>‹C\d+›)",
    re.IGNORECASE,
)
_NO_ARRIVAL = re.compile(r"\b(?:away|free|bans?|banned|protect\w*|world|world's|global|globally|worldwide)\b")
_TO_WHOM = re.compile(
    rf"(?<!according )\b(?:to|into|for|in)\s(?:the\s)?(?P<a>‹C\d+›)|(?P<b>‹C\d+›)(?:'s?)?\s(?:[\w-]+\s|"
    rf"‹[MP]\d+›\s){{0,3}}?{USERS}\b|"
    rf"(?P<e>‹C\d+›)(?:'s?)?\s(?:[\w-]+\s){{0,2}}?‹M\d+›\s(?:[\w-]+\s){{0,2}}?(?:comes?|came|arriv|hails|is|are|was|"
    rf"were)|"
    rf"\b{USERS}\sin\s(?:the\s)?(?P<c>‹C\d+›)|‹M\d+›\s(?:that\s|which\s)?(?:the\s)?(?P<d>‹C\d+›)\s"
    r"(?:turns?|uses?|needs?|burns?|buys?|consumes?|imports?|smelts?|eats?|melts?|processes|refines?|requires?)\b"
)
_COVERED = re.compile(
    r"(?P<to>‹C\d+›)(?:'s?)?\s(?:[\w-]+\s|‹M\d+›\s){0,2}?(?:demand|needs?|requirements?|consumption|appetite|imports?)"
    r"(?:\s(?:for|of)\s(?:[\w-]+\s){0,2}?‹M\d+›)?[^;‹›]{0,12}?\s(?:is|are|was|were)\s(?:[\w-]+\s){0,2}?"
    r"(?:covered|met|satisfied|filled|supplied|furnished|provided|served)\s(?:[\w-]+\s){0,2}?(?:by|from|in|out of)\s"
    r"(?:the\s)?(?:[\w-]+\s){0,2}?(?P<who>‹C\d+›)"
)
_SENT = re.compile(
    r"\b(?:[Ee]xports|[Ss]hipments|[Ss]ales|[Dd]eliveries|[Ss]upplies|[Ff]lows?|[Ee]xporting|[Ss]hipping|[Ss]elling|"
    r"[Cc]onsignments?)\s(?:of\s)?"
    r"(?:[\w-]+\s){0,3}?(?:(?P<who>‹C\d+›)(?:'s?)?\s(?:[\w-]+\s){0,2}?)?(?P<what>‹M\d+›)(?P<gap>(?:\s[\w-]+){0,3}?)\s"
    r"(?:from\s(?:the\s)?(?P<from>‹C\d+›)\s)?(?:in)?to\s(?:the\s)?(?P<to>‹C\d+›)"
)
_SELLER_OF = re.compile(r"(?P<who>‹C\d+›)(?:'s?)?\s(?:[\w-]+\s){0,3}$")
_CUSTOMER = re.compile(
    r"\b(?:destinations?|buyers?|customers?|markets?|takers?|importers?|clients?|consumers?|outlets?)\s(?:for|of)\s"
    r"(?:the\s)?(?:[\w-]+\s){0,2}?(?P<who>‹C\d+›)(?:'s?)?\s(?:[\w-]+\s){0,2}?(?P<what>‹M\d+›)"
)
_FROM_TO = re.compile(
    rf"(?P<what>‹M\d+›)[^;‹›]{{0,60}}?\sfrom\s(?:the\s)?(?P<who>‹C\d+›)(?:'s?)?(?:\s[\w'’-]+){{0,5}}?,?\s(?:in)?to\s(?:the\s)?"
    rf"(?:(?:[\w-]+\s){{0,3}}?{USERS}\s(?:in|of)\s(?:the\s)?)?(?P<to>‹C\d+›)"
)
_MOVES = re.compile(
    r"\b(?:travel|go|goes|went|flow|roll|sail|mov|ship|sent|deliver|haul|carr|transport|truck|rail|export|sold|sell|"
    r"head)\w*\b"
)
_DESTINED = re.compile(
    r"(?:from|leaves|leaving)\s(?:the\s)?(?P<who>‹C\d+›)[^;]{0,60}?\sdestinations?(?:,|:|\s(?:is|are|was|"
    r"were)(?:\s\w+ly)?)\s"
    r"(?:the\s)?(?P<to>‹C\d+›)"
)
_IS = re.compile(r"[^;‹›]{0,30}?(?:\s(?:is|are|was|were|remains?|remained|being)|,|:)\s(?:the\s)?(?P<to>‹C\d+›)")
_IS_FIRST = re.compile(
    r"(?P<to>‹C\d+›)(?:,|\s(?:is|are|was|were|remains?|remained|became|has become|as))\s(?:[\w'-]+\s){0,6}$"
)
_WORKS_ON = re.compile(
    rf"(?P<to>‹C\d+›)(?:'s?|,\swhose)?\s(?:[\w-]+\s|‹[MP]\d+›\s){{0,3}}?{USERS}\s(?:[\w-]+\s){{0,2}}?"
    r"(?:run|runs|ran|take|takes|took|live|lives|subsist|survive|thrive|use|uses|burn|burns|melt|melts|smelt|smelts|treat|treats|process|"
    r"processes|consume|consumes|refine|refines|depend|feed|are fed|is fed|are supplied|is supplied|work|need|needs|"
    r"get|gets|"
    r"buy|buys|bought|receive|receives|draw|draws|import|imports)\b(?P<gap>[^;]{0,60}?)(?P<who>‹C\d+›)"
)
_WHERE = re.compile(
    r"(?P<to>‹C\d+›)\s(?:is|was|"
    r"remains)\swhere\s(?:[\w-]+\s){0,3}?(?P<who>‹C\d+›)(?:'s?)?\s(?:[\w-]+\s){0,2}?(?P<what>‹M\d+›)"
)
_NOT_SO = frozenset(["denied", "ended", "supposed", "in the ground", "a measure", "a firm's affairs"])
_AGAINST = tuple(p for name, p in words.AGAINST if name in _NOT_SO)
_UNREAL = re.compile(
    r"\b(?:will|shall|might|plans?|planned|talks?|hopes?|wants?|like to|used to|agreed|pact|prices?)\b"
)


def paths(at: Statement, known: list[DependencyClaim]) -> Iterator[DependencyClaim]:
    """Who gets whose goods, where a sentence tells the way they take and `known` does not tell it."""
    if "‹C" not in at.folded or "|" in at.text or len(at.folded) > 600:
        return
    told = {(c.dependent, c.supplier) for c in known if c.relation == "relies_on"}
    told |= {(b, a) for a, b in told}
    for claim in (*_sent(at), *_from_to(at), *_customers(at), *_works_on(at), *_away(at), *_arrives(at), *_covered(at)):
        if (claim.dependent, claim.supplier) not in told and claim.dependent != claim.supplier:
            told.add((claim.dependent, claim.supplier))
            yield claim


def _is_against(text: str) -> bool:
    plain = re.sub(r"‹\w+›", " ", text)
    return bool(_UNREAL.search(plain)) or any(p.search(plain) for p in _AGAINST)


def _bounds(at: Statement, place: int) -> tuple[int, int]:
    """The stretch around a place between breaks of the sentence."""
    start, end = 0, len(at.folded)
    for m in _BREAK.finditer(at.folded):
        if m.end() <= place:
            start = m.end()
        elif m.start() > place:
            return start, m.start()
    return start, end


def states(at: Statement, sign: str, place: int) -> tuple[str, ...]:
    """The countries of a sign, without firms and the world."""
    return tuple(v for v in at.values(sign, place) if v and v != "WLD" and not v.startswith("org:"))


def _away(at: Statement) -> Iterator[DependencyClaim]:
    for m in _AWAY.finditer(at.folded):
        start, end = _bounds(at, m.start())
        if _is_against(at.folded[start : min(end, m.end() + 90)]):
            continue
        buyers = _buyers(at, m, end)
        if not buyers:
            continue
        for seller, minerals, share in _sellers(at, start, m.start(), m.end()):
            for who in buyers:
                if who != seller and minerals:
                    share_of = "supplier_exports" if share else None
                    yield at.claim("relies_on", "goes_there", who, seller, minerals, None, share, share_of)
        return


def _buyers(at: Statement, m: re.Match, end: int) -> tuple[str, ...]:
    """Where the goods go: the place behind a verb of going, and those that the sentence adds with "and in"."""
    near = signs(at.folded, "CG", m.end(), min(end, m.end() + 80))
    if near and m[0].lower() in ("leaves", "left", "leave"):
        near = near[1:] if len(at.folded[m.end() : near[0].start()]) < 6 else near  # "leaves Laos for Peru"
    if not near or not near[0].group().startswith("‹C"):
        return ()
    gap = at.folded[m.end() : near[0].start()]
    to = _TO.fullmatch(gap)
    prep = to["to"] if to else ""
    is_there = prep in (
        ("in", "at", "to", "into", "by") if m["end"] else ("to", "into", "for", "toward", "towards", "onto")
    )
    if (
        prep in ("in", "at")
        and m["go"]
        and re.search(r"\b(?:to|for|into)\s(?:[\w'’-]+\s){1,4}in\s(?:the\s)?(?:[A-Z][\w-]+,\s)?$", gap)
    ):
        is_there = True  # "to smelters in"
    if not is_there and not (m["feed"] and (_ITS.fullmatch(gap) or (prep in ("in", "to") and len(gap) < 40))):
        return ()
    found = list(states(at, near[0].group(), near[0].start()))
    for more in _AGAIN.finditer(at.folded, near[0].end(), min(len(at.folded), near[0].end() + 120)):
        if not re.search(r"[;.]|\b(?:but|while|from)\b", at.folded[near[0].end() : more.start("who")]):
            found += states(at, more["who"], more.start("who"))
    return tuple(dict.fromkeys(found))


_SHIPPED = re.compile(r"(?:shipped|exported|delivered|railed|trucked|hauled|directed)\b")
_WORKED = re.compile(r"\b(?:\w+ed|melted)\b")


def _sellers(at: Statement, start: int, place: int, end: int) -> list[tuple[str, tuple[str, ...], Mention | None]]:
    """Whose goods stand before a verb of going, each with its minerals and the share that is told of it."""
    found = []
    matches = [*_OWNED.finditer(at.folded, start, place), *_FROM.finditer(at.folded, start, place)]
    ends: set[int] = set()
    for m in sorted(matches, key=lambda m: m.start()):
        if m.start("who") in ends:
            continue
        governed = re.search(
            r"\b(?:to|into|for|against|with|between|than|told|in)\s(?:the\s)?$", at.folded[: m.start()]
        )
        if governed:
            continue
        ends.add(m.start("who"))
        minerals = _minerals(at, m["goods"], m.start("goods"))
        share = _share(at, max(start, m.start() - 40), m.start())
        for who in states(at, m["who"], m.start("who")):
            found.append((who, minerals, share))
    if found:
        return found
    leaves = re.search(r"\bthat\s(?:leaves|left)\s(?:the\s)?(‹C\d+›)", at.folded[start:place])
    named = signs(at.folded, "M", start, place)
    if leaves and named:
        return [(v, minerals_of(at.mention(named[0].group())), None) for v in at.values(leaves[1], start)[:1]]
    if signs(at.folded, "CG", start, place) or not _is_plain(at.folded[start:place]) or not at.i:
        return []
    is_that = re.search(r"\b(?:the|this|that)\s‹M\d+›", at.folded[start:place])
    if (named and not is_that) or (not _SHIPPED.match(at.folded, place) and _WORKED.search(at.folded, place, end)):
        return []
    return _just_told(at, start, place)


def _is_plain(stretch: str) -> bool:
    """Whether a stretch names nobody who could be the maker: "Most of the ore is roughly"."""
    words = _WORD.findall(stretch)
    return all(w[0] == "‹" or w.lower() in _PLAIN or w.endswith("ly") or w[0].isupper() for w in words)


def _just_told(at: Statement, start: int, place: int) -> list[tuple[str, tuple[str, ...], Mention | None]]:
    """ "Peru dug 20,000 tonnes. Most of it goes to Korea": the maker whom the sentence before told of."""
    since = at.context.sentence(at.i - 1).start
    near = [c for c in at.before if c.evidence.quote_start >= since and c.supplier]
    minerals = ()
    for m in signs(at.folded, "M", start, place):
        minerals = minerals or minerals_of(at.mention(m.group()))
    share = _share(at, start, place)
    makers = [c for c in near if c.relation in ("producer", "dominates")]
    if makers:
        return [(makers[0].supplier, minerals or makers[0].minerals, share)]
    if share is None and not re.search(_GOODS, at.folded[start:place]):
        return []
    subject = at.context.subject_before(at.i, reach=2)
    values = at.context.values(at.i, subject) if subject else ()
    minerals = minerals or at.context.minerals_near(at.i, 0, 2)
    return [(values[0], minerals, share)] if len(values) == 1 and minerals else []


def _share(at: Statement, start: int, end: int) -> Mention | None:
    found = signs(at.folded, "R", start, end)
    share = at.mention(found[-1].group()) if found else None
    return share if share and share.item.unit == "ad_valorem_pct" else None


def _minerals(at: Statement, word: str, place: int) -> tuple[str, ...]:
    if word.startswith("‹"):
        return minerals_of(at.mention(word))
    behind = re.match(r"(?:of|in)\s(‹M\d+›)", at.folded[place + len(word) + 1 : place + len(word) + 12])
    return minerals_of(at.mention(behind[1])) if behind else meant(at, place)


def _arrives(at: Statement) -> Iterator[DependencyClaim]:
    for m in _ARRIVES.finditer(at.folded):
        start, end = _bounds(at, m.start())
        if _is_against(at.folded[start:end]) or _NO_ARRIVAL.search(at.folded[start : m.end()]):
            continue
        behind = re.match(r"(?:'s?)?\s(?:[\w-]+\s){0,2}?‹M\d+›", at.folded[m.end() : m.end() + 40])
        stretch = (m.end(), m.end() + behind.end()) if behind else (start, m.start("who"))
        named = [s for s in signs(at.folded, "M", *stretch) if minerals_of(at.mention(s.group()))]
        if not named:
            continue
        buyers = _receivers(at, start, m.start("who"))
        sellers = list(states(at, m["who"], m.start("who")))
        for more in _AGAIN.finditer(at.folded, m.end(), min(end, m.end() + 60)):
            sellers += states(at, more["who"], more.start("who"))
        for who in buyers:
            for seller in sellers:
                if seller != who:
                    yield at.claim("relies_on", "arrives_from", who, seller, minerals_of(at.mention(named[-1].group())))
        if buyers:
            return


def _sent(at: Statement) -> Iterator[DependencyClaim]:
    """ "Exports of Russian palladium to the United States", "Canada's shipments of potash to Brazil"."""
    for m in _SENT.finditer(at.folded):
        start, end = _bounds(at, m.start())
        own = _SELLER_OF.search(at.folded, start, m.start())
        sign, place = (m["who"] or m["from"], m.start()) if m["who"] or m["from"] else (own and own["who"], start)
        if not sign or _is_against(at.folded[max(start, m.start() - 50) : min(end, m.end() + 50)]):
            continue
        for who in states(at, m["to"], m.start("to")):
            for seller in states(at, sign, place)[:2]:
                yield at.claim("relies_on", "sent_there", who, seller, minerals_of(at.mention(m["what"])))


def _from_to(at: Statement) -> Iterator[DependencyClaim]:
    """ "Zinc is railed from Sweden to smelters in Norway", "the tin that leaves Bolivia has one destination, Peru"."""
    for m in (*_FROM_TO.finditer(at.folded), *_DESTINED.finditer(at.folded)):
        start, end = _bounds(at, m.start())
        named = signs(at.folded, "M", start, m.start("who"))
        if not named or _is_against(at.folded[start:end]):
            continue
        if "what" in m.groupdict() and not _MOVES.search(m[0]):
            continue
        for who in states(at, m["to"], m.start("to")):
            for seller in states(at, m["who"], m.start("who"))[:1]:
                yield at.claim(
                    "relies_on", "from_one_to_other", who, seller, minerals_of(at.mention(named[-1].group()))
                )


def _customers(at: Statement) -> Iterator[DependencyClaim]:
    """ "The main destinations for Turkish borates are China and India"."""
    for m in _CUSTOMER.finditer(at.folded):
        start, _ = _bounds(at, m.start())
        named = _IS_FIRST.search(at.folded, start, m.start()) or _IS.match(at.folded, m.end())
        if named is None or _is_against(at.folded[max(start, named.start()) : max(m.end(), named.end())]):
            continue
        for who in states(at, named["to"], named.start("to")):
            for seller in states(at, m["who"], m.start("who"))[:1]:
                yield at.claim("relies_on", "customers_are", who, seller, minerals_of(at.mention(m["what"])))


def _works_on(at: Statement) -> Iterator[DependencyClaim]:
    """ "Norwegian smelters run on Brazilian bauxite", "China is where most Tajik antimony is refined"."""
    for m in (*_WORKS_ON.finditer(at.folded), *_WHERE.finditer(at.folded)):
        got = m.groupdict()
        is_from = bool(re.search(r"\b(?:from|in)\s(?:the\s)?$", at.folded[: m.start("who")]))
        behind = re.match(r"(?:'s?)?\s(?:[\w-]+\s){0,3}?(‹M\d+›)", at.folded[m.end("who") : m.end("who") + 50])
        near = signs(at.folded, "M", m.start(), m.start("who"))
        sign = got.get("what") or (behind[1] if behind else near[-1].group() if near and is_from else None)
        if sign is None or _is_against(at.folded[m.start() : m.end()]):
            continue
        minerals = minerals_of(at.mention(sign))
        for who in states(at, m["to"], m.start("to")) if minerals else ():
            for seller in states(at, m["who"], m.start("who")):
                yield at.claim("relies_on", "works_on", who, seller, minerals)


def _receivers(at: Statement, start: int, end: int) -> tuple[str, ...]:
    for m in _TO_WHOM.finditer(at.folded, start, end):
        group = next(g for g in "abcde" if m[g])
        values = states(at, m[group], m.start(group))
        if values:
            return values
    return ()


def _covered(at: Statement) -> Iterator[DependencyClaim]:
    for m in _COVERED.finditer(at.folded):
        named = signs(at.folded, "M", m.start(), m.end())
        minerals = minerals_of(at.mention(named[0].group())) if named else meant(at, m.start())
        if not minerals or _is_against(m[0]):
            continue
        for who in states(at, m["to"], m.start("to"))[:1]:
            for seller in states(at, m["who"], m.start("who")):
                yield at.claim("relies_on", "demand_covered", who, seller, minerals)

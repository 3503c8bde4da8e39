"""A share, however it is told: who holds it, of what, and whose.

Every percentage of a sentence that no rule before has read is taken by itself. Its holder is the party right before it
("China (70%)", "and China for 75%"), the place behind a passive ("87% of refining takes place in China"), or the
subject of its clause. What it is a share of stands behind its "of", else around it, else where the figure before left
it. Where neither a mineral, nor a holder, nor a whole is told, nothing is claimed.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from critmin.claims import regex as re
from critmin.claims.claim import DependencyClaim
from critmin.claims.context import minerals_of
from critmin.claims.frame_parts import WORLD_WORDS, figures, is_of_ground, possessor
from critmin.claims.goods import meant
from critmin.claims.mentions import Mention
from critmin.claims.patterns import signs
from critmin.claims.statement import Statement, stage_of
from critmin.claims.world_shares import OF_GOODS, verb_stage

_ABOUT = (
    r"(?:about|around|some|nearly|almost|over|roughly|approximately|more than|less than|up to|at least|an estimated|"
    r"estimated|just|only|under|a|an|the|another|~|≈)"
)
_BESIDE = re.compile(
    rf"(?:'s)?\s?(?:[(:,–-]\s?|\s)?(?:(?:for|with|at|on|by|supplying|producing|providing|mining|refining|processing|"
    rf"accounting for|making up|contributing|holding)\s)?(?:{_ABOUT}\s){{0,2}}$"
)
_BREAK = re.compile(
    r";|\)|\s-\s|,?\s(?:while|whereas|but|although|though|compared|versus|up from|down from|followed by|ahead of)\b|"
    r",\s(?:which|who|with|making|leaving|according|and\s‹C)|\sand\s(?:the\s)?‹C\d+›\s(?:for|with|at|\w+s)\b"
)
_NEXT_VERB = re.compile(r"(?:,|,?\sand)\s(?:[\w-]+ly\s)?\w+(?:s|ed|ing)\s(?:[\w-]+\s){0,3}$")
_MOST = re.compile(
    r"\b(?:[Mm]ost|[Tt]he (?:vast |overwhelming |great )?(?:majority|bulk)|[Aa] majority|(?:[Nn]early|[Aa]lmost|"
    r"[Vv]irtually|"
    r"[Pp]ractically) all|[Mm]uch|[Tt]he lion's share)(?=\s(?:of\b|coming\sfrom\b))"
)
_OF = re.compile(
    r"\s?(?:or more\s)?(?:(?:global|world|worldwide|market|import|production)\s){0,2}(?:share\s|slice\s|portion\s)?"
    r"(?:\([^()]{0,30}\)\s)?of\b"
)
_SHARE_WORD = re.compile(r"\s(?:[\w'-]+\s|‹[MPS]\d+›\s){0,3}share\b")
_WHERE = re.compile(
    r"\b(?:is|are|was|were|comes?|came|coming|originat\w+|hails?|takes? place|took place|occurs?|happens?|lies|sits|"
    r"flows?|stems?|derived|sourced|mined|produced|refined|processed|made|located|carried out|done|extracted|dug up|"
    r"smelted|separated|supplied|imported|bought|controlled|handled|concentrated|manufactured|provided|delivered|"
    r"arrives?|exported|shipped|purchased|owned|dominated)\b"
    r"(?:\s(?!for\b|to\b)[\w-]+){0,3}?\s(?P<prep>in|from|by|within|inside)\s(?:just\s|only\s|mainly\s)?(?:the\s|one "
    r"country,\s|one place,\s)?(?P<who>‹C\d+›)"
)
_IS_MADE = re.compile(r"\s(?:of\s(?:it|them|this|these|that)\s)?(?:is|are|was|were|comes?|came|takes? place)\b")
_GOES = re.compile(
    r"\b(?:goes|go|went|is|are|was|were|being)?\s?(?:sold|shipped|sent|exported|bound|destined|goes|go|went|ends? up)\b"
    r"(?:\s[\w-]+){0,2}?\s(?:to|for|in)\s(?:the\s)?(?P<who>‹C\d+›)"
)
_NEEDS = (
    r"(?:imports?|imported|demand|needs?|consumption|requirements?|supply|supplies|purchases|use|usage|"
    r"feedstock|inputs?|procurement)"
)
_BUYER = (
    re.compile(
        rf"(?P<who>‹C\d+›)(?:'s?)?\s(?:(?!(?:is|was|are|were|the|a|remains|became|to|from)\s)[\w'-]+\s|"
        rf"‹[MPS]\d+›\s){{0,4}}(?:{_NEEDS}\b|suppliers?\b|sources?\b|feedstock\b)"
    ),
    re.compile(
        r"‹[MP]\d+›\s(?:[\w-]+\s)?(?:that\s|which\s)?(?:the\s)?(?P<who>‹C\d+›)(?:'s?\s\w+)?\s(?:[\w-]+\s)?"
        r"(?:consumes?|uses?|buys?|imports?|needs?|used|bought|imported|consumed)\b"
    ),
    re.compile(r"(?P<who>‹C\d+›)'s?\s(?:[\w-]+\s){0,2}‹M\d+›(?!\s(?:\w+\s)?(?:output|production|mines?|reserves|"
    r"exports))"),
    re.compile(r"\b(?:suppliers?|sources?|exporters?)\sof\s[^;,]{0,50}?\b(?:to|for)\s(?:the\s)?(?P<who>‹C\d+›)"),
    re.compile(
        rf"\b(?:{_NEEDS}|used|consumed|needed|bought|purchased|sold|shipped|shipments|sales|"
        rf"supplied)\s(?:of\s[^;,]{{0,30}}?)?"
        r"(?:by|in|of|to|into)\s(?:the\s)?(?P<who>‹C\d+›)"
    ),
)  # fmt: skip
_EXPORTED = re.compile(
    r"(?P<who>‹C\d+›)(?:'s?)?\s(?:[\w'-]+\s|‹[MPS]\d+›\s){0,4}exports?\b|"
    r"\bexports?\s(?:of\s[^;,]{0,30}?)?(?:from|of)\s(?:the\s)?(?P<who2>‹C\d+›)"
)
_EXPORTS = re.compile(r"\bexports?\b")
_MADE = re.compile(
    r"\b(?:produc\w+|output|mine[ds]?|mining|miners?|refin\w+|process\w+|separat\w+|smelt\w+|suppl\w+|market|capacity|"
    r"magnets?|manufactur\w+|shares?|source|extract\w+|trade|total)\b",
    re.IGNORECASE,
)
_ELSE = re.compile(
    r"\b(?:tariffs?|dut(?:y|ies)|lev(?:y|ies)|tax(?:es)?|royalt\w+|stakes?|interest|owns?|owned|ownership|"
    r"shareholders?|"
    r"price[sd]?|stocks?|gdp|growth|grew|rose|risen|fell|fallen|increase[ds]?|decline[ds]?|drop\w*|jump\w*|votes?|"
    r"emissions|inflation|revenues?|profits?|recycl\w+|recover\w+|grade|purity|efficien\w+|workers?|electricity|"
    r"relian\w+|dependen\w+|depends?|relies|rely|pays?|charge[sd]?|charging|falls|higher|lower|since|owed|subsid\w+|"
    r"vehicles?|cars?|evs?|demand|consum\w+|would|could|will|may|might|target\w*|goal|benchmarks?|plans?|aims?|"
    r"should|jv|joint venture|"
    r"must|no more than|discount|premium|margin)\b",
    re.IGNORECASE,
)
_PRODUCT = re.compile(
    r"\s?(?:or more\s)?(?:[\w-]+\s){0,2}?(?:share\s)?(?:of|in)\s(?:(?:the|all|its|their|that|this|total|world's|"
    r"world|global|"
    r"worldwide|annual|current|primary|overall|combined|country's|mined|refined|raw|these|those)\s|"
    r"‹[CD]\d+›(?:'s?)?\s){0,5}"
    r"(?:output|production|suppl(?:y|ies)|markets?|it|them|total|mining|refining|processing|separation|smelting|"
    r"capacity|"
    r"imports|exports|trade|sales|purchases|minerals?|metals?|materials?|elements?|ores?|concentrates?|mine|magnets?|"
    r"shipments|whole|demand|world|globe)\b"
)
_COST = re.compile(r"\b(?:costs?|expenditures?|spending|funding|revenues?|profits?|votes?|equity)\b", re.IGNORECASE)
_WORLD_DEMAND = re.compile(r"\b(?:of\s(?:the\s)?)?(?:world's|world|global)\s(?:[\w-]+\s)?demand\b")
_RANKED = {"second": 2, "third": 3, "fourth": 4, "fifth": 5}


@dataclass(frozen=True)
class _Whole:
    """What a figure is a share of."""

    minerals: tuple[str, ...]
    stage: str | None
    buyer: str | None
    is_world: bool
    exporter: str | None = None


def any_share(at: Statement, known: list[DependencyClaim]) -> Iterator[DependencyClaim]:
    """The shares of a sentence that the claims `known` of it do not tell."""
    if "‹R" not in at.folded or "|" in at.text or ("‹C" not in at.folded and not at.context.subject_before(at.i)):
        return
    told = {c.share_pct for c in known}
    found: list[tuple[Mention | None, int]] = [
        *figures(at, 0, len(at.folded)),
        *((None, m.start()) for m in _MOST.finditer(at.folded)),
    ]
    found.sort(key=lambda f: f[1])
    whole: _Whole | None = None
    was_other = False
    for k, (share, place) in enumerate(found):
        end = found[k + 1][1] if k + 1 < len(found) else len(at.folded)
        start = found[k - 1][1] + 4 if k else 0
        claim = None
        is_bare = not _OF.match(at.folded, _end_of(at, share, place))
        was_other = (was_other and is_bare) or _is_other(at, share, place, start, end)
        if not was_other:
            claim, whole = _read(at, share, place, start, end, whole)
        if claim is not None and (share is None or share.item.value not in told) and not _is_told(claim, known):
            yield claim


def _end_of(at: Statement, share: Mention | None, place: int) -> int:
    """Where a figure, or a word such as "most", ends in the folded sentence."""
    return _MOST.match(at.folded, place).end() if share is None else at.folded.index("›", place) + 1


def _is_told(claim: DependencyClaim, known: list[DependencyClaim]) -> bool:
    return any(
        c.supplier == claim.supplier
        and c.relation == claim.relation
        and set(c.minerals) & set(claim.minerals)
        and (claim.share_pct is None or (c.share_pct is not None and c.stage == claim.stage))
        for c in known
    )


def _is_other(at: Statement, share: Mention | None, place: int, start: int, end: int) -> bool:
    """Whether a percentage is no share of a supply: a change, a duty, a stake, a plan."""
    if share is not None and share.item.unit != "ad_valorem_pct":
        return True
    if _COST.search(at.folded, max(0, place - 120), place):
        return True
    around = re.sub(r"‹\w+›", " ", at.folded[max(start, place - 60) : min(end, place + 50)])
    if re.search(
        r"‹C\d+›'s?\s[^;,]{0,40}\bshare\b[^;,]{0,60}\b(?:to|at)\s[^;‹]{0,12}$", at.folded[max(0, place - 120) : place]
    ):
        return False  # "its share rose to 63 per cent"
    around = _WORLD_DEMAND.sub(" ", around)
    if re.match(r"\s(?:is|are|was|were)\s(?:\w+\s)?‹[MP]", at.folded[place + 4 :]):
        return True  # "42 per cent is scrap": parts of a trade
    return bool(_ELSE.search(around)) or is_of_ground(at.folded[max(start, place - 50) : min(end, place + 60)])


def _read(at: Statement, share: Mention, place: int, start: int, end: int, last: _Whole | None):
    sign_end = _end_of(at, share, place)
    broken = _BREAK.search(at.folded, sign_end, end)
    stop = min(broken.start() if broken else end, sign_end + 160)
    if stop == end and (verb := _NEXT_VERB.search(at.folded, sign_end, stop)):
        stop = verb.start()  # "..., makes over ‹R3›": the verb of the next figure
    right = at.folded[sign_end:stop]
    of = _OF.match(right) or _SHARE_WORD.match(right)
    goes = _GOES.search(at.folded, sign_end, min(end, sign_end + 150)) if of else None
    if goes and (seller := _seller(at, sign_end, goes.start())):
        named = [m for m in signs(at.folded, "M", sign_end, goes.start()) if minerals_of(at.mention(m.group()))]
        found = (
            minerals_of(at.mention(named[0].group()))
            if named
            else (last.minerals if last else _around(at, (sign_end, stop)))
        )
        for who in at.values(goes["who"], goes.start("who"))[:1] if found else ():
            told = at.claim("relies_on", "any_share", who, seller, found, None, share, "supplier_exports")
            return told, _Whole(found, None, None, False, seller)
    bought = _bought(at, share, place, sign_end, stop, last) if of else None
    if bought is not None:
        return bought, last
    where = _WHERE.search(at.folded, sign_end, min(end, sign_end + 170))
    if where and (
        signs(at.folded, "C", sign_end, where.start("who")) and not _buyers(at, sign_end, where.start("who"))
    ):
        where = None
    beside = _beside(at, place, start)
    is_subject = bool(_IS_MADE.match(right))
    if where and (of or is_subject) and not beside:
        holder = at.values(where["who"], where.start("who"))[:1]
        span = (sign_end, where.start("who"))
    elif beside:
        holder, span = beside, (sign_end, stop) if of or re.match(r"\s\w", right) else (start, place)
    else:
        holder, span = _subject(at, place, start), (sign_end, stop) if of else (start, place)
    if not holder or len(holder) > 1 or holder[0].startswith("org:"):
        return None, last
    whole = _whole(at, span, holder[0], place, last, bool(of))
    if whole is None:
        return None, last
    if re.match(r"[\s-](?:\w+-)?(?:owned|controlled|held|state-owned|pure|of the time)\b", right):
        return None, last
    value = share.item.value if share else None
    if whole.exporter:
        claim = at.claim(
            "relies_on", "any_share", holder[0], whole.exporter, whole.minerals, None, share, "supplier_exports"
        )
        return claim, whole
    if whole.buyer:
        claim = at.claim(
            "relies_on", "any_share", whole.buyer, holder[0], whole.minerals, None, share, "importer_imports"
        )
        return claim, whole
    is_most = (
        share is None
        or (value is None and bool(share.item.low and share.item.low >= 50))
        or (value is not None and (value > 50 or (value == 50 and share.item.qualifier == "at_least")))
    )
    claim = at.claim(
        "dominates" if is_most else "producer", "any_share", None, holder[0], whole.minerals, whole.stage, share,
        "world_production", None if is_most else _rank(at, place, start),
    )  # fmt: skip
    return claim, whole


def _bought(at: Statement, share: Mention, place: int, start: int, end: int, last: _Whole | None):
    """ "The EU imports four fifths of its lithium, and all of its magnesium from China": a buyer's own share."""
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


def _rank(at: Statement, place: int, start: int) -> int | None:
    """ "Vietnam comes second with 6 per cent"."""
    m = re.search(
        r"\b(second|third|fourth|fifth)\b(?:\splace)?,?\s(?:with|at|on)\s[^‹;]{0,20}$", at.folded[start:place]
    )
    return _RANKED[m[1]] if m else None


def _beside(at: Statement, place: int, start: int) -> tuple[str, ...]:
    """The party right before a figure: "China (70%)", "Peru with 10%", "and China for 75%"."""
    near = signs(at.folded, "C", max(start, place - 60), place)
    if near and _BESIDE.fullmatch(at.folded[near[-1].end() : place]):
        governed = re.search(r"\b(?:from|to|against|with|than|in|of)\s(?:the\s)?$", at.folded[: near[-1].start()])
        if not governed or at.folded[near[-1].end() : place].strip().startswith(("(", ":")):
            return at.values(near[-1].group(), near[-1].start())
    return ()


def _subject(at: Statement, place: int, start: int) -> tuple[str, ...]:
    """The subject of the clause of a figure: of the last frame before it, else the last party that nothing governs."""
    behind = [f for f in at.context.frames(at.i) if f.part == "verb" and f.start < place <= f.scope_end]
    if behind:
        frame = behind[-1]
        named = [a for a in frame.subject if a.mention.sign == "C"]
        if named:
            return tuple(dict.fromkeys(v for a in named for v in at.values(a.sign, a.start)))
        if frame.is_unnamed:
            return ()
    free = [
        m
        for m in signs(at.folded, "C", 0, place)
        if not re.search(
            r"\b(?:of|to|from|in|on|with|by|for|against|between|than|outside|non-?|over|at|into|like)\s?(?:the\s)?$",
            at.folded[: m.start()],
        )
    ]
    if free:
        m = free[-1]
        return at.values(m.group(), m.start())
    follows = re.match(r"[^‹;]{0,40}(?:‹[MP]\d+›[^‹;]{0,30}){0,2},\s(?:the\s)?(‹C\d+›)\s", at.folded[place + 4 :])
    if follows and re.match(r"\s?[Ww]ith\s", at.folded[start:place]):
        return at.values(follow_sign := follows.group(1), at.folded.index(follow_sign))
    if not signs(at.folded, "C", 0, place) and re.search(r"\b(?:[Ii]t|[Tt]he country)\b", at.folded[start:place]):
        before = at.context.subject_before(at.i)
        return at.context.values(at.i, before) if before else ()
    return ()


def _seller(at: Statement, start: int, end: int) -> str | None:
    """Whose exports or output a stretch speaks of: "Guinea's bauxite", "the exports of Guinea"."""
    owned = re.compile(r"(?P<who>‹C\d+›)'s?\s(?:[\w-]+\s){0,2}‹M\d+›")
    for m in (_EXPORTED.search(at.folded, start, end), owned.search(at.folded, start, end)):
        if m:
            sign = m["who"] or m.groupdict().get("who2")
            return next(iter(at.values(sign, m.start())), None)
    return None


def _buyers(at: Statement, start: int, end: int) -> tuple[str, ...]:
    """Whose imports or needs a stretch speaks of, in the order of the patterns."""
    return tuple(
        v for p in _BUYER for m in p.finditer(at.folded, start, end) for v in at.values(m["who"], m.start("who"))[:1]
    )


def _whole(at: Statement, span: tuple[int, int], holder: str, place: int, last: _Whole | None, is_of: bool):
    start, end = span
    text = at.folded[start:end]
    named = [m for m in signs(at.folded, "MP", start, end) if _goods(at, m)]
    pick = (named[0] if is_of else named[-1]) if named else None
    minerals = _goods(at, pick) if pick else ()
    own = stage_of(at, pick, minerals) if pick and pick.group().startswith("‹M") else None
    stage = own or _stage_noun(text) or (verb_stage(text) if is_of else None)
    exported = _EXPORTED.search(at.folded, start, end) if is_of else None
    if exported:
        seller = next(iter(at.values(exported["who"] or exported["who2"], exported.start())), None)
        found = minerals or (last.minerals if last else _around(at, span))
        return _Whole(found, None, None, False, seller) if seller and seller != holder and found else None
    buyers = tuple(b for b in _buyers(at, start, end) if b != holder) or possessor(at, start, end, (holder,))
    is_world = bool(WORLD_WORDS.search(text))
    if not minerals and is_of and not _PRODUCT.match(text):
        return None
    if not minerals:
        minerals = last.minerals if last else _around(at, span)
    if not minerals:
        return None
    if not buyers and not is_world:
        others = [m for m in signs(at.folded, "C", start, end) if holder not in at.values(m.group(), m.start())]
        if is_of and others:
            return None
        sentence = at.folded
        buyers = tuple(b for b in _buyers(at, 0, end) if b != holder) if not is_of else ()
        is_world = bool(_MADE.search(text) or (not is_of and _MADE.search(sentence)) or (is_of and _is_made(at, place)))
        if last is not None and not (buyers or WORLD_WORDS.search(text)):
            return replace(last, minerals=minerals, stage=stage)
        if is_of and _EXPORTS.search(text):
            told = at.before[-1] if at.before else None
            if told is None or told.relation != "relies_on" or told.dependent != holder:
                return None
            return _Whole(
                told.minerals, None, None, False, told.supplier
            )  # "China is the chief buyer of Chilean copper"
        if _EXPORTS.search(text):
            return None
    if not buyers and not is_world and at.before and at.before[-1].relation == "relies_on":
        told = at.before[-1]
        if told.evidence.quote_start >= at.context.sentence(max(0, at.i - 1)).start and told.dependent != holder:
            buyers = (told.dependent,) if told.dependent else ()
    if not buyers and not is_world:
        return None
    verb = verb_stage(at.folded[max(0, place - 40) : place]) if is_of else None
    return _Whole(minerals, stage or verb, buyers[0] if buyers else None, not buyers)


def _is_made(at: Statement, place: int) -> bool:
    """Whether a verb of making or holding governs a figure: "mines 60 per cent of rare earths"."""
    behind = [f for f in at.context.frames(at.i) if f.part == "verb" and f.start < place <= f.scope_end]
    if behind:
        return behind[-1].name in ("make", "share", "lead", "hold")
    return bool(re.search(r"\b(?:responsible for|home to)\s(?:[\w-]+\s){0,3}$", at.folded[:place]))


def _goods(at: Statement, m: re.Match) -> tuple[str, ...]:
    """The minerals of a sign; magnets are rare earths where the document speaks of these."""
    mention = at.mention(m.group())
    if "magnets" in mention.values and mention.sign == "P":
        return ("rare_earths",) if at.context.words & {"earths", "earth"} else ()
    return minerals_of(mention)


def _stage_noun(text: str) -> str | None:
    for word, stage in (("magnet", "magnets"), ("mining", "mining"), ("mine ", "mining"), ("refining", "refining"),
                        ("processing", "processing"), ("separation", "separation"), ("smelting", "metal")):  # fmt: skip
        if word in text:
            return stage
    return None


def _around(at: Statement, span: tuple[int, int]) -> tuple[str, ...]:
    """The one mineral of the sentence, else what it is about."""
    named = {minerals_of(m) for m in at.mentions if m.sign == "M" and minerals_of(m)}
    if len(named) == 1:
        return named.pop()
    if named or OF_GOODS.search(at.folded):
        return ()
    if re.search(r"\bmagnets?\b", at.folded[span[0] : span[1]]) and "rare_earths" in at.context.topic:
        return ("rare_earths",)
    return meant(at, span[0])

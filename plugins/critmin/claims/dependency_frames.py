"""Dependencies read from frames: who buys, sells, makes, dominates or leans on what.

One small reader per frame. The figure of a frame is a share of the world where its words say so, and of a buyer's
imports where a buyer owns what is shared ("70 per cent of US imports").
"""

import re
from collections.abc import Callable, Iterator

from critmin.claims.claim import DependencyClaim
from critmin.claims.context import minerals_of
from critmin.claims.frames import Argument, Frame
from critmin.claims.goods import meant
from critmin.claims.mentions import Mention
from critmin.claims.merge import related
from critmin.claims.patterns import signs
from critmin.claims.statement import Statement, stage_of
from critmin.claims.world_shares import DEPOSITS, WORLD, verb_stage, world_claim

_NEEDS = re.compile(
    r"(?:imports?|demand|needs?|consumption|requirements?|supply|supplies|purchases|use|usage|intake|inputs?)$"
)
_WORLD = re.compile(rf"\b{WORLD}", re.IGNORECASE)
_ABROAD = re.compile(r"\b(?:import\w*|foreign|overseas|abroad|other countries|external|net-import\w*)\b", re.IGNORECASE)
_MOSTLY = re.compile(
    r"\b(?:most|mostly|mainly|largely|primarily|predominantly|overwhelmingly|almost (?:all|entirely|exclusively)|"
    r"nearly all|virtually all|vast majority|majority|bulk|lion's share|chiefly|exclusively|entirely)\b",
    re.IGNORECASE,
)
_CHANGE = re.compile(
    r"\s?(?:increase|rise|growth|decline|drop|fall|jump|tariffs?|dut(?:y|ies)|lev(?:y|ies)|stake|interest|owned|higher|"
    r"lower|more than|less than|year-on-year|premium|discount)\b"
)
_MATERIALS = re.compile(
    r"\b(?:(?:raw |critical |strategic )?(?:materials?|minerals?|metals?|elements?|supply|supplies|supply chains?|"
    r"market|sector|imports?|production|output)|it|them|magnets?)\b"
)
_CONTROL_OF = re.compile(r"control\s(?:of|over)\s(?:[\w'-]+\s|‹[CMRS]\d+›(?:'s)?\s){0,6}?(?:‹M|supply|supplies|market|processing)")
_OTHERS = re.compile(r"(?:\bother\s|\bnon[-\s]|\boutside\s(?:of\s)?)(?:the\s)?$", re.IGNORECASE)
_UNREAL = re.compile(
    r"\b(?:if|unless|suppose|imagine|whether|plans? to|aims? to|hopes? to|wants? to|seeks? to|could|would|may|might|"
    r"should)\b[^,;]{0,40}$",
    re.IGNORECASE,
)


def framed(at: Statement, known: list[DependencyClaim]) -> Iterator[DependencyClaim]:
    """What the frames of a sentence tell beside the claims that are known of it."""
    told = list(known)
    for frame in at.context.frames(at.i):
        read = _READERS.get(frame.name)
        if read is None or frame.is_negated:
            continue
        for claim in read(at, frame):
            if claim.minerals and not any(_covers(other, claim) for other in told):
                told.append(claim)
                yield claim


def _covers(other: DependencyClaim, claim: DependencyClaim) -> bool:
    """Whether a claim of the same sentence says already what a frame tells."""
    if not related(other.minerals, claim.minerals):
        return False
    same = other.relation == claim.relation or {other.relation, claim.relation} <= {"dominates", "producer"}
    if claim.relation == "producer" and other.supplier == claim.supplier:
        return True
    return same and other.supplier == claim.supplier and (other.dependent == claim.dependent or claim.dependent is None)


# -- the parts of a frame --------------------------------------------------------------------------------------------


def _codes(at: Statement, arguments: list[Argument], but: tuple[str, ...] = ()) -> tuple[str, ...]:
    found = [
        v
        for a in arguments
        if a.mention.sign in "CG" and not _OTHERS.search(at.folded[max(0, a.start - 12) : a.start])
        for v in at.values(a.sign, a.start)
        if v and v != "WLD"
    ]
    return tuple(dict.fromkeys(v for v in found if v not in but))


def _countries(at: Statement, arguments: list[Argument], but: tuple[str, ...] = ()) -> tuple[str, ...]:
    return tuple(v for v in _codes(at, arguments, but) if not v.startswith("org:"))


def _scope(at: Statement, frame: Frame) -> str:
    return at.folded[frame.scope_start : frame.scope_end]


def _minerals(
    at: Statement, frame: Frame, reach: bool = True, share: Mention | None = None
) -> tuple[tuple[str, ...], str | None]:
    """The minerals of a frame and their stage: after its figure, after it, before it in its clause, else (where it
    speaks of "the metals" or "supplies") what the text speaks of."""
    start = max(frame.end, _place(at, share) if share else 0)
    ahead = [m for m in signs(at.folded, "M", start, frame.scope_end) if minerals_of(at.mention(m.group()))]
    behind = [m for m in signs(at.folded, "M", frame.scope_start, frame.start) if minerals_of(at.mention(m.group()))]
    for place in (*ahead[:1], *behind[-1:]):
        minerals = minerals_of(at.mention(place.group()))
        return minerals, stage_of(at, place, minerals)
    words = re.sub(r"‹\w+›", "", at.folded[frame.start : frame.scope_end])
    if not reach or signs(at.folded, "P", frame.scope_start, frame.scope_end):
        return (), None
    return meant(at, frame.start) if _MATERIALS.search(words) or at.context.is_topic_clear else (), None


def _place(at: Statement, share: Mention) -> int:
    return at.sentence.places[at.mentions.index(share)]


def _figure(at: Statement, frame: Frame, is_before: bool = False) -> Mention | None:
    """The share in a frame: the first figure after it, or (of a passive) before it."""
    start, end = (frame.scope_start, frame.start) if is_before else (frame.end, frame.scope_end)
    for m in signs(at.folded, "R", start, end):
        if not _CHANGE.match(at.folded, m.end()):
            return at.mention(m.group())
    return None


def _is_of_ground(text: str) -> bool:
    return bool(DEPOSITS.search(text))


def _buyer(at: Statement, frame: Frame, but: tuple[str, ...], start: int, end: int) -> tuple[str, ...]:
    """Whose imports, demand or needs a stretch speaks of: "US imports", "the needs of European makers"."""
    for m in signs(at.folded, "C", start, end):
        after = re.match(r"(?:'s?)?\s((?:[\w'-]+\s|‹[MPS]\d+›\s?){0,4})", at.folded[m.end() : m.end() + 60] + " ")
        owned = (after.group(1).split() if after else [])[:4]
        is_need = any(_NEEDS.match(word) for word in owned)
        into = re.search(r"\b(?:imported|imports|shipped|sold|used|consumed)\s(?:in|into|to|by)\s(?:the\s)?$", at.folded[: m.start()])
        of_need = re.search(r"\b(?:imports|needs|demand|consumption)\s(?:of|in)\s(?:the\s)?$", at.folded[: m.start()])
        if is_need or into or of_need:
            values = tuple(v for v in at.values(m.group(), m.start()) if v not in but and not v.startswith("org:"))
            if values:
                return values[:1]
    return ()


# -- one reader per frame --------------------------------------------------------------------------------------------


def _rely(at: Statement, f: Frame) -> Iterator[DependencyClaim]:
    """ "Japan depends on China for gallium", "its dependence on Chinese magnets"."""
    if f.lemma in ("vulnerability", "exposure") and not re.search(r"\bsuppl|import|‹M", _scope(at, f)):
        return
    dependent = _codes(at, f.own or ([a for a in f.arguments if a.prep == "of"][:1] if f.part == "noun" else f.subject))
    if f.part == "noun" and not dependent and not f.own:
        dependent = _codes(at, f.subject)
    after = [a for a in f.arguments if a.mention.sign == "C" and a.prep in ("on", "upon", "from", "such as", "by", "in", "")]
    suppliers = _countries(at, after, dependent)
    minerals, stage = _minerals(at, f)
    if not suppliers and not (dependent and _ABROAD.search(at.folded[f.start : f.scope_end])):
        return
    share = _figure(at, f) if f.part != "noun" else None
    for who in dependent or (None,):
        for supplier in suppliers or (None,):
            yield at.claim("relies_on", "frame_rely", who, supplier, minerals, stage, share, "importer_imports")


def _buy(at: Statement, f: Frame) -> Iterator[DependencyClaim]:
    """ "India imports most of its cobalt from Finland", "US imports of tin from Peru"."""
    if f.is_ahead or _UNREAL.search(at.folded[f.scope_start : f.start]):
        return
    sellers = _countries(at, [a for a in f.arguments if a.prep in ("from", "such as")])
    minerals, stage = _minerals(at, f, reach=bool(sellers))
    if f.part == "noun":
        if f.lemma not in ("import", "purchase") or not sellers:
            return
        buyers, share = _countries(at, f.own), None
    elif f.is_passive:
        buyers = _countries(at, [a for a in f.arguments if a.prep == "by"])
        buyers = buyers or _buyer(at, f, sellers, f.scope_start, f.start)
        share = _figure(at, f, is_before=True)
    else:
        buyers, share = _codes(at, f.subject, sellers), _figure(at, f)
    if not sellers and (f.lemma != "import" or f.part == "noun" or share is None):
        return
    if f.lemma in ("get", "draw", "receive", "acquire", "secure", "tap") and not minerals:
        return
    for buyer in buyers:
        for seller in sellers or (None,):
            yield at.claim("relies_on", "frame_buy", buyer, seller, minerals, stage, share, "importer_imports")


def _sell(at: Statement, f: Frame) -> Iterator[DependencyClaim]:
    """ "Chile supplies half of Japan's lithium", "is supplied by Canada"."""
    if f.part == "noun" or f.is_ahead or _is_of_ground(_scope(at, f)):
        return
    if f.is_passive:
        sellers = _countries(at, [a for a in f.arguments if a.prep in ("by", "from")])
        yield from _shared(at, f, sellers, f.scope_start, f.start, is_before=True)
        return
    sellers = _codes(at, f.subject)
    buyers = _countries(at, [a for a in f.arguments if a.prep == "to"], sellers)
    minerals, stage = _minerals(at, f, reach=False)
    if buyers and minerals and _figure(at, f):
        for seller in sellers:
            for buyer in buyers:
                yield at.claim("relies_on", "frame_sell", buyer, seller, minerals, stage, _figure(at, f), "importer_imports")
        return
    yield from _shared(at, f, sellers, f.end, f.scope_end)


def _share(at: Statement, f: Frame) -> Iterator[DependencyClaim]:
    """ "China accounts for 70 per cent of EU imports of magnesium", "of the world's output"."""
    if f.part == "noun":
        holders = _countries(at, f.own)
        if holders and _figure(at, f) and _WORLD.search(_scope(at, f)):
            yield from _shared(at, f, holders, f.end, f.scope_end)
        return
    if f.is_ahead:
        return
    holders = _codes(at, f.subject)
    if not f.subject or re.search(r"\b(?:from|in)\s(?:the\s)?‹C\d+›[^,;]*$", at.folded[f.scope_start : f.start]):
        near = [a for a in signs(at.folded, "C", f.scope_start, f.start)]
        holders = tuple(at.values(near[-1].group(), near[-1].start())) if near else holders
    yield from _shared(at, f, holders, f.end, f.scope_end)


def _shared(
    at: Statement, f: Frame, holders: tuple[str, ...], start: int, end: int, is_before: bool = False
) -> Iterator[DependencyClaim]:
    """A share of a buyer's imports, or of the world, that holders have."""
    text = at.folded[start:end]
    share = _figure(at, f, is_before)
    holders = tuple(h for h in holders if not h.startswith("org:"))
    if not holders or len(holders) > 3 or (len(holders) > 1 and share is not None) or _is_of_ground(text):
        return
    buyers = _buyer(at, f, holders, start, end)
    minerals, stage = _minerals(at, f, share=share)
    if buyers and (share or _MOSTLY.search(text)):
        for holder in holders:
            yield at.claim("relies_on", "frame_share_of_imports", buyers[0], holder, minerals, stage, share, "importer_imports")
        return
    if not _WORLD.search(text) or not minerals:
        return
    stage = stage or f.stage or verb_stage(text)
    if share is not None:
        sign = next(r.group() for r in signs(at.folded, "R", 0) if at.mention(r.group()) is share)
        yield from (world_claim(at, h, minerals, sign, stage, "frame_world_share") for h in holders)
    elif _MOSTLY.search(text):
        yield from (
            at.claim("dominates", "frame_most_of_world", None, h, minerals, stage, None, "world_production") for h in holders
        )


def _come(at: Statement, f: Frame) -> Iterator[DependencyClaim]:
    """ "Most of Germany's tungsten comes from China"."""
    if f.is_ahead or f.part != "verb":
        return
    sellers = _countries(at, [a for a in f.arguments if a.prep in ("from", "such as")])
    left = at.folded[f.scope_start : f.start]
    if not sellers or _is_of_ground(left):
        return
    owners = [m for m in signs(at.folded, "C", f.scope_start, f.start) if re.match(r"'s?\s|\s(?:[\w-]+\s){0,2}(?:‹M|imports)", at.folded[m.end() :])]
    minerals, stage = _minerals(at, f)
    share = _figure(at, f, is_before=True)
    if owners and minerals:
        for buyer in at.values(owners[0].group(), owners[0].start())[:1]:
            for seller in sellers:
                if seller != buyer and not buyer.startswith("org:"):
                    yield at.claim("relies_on", "frame_come", buyer, seller, minerals, stage, share, "importer_imports")
        return
    yield from _shared(at, f, sellers, f.scope_start, f.start, is_before=True)


def _make(at: Statement, f: Frame) -> Iterator[DependencyClaim]:
    """ "China refines 90 per cent of the world's gallium", "cobalt is mined mainly in Congo"."""
    if f.is_ahead or _UNREAL.search(at.folded[f.scope_start : f.start]):
        return
    if f.part == "noun":
        holders = _countries(at, f.own)
        share = _figure(at, f)
        text = at.folded[f.start : f.scope_end]
        if holders and share and _WORLD.search(text):
            yield from _shared(at, f, holders, f.end, f.scope_end)
        return
    if f.is_passive:
        makers = _countries(at, [a for a in f.arguments if a.prep in ("in", "by", "from")])
        start, end = f.scope_start, f.start
        text = at.folded[start : f.scope_end]
    else:
        makers = _codes(at, f.subject)
        start, end = f.end, f.scope_end
        text = at.folded[start:end]
    share = _figure(at, f, is_before=f.is_passive)
    minerals, stage = _minerals(at, f, share is not None and bool(_WORLD.search(text)), share)
    if not makers or not minerals or _is_of_ground(text):
        return
    stage = stage or f.stage
    if share is not None:
        if _WORLD.search(text):
            sign = next(r.group() for r in signs(at.folded, "R", 0) if at.mention(r.group()) is share)
            if len(makers) == 1:
                yield world_claim(at, makers[0], minerals, sign, stage, "frame_makes_share")
        return
    if _MOSTLY.search(text) and (_WORLD.search(text) or f.is_passive):
        yield from (
            at.claim("dominates", "frame_makes_most", None, h, minerals, stage, None, "world_production")
            for h in makers
            if not h.startswith("org:")
        )


def _lead(at: Statement, f: Frame) -> Iterator[DependencyClaim]:
    """ "China dominates the processing of rare earths", "its grip on the gallium market"."""
    scope = at.folded[f.start : f.scope_end]
    if f.is_ahead or re.search(r"\b(?:exports?|prices?|inflation|borders?|emissions|shareholding|stake)\b", scope[:60]):
        return
    if f.part == "noun":
        leaders = _countries(at, f.own) or _countries(at, [a for a in f.arguments if a.prep in ("by", "of")][:1])
        if f.lemma == "leadership" or (f.lemma == "control" and not _CONTROL_OF.match(scope)):
            return
    elif f.is_passive:
        leaders = _countries(at, [a for a in f.arguments if a.prep == "by"])
    else:
        leaders = _countries(at, f.subject)
    if not leaders or len(leaders) > 2:
        return
    share = _figure(at, f, is_before=f.is_passive)
    if share is not None and _WORLD.search(_scope(at, f)):
        yield from _shared(at, f, leaders, *((f.scope_start, f.start) if f.is_passive else (f.end, f.scope_end)), f.is_passive)
        return
    if share is not None or _is_of_ground(_scope(at, f)):
        return
    minerals, stage = _minerals(at, f)
    for who in leaders:
        yield at.claim("dominates", "frame_lead", None, who, minerals, stage or verb_stage(scope), None, "world_production")


def _hold(at: Statement, f: Frame) -> Iterator[DependencyClaim]:
    """ "holds a 60 per cent share of the world market": a share of the world, and not of what lies in the ground."""
    if f.is_ahead or _figure(at, f) is None or not _WORLD.search(at.folded[f.end : f.scope_end]):
        return
    yield from _shared(at, f, _codes(at, f.subject), f.end, f.scope_end)


def _seller(at: Statement, f: Frame) -> Iterator[DependencyClaim]:
    """ "Canada is the largest supplier of potash to the United States", "America's main source of tin is Peru"."""
    if re.search(r"\b(?:alternative|potential|new|future|possible|reliable|diversified|other|no)\s(?:[\w-]+\s){0,2}$", at.folded[: f.start]):
        return
    buyers = _countries(at, f.own) or _countries(at, [a for a in f.arguments if a.prep in ("to", "for")])
    sellers = _countries(at, [a for a in f.subject if a.owns != f.lemma], buyers)
    if not sellers:
        sellers = _countries(at, [a for a in f.arguments if a.prep in ("", "such as")], buyers)
    minerals, stage = _minerals(at, f)
    for buyer in buyers[:1]:
        for seller in sellers[:3]:
            yield at.claim("relies_on", "frame_supplier", buyer, seller, minerals, stage, None, "importer_imports")


def _replace(at: Statement, f: Frame) -> Iterator[DependencyClaim]:
    """ "Kazakhstan could replace China as a source of gallium"."""
    if f.part != "verb" or f.is_passive:
        return
    who = _countries(at, f.subject)
    old = _countries(at, [a for a in f.arguments if a.prep == ""], who)
    minerals, stage = _minerals(at, f)
    if old:
        for supplier in who[:2]:
            yield at.claim("alternative_supplier", "frame_replace", None, supplier, minerals, stage)


def _alternative(at: Statement, f: Frame) -> Iterator[DependencyClaim]:
    """ "Australia is an alternative to China for rare earths"."""
    old = _countries(at, [a for a in f.arguments if a.prep == "to"])
    who = _countries(at, f.subject, old)
    minerals, stage = _minerals(at, f)
    if old and re.search(r"\b(?:is|are|as|offers?|provides?|become|becoming|be|represents?)\b", at.folded[max(0, f.start - 60) : f.start]):
        for supplier in who[:3]:
            yield at.claim("alternative_supplier", "frame_alternative", None, supplier, minerals, stage)


def _seek(at: Statement, f: Frame) -> Iterator[DependencyClaim]:
    """ "Japan turns to Vietnam for rare earths"."""
    if f.lemma not in ("look", "turn", "pivot", "court", "woo") or f.part != "verb":
        return
    preps = ("",) if f.lemma in ("court", "woo") else ("to", "towards", "toward")
    sellers = _countries(at, [a for a in f.arguments if a.prep in preps])
    buyers = _codes(at, f.subject, sellers)
    minerals, stage = _minerals(at, f, reach=False)
    for buyer in buyers[:1]:
        for seller in sellers:
            yield at.claim("alternative_supplier", "frame_seek", buyer, seller, minerals, stage)


_READERS: dict[str, Callable[[Statement, Frame], Iterator[DependencyClaim]]] = {
    "rely": _rely,
    "buy": _buy,
    "sell": _sell,
    "share": _share,
    "come": _come,
    "make": _make,
    "lead": _lead,
    "hold": _hold,
    "seller": _seller,
    "replace": _replace,
    "alternative": _alternative,
    "seek": _seek,
}

"""What a figure is a share of: of whose imports or exports, or of the world's making; told, or standing from before."""

from dataclasses import dataclass, replace

from critmin.claims import regex as re
from critmin.claims.claim import DependencyClaim
from critmin.claims.context import minerals_of
from critmin.claims.frame_parts import WORLD_WORDS, possessor
from critmin.claims.frames import Frame
from critmin.claims.goods import meant
from critmin.claims.patterns import signs
from critmin.claims.share_tellings import buyers_of, goods_of
from critmin.claims.share_words import EXPORTED, EXPORTS, MADE, OF_THAT, PRODUCT
from critmin.claims.statement import Statement, stage_of
from critmin.claims.world_shares import OF_GOODS, verb_stage


@dataclass(frozen=True)
class Whole:
    """What a figure is a share of."""

    minerals: tuple[str, ...]
    stage: str | None
    buyer: str | None
    is_world: bool
    exporter: str | None = None
    year: int | None = None  # of what was told before
    seller: str | None = None  # where the holder is the buyer: "Laos bought tin from Peru, 15% of its imports"


def seller_in(at: Statement, start: int, end: int) -> str | None:
    """Whose exports or output a stretch speaks of: "Guinea's bauxite", "the exports of Guinea"."""
    owned = re.compile(r"(?P<who>‹C\d+›)'s?\s(?:[\w-]+\s){0,2}‹M\d+›")
    for m in (EXPORTED.search(at.folded, start, end), owned.search(at.folded, start, end)):
        if m:
            sign = m["who"] or m.groupdict().get("who2")
            return next(iter(at.values(sign, m.start())), None)
    return None


_SPOKEN_OF = re.compile(
    r"(?:(?:But|And|Yet|The|As for|In|When it comes to)\s(?:the\s)?)?"
    r"((?:[Rr]efin|[Pp]rocess|[Ss]melt|[Mm]in|[Ss]eparat)(?:ing|ation))\b"
)
_AT_HOME = re.compile(r"\bin\s(?:the\s)?‹C")


def whole_of(
    at: Statement,
    span: tuple[int, int],
    holder: str,
    place: int,
    last: Whole | None,
    is_of: bool,
    known: list[DependencyClaim],
    is_there: bool = False,
):
    """What a figure within a stretch is a share of; `is_there`: it is made in, or comes from, the holder's place."""
    start, end = span
    text = at.folded[start:end]
    named = [m for m in signs(at.folded, "MP", start, end) if goods_of(at, m)]
    pick = (named[0] if is_of else named[-1]) if named else None
    minerals = goods_of(at, pick) if pick else ()
    own = stage_of(at, pick, minerals) if pick and pick.group().startswith("‹M") else None
    stage = own or _stage_noun(text) or (verb_stage(text) if is_of else None)
    if stage is None and not minerals and (spoken := _SPOKEN_OF.match(at.folded)):
        stage = verb_stage(spoken[1])  # "Refining is another matter: 78% of it takes place in Laos"
    exported = EXPORTED.search(at.folded, start, end) if is_of else None
    if exported:
        seller = next(iter(at.values(exported["who"] or exported["who2"], exported.start())), None)
        found = minerals or (last.minerals if last else around(at, span))
        return Whole(found, None, None, False, seller) if seller and seller != holder and found else None
    told_buyers = buyers_of(at, start, end) if is_of else ()
    governing = _governing(at, place)
    is_own = is_of and _ITS_IMPORTS.match(text) and _buys(at, place, holder)
    if told_buyers[:1] == (holder,) or is_own:
        seller = _sold_by(at, place, end, holder)
        found = minerals or around(at, span)
        return Whole(found, None, None, False, seller=seller) if seller and found else None
    own_to = possessor(at, start, end, (holder,))
    if is_of and own_to and EXPORTS.search(text) and (minerals or last):
        return Whole(minerals or last.minerals, None, None, False, own_to[0])  # "takes 7% of its tin exports"
    buyers = tuple(b for b in buyers_of(at, start, end) if b != holder) or own_to
    is_world = bool(WORLD_WORDS.search(text))
    if not minerals and is_of and not PRODUCT.match(text) and not OF_THAT.match(text):
        return None
    if not minerals:
        minerals = last.minerals if last else around(at, span)
    if not minerals:
        return None
    is_loose = OF_THAT.match(text) if is_of else governing is not None and governing.name in ("sell", "share", "buy")
    is_made = governing is not None and governing.name in ("make", "lead", "hold")
    if not buyers and not is_world and last is None and is_loose and not is_made:
        told = standing(at, place, holder, named=minerals if pick else ())
        if told is not None:
            return told
    if is_of and not buyers and not is_world and _AT_HOME.search(at.folded, start, end):
        at_home = [m for m in signs(at.folded, "C", start, end) if holder in at.values(m.group(), m.start())]
        if at_home:
            return None  # "a tenth of all ore mined in the country"
    if not buyers and not is_world:
        others = [m for m in signs(at.folded, "C", start, end) if holder not in at.values(m.group(), m.start())]
        if is_of and others:
            return None
        sentence = at.folded
        buyers = tuple(b for b in buyers_of(at, 0, end) if b != holder) if not is_of else ()
        is_world = not re.search(r"\bimports\b", text) and bool(
            MADE.search(text) or (not is_of and MADE.search(sentence)) or is_there or (is_of and _is_made(at, place))
        )
        if last is not None and not (buyers or WORLD_WORDS.search(text)):
            return replace(last, minerals=minerals, stage=stage or (last.stage if not is_of else None))
        if is_of and EXPORTS.search(text):
            told = at.before[-1] if at.before else None
            if told is None or told.relation != "relies_on" or told.dependent != holder:
                return None
            return Whole(
                told.minerals, None, None, False, told.supplier
            )  # "China is the chief buyer of Chilean copper"
        if EXPORTS.search(text):
            return None
    told = next((c for c in reversed([*at.before[-1:], *known]) if c.relation == "relies_on"), None)
    if not buyers and not is_world and re.search(r"\bimports\b", text):
        others = [
            v
            for m in signs(at.folded, "C", 0, max(place, end))
            if not re.search(r"\b(?:from|by)\s(?:the\s)?$", at.folded[: m.start()])
            for v in at.values(m.group(), m.start())[:1]
            if v != holder
        ]
        buyers = tuple(others[:1]) or tuple(h for h in at.context.home if h != holder)
    if is_there and not buyers:
        since = at.context.sentence(max(0, at.i - 4)).start
        near = [c for c in at.before if c.relation == "relies_on" and c.dependent and c.evidence.quote_start >= since]
        if near and near[-1].dependent != holder:
            return Whole(minerals, stage, near[-1].dependent, False)
        if (buyer := _buyer_before(at)) and buyer != holder:
            return Whole(minerals, stage, buyer, False)
    is_near = told is not None and told.evidence.quote_start >= at.context.sentence(max(0, at.i - 1)).start
    if not buyers and not is_world and is_near and told.dependent not in (None, holder):
        buyers = (told.dependent,)
    if not buyers and not is_world:
        return None
    made = governing.stage if governing is not None and governing.name == "make" else None
    verb = made or (verb_stage(at.folded[max(0, place - 40) : place]) if is_of else None)
    return Whole(minerals, stage or verb, buyers[0] if buyers else None, not buyers)


_ITS_IMPORTS = re.compile(
    r"\s?of\s(?:its|their)\s(?:[\w-]+\s|‹[MP]\d+›\s){0,3}(?:imports?|purchases|intake|suppl(?:y|ies)|needs?)\b"
)


def _sold_by(at: Statement, place: int, end: int, buyer: str) -> str | None:
    """From whom a clause says that its buyer buys: "Laos bought tin from Peru, 15% of its imports", "from there"."""
    for m in [*signs(at.folded, "C", place, end), *reversed(signs(at.folded, "C", 0, place))]:
        if re.search(r"\bfrom\s(?:the\s)?$", at.folded[: m.start()]):
            values = [v for v in at.values(m.group(), m.start()) if v != buyer]
            return values[0] if len(values) == 1 else None
    if re.search(r"\bthere\b", at.folded[place:end]) and (who := at.context.subject_before(at.i)):
        values = [v for v in at.context.values(at.i, who) if v != buyer]
        return values[0] if len(values) == 1 else None
    return None


def _buys(at: Statement, place: int, holder: str) -> bool:
    """Whether a clause before a figure says that its holder buys: then "its imports" are the holder's own."""
    return any(
        f.name == "buy" and f.part == "verb" and not f.is_passive and f.start < place
        and any(holder in at.values(a.sign, a.start) for a in f.subject)
        for f in at.context.frames(at.i)
    )  # fmt: skip


def _governing(at: Statement, place: int) -> Frame | None:
    """The verb in whose stretch a figure stands."""
    behind = [f for f in at.context.frames(at.i) if f.part == "verb" and f.start < place <= f.scope_end]
    return behind[-1] if behind else None


def _buyer_before(at: Statement) -> str | None:
    """Whose imports the sentence before told of: "Spain imported 1,200 tonnes of it. Some 65% came from Peru"."""
    told = standing(at, 0, "")
    return told.buyer if told else None


_TRADED = frozenset(["import", "purchase", "buy", "source", "procure", "obtain"])
_SHIPPED = frozenset(["export", "ship", "shipment", "send", "sell", "sale"])


def standing(at: Statement, place: int, holder: str, named: tuple[str, ...] = ()) -> Whole | None:
    """The trade that the words before a figure speak of, here or in the two sentences before: "Laos bought 900 tonnes
    of tin. Peru accounted for half of it" (imports), "Peru doubled its exports of tin. Laos took half" (exports)."""
    for j in range(at.i, max(-1, at.i - 3), -1):
        folded = at.context.folded(j)
        for f in reversed(at.context.frames(j)):
            if f.name not in ("buy", "sell") or f.is_passive or f.is_ahead or (j == at.i and f.start >= place):
                continue
            who = _of_frame(at, j, f)
            found = named or next(
                (v for m in signs(folded.folded, "M", f.scope_start) if (v := minerals_of(folded[m.group()]))), ()
            )
            found = found or (meant(at, 0) if j < at.i else ())
            if who is None or who == holder or not found:
                continue
            years = {m.item.year for m in folded.of("D") if m.item.year}
            year = years.pop() if len(years) == 1 else None
            if f.lemma in _TRADED:
                return Whole(found, None, who, False, year=year)
            if f.lemma in _SHIPPED:
                return Whole(found, None, None, False, who, year)
        if j < at.i and WORLD_WORDS.search(folded.folded):
            return None
    return None


def _of_frame(at: Statement, j: int, f: Frame) -> str | None:
    """The one country that buys or sells in a frame of sentence `j`."""
    own = f.own if f.part == "noun" and f.own else f.subject
    named = [a for a in own if a.mention.sign == "C"]
    values = at.context.values(j, named[0].mention) if len(named) == 1 else ()
    return values[0] if len(values) == 1 and not values[0].startswith("org:") else None


def _is_made(at: Statement, place: int) -> bool:
    """Whether a verb of making or holding governs a figure: "mines 60 per cent of rare earths"."""
    if governing := _governing(at, place):
        return governing.name in ("make", "share", "lead", "hold")
    return bool(re.search(r"\b(?:responsible for|home to)\s(?:[\w-]+\s){0,3}$", at.folded[:place]))


def _stage_noun(text: str) -> str | None:
    for word, stage in (("magnet", "magnets"), ("mining", "mining"), ("mine ", "mining"), ("refining", "refining"),
                        ("processing", "processing"), ("separation", "separation"), ("smelting", "metal")):  # fmt: skip
        if word in text:
            return stage
    return None


_WHAT_THEY_NEED = re.compile(r"\b(?:supply|supplies|imports?|needs|demand|requirements)\b")


def around(at: Statement, span: tuple[int, int]) -> tuple[str, ...]:
    """The one mineral of the sentence, else what it is about."""
    named = {minerals_of(m) for m in at.mentions if m.sign == "M" and minerals_of(m)}
    if len(named) == 1:
        return named.pop()
    is_raw = any(p.sign == "P" and "raw_minerals" in p.values for p in at.mentions)
    is_raw = is_raw and bool(_WHAT_THEY_NEED.search(at.folded, *span))
    if named or (OF_GOODS.search(at.folded) and not is_raw):
        return ()
    if re.search(r"\bmagnets?\b", at.folded[span[0] : span[1]]) and "rare_earths" in at.context.topic:
        return ("rare_earths",)
    return meant(at, span[0])

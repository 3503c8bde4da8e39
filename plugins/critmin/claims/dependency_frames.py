"""Dependencies read from frames: who buys from whom, sells to whom, leans on whom, could stand in for whom.

One small reader per frame; what frames tell of making and leading is in `making_frames`.
"""

from collections.abc import Callable, Iterator
from itertools import pairwise

from critmin.claims import making_frames
from critmin.claims import regex as re
from critmin.claims.claim import DependencyClaim
from critmin.claims.evidence_words import FOREIGN, UNREAL
from critmin.claims.frame_parts import (
    buyer,
    codes,
    countries,
    figure,
    figures,
    is_of_ground,
    is_of_other_goods,
    minerals,
    minerals_in,
    portions,
    possessor,
    shared,
)
from critmin.claims.frames import Argument, Frame
from critmin.claims.merge import related
from critmin.claims.patterns import signs
from critmin.claims.statement import Statement
from critmin.claims.world_shares import verb_stage

_ABROAD = re.compile(rf"\b(?:import\w*|{FOREIGN}|abroad|other countries|net-import\w*)\b", re.IGNORECASE)
_BEFORE_NOUN = re.compile(r"\s(?!on\b|upon\b|imports?\b|for\b|and\b|in\b|but\b|or\b)\w+")
_RELIES_ON = frozenset(["on", "upon", "from", "such as", "by", "in", ""])
_EXPOSED_TO = frozenset(["to", "on"])
_NO_SUPPLY = re.compile(
    r"\s(?:up)?on\s(?:(?:the|its|their|future|world|global)\s)?(?:prices?|demand|how|whether|what|policy|policies|"
    r"growth|"
    r"weather|decisions?|talks|outcome|success|progress|markets?\b(?!\sfor))"
)
_WAYS = re.compile(r"\b(?:ports?|terminals?|corridors?|routes?|railways?|transit|crossings?)\b")  # where goods pass
_NOT_YET = re.compile(
    r"\b(?:alternative|substitute|replacement|rival|would-be|potential|new|future|possible|reliable|diversified|other|no|not)\s(?:[\w-]+\s){0,2}$"
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
    if not related(other.minerals, claim.minerals) or other.supplier != claim.supplier:
        return False
    if claim.dependent and claim.dependent.startswith("org:") and other.relation == claim.relation and other.dependent:
        return True  # the country that leans is known: the firm is the subject of another clause
    if claim.stage and other.stage and claim.stage != other.stage and {other.relation, claim.relation} <= _MAKING:
        return claim.relation == "producer" and claim.share_pct is None
    if claim.share_pct is not None and other.share_pct is not None and claim.share_pct != other.share_pct:
        return False
    if {other.relation, claim.relation} <= _MAKING or (claim.relation == "producer" and other.dependent is None):
        return True
    return other.relation == claim.relation and (other.dependent == claim.dependent or claim.dependent is None)


_MAKING = {"dominates", "producer"}


def _is_bare(at: Statement, a: Argument, f: Frame) -> bool:
    """Whether a country stands as a plain noun before another: "their China dependence" is one on China."""
    words = at.text[a.mention.start : a.mention.end]
    is_name = a.mention.detail != "demonym" and not words.replace(".", "").isupper()  # "US dependence" is one of the US
    return is_name and bool(re.fullmatch(r"‹C\d+›\s", at.folded[a.start : f.start]))


def _rely(at: Statement, f: Frame) -> Iterator[DependencyClaim]:
    """ "Japan depends on China for gallium", "its dependence on Chinese magnets"."""
    scope = at.folded[f.scope_start : f.scope_end]
    if _NO_SUPPLY.match(at.folded, f.end) or is_of_other_goods(at, f.end, f.scope_end):
        return
    if f.lemma in ("vulnerability", "exposure") and not re.search(r"\bsuppl|import|‹M", scope):
        return
    is_weak = f.lemma in ("vulnerability", "exposure")
    if f.part == "adjective" and _BEFORE_NOUN.match(at.folded, f.end):
        return  # "import-dependent nations"
    bare = [a for a in f.own if f.part == "noun" and _is_bare(at, a, f)]
    bare = bare if not re.match(r"\s(?:up)?on\b", at.folded[f.end :]) else []
    of = [a for a in f.arguments if f.part == "noun" and re.fullmatch(r"\sof\s(?:the\s)?", at.folded[f.end : a.start])]
    dependent = codes(at, [a for a in f.own if a not in bare] or of or f.subject)
    after = [
        a
        for a in f.arguments
        if a.mention.sign == "C" and a.prep in (_EXPOSED_TO if is_weak else _RELIES_ON) and a not in of
        and (a.prep or f.part != "noun")
        and not re.search(r"\b(?:light|view|face|response|because)\sof\s(?:the\s)?$", at.folded[: a.start])
    ]  # fmt: skip
    direct = [a for a in after if a.prep in ("on", "upon", "from", "to")]
    if not direct and _WAYS.search(scope):
        return
    suppliers = countries(at, direct or after or bare, dependent)
    if not dependent and f.part != "noun":
        return
    found, stage = minerals(at, f)
    if not suppliers and not (dependent and _ABROAD.search(at.folded[f.start : f.scope_end])):
        return
    share = figure(at, f) if f.part != "noun" else None
    told = figures(at, f.end, f.scope_end) if share is not None else []
    if len(told) > 1 and len(direct) < 2 and not signs(at.folded, "M", f.end, told[1][1]):
        return  # "for 90% of its raw materials and 98% of its tin": each figure is read by itself
    own = (
        [minerals_in(at, a.start, b.start)[0] for a, b in pairwise([*direct, *direct[-1:]])] if len(direct) > 1 else []
    )
    if len(direct) > 1 and direct[0].start < direct[1].start and (share is not None or all(own[:-1])):
        for k, a in enumerate(direct):  # "on Peru for half of its tin and on Laos for most of its zinc"
            stop = direct[k + 1].start if k + 1 < len(direct) else f.scope_end
            own, of_it = minerals_in(at, a.start, stop)
            told = figures(at, a.start, stop)
            for who in dependent if own else ():
                for supplier in countries(at, [a], dependent):
                    yield at.claim(
                        "relies_on", "frame_rely", who, supplier, own, of_it, told[0][0] if told else None,
                        "importer_imports",
                    )  # fmt: skip
        return
    for who in dependent or (None,):
        for supplier in suppliers or (None,):
            yield at.claim("relies_on", "frame_rely", who, supplier, found, stage, share, "importer_imports")


_ARE_THEY = re.compile(
    r"s?[^;,‹]{0,20}(?:‹M\d+›)?[^;,‹]{0,20}\s(?:is|are|was|were|includes?|included|remains?|"
    r"remained|became|has\s(?:long\s)?been|continues\sto\sbe|has\sbecome)\s(?:still\s|now\s)?(?:the\s)?(‹C\d+›)"
)
_WORKED = re.compile(
    r"\bfor\s(?:further\s|final\s|its\s|subsequent\s)?(?P<how>processing|refining|separation|smelting|treatment|"
    r"conversion|enrichment)\b|\bto be\s(?P<how2>processed|refined|separated|smelted|treated)\b"
)
_ITS = re.compile(r"\b(?:its|their)\s(?:[\w-]+\s){0,3}$")
_WINS = frozenset(["secure", "acquire", "receive", "obtain", "take", "draw"])  # these win other things too


_FAR = re.compile(
    r"\bfrom\s(?:the\s)?(?:abroad|overseas|(?:(?:North|South|West|East|Central|Southern|Latin)\s)?(?:Africa|Asia|America|Europe)\b|"
    r"Middle East|Gulf)"
)


def _buy(at: Statement, f: Frame) -> Iterator[DependencyClaim]:
    """ "India imports most of its cobalt from Finland", "US imports of tin from Peru"."""
    if f.is_ahead or UNREAL.search(at.folded[f.scope_start : f.start]):
        return
    named = [a for a in f.arguments if a.prep in ("from", "such as", "via", "through")]
    sellers = countries(at, named)
    found, stage = minerals(at, f, reach=bool(sellers) and f.part == "verb" and f.lemma not in _WINS)
    if f.part == "noun":
        if f.lemma not in ("import", "purchase") or not sellers:
            return
        buyers, share = countries(at, f.own), None
    elif f.is_passive:
        buyers = countries(at, [a for a in f.arguments if a.prep == "by"])
        buyers = buyers or buyer(at, sellers, f.scope_start, f.start)
        if not sellers and any(a.mention.sign == "C" for a in f.subject) and not f.subject[0].prep:
            return  # "Chile makes up half of the tin imported by Peru": a share of Chile's
        share = figure(at, f, is_before=True)
    else:
        buyers, share = codes(at, f.subject, sellers), figure(at, f)
    is_far = f.lemma == "import" or _FAR.search(at.folded, f.end, f.scope_end)
    if not sellers and (not is_far or f.part == "noun" or share is None):
        return
    pairs = _each_with_its_own(at, f, named) if f.part == "verb" and not f.is_passive and share is None else {}
    for who in buyers:
        for seller in sellers or (None,):
            what = pairs.get(seller, (found, stage))
            yield at.claim("relies_on", "frame_buy", who, seller, *what, share, "importer_imports")


def _each_with_its_own(at: Statement, f: Frame, named: list[Argument]) -> dict[str, tuple[tuple[str, ...], str | None]]:
    """ "gets its nickel from Peru and its graphite from Norway": each seller with the mineral named last before it."""
    own = {}
    begin = f.end
    for a in named:
        found = signs(at.folded, "M", begin, a.start)
        what = minerals_in(at, found[-1].start(), a.start) if found else ((), None)
        for seller in countries(at, [a]) if what[0] else ():
            own[seller] = what
        begin = a.start if found else begin
    return own


def _sell(at: Statement, f: Frame) -> Iterator[DependencyClaim]:
    """ "Chile supplies half of Japan's lithium", "is supplied by Canada"."""
    if f.part == "noun" or f.is_ahead or is_of_ground(at.folded[f.scope_start : f.scope_end]):
        return
    if f.is_passive:
        sellers = countries(at, [a for a in f.arguments if a.prep in ("by", "from")])
        yield from shared(at, f, sellers, f.scope_start, f.start, is_before=True)
        return
    sellers = codes(at, f.subject)
    buyers = countries(at, [a for a in f.arguments if a.prep == "to"], sellers)
    found, stage = minerals(at, f, reach=False)
    share = figure(at, f)
    if buyers and found and share:
        for seller in sellers:
            for who in buyers:
                yield at.claim("relies_on", "frame_sell", who, seller, found, stage, share, "importer_imports")
        return
    worked = _WORKED.search(at.folded, f.end, f.scope_end)
    if buyers and found and worked and f.lemma in _SHIPS:
        how = verb_stage(worked["how"] or worked["how2"])
        for seller in sellers:
            for who in buyers if not seller.startswith("org:") else ():
                yield at.claim("relies_on", "sent_to_be_worked", seller, who, found, how)
        return
    is_sent = not any(a.mention.sign == "M" and a.prep in ("for", "in", "at", "on") for a in f.arguments)
    if (
        buyers
        and found
        and is_sent
        and not share
        and f.lemma in _SHIPS
        and not UNREAL.search(at.folded[f.scope_start : f.start])
    ):
        for seller in sellers:
            for who in buyers if not seller.startswith("org:") else ():
                yield at.claim("relies_on", "frame_ship", who, seller, found, None)
        return
    yield from _supply_with(at, f, sellers)
    yield from shared(at, f, sellers, f.end, f.scope_end)


_SHIPS = frozenset(["export", "ship", "send", "supply", "sell", "deliver"])


def _supply_with(at: Statement, f: Frame, sellers: tuple[str, ...]) -> Iterator[DependencyClaim]:
    """ "Peru supplied Korea with 83 per cent of its tin and 12 per cent of its zinc"."""
    given = [a for a in f.arguments if a.mention.sign == "C" and not a.prep]
    buyers = countries(at, given, sellers)
    if not given or len(buyers) != 1 or not re.match(r"‹C\d+›\swith\b", at.folded[given[0].start :]):
        return
    for part in portions(at, given[0].start, f.scope_end):
        found, stage = minerals_in(at, part.start, part.end)
        for seller in sellers if found else ():
            yield at.claim(
                "relies_on", "frame_supply_with", buyers[0], seller, found, stage, part.share, "importer_imports"
            )


_THE_REST = re.compile(r"\bthe\s(?:rest|remainder|remaining|other)\b[^,;]*$")


def _come(at: Statement, f: Frame) -> Iterator[DependencyClaim]:
    """ "Most of Germany's tungsten comes from China"."""
    if f.is_ahead or f.part != "verb":
        return
    sellers = countries(at, [a for a in f.arguments if a.prep in ("from", "such as")])
    left = at.folded[f.scope_start : f.start]
    if not sellers or is_of_ground(left) or _THE_REST.search(left):
        return
    owners = [
        m
        for m in signs(at.folded, "C", f.scope_start, f.start)
        if re.match(r"'s?\s|\s(?:[\w-]+\s){0,2}(?:‹M|imports)", at.folded[m.end() :])
    ]
    found, stage = minerals(at, f)
    share = figure(at, f, is_before=True)
    whose = (
        at.values(owners[0].group(), owners[0].start())[:1]
        if owners
        else possessor(at, f.scope_start, f.start, sellers)
    )
    if whose and found:
        for who in whose:
            for seller in sellers:
                if seller != who and not who.startswith("org:"):
                    yield at.claim("relies_on", "frame_come", who, seller, found, stage, share, "importer_imports")
        return
    yield from shared(at, f, sellers, f.scope_start, f.start, is_before=True)


_IS_ONE = re.compile(r"(?:\s\w+){0,3}?\s(?:is|are|was|were|being|remains?|serves?|as|became)\b[^‹;,]{0,40}")
_OF_IMPORTED = re.compile(
    r"\w{0,9}\s(?:of|for)\s(?:(?:[\w-]+\s){0,2}?imported\s|(?:[\w-]+\s|‹M\d+›\s){0,4}?imports?\b)", re.IGNORECASE
)


def _importer(at: Statement, sellers: tuple[str, ...]) -> tuple[str, ...]:
    """Whose imports "the primary source of imported tin" speaks of: the other country of the sentence, else the one
    that the text is about."""
    others = [v for m in signs(at.folded, "C") for v in at.values(m.group(), m.start()) if v not in sellers]
    named = tuple(dict.fromkeys(v for v in others if v != "WLD" and not v.startswith("org:")))
    return named if len(named) == 1 else () if named else tuple(v for v in at.context.home if v not in sellers)


def _seller(at: Statement, f: Frame) -> Iterator[DependencyClaim]:
    """ "Canada is the largest supplier of potash to the United States", "America's main source of tin is Peru"."""
    if _NOT_YET.search(at.folded[: f.start]) or any(
        g.name == "replace" and g.start < f.start for g in at.context.frames(at.i)
    ):
        return
    owners = [a for a in f.own if re.match(r"‹\w+›'", at.folded[a.start :])]
    buyers = countries(at, owners) or countries(at, [a for a in f.arguments if a.prep in ("to", "for")])
    sellers = countries(at, [a for a in f.subject if a.owns != f.lemma and a not in owners], buyers)
    if not sellers:
        sellers = countries(at, [a for a in f.arguments if a.prep in ("", "such as")], buyers)
        behind = _ARE_THEY.search(at.folded, f.end, f.end + 70) if not sellers else None
        if behind:
            sellers = tuple(v for v in at.values(behind[1], behind.start(1)) if v not in buyers and v[:4] != "org:")
    found, stage = minerals(at, f)
    near = signs(at.folded, "C", max(0, f.start - 70), f.start)
    if not buyers and near and _IS_ONE.fullmatch(at.folded, near[-1].end(), f.start):
        is_import = at.folded.endswith("import ", 0, f.start) or _OF_IMPORTED.match(at.folded, f.start)
        named = tuple(v for v in at.values(near[-1].group(), near[-1].start()) if not v.startswith("org:"))
        if is_import and (buyers := _importer(at, named)):
            sellers = named
    told = at.before[-1] if at.before and not buyers and _ITS.search(at.folded[: f.start]) else None
    if told and told.dependent and told.evidence.quote_start >= at.context.sentence(max(0, at.i - 1)).start:
        buyers, found = (told.dependent,), found or told.minerals  # "Canada and Peru are its main suppliers"
        sellers = countries(at, f.subject, buyers)
    rank = making_frames.rank_before(at, f)
    for who in buyers[:1]:
        for seller in sellers[:3]:
            yield at.claim(
                "relies_on", "frame_supplier", who, seller, found, stage, None, "importer_imports",
                rank if len(sellers) == 1 else None,
            )  # fmt: skip


_FUEL = re.compile(r"\b(?:crude|oil|gas|lng|coal|grain|weapons|arms)\b", re.IGNORECASE)


def _customer(at: Statement, f: Frame) -> Iterator[DependencyClaim]:
    """ "China is the leading buyer of Chilean copper", "the United States is Canada's biggest client for potash"."""
    if _NOT_YET.search(at.folded[: f.start]) or _FUEL.search(at.folded, f.end, f.scope_end):
        return
    owners = [a for a in f.own if re.match(r"‹\w+›'", at.folded[a.start :])]
    sold = [
        a
        for a in f.arguments
        if a.prep in ("of", "for", "from") and (a.mention.detail == "demonym" or a.owns or a.prep == "from")
    ]
    sellers = countries(at, owners or sold)
    buyers = countries(at, [a for a in f.subject if a not in owners and a.owns != f.lemma], sellers)
    behind = _ARE_THEY.search(at.folded, f.end, f.end + 60) if owners and not buyers else None
    if behind:
        buyers = tuple(v for v in at.values(behind[1], behind.start(1)) if v not in sellers and v[:4] != "org:")[:4]
        found, _ = minerals(at, f)
        for seller in sellers[:1]:
            for who in buyers:
                yield at.claim("relies_on", "frame_customers_are", who, seller, found, None)
        return
    found, _ = minerals(at, f)
    said = re.search(r"\b(?:is|are|was|were|remains?|became|as|,)\s", at.folded[f.scope_start : f.start])
    for seller in sellers[:1] if said else ():
        for who in buyers[:2]:
            yield at.claim("relies_on", "frame_customer", who, seller, found, None)


_WITH = re.compile(
    r"\b(?:with|by)\s(?:[\w-]+\s|‹M\d+›\s){0,3}?(?:from\s|in\s)?(?:the\s)?‹C"
)  # "replaced Peru's tin with Laos's"


def _replace(at: Statement, f: Frame) -> Iterator[DependencyClaim]:
    """ "Kazakhstan could replace China as a source of gallium"."""
    if f.part != "verb" or f.is_passive:
        return
    who = countries(at, f.subject)
    old = countries(at, [a for a in f.arguments if a.prep == ""], who)
    found, stage = minerals(at, f)
    if old and not _WITH.search(at.folded, f.end, f.scope_end):
        for supplier in who[:2]:
            yield at.claim("alternative_supplier", "frame_replace", None, supplier, found, stage)


_SOUGHT = re.compile(r"\b(?:seek|develop|find|look|search|hunt|build|explor|invest|pursu|creat|need)\w*\s")


def _alternative(at: Statement, f: Frame) -> Iterator[DependencyClaim]:
    """ "Australia is an alternative to China for rare earths"."""
    old = countries(at, [a for a in f.arguments if a.prep == "to"])
    if _SOUGHT.search(at.folded, f.scope_start, f.start):
        return  # who looks for one is none
    to = list(countries(at, [a for a in f.own if re.match(r"‹\w+›'", at.folded[a.start :])], old))[:1]
    who = countries(at, f.subject, (*old, *to))
    found, stage = minerals(at, f)
    if _LOOKED_FOR.search(at.folded, max(0, f.start - 40), f.start):
        return
    is_said = re.search(
        r"\b(?:is|are|as|offers?|provides?|become|becoming|be|represents?)\b", at.folded[max(0, f.start - 60) : f.start]
    )
    if old and is_said:
        for supplier in who[:3]:
            yield at.claim("alternative_supplier", "frame_alternative", next(iter(to), None), supplier, found, stage)


_LOOKED_FOR = re.compile(
    r"\b(?:develop|find|seek|build|creat|search|look|hunt|explor|invest|work|need|want|lack)\w*\s(?:[\w-]+\s){0,3}$"
)


def _seek(at: Statement, f: Frame) -> Iterator[DependencyClaim]:
    """ "Japan turns to Vietnam for rare earths"."""
    if f.lemma not in ("look", "turn", "pivot", "court", "woo") or f.part != "verb":
        return
    preps = ("",) if f.lemma in ("court", "woo") else ("to", "towards", "toward")
    sellers = countries(at, [a for a in f.arguments if a.prep in preps])
    buyers = codes(at, f.subject, sellers)
    found, stage = minerals(at, f, reach=False)
    for who in buyers[:1]:
        for seller in sellers:
            yield at.claim("alternative_supplier", "frame_seek", who, seller, found, stage)


_READERS: dict[str, Callable[[Statement, Frame], Iterator[DependencyClaim]]] = {
    "rely": _rely,
    "buy": _buy,
    "sell": _sell,
    "come": _come,
    "seller": _seller,
    "buyer": _customer,
    "replace": _replace,
    "alternative": _alternative,
    "seek": _seek,
    **making_frames.READERS,
}

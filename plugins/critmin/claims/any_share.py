"""A share, however it is told: who holds it, of what, and whose.

Every percentage of a sentence that no rule before has read is taken by itself. Its holder is the party right before it
("China (70%)", "and China for 75%"), the place behind a passive ("87% of refining takes place in China"), or the
subject of its clause. What it is a share of stands behind its "of", else around it, else where the figure before left
it. Where neither a mineral, nor a holder, nor a whole is told, nothing is claimed.
"""

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from critmin.claims import regex as re
from critmin.claims.claim import DependencyClaim
from critmin.claims.context import minerals_of
from critmin.claims.frame_parts import figures, is_of_ground
from critmin.claims.mentions import Mention
from critmin.claims.ordinals import LATER, rank_of
from critmin.claims.patterns import signs
from critmin.claims.scales import REMAINING
from critmin.claims.share_tellings import (
    bought,
    bracketed,
    buyers_of,
    fetched,
    goods_of,
    onward,
    proportions,
    relied,
    wholly,
)
from critmin.claims.share_wholes import Whole, around, seller_in, whole_of
from critmin.claims.share_words import (
    BESIDE,
    BREAK,
    COST,
    ELSE,
    GOES,
    IMPORTED,
    IS_MADE,
    MOST,
    NEXT_TO,
    NEXT_VERB,
    OF,
    ORIGIN_OF,
    RELATIVE,
    SHARE_WORD,
    STRAIGHT,
    TURN,
    WHERE,
    WHERE_MADE,
    WORLD_DEMAND,
)
from critmin.claims.statement import Statement


def any_share(at: Statement, known: list[DependencyClaim]) -> Iterator[DependencyClaim]:
    """The shares of a sentence that the claims `known` of it do not tell."""
    is_told = "‹R" in at.folded or MOST.search(at.folded)
    yield from wholly(at, known)
    if not is_told or "|" in at.text or ("‹C" not in at.folded and not at.context.subject_before(at.i)):
        return
    if in_parts := proportions(at):
        yield from (c for c in in_parts if not _is_told(c, known))
        return
    told = {c.share_pct for c in known}
    found: list[tuple[Mention | None, int]] = [
        *figures(at, 0, len(at.folded)),
        *((None, m.start()) for m in MOST.finditer(at.folded)),
    ]
    found.sort(key=lambda f: f[1])
    if in_turn := _respectively(at, found):
        yield from (c for c in in_turn if not _is_told(c, known))
        return
    whole: Whole | None = None
    was_other = False
    for k, (share, place) in enumerate(found):
        end = found[k + 1][1] if k + 1 < len(found) else len(at.folded)
        start = found[k - 1][1] + 4 if k else 0
        sign_end = _end_of(at, share, place)
        if REMAINING.search(at.folded, max(0, place - 30), place):
            continue
        if rely := relied(at, share, place, sign_end, end):
            yield from (c for c in rely if c.share_pct not in told)
            continue
        if beside := bracketed(at, share, place, known):
            yield from (c for c in beside if not _is_told(c, known))
            continue
        if foreign := fetched(at, share, place, sign_end, end):
            yield from (c for c in foreign if c.share_pct not in told)
            continue
        if further := onward(at, share, sign_end, known):
            yield further
            continue
        if _MARKET_FOR.search(at.folded, max(0, place - 30), place):
            continue  # "is the market for most of Peru's tin": who buys it is told by `paths`
        is_bare = not OF.match(at.folded, sign_end)
        was_other = (was_other and is_bare) or _is_other(at, share, place, start, end)
        if was_other:
            continue
        claims, whole = _read(at, share, place, start, end, whole, known)
        if k and claims and claims[0].relation == "relies_on" and found[k - 1][0] is not None:
            claims = [*claims, *_in_common(at, found[k - 1], place, claims[0])]
        turned = {(c.dependent, c.supplier) for c in known if c.relation == "relies_on"}
        for claim in claims:
            if (claim.supplier, claim.dependent) in turned:
                continue  # "Peru is the destination of most of Laos's tin"
            if (share is None or share.item.value not in told) and not _is_told(claim, known):
                yield claim


_IN_COMMON = re.compile(r"‹R\d+›\sof\s(?:the\s)?(‹C\d+›)(?:'s?)?,?\s(?:and\s)?(?:[\w-]+\s){0,3}")


def _in_common(
    at: Statement, before: tuple[Mention | None, int], place: int, claim: DependencyClaim
) -> Iterator[DependencyClaim]:
    """ "supplying 22 per cent of US and 8 per cent of European imports": both are shares of imports."""
    m = _IN_COMMON.fullmatch(at.folded, before[1], place)
    for who in at.values(m[1], m.start(1))[:1] if m else ():
        if who not in (claim.supplier, claim.dependent):
            yield at.claim(
                "relies_on", "any_share", who, claim.supplier, claim.minerals, None, before[0], "importer_imports"
            )


def _respectively(at: Statement, found: list[tuple[Mention | None, int]]) -> list[DependencyClaim]:
    """ "Peru and Laos make 12 and 9 per cent of the world's tin respectively": as many figures as holders, in order."""
    if "respectively" not in at.folded or len(found) < 2 or any(share is None for share, _ in found):
        return []
    gaps = [at.folded[_end_of(at, *a) : b[1]] for a, b in pairwise(found)]
    start, stop = found[0][1], _end_of(at, *found[-1])
    if not all(TURN.fullmatch(gap) for gap in gaps):
        return []
    before = [m for m in signs(at.folded, "C", 0, start) if len(at.values(m.group(), m.start())) == len(found)]
    if not before or is_of_ground(at.folded[max(0, start - 60) : stop + 60]):
        return []
    holders = at.values(before[-1].group(), before[-1].start())
    end = BREAK.search(at.folded, stop)
    span = (stop, end.start() if end else len(at.folded))
    is_of = bool(OF.match(at.folded, stop))
    told = []
    for k, (holder, (share, place)) in enumerate(zip(holders, found, strict=True)):
        whole = whole_of(at, span if is_of else (0, start), holder, place, None, is_of, [])
        before_it = at.before[-1] if at.before else None
        if whole is None and before_it and before_it.share_of == "world_production" and not signs(at.folded, "M"):
            whole = Whole(before_it.minerals, before_it.stage, None, True)
        if whole is not None:
            claim = _told(at, share, place, start, holder, whole)
            rank = NEXT_TO.search(at.folded, 0, before[-1].start())
            told.append(replace(claim, rank=k + 2) if rank and claim.relation == "producer" else claim)
    return told


def _end_of(at: Statement, share: Mention | None, place: int) -> int:
    """Where a figure, or a word such as "most", ends in the folded sentence."""
    return MOST.match(at.folded, place).end() if share is None else at.folded.index("›", place) + 1


def _is_told(claim: DependencyClaim, known: list[DependencyClaim]) -> bool:
    return any(
        (c.dependent, c.supplier, c.relation) == (claim.dependent, claim.supplier, claim.relation)
        and set(c.minerals) & set(claim.minerals)
        and (claim.share_pct is None or (c.share_pct is not None and c.stage == claim.stage))
        for c in known
    )


def _is_other(at: Statement, share: Mention | None, place: int, start: int, end: int) -> bool:
    """Whether a percentage is no share of a supply: a change, a duty, a stake, a plan."""
    if share is not None and share.item.unit != "ad_valorem_pct":
        return True
    if COST.search(at.folded, max(0, place - 120), place):
        return True
    broken = _WHILE.search(at.folded, place, min(end, place + 50))
    right = broken.start() if broken else min(end, place + 50)
    around = re.sub(r"‹\w+›", " ", at.folded[max(start, place - 60) : right])
    if re.search(
        r"‹C\d+›'s?\s[^;,]{0,40}\bshare\b(?:(?!\b(?:will|would|could|may|might)\b)[^;,:]){0,60}\b(?:to|at)\s[^;‹]{0,12}$",
        at.folded[max(0, place - 120) : place],
    ):
        return False  # "its share rose to 63 per cent"
    around = WORLD_DEMAND.sub(" ", around)
    if re.match(r"\s(?:is|are|was|were)\s(?:\w+\s)?‹[MP]", at.folded[place + 4 :]):
        return True  # "42 per cent is scrap": parts of a trade
    broken = _WHILE.search(at.folded, place, min(end, place + 60))
    stop = broken.start() if broken else min(end, place + 60)
    return bool(ELSE.search(around)) or is_of_ground(at.folded[max(start, place - 50) : stop])


_SHARE_IS = re.compile(
    r"\bshare\b(?:[^‹;]{0,60}|\s(?:of|in)\s(?:(?!and\b|between\b|with\b)[\w'-]+\s|‹[CMPS]\d+›(?:'s?)?\s){1,12})$"
)
_WHILE = re.compile(r",\s(?:while|whereas|although|though|but|even as)\b")
_BROUGHT = re.compile(r"\b(?:brought in|imported|foreign|from elsewhere|from abroad)\b")
_ITS_OWN = re.compile(r"\sof\s(?:its|their)\b")
_MARKET_FOR = re.compile(r"\b(?:markets?|destinations?|outlets?|customers?|buyers?)\s(?:for|of)\s$")
_OWN_OUTPUT = re.compile(r"\sof\s(?:its|their|the country's)\s(?:own\s|total\s|annual\s)?(?:output|production)\b")
_FROM_ELSEWHERE = re.compile(r"\bfrom\s(?:elsewhere|abroad|overseas)\b")
_THERE = re.compile(r"\bfrom\s(?:the\s)?‹C|\bthere\b")
_BUYING = re.compile(r"\b(?:import|buy|sourc|purchas|procur|obtain|gett)\w*\s(?:[\w-]+\s){0,3}$")
_MAKES = re.compile(
    r"\b(?:account(?:s|ed)? for|represent(?:s|ed)?|makes? up|made up|mines|refines|produces|processes|makes|"
    r"smelts|does|handles|performs|suppl(?:ies|ied)|holds|provid(?:es|ed)|contribut(?:es|ed)|gave|"
    r"gives|deliver(?:s|ed)|sent|cover(?:s|ed)|met|took|takes|absorb(?:s|ed)|follow(?:s|ed) with|comes? next with)\s"
    r"(?:around|about|some|nearly|over|just|almost|a further|another)?\s?$"
)


def _read(
    at: Statement, share: Mention | None, place: int, start: int, end: int, last: Whole | None,
    known: list[DependencyClaim],
) -> tuple[list[DependencyClaim], Whole | None]:  # fmt: skip
    """What one figure tells, and the whole that the next figure may go on with."""
    sign_end = _end_of(at, share, place)
    broken = BREAK.search(at.folded, sign_end, end)
    stop = min(broken.start() if broken else end, sign_end + 160)
    if stop == end and (verb := NEXT_VERB.search(at.folded, sign_end, stop)):
        stop = verb.start()  # "..., makes over ‹R3›": the verb of the next figure
    right = at.folded[sign_end:stop]
    of = OF.match(right) or SHARE_WORD.match(right)
    goes = GOES.search(at.folded, sign_end, min(end, sign_end + 150)) if of else None
    if goes and (seller := seller_in(at, sign_end, goes.start())):
        named = [m for m in signs(at.folded, "M", sign_end, goes.start()) if minerals_of(at.mention(m.group()))]
        found = (
            minerals_of(at.mention(named[0].group()))
            if named
            else (last.minerals if last else around(at, (sign_end, stop)))
        )
        for who in at.values(goes["who"], goes.start("who"))[:1] if found else ():
            told = at.claim("relies_on", "any_share", who, seller, found, None, share, "supplier_exports")
            return [told], Whole(found, None, None, False, seller)
    own_share = bought(at, share, place, sign_end, stop) if of else None
    if own_share is not None:
        return [own_share], last
    if of and (_OWN_OUTPUT.match(right) or (share is None and _FROM_ELSEWHERE.search(right))):
        return [], last
    if (
        of
        and _ITS_OWN.match(right)
        and not _THERE.search(right)
        and _BUYING.search(at.folded, max(0, place - 40), place)
    ):
        return [], last  # "importing over 80% of its potash from its neighbour"
    if imported := IMPORTED.search(right):
        users = buyers_of(at, sign_end, sign_end + imported.start())
        named = [m for m in signs(at.folded, "M", sign_end, sign_end + imported.start()) if goods_of(at, m)]
        what = goods_of(at, named[0]) if named else ()
        return [
            at.claim("relies_on", "any_share", u, None, what, None, share, "consumption") for u in users[:1] if what
        ], last
    where = WHERE.search(at.folded, sign_end, min(end, sign_end + 170))
    if where and (
        signs(at.folded, "C", sign_end, where.start("who")) and not buyers_of(at, sign_end, where.start("who"))
    ):
        where = None
    if where and where["prep"] == "by" and where.group().startswith(("bought", "imported", "purchased")):
        where = WHERE.search(at.folded, where.end(), min(end, sign_end + 170))
    if where and re.match(r"\s?\(?‹R", at.folded[where.end() :]):
        where = None  # "91% comes from Peru (44%), Laos (34%)": a sum over several
    straight = STRAIGHT.match(right)
    beside = _beside(at, place, start)
    is_subject = bool(IS_MADE.match(right))
    is_share = _SHARE_IS.search(at.folded, max(0, place - 140), place)
    is_made = _rank(at, place, start) or _MAKES.search(at.folded[:place])
    of = of or ORIGIN_OF.search(at.folded, max(0, place - 40), place)
    if not (of or beside or straight or is_subject or is_share or is_made):
        return [], last  # a bare figure whose holder only the clause could tell
    if straight and not of:
        holder, span = at.values(straight["who"], sign_end)[:1], (start, place)
    elif where and (of or is_subject) and not beside:
        holder = at.values(where["who"], where.start("who"))
        span = (sign_end, where.start("who"))
    elif beside:
        holder, span = beside, (sign_end, stop) if of or re.match(r"\s\w", right) else (start, place)
    else:
        holder, span = _subject(at, place, start), (sign_end, stop) if of else (start, place)
    is_each = len(holder) > 1 and bool(re.search(r"\b(?:each|apiece)\b", at.folded[max(0, place - 30) : sign_end + 12]))
    is_joint = len(holder) > 1 and not is_each
    if not holder or len(holder) > 4 or holder[0].startswith("org:"):
        return [], last
    is_there = bool(where and (of or is_subject) and not beside and WHERE_MADE.search(at.folded, sign_end, where.end()))
    whole = whole_of(at, span, holder[0], place, last, bool(of), known, is_there)
    if whole is not None and share is None and whole.is_world and _BROUGHT.search(at.folded, sign_end, stop):
        return [], last  # "much of the ore that its smelter treats is brought in"
    if whole is None or re.match(r"[\s-](?:\w+-)?(?:owned|controlled|held|state-owned|pure|of the time)\b", right):
        return [], last
    if is_joint and (whole.buyer or whole.exporter or whole.seller):
        return [_told(at, None, place, start, h, whole) for h in holder if h != whole.buyer], whole
    if is_joint:
        return [at.claim("producer", "any_share", None, h, whole.minerals, whole.stage) for h in holder], whole
    return [_told(at, share, place, start, h, whole) for h in holder if h != whole.buyer], whole


def _told(at: Statement, share: Mention | None, place: int, start: int, holder: str, whole: Whole) -> DependencyClaim:
    """The claim of one holder of a share."""
    value = share.item.value if share else None
    year = None if share is None or at.year(share) else whole.year
    buyer, seller = (
        (holder, whole.seller or whole.exporter) if whole.seller or whole.exporter else (whole.buyer, holder)
    )
    if buyer:
        of = "supplier_exports" if whole.exporter else "importer_imports"
        return at.claim("relies_on", "any_share", buyer, seller, whole.minerals, None, share, of, year=year)
    is_most = (
        share is None
        or (value is None and bool(share.item.low and share.item.low >= 50))
        or (value is not None and (value > 50 or (value == 50 and share.item.qualifier == "at_least")))
    )
    return at.claim(
        "dominates" if is_most else "producer", "any_share", None, holder, whole.minerals, whole.stage, share,
        "world_production", None if is_most else _rank(at, place, start),
    )  # fmt: skip


def _rank(at: Statement, place: int, start: int) -> int | None:
    """ "Vietnam comes second with 6 per cent"."""
    m = re.search(rf"\b({LATER})\b(?:\splace)?,?\s(?:with|at|on)\s[^‹;]{{0,20}}$", at.folded[start:place])
    return rank_of(m[1]) if m else None


def _beside(at: Statement, place: int, start: int) -> tuple[str, ...]:
    """The party right before a figure: "China (70%)", "Peru with 10%", "and China for 75%"."""
    near = signs(at.folded, "C", max(start, place - 60), place)
    if near and BESIDE.fullmatch(at.folded[near[-1].end() : place]):
        governed = re.search(
            r"\b(?:from|to|against|than|in|of|outside|beyond|besides|after|behind|unlike)\s(?:the\s)?$",
            at.folded[: near[-1].start()],
        )
        if not governed or at.folded[near[-1].end() : place].strip().startswith(("(", ":")):
            return at.values(near[-1].group(), near[-1].start())
    return ()


def _subject(at: Statement, place: int, start: int) -> tuple[str, ...]:
    """The subject of the clause of a figure: of the last frame before it, else the last party that nothing governs."""
    if relative := RELATIVE.search(at.folded, max(start, place - 110), place):
        return at.values(relative[1], relative.start(1))
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
        if not re.match(r"'s?\s(?!share|output|production)", at.folded[m.end() :])
        and not re.search(
            r"\b(?:of|to|from|in|on|with|by|for|against|between|than|outside|non-?|over|at|into|like|behind|after|"
            r"ahead|unlike|beyond)\s?(?:the\s)?$",
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

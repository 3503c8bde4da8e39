"""The parts of a frame that dependencies are made of: who, which mineral at which stage, what share of what."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from critmin.claims import regex as re
from critmin.claims.claim import DependencyClaim
from critmin.claims.context import minerals_of
from critmin.claims.evidence_words import LEFT_OUT, OTHER_GOODS
from critmin.claims.frames import Argument, Frame
from critmin.claims.goods import meant
from critmin.claims.mentions import Mention
from critmin.claims.patterns import signs
from critmin.claims.statement import Statement, stage_of
from critmin.claims.world_shares import DEPOSITS, WORLD, verb_stage

WORLD_WORDS = re.compile(rf"\b{WORLD}", re.IGNORECASE)
MOSTLY = re.compile(
    r"\b(?:most|mostly|mainly|largely|primarily|predominantly|overwhelmingly|almost (?:all|entirely|exclusively)|"
    r"nearly all|virtually all|practically all|effectively all|essentially all|vast majority|majority|bulk|"
    r"lion's share|chiefly|exclusively|entirely)\b",
    re.IGNORECASE,
)
_NEEDS = re.compile(
    r"(?:imports?|demand|needs?|consumption|requirements?|supply|supplies|purchases|use|usage|intake|inputs?)$"
)
_CHANGE = re.compile(
    r"\s?(?:increase|rise|growth|decline|drop|fall|jump|tariffs?|dut(?:y|ies)|lev(?:y|ies)|stake|interest|owned|higher|"
    r"lower|more than|less than|year-on-year|premium|discount|pur(?:e|ity)|grade|ad valorem)\b"
)
_MATERIALS = re.compile(
    r"\b(?:(?:raw |critical |strategic )?(?:materials?|minerals?|metals?|elements?|supply|supplies|supply chains?|"
    r"market|sector|imports?|production|output)|it|them|magnets?)\b"
)
_MADE = re.compile(
    r"\b(?:production|output|mining|mine|refining|refined|processing|processed|separation|smelting|smelted|capacity|"
    r"magnets?|manufacturing|supply|market)\b|‹M",
    re.IGNORECASE,
)


def codes(at: Statement, arguments: list[Argument], but: tuple[str, ...] = ()) -> tuple[str, ...]:
    """Whom arguments name, without "other Asian countries" and what is left out on purpose."""
    found = [
        v
        for a in arguments
        if a.mention.sign in "CG" and not LEFT_OUT.search(at.folded[max(0, a.start - 14) : a.start])
        for v in at.values(a.sign, a.start)
        if v and v != "WLD"
    ]
    return tuple(dict.fromkeys(v for v in found if v not in but))


def countries(at: Statement, arguments: list[Argument], but: tuple[str, ...] = ()) -> tuple[str, ...]:
    """Whom arguments name, without firms."""
    return tuple(v for v in codes(at, arguments, but) if not v.startswith("org:"))


def place_of(at: Statement, mention: Mention) -> int:
    """Where a mention stands in the folded sentence."""
    return at.sentence.places[at.mentions.index(mention)]


def minerals_in(at: Statement, start: int, end: int) -> tuple[tuple[str, ...], str | None]:
    """The first minerals of a stretch, with the stage that the words around them name."""
    for m in signs(at.folded, "M", start, end):
        if minerals := minerals_of(at.mention(m.group())):
            return minerals, stage_of(at, m, minerals)
    return (), None


def minerals(
    at: Statement, frame: Frame, reach: bool = True, share: Mention | None = None, is_strict: bool = False
) -> tuple[tuple[str, ...], str | None]:
    """The minerals of a frame and their stage: after its figure, after it, before it in its clause, else (where it
    speaks of "the metals" or "supplies", or the document of one mineral) what the text speaks of."""
    start = max(frame.end, place_of(at, share) if share else 0)
    found, stage = minerals_in(at, start, frame.scope_end)
    if found:
        return found, stage
    began = frame.scope_start if frame.part != "verb" else 0  # "the tin that Peru needs is dominated by Laos"
    behind = [m for m in signs(at.folded, "M", began, frame.start) if minerals_of(at.mention(m.group()))]
    if behind:
        values = minerals_of(at.mention(behind[-1].group()))
        return values, stage_of(at, behind[-1], values)
    if not reach or signs(at.folded, "P", frame.scope_start, frame.scope_end):
        return (), None
    begin = frame.scope_start if frame.is_passive else frame.start
    words = re.sub(r"‹\w+›", "", at.folded[begin : min(frame.scope_end, frame.end + 70)])
    if _MATERIALS.search(words) and at.before and at.i:
        told = at.before[-1]
        if told.evidence.quote_start >= at.context.sentence(at.i - 1).start:
            return told.minerals, None  # what the sentence before was about
    is_meant = _MATERIALS.search(words) or (not is_strict and at.context.is_topic_clear)
    return meant(at, frame.start) if is_meant else (), None


def stages(at: Statement, start: int, end: int) -> tuple[str, ...]:
    """The stages that a stretch lists ("mining and processing"), in order."""
    begin = len(at.text) - len(at.text)  # stage words are placed in the unfolded text
    found: list[str] = []
    for stage in at.sentence.stages:
        word = at.text[stage.start : stage.end]
        if re.search(rf"\b{re.escape(word)}\b", at.folded[max(begin, start) : end]) and stage.values[0] not in found:
            found.append(stage.values[0])
    return tuple(found)


def figures(at: Statement, start: int, end: int) -> list[tuple[Mention, int]]:
    """The shares of a stretch with their places: percentages that are no change, duty, stake or purity."""
    return [
        (at.mention(m.group()), m.start())
        for m in signs(at.folded, "R", start, end)
        if not _CHANGE.match(at.folded, m.end())
    ]


def figure(at: Statement, frame: Frame, is_before: bool = False) -> Mention | None:
    """The share in a frame: the first figure after it, or (of a passive) before it."""
    start, end = (frame.scope_start, frame.start) if is_before else (frame.end, frame.scope_end)
    found = figures(at, start, end)
    return found[0][0] if found else None


def is_of_ground(text: str) -> bool:
    """Whether a stretch speaks of reserves, prices or demand, which are no dependencies."""
    return bool(DEPOSITS.search(text))


_PRODUCT_OF = re.compile(r"‹C\d+›(?:'s?)?\s(‹P\d+›)(?!\sand\s‹M)")


def is_of_other_goods(at: Statement, start: int, end: int) -> bool:
    """Whether what is bought from a country is no mineral: "its reliance on Mexican steel"."""
    m = _PRODUCT_OF.search(at.folded, start, end)
    if signs(at.folded, "M", start, end):
        return False  # "on Russian oil and uranium"
    return bool(OTHER_GOODS.search(at.folded, start, end) or (m and at.mention(m[1]).values == ("steel",)))


def buyer(at: Statement, but: tuple[str, ...], start: int, end: int) -> tuple[str, ...]:
    """Whose imports, demand or needs a stretch speaks of: "US imports", "the needs of European makers"."""
    for m in signs(at.folded, "C", start, end):
        after = re.match(r"(?:'s?)?\s((?:[\w'-]+[\s.,;)]|‹[MPS]\d+›\s?){0,4})", at.folded[m.end() : m.end() + 60] + " ")
        owned = re.findall(r"[\w'-]+", re.sub(r"‹\w+›", " ", after.group(1)))[:4] if after else []
        is_need = any(_NEEDS.match(word) for word in owned)
        before = at.folded[: m.start()]
        into = re.search(
            r"\b(?:imported|imports|shipped|sold|used|consumed)\s(?:in|into|to|by)\s(?:the\s)?$", before
        ) or re.search(r"\b(?:imports|needs|demand|consumption)\s(?:of|in)\s(?:the\s)?$", before)
        if is_need or into:
            values = tuple(v for v in at.values(m.group(), m.start()) if v not in but and not v.startswith("org:"))
            if values:
                return values[:1]
    return ()


_ITS = re.compile(
    r"\b(?:[Ii]ts|[Tt]heir|[Oo]ur)\s(?:own\s)?(?:[\w-]+\s){0,3}?(?:‹M\d+›|imports?\b|supply\b|supplies\b|"
    r"needs\b|demand\b|"
    r"requirements?\b|consumption\b|minerals?\b|metals?\b)"
)


def possessor(at: Statement, start: int, end: int, but: tuple[str, ...] = ()) -> tuple[str, ...]:
    """Who "its" means in "most of its potash comes from Canada": the country named last before, here or in the
    sentences before."""
    m = _ITS.search(at.folded, start, end)
    if m is None:
        return ()
    for s in reversed(signs(at.folded, "C", 0, m.start())):
        values = tuple(v for v in at.values(s.group(), s.start()) if v not in but)
        if len(values) == 1:
            return values
    before = at.context.subject_before(at.i)
    values = at.context.values(at.i, before) if before else ()
    return values if len(values) == 1 and values[0] not in but else ()


@dataclass(frozen=True)
class Portion:
    """One figure of a stretch with what it is a share of."""

    share: Mention | None
    text: str
    start: int
    end: int


def portions(at: Statement, start: int, end: int, is_before: bool = False) -> list[Portion]:
    """A stretch cut at its figures: "48 per cent of world output and 63 per cent of US imports" is two."""
    found = figures(at, start, end)
    if not found or is_before:
        return [Portion(found[0][0] if found else None, at.folded[start:end], start, end)]
    places = [p for _, p in found] + [end]
    return [
        Portion(share, at.folded[places[k] : places[k + 1]], places[k], places[k + 1])
        for k, (share, _) in enumerate(found)
    ]


def shared(
    at: Statement, frame: Frame, holders: tuple[str, ...], start: int, end: int, is_before: bool = False
) -> Iterator[DependencyClaim]:
    """The shares of a buyer's imports, or of the world, that holders have in a stretch."""
    holders = tuple(h for h in holders if not h.startswith("org:"))
    parts = portions(at, start, end, is_before)
    if not holders or len(holders) > 3 or (len(holders) > 1 and parts[0].share is not None):
        return
    known: tuple[str, ...] = ()
    is_world = False
    for k, part in enumerate(parts):
        if is_of_ground(at.folded[start : part.end]) or (k and _OF_ANOTHER.match(at.folded, part.start)):
            continue
        if k and _ANOTHERS.search(at.folded[parts[k - 1].start : part.start]):
            continue  # "compared with Laos's 92 per cent"
        if k and signs(at.folded, "CG", part.start, part.end) and not buyer(at, holders, part.start, part.end):
            continue
        found, stage = minerals_in(at, part.start, part.end)
        if not found:
            found, stage = (known, None) if known else minerals(at, frame, share=part.share)
        known = known or found
        buyers = buyer(at, holders, part.start, part.end)
        if not found:
            continue
        if buyers:
            if part.share or MOSTLY.search(part.text):
                for h in holders:
                    yield at.claim(
                        "relies_on", "share_of_imports", buyers[0], h, found, stage, part.share, "importer_imports"
                    )
            continue
        is_world = is_world or bool(WORLD_WORDS.search(part.text)) or _is_making(at, part)
        if not is_world:
            continue
        stage = stage or frame.stage or verb_stage(part.text) or _one(stages(at, part.start, part.end))
        for h in holders:
            for claim in of_world(at, h, found, part, stage):
                yield replace(claim, relation="producer") if len(holders) > 1 else claim  # they hold it together


_ANOTHERS = re.compile(r"‹R\d+›[^;]*‹C\d+›(?:'s?)?\s(?:[\w-]+\s){0,3}$")
_OF_ANOTHER = re.compile(r"‹R\d+›[^;]{0,60}?\bthat\s(?:the\s)?‹C")


def _is_making(at: Statement, part: Portion) -> bool:
    """A bare share of "rare earth production" is one of the world's, where no country is named."""
    return bool(
        part.share is not None
        and re.match(r"‹R\d+›\s(?:share\s)?of\s(?:the\s|all\s|their\s|its\s)?", part.text)
        and _MADE.search(part.text[:90])
        and re.search(
            r"\b(?:production|output|mining|refining|processing|separation|smelting|manufacturing|market)\b",
            part.text[:90],
        )
        and not signs(at.folded, "CG", part.start, part.end)
    )


def _one(values: tuple[str, ...]) -> str | None:
    return values[0] if len(values) == 1 else None


def of_world(
    at: Statement, holder: str, found: tuple[str, ...], part: Portion, stage: str | None
) -> Iterator[DependencyClaim]:
    """A share of the world: above one half, or told as most of it, it dominates; below it produces."""
    if part.share is None:
        if MOSTLY.search(part.text):
            yield at.claim("dominates", "most_of_world", None, holder, found, stage, None, "world_production")
        return
    rate = part.share.item
    is_most = rate.value is None or rate.value > 50 or (rate.value == 50 and rate.qualifier == "at_least")
    if rate.value is None:
        is_most = bool(rate.low and rate.low >= 50)
    yield at.claim(
        "dominates" if is_most else "producer",
        "share_of_world",
        None,
        holder,
        found,
        stage,
        part.share,
        "world_production",
    )

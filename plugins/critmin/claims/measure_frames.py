"""Who imposes a measure and whom it hits, read from frames: the subject of the verb that sets it, and its "on"."""

from critmin.claims import regex as re
from critmin.claims.frames import Argument, Frame
from critmin.claims.measure_part import Part

_SETS = frozenset(
    ["impose", "raise", "ban", "restrict", "exempt", "threaten", "announce", "launch", "invest", "fund", "hold",
     "agree", "terminate", "diversify", "negotiate", "sign", "lead", "make", "enter", "rely", "cover", "pledge", "seek"]
)  # fmt: skip
_SETS_TOO = frozenset(
    ["begin", "start", "continue", "keep", "use", "want", "call", "hit", "publish", "release", "issue",
     "adopt", "approve", "drop", "push", "take", "expand", "move", "say", "suggest", "open", "create", "bring",
     "leave", "aim", "develop", "increase", "add"]
)  # fmt: skip
_SUFFERS = re.compile(
    r"\b(?:concerns?|worr\w+|fear\w*|critici[sz]\w+|oppos\w+|complain\w*|object\w*|react\w*|respond\w*|retaliat\w+|"
    r"faces?|facing|faced|hurt\w*|affected|hit|suffer\w*|escape\w*|avoid\w*|evad\w*|circumvent\w*|urg\w+|ask\w*|"
    r"challeng\w+|condemn\w*|protest\w*|exemptions?\sfrom|relief\sfrom|welcom\w+|lobb\w+|discuss\w*|talks|negotiat\w+)\b"
    r"[^,;‹›]{0,60}$",
    re.IGNORECASE,
)
_OUT = re.compile(
    r"\b(?:except(?:ing|ion)?(?:\s(?:for|of))?|excluding|other than|apart from|besides|aside from|but not|with the "
    r"exception of|not)\s(?:those\s|goods\s|imports\s|that\s|ones\s)?(?:from\s|of\s)?(?:the\s)?$",
    re.IGNORECASE,
)


def imposers(at: Part, named: tuple[str, ...]) -> tuple[str, ...] | None:
    """Who the frames say sets a measure: () where they do not say, None where whom they name only suffers it."""
    verb = _governing(at)
    if verb is None or verb.is_unnamed:
        return ()
    text = at.folded
    between = text[verb.start : at.start]
    if verb.is_passive:
        if verb.start < at.start:
            return ()
        return _countries(at, [a for a in verb.arguments if a.prep == "by"], named)
    if _SUFFERS.search(between) or _SUFFERS.search(text[max(verb.scope_start, verb.start - 30) : verb.start]):
        return None
    if verb.name not in _SETS and verb.lemma not in _SETS_TOO:
        return ()
    return _countries(at, verb.subject, named)


def is_of_others(at: Part) -> bool:
    """Whether the sentence names somebody who only suffers the measure, or wishes it: nobody is then taken for it."""
    verb = _governing(at)
    return bool(verb and (verb.is_unnamed or _SUFFERS.search(at.folded[verb.start : at.start])))


def is_left_out(at: Part, place: int) -> bool:
    """Whether a mention is named as what a measure does not touch: "except for those from the UK"."""
    return bool(_OUT.search(at.folded[max(0, place - 60) : place]))


def _governing(at: Part) -> Frame | None:
    """The verb whose object the measure is, or whose passive subject."""
    found = [f for f in at.context.frames(at.i) if f.part == "verb"]
    place = min(at.start, at.head.start) if at.head.start >= at.left else at.start
    before = [
        f for f in found if f.start <= place and place <= max(f.scope_end, f.end + 40) and f.start >= at.left - 60
    ]
    if before:
        return before[-1]
    return next((f for f in found if f.start >= at.end and f.is_passive and f.start <= at.right), None)


def _countries(at: Part, arguments: list[Argument], named: tuple[str, ...]) -> tuple[str, ...]:
    found = [
        v
        for a in arguments
        if a.mention.sign == "C"
        for v in at.context.values(at.i, a.mention, a.start)
        if v and v != "WLD" and not v.startswith("org:")
    ]
    found = [v for v in dict.fromkeys(found) if v not in named]
    return tuple(found[:6])

"""What a rule of dependencies is about: a mineral, a magnet, or a word such as "it" and "the ore" that means one."""

from critmin.claims import regex as re
from critmin.claims.context import minerals_of
from critmin.claims.patterns import signs
from critmin.claims.statement import Statement, stage_of

GOODS = (
    r"(?P<what>‹[MP]\d+›|\b(?:it|them|magnets?|(?:the|this|that|these|such|those)\s(?:\w+\s)?(?:metals?|minerals?|"
    r"ores?|"
    r"elements?|materials?))\b)"
)
_SUBJECT = re.compile(r"(?:^|[.:]\s|\b(?:[Tt]he|[Mm]ost|[Aa]nd|[Bb]ut)\s)$")
_ORE = re.compile(r"\bores?\b")


def meant(at: Statement, place: int, reach: int = 2) -> tuple[str, ...]:
    """The minerals that a sentence without any speaks of: what opens one of the sentences before, else what these
    name last, else the document's own topic where that is clear."""
    if here := at.context.minerals_near(at.i, place, 0):
        topic = at.context.topic if at.context.is_topic_clear else ()
        return topic if topic and any(m.sign == "M" and minerals_of(m) == topic for m in at.mentions) else here
    lead_in = at.context.sentence(at.i).lead_in
    for m in at.context.read(lead_in).of("M") if 2 < len(lead_in) < 40 else ():
        if minerals_of(m):
            return minerals_of(m)
    for j in range(at.i - 1, max(-1, at.i - 1 - reach), -1):
        folded = at.context.folded(j)
        found = [s for s in signs(folded.folded, "M") if minerals_of(folded[s.group()])]
        opening = [s for s in found if _SUBJECT.search(folded.folded[: s.start()])]
        if found:
            return minerals_of(folded[(opening or found)[0 if opening else -1].group()])
    return at.context.topic if at.context.is_topic_clear else ()


def goods(at: Statement, m: re.Match) -> tuple[tuple[str, ...], str | None]:
    """The minerals and the stage of the group `what` of a match; ((), None) where it is neither mineral nor magnet."""
    word = m["what"]
    if word.startswith("‹"):
        mention = at.mention(word)
        if minerals := minerals_of(mention):
            place = next(s for s in signs(at.folded, "M") if s.group() == word)
            return minerals, stage_of(at, place, minerals)
        return _magnets(at) if "magnets" in mention.values else ((), None)
    if word.lower().startswith("magnet"):
        return _magnets(at)
    return meant(at, m.start("what")), "mining" if _ORE.search(word) else None


def _magnets(at: Statement) -> tuple[tuple[str, ...], str | None]:
    """Magnets are rare earths where the document speaks of these."""
    return (("rare_earths",), "magnets") if "rare_earths" in at.context.topic else ((), None)

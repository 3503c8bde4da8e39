"""Who stands around a head word that is weighed: with which preposition, as owner, as subject."""

from dataclasses import dataclass

from critmin.claims import evidence_words as words
from critmin.claims.patterns import signs
from critmin.claims.statement import Statement


@dataclass(frozen=True)
class Party:
    """A country near a head word: its codes, its place in the folded sentence, what governs it."""

    values: tuple[str, ...]
    start: int
    end: int
    prep: str  # the preposition that governs it, "" for none
    is_demonym: bool
    is_owner: bool


def parties(at: Statement, start: int, end: int) -> list[Party]:
    """The countries of a stretch, each with the preposition before it and whether it owns what follows."""
    out = []
    for m in signs(at.folded, "C", start, end):
        values = tuple(v for v in at.values(m.group(), m.start()) if v != "WLD" and not v.startswith("org:"))
        if not values or words.LEFT_OUT.search(at.folded[max(0, m.start() - 16) : m.start()]):
            continue
        mention = at.mention(m.group())
        prep = words.PREPOSITION.search(at.folded[max(0, m.start() - 40) : m.start()])
        is_owner = at.folded.startswith(("'s", "'"), m.end())
        out.append(
            Party(
                values,
                m.start(),
                m.end(),
                prep[1].lower() if prep else "",
                mention.detail == "demonym",
                is_owner,
            )
        )
    return out


def subject_of(at: Statement, start: int, place: int) -> Party | None:
    """The last country before a place, within its clause, that nothing governs and that owns nothing."""
    near = parties(at, start, place)
    if near and words.WHICH.fullmatch(at.folded, near[-1].end, place):
        return near[-1]
    free = [p for p in near if p.prep in ("", "like", "such as") and not p.is_owner and not p.is_demonym]
    if free:
        return free[-1]
    if words.IT.search(at.folded[start:place]):
        who = at.context.subject_before(at.i)
        values = tuple(v for v in (at.context.values(at.i, who) if who else ()) if not v.startswith("org:"))
        return Party(values, place, place, "", False, False) if len(values) == 1 else None
    return None

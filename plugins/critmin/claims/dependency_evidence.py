"""Dependencies that no rule has read: what speaks for them in a sentence is weighed.

Where a head word of dependencies stands ("reliance", "grip", "producer", "shipped", "alternative") and no rule has
read a claim of it, the candidates nearby are taken: who stands before and behind it with which preposition, which
mineral the sentence, its heading or the document names. Each thing that is found has a weight in `WEIGHTS`; what
speaks against it (denied, supposed, in the ground, a price, another good) has one below zero. A claim is made where
the sum reaches `ENOUGH`; its rule names the head word's kind, and its confidence follows the sum.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from critmin.claims import evidence_words as words
from critmin.claims import regex as re
from critmin.claims.claim import DependencyClaim
from critmin.claims.context import minerals_of
from critmin.claims.evidence_parties import parties, subject_of
from critmin.claims.making_frames import is_said
from critmin.claims.mentions import Mention
from critmin.claims.merge import related
from critmin.claims.patterns import clause, signs
from critmin.claims.statement import Statement, stage_of

WEIGHTS = {
    "strong word": 2.0,
    "weak word": 0.5,
    "supplier governed": 2.0,
    "holder governed": 2.0,
    "holder near": 1.0,
    "dependent owns": 1.0,
    "dependent is subject": 1.0,
    "both ends": 1.0,
    "from abroad": 1.0,
    "mineral named": 2.0,
    "mineral named before": 1.5,
    "mineral of the heading": 1.5,
    "mineral just told": 1.5,
    "mineral of the text": 1.0,
    "a trade is named": 0.5,
    "of the world": 0.5,
    "great": 1.0,
    "denied": -6.0,
    "ended": -3.0,
    "supposed": -1.5,
    "in the ground": -3.0,
    "a measure": -2.5,
    "a price": -3.0,
    "another good": -2.5,
    "a firm's affairs": -2.0,
    "power of another kind": -3.0,
    "long ago": -3.0,
}
ENOUGH = 4.5
SURE = 0.6  # confidence of a claim that just reaches `ENOUGH`


@dataclass
class _Case:
    """One candidate: a head word with what was found around it."""

    kind: str
    relation: str
    place: int
    found: list[str] = field(default_factory=list)
    dependents: tuple[str, ...] = ()
    suppliers: tuple[str, ...] = ()
    minerals: tuple[str, ...] = ()
    stage: str | None = None
    rank: int | None = None
    share: Mention | None = None

    @property
    def weight(self) -> float:
        return sum(WEIGHTS[f] for f in self.found)


def weighed(at: Statement, known: list[DependencyClaim]) -> Iterator[DependencyClaim]:
    """What the head words of a sentence tell beside the claims `known` of it."""
    told = list(known)
    if "|" in at.text or len(at.folded) > 700:
        return
    for kind, (pattern, read) in _KINDS.items():
        for m in pattern.finditer(at.folded):
            case = read(at, m)
            if case is None or not case.minerals or case.weight < ENOUGH:
                continue
            for claim in _claims(at, kind, case):
                if not any(_tells(other, claim) for other in told):
                    told.append(claim)
                    yield claim


def _claims(at: Statement, kind: str, case: _Case) -> Iterator[DependencyClaim]:
    sure = min(0.75, SURE + 0.03 * (case.weight - ENOUGH))
    for who in case.dependents or (None,):
        for supplier in case.suppliers or (None,):
            if who == supplier:
                continue
            claim = at.claim(
                case.relation,
                f"evidence_of_{kind}",
                who,
                supplier,
                case.minerals,
                case.stage,
                case.share,
                "importer_imports" if case.share else None,
                case.rank,
            )
            yield replace(claim, confidence=round(sure, 2))


_MAKING = {"dominates", "producer"}


def _tells(other: DependencyClaim, claim: DependencyClaim) -> bool:
    """Whether a claim of the sentence says already what was weighed."""
    if other.relation == claim.relation == "relies_on" and other.evidence == claim.evidence:
        pair = (claim.dependent, claim.supplier)
        if None not in pair and pair == (other.dependent, other.supplier):
            return True
        if claim.dependent is None and claim.supplier == other.dependent:
            return True  # "many countries depend on it, including Spain"
    if not related(other.minerals, claim.minerals):
        return False
    if claim.relation in _MAKING:
        return other.supplier == claim.supplier and other.relation in (*_MAKING, "relies_on")
    if other.relation == claim.relation and (other.supplier, other.dependent) == (claim.dependent, claim.supplier):
        return True
    if other.relation != claim.relation:
        return claim.relation == "alternative_supplier" and other.supplier == claim.supplier
    return other.supplier == claim.supplier or (
        other.dependent == claim.dependent and None in (other.supplier, claim.supplier)
    )


# -- who and what stands around a head word -----------------------------------------------------------------------


def _minerals(at: Statement, case: _Case, start: int, end: int, left: int) -> None:
    """The minerals of a case: behind its head word, before it in the sentence, else those of heading and text."""
    for stretch, is_last in (((start, end), False), ((left, start), True), ((0, len(at.folded)), False)):
        found = [m for m in signs(at.folded, "M", *stretch) if minerals_of(at.mention(m.group()))]
        if found:
            m = found[-1 if is_last else 0]
            case.minerals = minerals_of(at.mention(m.group()))
            case.stage = stage_of(at, m, case.minerals)
            case.found.append("mineral named before" if is_last else "mineral named")
            return
    near = at.folded[left:end]
    is_raw = any(p.sign == "P" and "raw_minerals" in p.values for p in at.mentions)
    if is_raw and not words.THESE.search(near):
        case.minerals = ("critical_minerals",)
        case.found.append("mineral named")
        return
    if any(p.sign == "P" for p in at.mentions) and not is_raw:
        return
    told = at.before[-1] if at.before and at.i else None
    if told and told.evidence.quote_start >= at.context.sentence(max(0, at.i - 1)).start:
        case.minerals, _ = told.minerals, case.found.append("mineral just told")
        return
    section = at.context.sentence(at.i).section
    if section and len(section) < 90:
        heads = at.context.read(section.lower() if section.isupper() else section).of("M")
        if heads and minerals_of(heads[0]):
            case.minerals = minerals_of(heads[0])
            case.found.append("mineral of the heading")
            return
    beside = at.context.minerals_near(at.i, 0, 1)
    if beside and words.MATERIALS.search(near):
        case.minerals, _ = beside, case.found.append("mineral just told")
        return
    if at.context.is_topic_clear and (words.MATERIALS.search(near) or at.context.is_about_minerals):
        case.minerals, _ = at.context.topic, case.found.append("mineral of the text")


def _against(at: Statement, case: _Case, start: int, end: int, but: frozenset[str] = frozenset()) -> None:
    """What speaks against a case in its clause, without what says nothing of its kind: a grip that a ban should break
    is one, and whoever could stand in for another only could."""
    plain = re.sub(r"‹\w+›", " ", at.folded[start:end])
    if words.OF_A_PRODUCT.search(at.folded[max(0, case.place - 12) : case.place]):
        case.found.append("another good")
    for name, pattern in words.AGAINST:
        if name not in but and pattern.search(plain):
            case.found.append(name)


def _end(at: Statement, start: int, reach: int = 150) -> int:
    stop = words.STOP.search(at.folded, start, min(len(at.folded), start + reach))
    return stop.start() if stop else min(len(at.folded), start + reach)


# -- one reader per kind of head word -----------------------------------------------------------------------------


def _making(at: Statement, m: re.Match) -> _Case | None:
    """ "major producers such as Peru", "a big exporter of tin", "an increasingly important source of copper"."""
    case = _Case("making", "producer", m.start(), ["weak word"])
    start, _ = clause(at.folded, m.start())
    end = _end(at, m.end(), 110)
    great = words.GREAT.search(at.folded[max(0, m.start() - 60) : m.start()])
    if great:
        case.found.append("great")
    such = words.SUCH_AS.search(at.folded, m.end(), end)
    such = None if such and re.search(r",\s\w|‹R", at.folded[m.end() : such.start()]) else such
    listed = parties(at, such.end(), end) if such else []
    if listed:
        case.suppliers = tuple(dict.fromkeys(v for p in listed for v in p.values))
        case.found.append("holder governed")
    else:
        holder = subject_of(at, start, m.start())
        gap = at.folded[holder.end : m.start()] if holder else ""
        if holder is None or not is_said(gap):
            return None
        case.suppliers = holder.values
        case.found.append("holder governed")
    own = signs(at.folded, "M", start, m.start())
    if own and re.fullmatch(r"\s(?:[\w-]+\s)?", at.folded[own[-1].end() : m.start()]):
        _minerals(at, case, own[-1].start(), m.start(), start)  # "a copper producer and importer of tin"
    else:
        _minerals(at, case, m.end(), such.start() if such else end, start)
    if words.WORLD.search(at.folded[start:end]):
        case.found.append("of the world")
    if m["seller"] and "of the world" not in case.found:
        return None
    _against(at, case, max(start, m.start() - 60), end)
    return case


def _instead(at: Statement, m: re.Match) -> _Case | None:
    """ "diversifying towards Chile", "non-Chinese suppliers such as Canada", "alternatives include Laos"."""
    case = _Case("instead", "alternative_supplier", m.start(), ["strong word" if m["strong"] else "weak word"])
    start, _ = clause(at.folded, m.start())
    end = _end(at, m.end(), 130)
    such = words.SUCH_AS.search(at.folded, m.end(), end)
    behind = parties(at, such.end() if such else m.end(), end)
    if not such:
        behind = [p for p in behind if p.prep in words.TURNS_TO and words.TURNING.fullmatch(m.group())]
    if not behind and m["fresh"]:
        behind = [p for p in parties(at, start, m.start()) if p.prep in words.MEETS]
    if behind:
        case.suppliers = tuple(dict.fromkeys(v for p in behind for v in p.values))
        case.found.append("supplier governed")
        subject = subject_of(at, start, m.start())
        case.dependents = subject.values[:1] if subject else ()
    else:
        subject = subject_of(at, start, m.start())
        if subject is None or not words.OFFERED.fullmatch(at.folded, subject.end, m.start()):
            return None
        case.suppliers = subject.values
        case.found.append("holder governed")
    case.dependents = tuple(d for d in case.dependents if d not in case.suppliers)
    _minerals(at, case, m.end(), end, start)
    _against(at, case, max(start, m.start() - 60), end, words.HOPED)
    return case


_KINDS = {
    "making": (words.MAKING, _making),
    "instead": (words.INSTEAD, _instead),
}

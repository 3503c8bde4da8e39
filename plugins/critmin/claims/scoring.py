"""How well a reading agrees with a gold reading of the same document.

Both are dicts with the lists `agreements`, `trade_measures` and `dependencies` (samples/gold/ holds examples).

Which records belong together is decided one to one, the most alike pair first:
  agreements      shared parties make up at least half of all their parties
  trade measures  same imposer and measure, and a common target (or one side names none)
  dependencies    same relation, a common supplier or dependent, and a common mineral once groups are unfolded
                  (or no minerals on either side)
A gold record marked `optional` costs nothing when it is missed, and what matches it is not counted. A value listed
under a gold record's `accept` is as good as the value itself. Pairs are then compared field by field, each 0 to 1:
lists by their F1, rates and shares within 0.01, other values by equality. `evidence` and `name` are never compared.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from itertools import chain, product

from critmin import vocabulary

LISTS = ("agreements", "trade_measures", "dependencies")
FIELDS = {
    "agreements": ("kind", "status", "signed_on", "parties", "minerals", "stages", "instruments", "amounts"),
    "trade_measures": ("targets", "products", "rate", "rate_unit", "status", "announced_on", "effective_on"),
    "dependencies": ("dependent", "supplier", "minerals", "stage", "share_pct", "rank", "year"),
}
# What our gold says beyond the scored fields; compared only where a gold record has it, and reported apart.
EXTRAS = {
    "agreements": ("deadline_on",),
    "trade_measures": ("rate_rule", "firmness", "expires_on"),
    "dependencies": ("share_of",),
}
_LEGAL_WORDS = frozenset(
    re.findall(
        r"\w+",
        "ag and co company corp corporation gmbh group inc incorporated limited llc ltd nv of plc sa se the us",
    )
)
Record = Mapping[str, object]


@dataclass(frozen=True)
class Match:
    """A gold record and a found record that belong together, by their places in the two lists."""

    gold: int
    found: int
    fields: Mapping[str, float]  # likeness of each scored field, 0 to 1
    extras: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True)
class Outcome:
    """How one list came out, for one document or for many pooled together."""

    hits: int = 0
    missed: int = 0
    spurious: int = 0
    excused: int = 0  # matched an optional record: not counted
    fields: tuple[Mapping[str, float], ...] = ()  # one per hit
    extras: tuple[Mapping[str, float], ...] = ()

    def __add__(self, other: "Outcome") -> "Outcome":
        return Outcome(
            self.hits + other.hits,
            self.missed + other.missed,
            self.spurious + other.spurious,
            self.excused + other.excused,
            self.fields + other.fields,
            self.extras + other.extras,
        )

    @property
    def precision(self) -> float:
        """Hits among what was found; 1 when nothing was found and nothing was to be found."""
        return _share(self.hits, self.hits + self.spurious, 1.0 if not self.missed else 0.0)

    @property
    def recall(self) -> float:
        """Hits among what had to be found; 1 when nothing had to."""
        return _share(self.hits, self.hits + self.missed, 1.0)

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall; 1 when there was nothing to find and nothing found."""
        return _share(2 * self.hits, 2 * self.hits + self.missed + self.spurious, 1.0)

    @property
    def per_field(self) -> dict[str, float]:
        """Mean likeness of each scored field over the hits; empty without a hit."""
        return _means(self.fields)

    @property
    def per_extra(self) -> dict[str, float]:
        """Mean likeness of each extra field over the hits whose gold states it."""
        return _means(self.extras)

    @property
    def field_accuracy(self) -> float:
        """Mean over the fields; without a hit 1 if there was nothing to find or lose, otherwise 0."""
        means = self.per_field
        if means:
            return sum(means.values()) / len(means)
        return 0.0 if self.missed or self.spurious else 1.0

    @property
    def score(self) -> float:
        """F1 times field accuracy."""
        return self.f1 * self.field_accuracy


@dataclass(frozen=True)
class ListReading:
    """One list of one document: its matches, and the places of what was missed and what was made up."""

    matches: tuple[Match, ...]
    missed: tuple[int, ...]  # places in the gold list, optional records left out
    spurious: tuple[int, ...]  # places in the found list
    outcome: Outcome


def read_document(gold: Record, found: Record) -> dict[str, ListReading]:
    """Compare one document's found lists with its gold lists; an absent list is an empty one."""
    return {name: _read_list(name, _records(gold.get(name)), _records(found.get(name))) for name in LISTS}


def pool(readings: Iterable[Mapping[str, ListReading]]) -> dict[str, Outcome]:
    """Add up the outcomes of many documents, list by list."""
    totals = {name: Outcome() for name in LISTS}
    for reading in readings:
        for name in LISTS:
            totals[name] += reading[name].outcome
    return totals


def overall(outcomes: Mapping[str, Outcome]) -> float:
    """The mean of the three lists' scores."""
    return sum(outcomes[name].score for name in LISTS) / len(LISTS)


def is_near_miss(gold: Record) -> bool:
    """Whether a gold reading holds no record at all, so that whatever is found is false."""
    return not any(gold.get(name) for name in LISTS)


# -- which records belong together -------------------------------------------------------------------------------


def match_records(name: str, golds: list[Record], founds: list[Record]) -> tuple[Match, ...]:
    """Pair gold and found records of one list, each at most once, the most alike pair first.

    Ties go to the pair that agrees with the gold values themselves rather than with accepted ones, then to a gold
    record that is not optional, then to the order of the lists.
    """
    candidates = []
    for (i, gold), (j, found) in product(enumerate(golds), enumerate(founds)):
        strength = _AFFINITY[name](gold, found)
        if strength > 0:
            match = Match(i, j, _compare(FIELDS[name], gold, found), _compare_extras(name, gold, found))
            literal = sum(likeness(f, gold.get(f), found.get(f)) for f in FIELDS[name])
            alike = strength + sum(match.fields.values()) / len(match.fields)
            candidates.append(((-alike, -literal, bool(gold.get("optional")), i, j), match))
    golds_taken: set[int] = set()
    founds_taken: set[int] = set()
    chosen = []
    for _, match in sorted(candidates, key=lambda candidate: candidate[0]):
        if match.gold not in golds_taken and match.found not in founds_taken:
            golds_taken.add(match.gold)
            founds_taken.add(match.found)
            chosen.append(match)
    return tuple(chosen)


def _read_list(name: str, golds: list[Record], founds: list[Record]) -> ListReading:
    matches = match_records(name, golds, founds)
    needed = {i for i, gold in enumerate(golds) if not gold.get("optional")}
    hits = [m for m in matches if m.gold in needed]
    missed = tuple(sorted(needed - {m.gold for m in hits}))
    spurious = tuple(sorted(set(range(len(founds))) - {m.found for m in matches}))
    outcome = Outcome(
        hits=len(hits),
        missed=len(missed),
        spurious=len(spurious),
        excused=len(matches) - len(hits),
        fields=tuple(m.fields for m in hits),
        extras=tuple(m.extras for m in hits),
    )
    return ListReading(matches, missed, spurious, outcome)


def _agreement_affinity(gold: Record, found: Record) -> float:
    best = max(_jaccard(parties, found.get("parties")) for parties in _values(gold, "parties"))
    return best if best >= 0.5 else 0.0


def _measure_affinity(gold: Record, found: Record) -> float:
    if not any(same_party(imposer, found.get("imposer")) for imposer in _values(gold, "imposer")):
        return 0.0
    if found.get("measure") not in _values(gold, "measure"):
        return 0.0
    named = _items(found.get("targets"))
    sides = (_items(targets) for targets in _values(gold, "targets"))
    return 1.0 if not named or any(not side or _paired(side, named, same_party) for side in sides) else 0.0


def _dependency_affinity(gold: Record, found: Record) -> float:
    if found.get("relation") not in _values(gold, "relation"):
        return 0.0
    ends = (
        found.get(end) is not None and any(v is not None and same_party(v, found.get(end)) for v in _values(gold, end))
        for end in ("supplier", "dependent")
    )
    if not any(ends):
        return 0.0
    theirs = unfolded(_items(found.get("minerals")))
    for value in _values(gold, "minerals"):
        ours = unfolded(_items(value))
        if ours & theirs or not (ours or theirs):
            return 1.0
    return 0.0


_AFFINITY: dict[str, Callable[[Record, Record], float]] = {
    "agreements": _agreement_affinity,
    "trade_measures": _measure_affinity,
    "dependencies": _dependency_affinity,
}


# -- how alike two values are ------------------------------------------------------------------------------------


def likeness(name: str, gold: object, found: object) -> float:
    """How alike two values of a field are, 0 to 1."""
    if name == "amounts":
        return _amounts_likeness(_records(gold), _records(found))
    if name in ("parties", "targets"):
        return _list_f1(gold, found, same_party)
    if name in ("minerals", "stages", "instruments", "products"):
        return _list_f1(gold, found, _equal)
    if name in ("rate", "share_pct"):
        return float((gold is None and found is None) or (_both_numbers(gold, found) and abs(gold - found) <= 0.01))
    return float(gold == found or (_is_organisation(gold) and same_party(gold, found)))


def same_party(one: object, other: object) -> bool:
    """Equal codes, or names of organisations where one has all the words of the other (legal forms aside)."""
    if one == other:
        return one is None or isinstance(one, str)
    if not (_is_organisation(one) and _is_organisation(other)):
        return False
    ours, theirs = _name_words(one), _name_words(other)
    return bool(ours and theirs) and (ours <= theirs or theirs <= ours)


def unfolded(names: Iterable[str]) -> frozenset[str]:
    """The single minerals behind a list of minerals and groups; unknown words stand for themselves."""
    return frozenset(chain.from_iterable(_members(name) for name in names))


@cache
def _members(name: str) -> frozenset[str]:
    inside = [row["member"] for row in vocabulary.seed("mineral_groups") if row["mineral_group"] == name]
    return unfolded(inside) if inside else frozenset([name])


def _compare(names: Iterable[str], gold: Record, found: Record) -> dict[str, float]:
    return {name: max(likeness(name, value, found.get(name)) for value in _values(gold, name)) for name in names}


def _compare_extras(name: str, gold: Record, found: Record) -> dict[str, float]:
    return _compare([extra for extra in EXTRAS[name] if extra in gold], gold, found)


def _values(gold: Record, name: str) -> list[object]:
    """The value of a gold field, then the values accepted in its place."""
    return [gold.get(name), *gold.get("accept", {}).get(name, ())]


def _amounts_likeness(golds: list[Record], founds: list[Record]) -> float:
    """F1 over sums: currency and value (within one per cent) give 0.6, qualifier and payer 0.2 each."""
    if not golds and not founds:
        return 1.0
    pairs = sorted(
        ((-_sum_likeness(g, f), i, j) for (i, g), (j, f) in product(enumerate(golds), enumerate(founds))),
    )
    used_golds: set[int] = set()
    used_founds: set[int] = set()
    total = 0.0
    for negative, i, j in pairs:
        if negative < 0 and i not in used_golds and j not in used_founds:
            used_golds.add(i)
            used_founds.add(j)
            total -= negative
    return 2 * total / (len(golds) + len(founds))


def _sum_likeness(gold: Record, found: Record) -> float:
    ours, theirs = gold.get("value"), found.get("value")
    if gold.get("currency") != found.get("currency") or not _both_numbers(ours, theirs):
        return 0.0
    if abs(ours - theirs) > 0.01 * abs(ours):
        return 0.0
    return (
        0.6
        + 0.2 * (gold.get("qualifier") == found.get("qualifier"))
        + 0.2 * same_party(gold.get("by"), found.get("by"))
    )


def _list_f1(gold: object, found: object, same: Callable[[object, object], bool]) -> float:
    ours, theirs = _items(gold), _items(found)
    if not ours and not theirs:
        return 1.0
    return _share(2 * _paired(ours, theirs, same), len(ours) + len(theirs), 0.0)


def _jaccard(gold: object, found: object) -> float:
    ours, theirs = _items(gold), _items(found)
    shared = _paired(ours, theirs, same_party)
    return _share(shared, len(ours) + len(theirs) - shared, 0.0)


def _paired(ours: list, theirs: list, same: Callable[[object, object], bool]) -> int:
    """How many members of two short lists pair off: equal ones first, then the like."""
    rest = [item for item in theirs if item not in ours]
    pairs = len(theirs) - len(rest)
    for item in ours:
        if item in theirs:
            continue
        partner = next((other for other in rest if same(item, other)), None)
        if partner is not None:
            rest.remove(partner)
            pairs += 1
    return pairs


def _items(value: object) -> list:
    """A value as a list without repetitions: None is empty, a scalar is a list of one."""
    values = value if isinstance(value, list | tuple) else [] if value is None else [value]
    return list(dict.fromkeys(v for v in values if isinstance(v, str | int | float)))


def _records(value: object) -> list[Record]:
    return [item for item in value if isinstance(item, Mapping)] if isinstance(value, list | tuple) else []


def _is_organisation(value: object) -> bool:
    return isinstance(value, str) and value.lower().startswith("org:")


def _name_words(party: str) -> frozenset[str]:
    words = re.findall(r"[^\W_]+", party[4:].lower())
    return frozenset(words) - _LEGAL_WORDS or frozenset(words)


def _both_numbers(*values: object) -> bool:
    return all(isinstance(value, int | float) and not isinstance(value, bool) for value in values)


def _equal(one: object, other: object) -> bool:
    return one == other


def _share(part: float, whole: float, otherwise: float) -> float:
    return part / whole if whole else otherwise


def _means(rows: Iterable[Mapping[str, float]]) -> dict[str, float]:
    columns: dict[str, list[float]] = {}
    for name, value in _cells(rows):
        columns.setdefault(name, []).append(value)
    return {name: sum(values) / len(values) for name, values in columns.items()}


def _cells(rows: Iterable[Mapping[str, float]]) -> Iterator[tuple[str, float]]:
    return chain.from_iterable(row.items() for row in rows)

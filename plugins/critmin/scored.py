"""How well a reader of claims does on documents whose gold reading was made by hand.

A reader is any function from a document to its claims in the schema of gold. The held half of a gold set is scored in
totals alone: neither its texts nor the errors made on them are kept, so that nobody writes a rule for them.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from itertools import pairwise

from critmin.claims.claim import Document
from critmin.claims.scoring import FIELDS, LISTS, ListReading, Outcome, is_near_miss, overall, pool, read_document
from critmin.gold_sets import GoldSet, documents_of, golds_of, lists_of
from critmin.reading import CannotRead
from critmin.settings import Settings

RESAMPLES, SEED = 1_000, 41
CONFIDENCE_STEPS = (0.0, 0.65, 0.75, 0.85, 1.01)
Reader = Callable[[Document], Mapping]
Progress = Callable[[str, int, int], None]


@dataclass(frozen=True)
class Fault:
    """A record that was missed, made up, or read with another value than gold has."""

    document: str
    list_name: str
    what: str  # missed | made_up | differs
    cost: float  # 1 for a whole record, the share of wrong fields for one that differs; made up in a near miss: 2
    sentence: str
    gold: Mapping = field(default_factory=dict)  # of a record that differs: the fields that do
    found: Mapping = field(default_factory=dict)


@dataclass(frozen=True)
class Step:
    """One step of confidence (0 to 1): how many found records claim it, how sure they are, how many are right."""

    low: float
    high: float
    n_found: int
    mean_confidence: float
    share_right: float


@dataclass(frozen=True)
class Scores:
    """What a reader scored on one set."""

    name: str
    n_documents: int
    lists: Mapping[str, Outcome]
    f1_ranges: Mapping[str, tuple[float, float]]  # 5th and 95th percentile over resampled documents
    n_near_misses: int
    n_near_misses_with_claims: int
    false_in_near_misses: Mapping[str, int]  # records found there, by list
    n_unread: int  # documents that hold no article by the parser's word; what gold has of them counts as missed
    faults: tuple[Fault, ...]  # the worst first; always empty for a held set
    calibration: tuple[Step, ...] = ()  # of all lists together; empty where a reader gives no confidence

    @property
    def overall(self) -> float:
        """The mean over the lists of F1 times field accuracy, 0 to 1."""
        return overall(self.lists)


def our_reader(document: Document) -> dict:
    """critmin's own reading of a document, in the schema of gold."""
    from critmin.claims.extract import extract
    from critmin.claims.gold import to_gold

    return to_gold(extract(document), document)


def readers(which: str, config: Settings) -> dict[str, Reader]:
    """The readers that a command line names: rules, llm, or both with a dash between, in that order.

    Raises CannotRead for another name, claims.llm.reader.NoModel when there is no second reader.
    """
    names = which.split("-")
    if not set(names) <= {"rules", "llm"}:
        raise CannotRead(f"There is no reader {which!r}: rules, llm or rules-llm.")
    return {name: our_reader if name == "rules" else llm_reader(config) for name in names}


def llm_reader(config: Settings) -> Reader:
    """The second reader of the settings; a document that it does not read counts as one without claims."""
    from critmin.claims.claim import Claims
    from critmin.claims.gold import to_gold
    from critmin.claims.llm.reader import LlmReader, NotRead

    reader = LlmReader.of(config)

    def read(document: Document) -> dict:
        try:
            return to_gold(reader.read(document).claims, document)
        except NotRead:
            return to_gold(Claims(), document)

    return read


def score(gold_set: GoldSet, reader: Reader = our_reader, progress: Progress | None = None) -> Scores:
    """Run a reader over the documents of a set and compare what it found with gold.

    Raises CannotRead when the folder holds no gold reading, one is not JSON, or one has no document beside it.
    """
    golds = golds_of(gold_set)
    found = {}
    n_unread = 0
    for number, opened in enumerate(documents_of(gold_set, golds), start=1):
        told = reader(opened.document) if opened.document else {}
        found[opened.name] = {name: told.get(name) for name in lists_of(golds[opened.name])}
        n_unread += opened.document is None
        if progress:
            progress(f"score {gold_set.name}", number, len(golds))
    readings = {name: read_document(gold, found[name]) for name, gold in golds.items()}
    near = [readings[name] for name, gold in golds.items() if is_near_miss(gold)]
    faults = [] if gold_set.is_held else [f for n in golds for f in _faults(n, golds[n], found[n], readings[n])]
    return Scores(
        name=gold_set.name,
        n_documents=len(golds),
        lists=pool(readings.values()),
        f1_ranges={name: _f1_range([reading[name].outcome for reading in readings.values()]) for name in LISTS},
        n_near_misses=len(near),
        n_near_misses_with_claims=sum(any(reading[name].spurious for name in LISTS) for reading in near),
        false_in_near_misses={name: sum(len(reading[name].spurious) for reading in near) for name in LISTS},
        n_unread=n_unread,
        faults=tuple(sorted(faults, key=lambda f: (-f.cost, f.document))),
        calibration=_calibration(golds, found, readings),
    )


def _calibration(golds: Mapping, found: Mapping, readings: Mapping) -> tuple[Step, ...]:
    """How often records are right that claim to be so sure; those that match an optional gold record do not count."""
    told: list[tuple[float, bool]] = []
    for document, gold in golds.items():
        for name in LISTS:
            matched = {m.found: m.gold for m in readings[document][name].matches}
            for place, record in enumerate(found[document].get(name) or []):
                optional = place in matched and gold[name][matched[place]].get("optional")
                if record.get("confidence") is not None and not optional:
                    told.append((float(record["confidence"]), place in matched))
    steps = []
    for low, high in pairwise(CONFIDENCE_STEPS):
        inside = [(sure, right) for sure, right in told if low <= sure < high]
        if inside:
            n = len(inside)
            steps.append(Step(low, high, n, sum(s for s, _ in inside) / n, sum(r for _, r in inside) / n))
    return tuple(steps)


def second_reading(gold_set: GoldSet) -> tuple[int, dict[str, Outcome]] | None:
    """How far a second annotator, who saw neither the first readings nor the rules, agrees with the first.

    Returns the documents that both read, and per list the second's outcome against the first as gold (so precision is
    the share of the second's records that the first has). None where nobody read the set again (`second/` beside it).
    """
    folder = gold_set.gold / "second"
    if not folder.is_dir():
        return None
    firsts = golds_of(gold_set)
    seconds = golds_of(GoldSet(gold_set.name, gold_set.articles, folder))
    both = sorted(firsts.keys() & seconds.keys())
    return len(both), pool(read_document(firsts[name], seconds[name]) for name in both)


def _f1_range(outcomes: list[Outcome]) -> tuple[float, float]:
    """Where F1 lies in 90 of 100 sets of as many documents drawn from these with repetition (seeded)."""
    import numpy as np

    counts = np.array([[o.hits, o.missed, o.spurious] for o in outcomes])
    draws = np.random.default_rng(SEED).multinomial(len(counts), [1 / len(counts)] * len(counts), size=RESAMPLES)
    hits, missed, spurious = (draws @ counts).T
    whole = 2 * hits + missed + spurious
    f1 = np.where(whole > 0, 2 * hits / np.maximum(whole, 1), 1.0)
    low, high = np.percentile(f1, [5, 95])
    return float(low), float(high)


def _faults(document: str, gold: Mapping, found: Mapping, reading: Mapping[str, ListReading]) -> list[Fault]:
    faults = []
    for name in LISTS:
        ours = gold.get(name) or []
        theirs = found.get(name) or []
        one = reading[name]
        for i in one.missed:
            faults.append(Fault(document, name, "missed", 1.0, _sentence(ours[i]), _told(name, ours[i])))
        for j in one.spurious:
            cost = 2.0 if is_near_miss(gold) else 1.0
            faults.append(Fault(document, name, "made_up", cost, _sentence(theirs[j]), {}, _told(name, theirs[j])))
        for match in one.matches:
            wrong = [f for f, likeness in match.fields.items() if likeness < 1]
            cost = 1 - sum(match.fields.values()) / len(match.fields)
            if wrong and not ours[match.gold].get("optional"):
                right = {f: ours[match.gold].get(f) for f in wrong}
                read = {f: theirs[match.found].get(f) for f in wrong}
                sentence = _sentence(theirs[match.found]) or _sentence(ours[match.gold])
                faults.append(Fault(document, name, "differs", cost, sentence, right, read))
    return faults


_KEYS = {"agreements": (), "trade_measures": ("measure", "imposer"), "dependencies": ("relation",)}


def _told(name: str, record: Mapping) -> dict:
    """What a record says: its matching and scored fields without the empty ones."""
    return {f: record[f] for f in (*_KEYS[name], *FIELDS[name]) if record.get(f) not in (None, [])}


def _sentence(record: Mapping) -> str:
    return " ".join(str(record.get("evidence") or "").split())


def fallen(all_scores: dict[str, Scores], floors: Mapping[str, Mapping]) -> list[str]:
    """The figures that lie under their floor (or false records above their ceiling), each as a line to read."""
    lines = []
    for set_name, lists in floors.items():
        scores = all_scores[set_name]
        for name in LISTS:
            for figure, least in lists[name].items():
                got = getattr(scores.lists[name], figure)
                if got < least:
                    lines.append(f"{set_name} {name} {figure}: {got:.3f}, the floor is {least:.3f}")
        false, most = sum(scores.false_in_near_misses.values()), lists["most_false_in_near_misses"]
        if false > most:
            lines.append(f"{set_name}: {false} false records in near misses, at most {most} before")
    return lines


# -- telling it --------------------------------------------------------------------------------------------------


def as_facts(scores: Scores, n_faults: int = 0) -> dict:
    """Scores as JSON tells them, with the `n_faults` worst errors of each list. Rounded to four places."""
    return {
        "set": scores.name,
        "documents": scores.n_documents,
        "unread": scores.n_unread,
        "overall": round(scores.overall, 4),
        "near_misses": {
            "documents": scores.n_near_misses,
            "with_false_records": scores.n_near_misses_with_claims,
            "false_records": sum(scores.false_in_near_misses.values()),
        },
        "lists": {name: _list_facts(scores, name) for name in LISTS},
        "calibration": [{k: round(v, 4) for k, v in vars(step).items()} for step in scores.calibration],
        "errors": [vars(fault) for fault in worst(scores, n_faults)],
    }


def _list_facts(scores: Scores, name: str) -> dict:
    outcome = scores.lists[name]
    low, high = scores.f1_ranges[name]
    figures = {
        "precision": outcome.precision,
        "recall": outcome.recall,
        "f1": outcome.f1,
        "f1_low": low,
        "f1_high": high,
        "field_accuracy": outcome.field_accuracy,
        "score": outcome.score,
    }
    return {
        "gold": outcome.hits + outcome.missed,
        "hits": outcome.hits,
        "missed": outcome.missed,
        "made_up": outcome.spurious,
        "excused": outcome.excused,
        **{figure: round(value, 4) for figure, value in figures.items()},
        "fields": {f: round(v, 4) for f, v in outcome.per_field.items()},
        "extra_fields": {f: round(v, 4) for f, v in outcome.per_extra.items()},
    }


def worst(scores: Scores, n_each: int) -> list[Fault]:
    """The `n_each` costliest errors of each list."""
    return [fault for name in LISTS for fault in [f for f in scores.faults if f.list_name == name][:n_each]]


def show(all_scores: list[Scores], n_faults: int = 0) -> None:
    """Print scores as tables: lists, fields, near misses, and the worst errors with their sentences."""
    from critmin import shown

    rows, near = [], []
    for scores in all_scores:
        facts = as_facts(scores)
        near.append({"set": scores.name, "documents": scores.n_documents, **_near_row(facts["near_misses"])})
        for name in LISTS:
            one = facts["lists"][name]
            rows.append(
                {
                    "set": scores.name,
                    "list": name,
                    "records": one["gold"],
                    "precision": f"{one['precision']:.3f}",
                    "recall": f"{one['recall']:.3f}",
                    "F1": f"{one['f1']:.3f}",
                    "90 of 100": f"{one['f1_low']:.2f}–{one['f1_high']:.2f}",
                    "fields": f"{one['field_accuracy']:.3f}",
                    "F1 x fields": f"{one['score']:.3f}",
                }
            )
    shown.console.print(shown.table(rows, "Records found, and their fields"), "")
    shown.console.print(shown.table(_field_rows(all_scores), "Right values, field by field"), "")
    shown.console.print(shown.table(near, "Documents that hold nothing to record"), "")
    sure = [
        {
            "set": scores.name,
            "confidence": f"{step.low:.2f}–{min(step.high, 1):.2f}",
            "found": step.n_found,
            "mean": f"{step.mean_confidence:.2f}",
            "share right": f"{step.share_right:.2f}",
        }
        for scores in all_scores
        for step in scores.calibration
    ]
    if sure:
        shown.console.print(shown.table(sure, "Is confidence what it says?"))
    for scores in all_scores:
        for fault in worst(scores, n_faults):
            shown.console.print(f"\n[bold]{scores.name} · {fault.list_name} · {fault.what.replace('_', ' ')}[/]")
            shown.console.print(fault.document, style="dim", markup=False)
            for label, values in (("gold ", fault.gold), ("found", fault.found)):
                if values:
                    shown.console.print(
                        f"  {label} {json.dumps(values, ensure_ascii=False)}", markup=False, soft_wrap=True
                    )
            shown.console.print(f"  “{fault.sentence}”", style="italic", markup=False, soft_wrap=True)


def _near_row(facts: Mapping) -> dict:
    return {
        "near_misses": facts["documents"],
        "with_false_records": facts["with_false_records"],
        "false_records": facts["false_records"],
    }


def _field_rows(all_scores: list[Scores]) -> list[dict]:
    rows = []
    for name in LISTS:
        for field_name in FIELDS[name]:
            values = {s.name: s.lists[name].per_field.get(field_name) for s in all_scores}
            told = {k: v if v is None else f"{v:.3f}" for k, v in values.items()}
            rows.append({"list": name, "field": field_name, **told})
    return rows

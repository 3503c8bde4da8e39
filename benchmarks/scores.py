"""Claims read right: critmin's reader beside a plain one, spaCy's PhraseMatcher and a rule a list."""

from importlib.util import find_spec

from critmin import scored
from critmin.claims.scoring import LISTS
from critmin.settings import settings


def readers() -> dict[str, scored.Reader]:
    """Readers by name: ours, and the baseline where spaCy (a development dependency) is installed."""
    found = {"critmin": scored.our_reader}
    if find_spec("spacy"):
        from benchmarks import baseline_reader

        found["baseline"] = baseline_reader.read
    return found


def measure() -> list[dict]:
    """Score each reader on each set: one row a set, list and reader; `false` counts records in near misses."""
    rows = []
    for gold_set in scored.known_sets(settings()):
        by_reader = {name: scored.score(gold_set, reader) for name, reader in readers().items()}
        rows += [
            {
                "set": gold_set.name,
                "list": list_name,
                "reader": name,
                "precision": f"{scores.lists[list_name].precision:.3f}",
                "recall": f"{scores.lists[list_name].recall:.3f}",
                "F1": f"{scores.lists[list_name].f1:.3f}",
                "fields": f"{scores.lists[list_name].field_accuracy:.3f}",
                "F1_x_fields": f"{scores.lists[list_name].score:.3f}",
                "false": scores.false_in_near_misses[list_name],
            }
            for list_name in LISTS
            for name, scores in by_reader.items()
        ]
    return rows

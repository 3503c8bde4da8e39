"""Claims read right: critmin's reader beside a plain one, spaCy's PhraseMatcher and a rule a list.

`python -m benchmarks.scores` writes what is measured into `docs/methods/scores.md` and raises the floors that the tests
hold (`tests/gold/floors.json`): a floor never falls by itself. With `--anew` all are written as measured now, for a
change that is meant; the commit says why.
"""

import json
import re
import sys
from importlib.util import find_spec
from math import floor

from critmin import gold_sets, scored, shown
from critmin.claims.scoring import FIELDS, LISTS
from critmin.settings import PROJECT, settings

FLOORS = PROJECT / "tests" / "gold" / "floors.json"
PAGE = PROJECT / "docs" / "methods" / "scores.md"
SLACK = 0.01  # a floor lies this much under what was measured


def readers() -> dict[str, scored.Reader]:
    """Readers by name: ours, and the baseline where spaCy (a development dependency) is installed."""
    found = {"critmin": scored.our_reader}
    if find_spec("spacy"):
        from benchmarks import baseline_reader

        found["baseline"] = baseline_reader.read
    return found


def measure() -> list[dict]:
    """Score each reader on each set: one row a set, list and reader; `false` counts records in near misses."""
    return _rows(_scores())


def _scores() -> dict[str, dict[str, scored.Scores]]:
    """Scores by set and reader."""
    return {
        gold_set.name: {name: scored.score(gold_set, reader) for name, reader in readers().items()}
        for gold_set in gold_sets.known_sets(settings())
    }


def _rows(all_scores: dict[str, dict[str, scored.Scores]]) -> list[dict]:
    return [
        {
            "set": set_name,
            "list": list_name,
            "reader": name,
            "precision": f"{scores.lists[list_name].precision:.3f}",
            "recall": f"{scores.lists[list_name].recall:.3f}",
            "F1": f"{scores.lists[list_name].f1:.3f}",
            "90_of_100": "{:.2f} to {:.2f}".format(*scores.f1_ranges[list_name]),
            "fields": f"{scores.lists[list_name].field_accuracy:.3f}",
            "F1_x_fields": f"{scores.lists[list_name].score:.3f}",
            "false": scores.false_in_near_misses[list_name],
        }
        for set_name, by_reader in all_scores.items()
        for list_name in LISTS
        for name, scores in by_reader.items()
    ]


def floors(all_scores: dict[str, scored.Scores], before: dict) -> dict:
    """Floors by set, list and figure: SLACK under what is measured, cut to 3 places, or the old one if it is higher.

    `most_false_in_near_misses` is a ceiling: what is measured, or the old one where it is lower.
    """
    out = {}
    for set_name, scores in all_scores.items():
        old = before.get(set_name, {})
        false = sum(scores.false_in_near_misses.values())
        out[set_name] = {
            name: {
                figure: max(_under(getattr(scores.lists[name], figure)), old.get(name, {}).get(figure, 0.0))
                for figure in ("f1", "field_accuracy")
            }
            for name in LISTS
        } | {"most_false_in_near_misses": min(false, old.get("most_false_in_near_misses", false))}
    return out


def _under(figure: float) -> float:
    return max(floor((figure - SLACK) * 1000) / 1000, 0.0)


def page(text: str, all_scores: dict[str, dict[str, scored.Scores]]) -> str:
    """The page with its tables written anew; what stands outside the marks stays."""
    ours = {set_name: by_reader["critmin"] for set_name, by_reader in all_scores.items()}
    sizes = [
        {
            "set": name,
            "documents": s.n_documents,
            "of_them_near_misses": s.n_near_misses,
            **{f"gold {n.replace('_', ' ')}": s.lists[n].hits + s.lists[n].missed for n in LISTS},
        }
        for name, s in ours.items()
    ]
    fields = [
        {
            "list": n,
            "field": f"`{f}`",
            **{k: "" if f not in s.lists[n].per_field else f"{s.lists[n].per_field[f]:.3f}" for k, s in ours.items()},
        }
        for n in LISTS
        for f in FIELDS[n]
    ]
    steps = [
        {
            "set": name,
            "confidence": f"{step.low:.2f} to {min(step.high, 1):.2f}",
            "found": step.n_found,
            "mean_confidence": f"{step.mean_confidence:.2f}",
            "share_right": f"{step.share_right:.2f}",
        }
        for name, s in ours.items()
        if name != "samples"
        for step in s.calibration
    ]
    annotators = [
        {
            "set": gold_set.name,
            "documents": told[0],
            "list": name,
            "first_only": told[1][name].missed,
            "both": told[1][name].hits,
            "second_only": told[1][name].spurious,
            "F1": f"{told[1][name].f1:.3f}",
            "fields": f"{told[1][name].field_accuracy:.3f}",
        }
        for gold_set in gold_sets.known_sets(settings())
        if (told := scored.second_reading(gold_set))
        for name in LISTS
    ]
    tables = {
        "sizes": sizes,
        "scores": _rows(all_scores),
        "fields": fields,
        "calibration": steps,
        "annotators": annotators,
    }
    for mark, rows in tables.items():
        text, n = re.subn(
            rf"(<!-- {mark} -->\n).*?(<!-- end -->)", lambda m, r=rows: m[1] + _markdown(r) + m[2], text, flags=re.S
        )
        if n != 1:
            raise ValueError(f"{PAGE.name} has no place for its table of {mark}: <!-- {mark} --> ... <!-- end -->")
    return text


def _markdown(rows: list[dict]) -> str:
    if not rows:
        return ""
    names = list(rows[0])
    lines = [[name.replace("_", " ") for name in names], ["---"] * len(names)]
    lines += [[str(row[name]) for name in names] for row in rows]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def main() -> None:
    """Measure, raise the floors, write the page's tables, and tell which figures lie under their floor."""
    all_scores = _scores()
    ours = {set_name: by_reader["critmin"] for set_name, by_reader in all_scores.items()}
    before = json.loads(FLOORS.read_text(encoding="utf-8")) if FLOORS.exists() else {}
    kept = {} if "--anew" in sys.argv[1:] else before
    FLOORS.write_text(json.dumps(floors(ours, kept), indent=1) + "\n", encoding="utf-8")
    PAGE.write_text(page(PAGE.read_text(encoding="utf-8"), all_scores), encoding="utf-8")
    for line in scored.fallen(ours, before):
        shown.errors.print(f"fallen: {line}", markup=False)


if __name__ == "__main__":
    main()

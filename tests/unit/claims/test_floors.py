"""What the reader reaches on gold may rise and must not fall: samples, the open half, and the held half in totals."""

import json

import pytest

from critmin import gold_sets, scored
from critmin.settings import PROJECT, settings

FLOORS = json.loads((PROJECT / "tests" / "gold" / "floors.json").read_text(encoding="utf-8"))
SETS = {each.name: each for each in gold_sets.known_sets(settings())}


def test_every_set_has_a_floor():
    assert set(SETS) == set(FLOORS) == {
        "samples", "open", "held", "stories", "stories held", "passages", "passages held"
    }  # fmt: skip


@pytest.mark.parametrize("name", sorted(FLOORS))
def test_no_figure_falls_under_its_floor(name):
    scores = scored.score(SETS[name])
    assert scores.n_unread == 0
    assert scored.fallen({name: scores}, {name: FLOORS[name]}) == []


def test_a_reader_that_finds_nothing_falls_under_the_floors_of_every_list():
    scores = scored.score(SETS["samples"], reader=lambda document: {})
    told = scored.fallen({"samples": scores}, {"samples": FLOORS["samples"]})
    assert [line.split(":")[0] for line in told] == [
        f"samples {name} {figure}"
        for name in ("agreements", "trade_measures", "dependencies")
        for figure in ("f1", "field_accuracy")
    ]

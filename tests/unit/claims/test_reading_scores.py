"""How well the reader does on the real cases beside the project, where their folder is there.

Our own gold has its floors in `test_floors.py`.
"""

import json

import goldset
from article_pages import read
from critmin import gold_sets, scored
from critmin.claims.claim import Document
from critmin.claims.extract import extract
from critmin.claims.gold import to_gold
from critmin.claims.scoring import LISTS, is_near_miss, pool, read_document
from critmin.settings import PROJECT

SHARED = PROJECT.parent / "shared" / "articles"


def found_in(page, **sidecar):
    row = read(page.read_bytes(), page.name, **sidecar)
    document = Document(page.stem, row["text"], title=row["title"], published_on=row["published_on"])
    return to_gold(extract(document), document)


def scores(pages, golds):
    readings = {p.stem: read_document(goldset.gold_of(p, golds), found_in(p)) for p in pages}
    return pool(readings.values()), readings


def assert_at_least(outcomes, floors):
    reached = {name: (round(outcomes[name].f1, 2), round(outcomes[name].field_accuracy, 2)) for name in LISTS}
    assert all(reached[n][0] >= floors[n][0] and reached[n][1] >= floors[n][1] for n in LISTS), reached


if SHARED.is_dir():
    CASES = [p for p in goldset.pages(SHARED) if p.with_suffix(".json").exists()]

    def test_the_seed_article_is_read_without_an_error_or_a_gap():
        outcomes, _ = scores([SHARED / "seed.txt"], SHARED)
        for name in LISTS:
            assert (outcomes[name].f1, outcomes[name].field_accuracy) == (1.0, 1.0), name

    def test_the_cases_beside_the_project_are_read_at_least_as_well_as_before():
        outcomes, _ = scores(CASES, SHARED)
        assert_at_least(
            outcomes, {"agreements": (0.95, 0.95), "trade_measures": (0.92, 0.97), "dependencies": (0.95, 0.97)}
        )

    def test_a_case_that_holds_nothing_gives_nothing():
        _, readings = scores([p for p in CASES if is_near_miss(goldset.gold_of(p))], SHARED)
        assert readings
        assert all(reading[name].outcome.spurious == 0 for reading in readings.values() for name in LISTS)


def test_a_second_annotator_is_compared_with_the_first(tmp_path):
    first = {"agreements": [{"kind": "mou", "parties": ["PER", "NOR"]}], "trade_measures": [], "dependencies": []}
    second = {"agreements": [{"kind": "treaty", "parties": ["NOR", "PER"]}, {"kind": "mou", "parties": ["CHL", "JPN"]}]}
    (tmp_path / "second").mkdir()
    (tmp_path / "a.json").write_text(json.dumps(first), encoding="utf-8")
    (tmp_path / "b.json").write_text(json.dumps(first), encoding="utf-8")  # the second has not read this one
    assert scored.second_reading(gold_sets.GoldSet("x", tmp_path, tmp_path / "second")) is None
    (tmp_path / "second" / "a.json").write_text(json.dumps(second), encoding="utf-8")
    n, lists = scored.second_reading(gold_sets.GoldSet("x", tmp_path, tmp_path))
    assert n == 1
    assert (lists["agreements"].hits, lists["agreements"].missed, lists["agreements"].spurious) == (1, 0, 1)
    assert lists["agreements"].per_field["kind"] == 0


def test_confidence_is_compared_with_how_often_records_are_right(tmp_path):
    gold = {"agreements": [{"kind": "mou", "parties": ["PER", "NOR"]}], "trade_measures": [], "dependencies": []}
    (tmp_path / "a.json").write_text(json.dumps(gold), encoding="utf-8")
    (tmp_path / "a.txt").write_text("A title\n\n" + "Peru and Norway talk of tin. " * 40, encoding="utf-8")

    def reader(document):
        right = {"kind": "mou", "parties": ["PER", "NOR"], "confidence": 0.9}
        return {"agreements": [right, {"kind": "mou", "parties": ["CHL", "JPN"], "confidence": 0.88}]}

    (step,) = scored.score(gold_sets.GoldSet("x", tmp_path, tmp_path), reader).calibration
    assert (step.n_found, step.share_right, round(step.mean_confidence, 2)) == (2, 0.5, 0.89)

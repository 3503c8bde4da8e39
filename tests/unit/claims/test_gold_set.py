"""The gold set is well formed, split by hash, and repeats neither itself nor the samples."""

import hashlib
import itertools
import json

import pytest

import goldset
from critmin.claims.scoring import LISTS, is_near_miss
from critmin.settings import PROJECT

OPEN = PROJECT / "tests" / "gold"
HELD = OPEN / "held"
SAMPLES = PROJECT / "samples" / "articles"
PASSAGES = sorted([*(OPEN / "passages").glob("*.jsonl"), *(OPEN / "passages" / "held").glob("*.jsonl")])
STORIES = sorted([*(OPEN / "stories").glob("*.jsonl"), *(OPEN / "stories" / "held").glob("*.jsonl")])


def texts():
    """The documents of both halves; README.md is not one of them."""
    return sorted([*OPEN.glob("*.txt"), *HELD.glob("*.txt")])


@pytest.mark.parametrize("text", texts(), ids=lambda path: path.stem)
def test_a_gold_reading_rests_on_words_of_its_text_and_uses_our_codes(text):
    gold = goldset.gold_of(text)
    assert goldset.faults(gold, goldset.plain_text(text)) == []
    assert (gold["case"], gold["source_file"]) == (text.stem, text.relative_to(PROJECT).as_posix())
    assert text.read_text(encoding="utf-8").startswith(gold["title"] + "\n\n")
    assert gold["facts_from"] or is_near_miss(gold)


@pytest.mark.parametrize("text", texts(), ids=lambda path: path.stem)
def test_a_document_has_120_to_500_words(text):
    assert 120 <= len(text.read_text(encoding="utf-8").split()) <= 500


def test_a_document_is_held_when_the_hash_of_its_name_is_even():
    for text in texts():
        is_even = int(hashlib.sha256(text.stem.encode()).hexdigest(), 16) % 2 == 0
        assert (text.parent == HELD) == is_even, text.stem


def test_every_reading_has_its_text():
    readings = sorted({*OPEN.glob("*.json"), *HELD.glob("*.json")} - {OPEN / "floors.json"})
    assert [path.with_suffix(".txt") for path in readings] == texts()


def test_both_halves_are_large_and_mixed():
    assert len(texts()) >= 40
    for half in (OPEN, HELD):
        golds = [goldset.gold_of(text) for text in half.glob("*.txt")]
        near_misses = sum(map(is_near_miss, golds))
        assert 0.2 <= near_misses / len(golds) <= 0.5
        assert all(sum(len(gold[name]) for gold in golds) >= 15 for name in LISTS)


def test_no_document_repeats_twelve_words_of_another_or_of_a_sample():
    runs = {path: goldset.runs_of_words(goldset.plain_text(path), 12) for path in [*texts(), *goldset.pages(SAMPLES)]}
    shared = [(one.name, other.name) for one, other in itertools.combinations(runs, 2) if runs[one] & runs[other]]
    assert shared == []


def passages(*files):
    return [json.loads(line) for path in files for line in path.read_text(encoding="utf-8").split("\n") if line]


@pytest.mark.parametrize("path", PASSAGES, ids=lambda path: f"{path.parent.name} {path.stem}")
def test_a_file_of_passages_has_many_of_its_list_in_our_codes(path):
    told = passages(path)
    assert len(told) >= 200
    assert all(set(each) <= {"id", "title", "published_on", "text", path.stem} for each in told)
    wrong = {
        each["id"]: faults
        for each in told
        if (faults := [fault for r in each[path.stem] for fault in goldset.faults_of_passage(path.stem, r)])
    }
    assert wrong == {}
    empty = sum(not each[path.stem] for each in told)
    assert 0.1 <= empty / len(told) <= 0.3  # near misses


def test_the_second_reading_is_of_passages_that_are_there_and_in_our_codes():
    first = {each["id"]: each["text"] for each in passages(*PASSAGES)}
    for path in sorted((OPEN / "passages" / "held" / "second").glob("*.jsonl")):
        told = passages(path)
        assert len(told) >= 50
        assert [each["id"] for each in told if first.get(each["id"]) != each["text"]] == []
        assert [f for each in told for r in each[path.stem] for f in goldset.faults_of_passage(path.stem, r)] == []


@pytest.mark.parametrize("path", [*STORIES, *(OPEN / "stories" / "held" / "second").glob("*.jsonl")], ids=str)
def test_each_record_of_a_story_rests_on_its_words_and_uses_our_codes(path):
    told = passages(path)
    assert len(told) >= 40
    wrong = []
    for each in told:
        assert set(each) == {"id", "title", "published_on", "text", *LISTS}
        for name, record in ((of, record) for of in LISTS for record in each[of]):
            plain = {key: value for key, value in record.items() if key not in ("name", "evidence")}
            wrong += [(each["id"], fault) for fault in goldset.faults_of_passage(name, plain)]
            if record["evidence"] not in f"{each['title']}\n\n{each['text']}":
                wrong.append((each["id"], record["evidence"]))
    assert wrong == []
    assert 0.08 <= sum(is_near_miss(each) for each in told) / len(told) <= 0.3


def test_the_second_reading_is_of_stories_that_are_held():
    first = {each["id"]: each["text"] for each in passages(OPEN / "stories" / "held" / "stories.jsonl")}
    told = passages(OPEN / "stories" / "held" / "second" / "stories.jsonl")
    assert [each["id"] for each in told if first.get(each["id"]) != each["text"]] == []


def test_a_passage_or_story_is_held_when_the_hash_of_its_id_is_even():
    for path in [*PASSAGES, *STORIES]:
        for each in passages(path):
            is_even = int(hashlib.sha256(each["id"].encode()).hexdigest(), 16) % 2 == 0
            assert (path.parent.name == "held") == is_even, each["id"]


def test_no_passage_or_story_repeats_twelve_words_of_another_or_of_a_document():
    runs = {
        path.name: goldset.runs_of_words(goldset.plain_text(path), 12) for path in [*texts(), *goldset.pages(SAMPLES)]
    }
    runs |= {each["id"]: goldset.runs_of_words(each["text"], 12) for each in passages(*PASSAGES, *STORIES)}
    seen, shared = {}, []
    for name, its in runs.items():
        shared += [(seen[run], name) for run in its if run in seen]
        seen |= dict.fromkeys(its, name)
    assert shared == []

"""Reading the bundled articles, and others where they lie beside the project, against what a careful reader noted."""

import json
from pathlib import Path

import pytest
import yaml

from article_pages import evidence_in, read, words_of
from critmin.settings import PROJECT
from critmin.sources.article_dates import dates_in, plain_text
from critmin.sources.articles import SOURCE

SAMPLES = PROJECT / "samples"
PAGES = sorted(p for p in (SAMPLES / "articles").iterdir() if p.name.endswith(SOURCE.suffixes))


def read_with_sidecar(path: Path) -> dict:
    sidecar = path.with_name(path.name + ".meta.yml")
    fields = yaml.load(sidecar.read_text("utf-8"), yaml.BaseLoader) if sidecar.exists() else {}
    return read(path.read_bytes(), path.name, **fields)


def faults(row: dict, gold: dict) -> list[str]:
    """In what a row differs from the gold's title and day, and which quotations did not survive."""
    text = words_of(row["text"])
    wrong = [f"lost: {quote}" for quote in evidence_in(gold) if words_of(quote) not in text]
    wrong += [f"title: {row['title']}"] if words_of(row["title"] or "") != words_of(gold["title"]) else []
    day = str(row["published_on"]) if row["published_on"] else None
    return wrong + ([f"day: {day} and not {gold['published_on']}"] if day != gold["published_on"] else [])


@pytest.mark.parametrize("path", PAGES, ids=lambda p: p.name)
def test_a_bundled_article_keeps_its_evidence_title_and_day(path):
    gold = json.loads((SAMPLES / "gold" / f"{path.stem}.json").read_text("utf-8"))
    row = read_with_sidecar(path)
    assert faults(row, gold) == []
    assert (row["language"], row["text_status"]) == ("en", "full")
    assert row["publisher"] in (None, gold["publisher"])


@pytest.mark.parametrize("path", [p for p in PAGES if p.suffix != ".html"], ids=lambda p: p.name)
def test_a_bundled_text_keeps_its_places(path):
    there = path.read_text("utf-8")
    kept = read(path.read_bytes(), path.name)["text"]
    assert len(there) == len(kept)
    assert all(b in (a, " ") for a, b in zip(there, kept, strict=True))


def test_the_day_is_told_from_every_place_that_publishers_put_it():
    rows = {path.name: read_with_sidecar(path) for path in PAGES}
    assert {row["published_on_source"] for row in rows.values()} == {"sidecar", "metadata", "text", None}


# -- days: of the samples without their sidecars, and of the gold set ----------------------------------------------

GOLD_SET = PROJECT / "tests" / "gold"


def day_of(path: Path, gold: dict) -> tuple[str | None, str | None]:
    """The day that is read from a page alone, and the one to be read: none where no day of the text is the gold's."""
    row = read(path.read_bytes(), path.name)
    written = {str(day) for _, _, day in dates_in(plain_text(path.read_text("utf-8")), None)}
    wanted = gold["published_on"] if gold["published_on"] in written else None
    return str(row["published_on"]) if row["published_on"] else None, wanted


@pytest.mark.parametrize("path", [*PAGES, *sorted(GOLD_SET.glob("*.txt"))], ids=lambda p: p.name)
def test_a_day_that_stands_in_the_text_is_read_without_a_sidecar(path):
    folder = GOLD_SET if path.parent == GOLD_SET else SAMPLES / "gold"
    found, wanted = day_of(path, json.loads((folder / f"{path.stem}.json").read_text("utf-8")))
    assert found == wanted


def test_no_held_text_is_given_a_day_that_is_not_its_own():
    held = sorted((GOLD_SET / "held").glob("*.txt"))
    days = {path.stem: day_of(path, json.loads(path.with_suffix(".json").read_text("utf-8"))) for path in held}
    assert len(days) > 0
    assert [stem for stem, (found, wanted) in days.items() if found not in (wanted, None)] == []


OTHERS = PROJECT.parent / "shared" / "articles"
if OTHERS.is_dir():

    def test_articles_of_others_keep_their_evidence_title_and_day():
        golds = {p.stem: json.loads(p.read_text("utf-8")) for p in sorted(OTHERS.glob("*.json"))}
        found = {stem: faults(read((OTHERS / f"{stem}.txt").read_bytes()), gold) for stem, gold in golds.items()}
        assert len(golds) > 0
        assert {stem: wrong for stem, wrong in found.items() if wrong} == {}

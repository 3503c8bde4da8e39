"""Gold readings made by hand, and the documents they belong to.

A set is a folder of gold readings (`STEM.json`) and a folder of documents (`STEM.txt|.md|.html`), or a folder of
passages: `*.jsonl`, on each line `{"id", "title", "published_on", "text"}` and the gold of one list or more.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from critmin.claims.claim import Document
from critmin.claims.scoring import LISTS
from critmin.reading import CannotRead, Opened, find_files, open_file
from critmin.settings import PROJECT, Settings

HELD = "held"  # the name of a folder whose documents nobody reads


@dataclass(frozen=True)
class GoldSet:
    """Documents and their gold readings; `is_held` when only totals may be told."""

    name: str
    articles: Path
    gold: Path

    @property
    def is_held(self) -> bool:
        """Whether one of the folders is a held half."""
        return HELD in (self.articles.resolve().name, self.gold.resolve().name)


def known_sets(settings: Settings) -> list[GoldSet]:
    """The sets that come with the project: the samples, and both halves of documents, stories and passages where they
    are."""
    half = PROJECT / "tests" / "gold"
    passages, stories = half / "passages", half / "stories"
    samples = settings.samples_root
    sets = [
        GoldSet("samples", samples / "articles", samples / "gold"),
        GoldSet("open", half, half),
        GoldSet("held", half / HELD, half / HELD),
        GoldSet("stories", stories, stories),
        GoldSet("stories held", stories / HELD, stories / HELD),
        GoldSet("passages", passages, passages),
        GoldSet("passages held", passages / HELD, passages / HELD),
    ]
    return [each for each in sets if each.gold.is_dir()]


def golds_of(gold_set: GoldSet) -> dict[str, dict]:
    """The gold readings of a set: documents by the stem of their file, passages by their id.

    Raises CannotRead when the folder holds none, one is not JSON or no passage.
    """
    golds = {}
    for path in sorted(gold_set.gold.glob("*.json")):
        try:
            reading = json.loads(path.read_text(encoding="utf-8"))
        except ValueError as error:
            raise CannotRead(f"{path} is not JSON: {error}") from None
        if isinstance(reading, dict) and any(name in reading for name in LISTS):  # other JSON may lie beside them
            golds[path.stem] = reading
    for path in sorted(gold_set.gold.glob("*.jsonl")):
        passages = _passages(path)
        if twice := golds.keys() & passages.keys():
            raise CannotRead(f"{path} repeats the id {min(twice)} of another file.")
        golds |= passages
    if not golds:
        lists = ", ".join(LISTS)
        raise CannotRead(f"{gold_set.gold} holds no gold reading: STEM.json with the lists {lists}, or passages.")
    return golds


def _passages(path: Path) -> dict[str, dict]:
    """The passages of a file by id; the whole passage is the evidence of its records."""
    found = {}
    for number, line in enumerate(path.read_text(encoding="utf-8").removesuffix("\n").split("\n"), start=1):
        try:
            passage = json.loads(line)
            lists = [name for name in LISTS if isinstance(passage.get(name), list)]
            passage["id"], passage["text"] = str(passage["id"]), str(passage["text"])
            day = passage.get("published_on")
            passage["published_on"] = day and date.fromisoformat(day)
        except (ValueError, KeyError, AttributeError, TypeError) as error:
            raise CannotRead(f"{path}, line {number} is no passage (id, text, a list of records): {error!r}") from None
        if not lists or passage["id"] in found:
            reason = "an id that stands above" if lists else f"none of the lists {', '.join(LISTS)}"
            raise CannotRead(f"{path}, line {number} has {reason}.")
        for name in lists:
            passage[name] = [{"evidence": passage["text"]} | record for record in passage[name]]
        found[passage["id"]] = passage
    return found


def lists_of(gold: Mapping) -> tuple[str, ...]:
    """The lists that a gold reading judges: all of a document's, of a passage the ones it has."""
    return tuple(name for name in LISTS if name in gold) if "text" in gold else LISTS


def documents_of(gold_set: GoldSet, golds: Mapping[str, Mapping]) -> Iterable[Opened]:
    """The document of each gold reading, straight from the folder (folders inside it are other sets); a passage has
    its text with it."""
    if not gold_set.articles.is_dir():
        raise CannotRead(f"{gold_set.articles} is not a folder; --articles says where the documents lie.")
    inside = sorted(p for p in gold_set.articles.iterdir() if p.is_file())
    for stem, gold in golds.items():
        if "text" in gold:
            title = gold.get("title")
            text = f"{title}\n\n{gold['text']}" if title else gold["text"]
            yield Opened(stem, Document(stem, text, title, gold["published_on"]))
            continue
        pages = [p for p in inside if p.name in {f"{stem}{suffix}" for suffix in (".txt", ".md", ".html", ".htm")}]
        if len(pages) != 1:
            how_many = "no document" if not pages else "more than one document"
            raise CannotRead(f"{gold_set.articles} has {how_many} for {gold_set.gold / stem}.json.")
        yield open_file(find_files(pages)[0])

"""Gold readings and the pages they belong to, for the tests of samples/ and tests/gold/."""

import json
import re
from html.parser import HTMLParser
from itertools import chain
from pathlib import Path

from critmin import vocabulary
from critmin.claims.scoring import FIELDS, LISTS

FORMATS = (".html", ".txt", ".md")
DAY = re.compile(r"\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])")
SLUG = re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)*")
KEPT = {
    "agreements": ("name", "evidence", "optional", "accept", "deadline_on"),
    "trade_measures": ("measure", "imposer", "evidence", "optional", "accept", "rate_rule", "firmness", "expires_on"),
    "dependencies": ("relation", "evidence", "optional", "accept", "share_of"),
}


def pages(folder: Path) -> list[Path]:
    """The pages of a folder, in order of their names."""
    return sorted(path for path in folder.iterdir() if path.suffix in FORMATS)


def gold_of(page: Path, folder: Path | None = None) -> dict:
    """The gold reading of a page: the file of the same stem in `folder`, or beside the page."""
    return json.loads(((folder or page.parent) / f"{page.stem}.json").read_text(encoding="utf-8"))


def plain_text(page: Path) -> str:
    """All words of a page, menus included, with single blanks: what evidence must be found in."""
    text = page.read_text(encoding="utf-8")
    if page.suffix == ".html":
        words = _Words()
        words.feed(text)
        text = "".join(words.parts)
    return " ".join(text.split())


def runs_of_words(text: str, length: int) -> set[tuple[str, ...]]:
    """Every sequence of `length` words, lower-cased and without marks."""
    words = re.findall(r"[\w']+", text.lower())
    return {tuple(words[i : i + length]) for i in range(len(words) - length + 1)}


def faults(gold: dict, text: str) -> list[str]:
    """What is wrong with a gold reading of `text`: absent evidence, unknown codes, half dates, stray keys."""
    found = []
    if gold["published_on"] is not None and not DAY.fullmatch(gold["published_on"]):
        found.append(f"published_on {gold['published_on']}")
    for name in LISTS:
        for number, record in enumerate(gold[name], start=1):
            place = f"{name} {number}"
            if " ".join(record["evidence"].split()) not in text:
                found.append(f"{place}: not in the text: {record['evidence']}")
            stray = set(record) - set(FIELDS[name]) - set(KEPT[name])
            found += [f"{place}: stray key {key}" for key in stray]
            missing = set(FIELDS[name]) - set(record)
            found += [f"{place}: no {key}" for key in missing]
            accepted = record.get("accept", {})
            for key, values in chain([(k, [record.get(k)]) for k in record], accepted.items()):
                if key in accepted and key not in record:
                    found.append(f"{place}: accept for {key}, which the record has not")
                found += [f"{place}: {key} {value!r}" for value in values if not _is_right(name, key, value)]
    return found


def faults_of_passage(name: str, record: dict) -> list[str]:
    """What is wrong with a record of a passage, which leaves out what is not stated: unknown codes, stray keys."""
    known = {*FIELDS[name], *KEPT[name]} - {"name", "evidence"}
    found = [f"stray key {key}" for key in record if key not in known]
    accepted = record.get("accept", {})
    for key, values in chain([(k, [record[k]]) for k in record], accepted.items()):
        found += [f"{key} {value!r}" for value in values if value not in (None, []) and not _is_right(name, key, value)]
    return found


def _is_right(name: str, key: str, value: object) -> bool:
    one = {
        "kind": vocabulary.terms("agreement_kind"),
        "status": vocabulary.terms("agreement_status" if name == "agreements" else "measure_status"),
        "measure": vocabulary.terms("measure"),
        "relation": vocabulary.terms("relation"),
        "rate_rule": vocabulary.terms("rate_rule"),
        "firmness": vocabulary.terms("firmness"),
        "share_of": vocabulary.terms("share_of"),
    }
    many = {
        "minerals": vocabulary.minerals(),
        "stages": vocabulary.stages(),
        "instruments": vocabulary.terms("instrument"),
    }
    if key in one:
        return value in one[key]
    if key in many:
        return isinstance(value, list) and set(value) <= many[key] and len(value) == len(set(value))
    if key in ("stage", "rate_unit"):
        return value is None or value in (vocabulary.stages() if key == "stage" else vocabulary.terms("rate_unit"))
    if key.endswith("_on"):
        return value is None or DAY.fullmatch(value) is not None
    if key in ("parties", "targets"):
        return isinstance(value, list) and all(map(_is_party, value)) and len(value) == len(set(value))
    if key in ("imposer", "dependent", "supplier"):
        return value is None or _is_party(value)
    if key == "products":
        return bool(value) and all(SLUG.fullmatch(product) for product in value)
    if key in ("rate", "share_pct"):
        return value is None or isinstance(value, float | int)
    if key in ("rank", "year"):
        return value is None or isinstance(value, int)
    if key == "amounts":
        return all(map(_is_amount, value))
    return True


def _is_party(value: object) -> bool:
    return isinstance(value, str) and (value in vocabulary.countries() or bool(re.fullmatch(r"org:\S.*", value)))


def _is_amount(amount: dict) -> bool:
    return (
        set(amount) <= {"value", "currency", "qualifier", "by", "nature"}
        and amount["value"] > 0
        and bool(re.fullmatch(r"[A-Z]{3}", amount["currency"]))
        and amount["qualifier"] in vocabulary.terms("amount_qualifier")
        and (amount["by"] is None or _is_party(amount["by"]))
        and ("nature" not in amount or amount["nature"] in vocabulary.terms("amount_nature"))
    )


class _Words(HTMLParser):
    """Text outside scripts and styles; a tag ends a word."""

    def __init__(self) -> None:
        super().__init__()
        self.parts: list[str] = []
        self._hidden = 0

    def handle_starttag(self, tag: str, attrs: list) -> None:
        self._hidden += tag in ("script", "style")
        self.parts.append(" ")

    def handle_endtag(self, tag: str) -> None:
        self._hidden -= tag in ("script", "style")
        self.parts.append(" ")

    def handle_data(self, data: str) -> None:
        if not self._hidden:
            self.parts.append(data)

"""The words that name countries, minerals, organisations, stages, instruments and products: read from the seeds.

A phrase is found by its words, whatever stands between them (a space, a hyphen, an apostrophe), the longest first.
"""

import re
from dataclasses import dataclass
from functools import cache

from critmin.vocabulary import seed

WORD = re.compile(r"(?:[A-Za-z]\.){2,}|(?:[A-Z]\.)+[A-Z]\b|[^\W_]+")
MOST_WORDS = 30_000  # words remembered
_JOIN = re.compile(r"[ '/.&-]{0,3}")
_LONG_JOIN = re.compile(r"[ '/.&,-]{0,3}")  # in names of five words and more: "Japan Oil, Gas and Metals National Corp"


@dataclass(frozen=True)
class Entry:
    """What a phrase means. `kind` is country, mineral, organisation, stage, instrument, product ... or trap."""

    words: tuple[str, ...]  # as written, dots of abbreviations left out
    kind: str
    value: str
    detail: str = ""  # kind of country name, stage of a mineral form, country of an organisation
    is_case_kept: bool = False
    context: tuple[str, ...] = ()  # one of these must stand in the document


def words_of(text: str) -> list[tuple[int, int, str]]:
    """(start, end, word) of the words of a text; the dots of U.S. are left out of the word."""
    return [(*m.span(), m[0]) if "." not in m[0] else (*m.span(), m[0].replace(".", "")) for m in WORD.finditer(text)]


def _entry(phrase: str, kind: str, value: str, detail: str = "", cased: bool = False, context: str = "") -> Entry:
    words = tuple(word for _, _, word in words_of(phrase))
    needed = tuple(context.split("|")) if context else ()
    return Entry(words, kind, value, detail, cased, needed)


def _entries() -> list[Entry]:
    found = []
    for row in seed("country_names"):
        kind = "trap" if row["kind"] == "trap" else "country"
        found.append(_entry(row["name"], kind, row["iso3"], row["kind"], True, row["context"]))
    for row in seed("mineral_names"):
        kind = "mineral" if row["mineral"] else "trap"
        found.append(_entry(row["name"], kind, row["mineral"], row["stage"], bool(row["letter_case"])))
    for row in seed("organisation_names"):
        found.append(_entry(row["name"], "organisation", row["organisation"], row["iso3"] or row["kind"], True))
    kinds = {
        "stage": "stage", "instrument": "instrument", "product": "product", "other_product": "other_product",
        "unrelated_product": "unrelated_product", "pair_anaphor": "pair", "country_anaphor": "it",
    }  # fmt: skip
    for row in seed("cue_words"):
        if row["domain"] in kinds:
            cased = row["words"].isupper() and len(row["words"]) < 6
            found.append(_entry(row["words"], kinds[row["domain"]], row["term"], "", cased))
    return found


@cache
def phrases() -> dict[str, tuple[Entry, ...]]:
    """First word in lower case → entries that start with it, the longest phrase first."""
    table: dict[str, list[Entry]] = {}
    for entry in _entries():
        table.setdefault(entry.words[0].lower(), []).append(entry)
    return {word: tuple(sorted(entries, key=lambda e: -len(e.words))) for word, entries in table.items()}


@cache
def _by_two_words() -> dict[str, tuple[dict[str, tuple[Entry, ...]], tuple[Entry, ...]]]:
    """First word → (second word → longer entries, entries of one word): a longer phrase is tried only where its
    second word stands."""
    table = {}
    for first, entries in phrases().items():
        longer: dict[str, list[Entry]] = {}
        for entry in entries:
            if len(entry.words) > 1:
                longer.setdefault(entry.words[1].lower(), []).append(entry)
        single = tuple(e for e in entries if len(e.words) == 1)
        table[first] = ({second: tuple(found) for second, found in longer.items()}, single)
    return table


@cache
def cues(domain: str) -> dict[str, str]:
    """Words → term of one domain of the `cue_words` seed. Raises KeyError for a domain without words."""
    found = {row["words"]: row["term"] for row in seed("cue_words") if row["domain"] == domain}
    if not found:
        raise KeyError(domain)
    return found


@cache
def cue_set(domain: str) -> frozenset[str]:
    """The cue words of a domain, for looking one up."""
    return frozenset(cues(domain))


def alternatives(words) -> str:
    """A pattern that matches any of the words, the longest first."""
    return "|".join(re.escape(w).replace(r"\ ", r"[\s-]") for w in sorted(words, key=lambda w: (-len(w), w)))


class _Opens(dict):
    """Word as written → the phrases that start with it, as `_by_two_words` has them, or None; remembered up to a
    bound."""

    def __missing__(self, word: str) -> tuple[dict[str, tuple[Entry, ...]], tuple[Entry, ...]] | None:
        if len(self) > MOST_WORDS:
            self.clear()
        self[word] = known = _by_two_words().get(word.lower())
        return known


OPENS = _Opens()


def match_at(text: str, words: list[tuple[int, int, str]], i: int, document: frozenset[str]) -> list[tuple[Entry, int]]:
    """The entries that begin at word `i`, each with the number of words it takes; of the longest length only,
    but a stage, an instrument and a product may share a phrase."""
    known = OPENS[words[i][2]]
    if known is None:
        return []
    longer, entries = known
    if longer and i + 1 < len(words) and (two := longer.get(words[i + 1][2].lower())):
        entries = (*two, *entries)
    found: list[tuple[Entry, int]] = []
    for entry in entries:
        n = len(entry.words)
        if found and n < found[0][1]:
            break
        if i + n > len(words) or not _is_written(text, words, i, entry):
            continue
        is_known = not entry.context or any(word in document for word in entry.context)
        if not is_known and (entry.kind != "country" or not _is_among_countries(text, words, i, n)):
            continue
        found.append((entry, n))
    return found


_FIRST_NAME = re.compile(r"\b[A-Z][\w.]*\s$")
_LIST_LINK = re.compile(r",?\s(?:and\s|or\s)?")


def _is_among_countries(text: str, words: list[tuple[int, int, str]], i: int, n: int) -> bool:
    """Whether a name that may be a person's stands in a list of countries: "Egypt, Jordan and Peru"."""
    start, end = words[i][0], words[i + n - 1][1]
    if _FIRST_NAME.search(text, max(0, start - 24), start):
        return False
    for k in (i - 2, i - 1, i + n, i + n + 1):
        if not 0 <= k < len(words) or not words[k][2][:1].isupper():
            continue
        opens = OPENS[words[k][2]]
        for entry in (*opens[1], *(e for group in opens[0].values() for e in group)) if opens else ():
            stop = k + len(entry.words)
            if entry.kind != "country" or entry.context or entry.detail != "name" or stop > len(words):
                continue
            if k > i:
                gap = text[end : words[k][0]]
            elif stop <= i and _is_written(text, words, k, entry):
                gap = text[words[stop - 1][1] : start]
            else:
                continue
            if _LIST_LINK.fullmatch(gap) and gap != " " and (k < i or _is_written(text, words, k, entry)):
                return True
    return False


def _is_written(text: str, words: list, i: int, entry: Entry) -> bool:
    for k, wanted in enumerate(entry.words):
        word = words[i + k][2]
        if word != wanted:
            if entry.is_case_kept and not (word.isupper() and word == wanted.upper() and len(word) > 3):
                return False
            if word.lower() != wanted.lower():
                return False
        join = _JOIN if len(entry.words) < 5 else _LONG_JOIN
        if k and not join.fullmatch(text, words[i + k - 1][1], words[i + k][0]):
            return False
    return True

"""The words of a folded sentence with their parts of speech, told apart by short lists and by their neighbours.

The lists are the seed `frame_words`: verbs, nouns and adjectives that open a frame, and the parts of speech that have
few words (determiners, prepositions, auxiliaries).
"""

from collections import deque
from dataclasses import dataclass
from functools import cache
from itertools import islice, pairwise
from typing import NamedTuple

from critmin.claims import regex as re
from critmin.claims.lexicon import MOST_WORDS
from critmin.claims.mentions import Folded
from critmin.vocabulary import seed

MOST_SENTENCES = 200  # whose words are kept, and the frames made of them
MOST_TOKENS = 400  # a longer sentence is a table or hostile: its head alone is read
_TOKEN = re.compile(r"‹([A-Z])(\d+)›|['’]s\b|['’](?=\s)|-?[^\W\d_]+(?:[-'’.][^\W\d_]+)*|\d[\d,.]*\d|\d|[^\s\w]")


class Word(NamedTuple):
    """A word, a sign or a mark of a folded sentence. `tag` is its part of speech, or the letter of a sign."""

    low: str
    tag: str  # C G M P R U D X S: signs · d determiner · i preposition · b be · a auxiliary · n negation · c link
    start: int  # r relative · v adverb · V verb · N noun of a frame · J adjective of a frame · x other · # number · p
    end: int
    number: int = -1  # of the mention behind a sign
    lemma: str = ""


@dataclass(frozen=True)
class Entry:
    """What a word opens: the frame, the stage a verb of making tells, its lemma."""

    frame: str
    stage: str | None
    lemma: str


def inflected(lemma: str) -> set[str]:
    """The regular forms of a verb."""
    forms = {lemma, lemma + "s", lemma + "ed", lemma + "ing"}
    if lemma.endswith("e"):
        forms |= {lemma + "d", lemma[:-1] + "ing"}
    if lemma.endswith("y") and lemma[-2] not in "aeiou":
        forms |= {lemma[:-1] + "ies", lemma[:-1] + "ied"}
    if lemma.endswith(("s", "x", "ch", "sh", "z")):
        forms.add(lemma + "es")
    return forms


@cache
def closed(part: str) -> frozenset[str]:
    """The words of a part of speech that has few: determiners, prepositions, auxiliaries."""
    return frozenset(row["word"] for row in seed("frame_words") if row["part"] == part)


@cache
def verbs() -> dict[str, Entry]:
    """Each form of a verb with what it opens."""
    table: dict[str, Entry] = {}
    for row in seed("frame_words"):
        if row["part"] != "verb":
            continue
        forms = inflected(row["word"]) | (set(row["forms"].split("|")) if row["forms"] else set())
        for form in forms:
            table.setdefault(form, Entry(row["frame"], row["stage"] or None, row["word"]))
    return table


@cache
def nouns() -> dict[str, Entry]:
    """Each form of a noun with what it opens."""
    table: dict[str, Entry] = {}
    for row in seed("frame_words"):
        if row["part"] == "noun":
            for form in (row["word"], row["word"] + "s", re.sub(r"y$", "ies", row["word"])):
                table.setdefault(form, Entry(row["frame"], row["stage"] or None, row["word"]))
    return table


@cache
def adjectives() -> dict[str, Entry]:
    """Each adjective with what it opens."""
    return {
        row["word"]: Entry(row["frame"], row["stage"] or None, row["word"])
        for row in seed("frame_words")
        if row["part"] == "adjective"
    }


def words(sentence: Folded) -> list[Word]:
    """The words of a folded sentence with their tags; read once, and not to be changed."""
    if sentence.words is None:
        sentence.words = _words(sentence)
        _LATEST.append(sentence)
        if len(_LATEST) > MOST_SENTENCES:
            oldest = _LATEST.popleft()
            oldest.words = oldest.frames = None
    return sentence.words


_LATEST: deque[Folded] = deque()  # the sentences whose words are kept


def _words(sentence: Folded) -> list[Word]:
    raw = []
    for m in islice(_TOKEN.finditer(sentence.folded), MOST_TOKENS):
        low = m[0].lower()
        if low[0] == "‹":
            raw.append((low, m[1] or "", *m.span(), int(m[2]) if m[2] else -1))
        else:
            raw.append((low.replace("’", "'") if "’" in low else low, "", *m.span(), -1))
    raw.append(("", "", 0, 0, -1))
    out: list[Word] = []
    fixed, made = _FIXED, tuple.__new__
    for (low, sign, start, end, number), after in pairwise(raw):
        tag, lemma = sign or fixed[low], ""
        if low == "may" and out and sentence.folded[start] == "M":
            tag = "x"  # "which in May banned": a month
        if not tag:
            tag, lemma = _tag(sentence, out, low, sign, number, after)
            if tag == "V" and out and sentence.folded[start].isupper() and out[-1].tag not in "p":
                tag, lemma = "x", ""  # "at Mountain Pass": a name
        elif tag == "N" or tag == "J":
            lemma = low
        out.append(made(Word, (low, tag, start, end, number, lemma)))
    return out


class _Fixed(dict):
    """Word → its tag where no neighbour changes it, else ""; remembered up to a bound. As `_tag` has it."""

    def __missing__(self, low: str) -> str:
        if len(self) > MOST_WORDS:
            self.clear()
        is_open = (
            (low == "that")
            or low in verbs()
            or (low in closed("adverb") and low in closed("determiner"))
            or (low in closed("relative") and low in closed("link"))
        )
        self[low] = tag = "" if is_open else _tag(None, [], low, "", -1, ("", ""))[0]
        return tag


_FIXED = _Fixed()


def _tag(
    sentence: Folded | None, before: list[Word], low: str, sign: str, number: int, after: tuple
) -> tuple[str, str]:
    if sign:
        return sign, ""
    last = before[-1] if before else None
    if low in ("'s", "'"):
        return "s", ""
    if low.startswith("-"):
        return "x", ""  # "‹C0›-made"
    if low in closed("be"):
        return "b", ""
    if low in closed("auxiliary"):
        return "a", ""
    if low in closed("negation") or low.endswith("n't"):
        return "n", ""
    if low in closed("relative") and not (low == "that" and last and last.tag == "i"):
        return "r", ""
    if low in closed("link"):
        return "c", ""
    if low in ("and", "or"):
        return "&", ""
    if low in closed("adverb") and not (low in closed("determiner") and after[1]):
        return "v", ""
    if low in closed("determiner"):
        return "d", ""
    if low in closed("preposition"):
        return "i", ""
    if low in adjectives():
        return "J", low
    verb, noun = verbs().get(low), nouns().get(low)
    if verb and not (noun and _is_noun(sentence, before, low, after)) and _is_verb(sentence, before, low, after):
        return "V", low
    if noun:
        return "N", low
    if low[0].isdigit():
        return "#", ""
    if not low[0].isalpha():
        return "p", ""
    if low.endswith("ly") and len(low) > 4:
        return "v", ""
    return "x", ""


def _is_noun(sentence: Folded, before: list[Word], low: str, after: tuple) -> bool:
    """Whether a word that may be both stands as a noun here: "US imports of tin", "the country's supply"."""
    last = before[-1] if before else None
    if last is None:
        return not after[1] and after[0] not in ("its", "the", "their")
    if last.low == "to" and (after[1] or after[0] in ("the", "its", "up", "their", "more", "at")):
        return False  # "agreed to supply Peru with tin"
    if last.tag in "sdiMP#NJRUV" or low.startswith("-"):
        return True
    if last.tag in "abrn" or last.low == "to":
        return last.tag == "r" and after[0] in ("over", "of")  # "the fear that control over tin"
    if last.tag == "C":
        mention = sentence.mentions[last.number]
        if mention.detail == "demonym" and not mention.parts:
            return True
        if (
            after[0] in ("of", "from", "in", "to")
            or after[0] in closed("be")
            or after[0] in closed("auxiliary")
            or after[0] in verbs()
        ):
            return not (len(before) > 1 and before[-2].low == "the")
        return after[0] in ("and", ",", ".", "")
    if last.tag == "&" and len(before) > 1:
        return before[-2].tag in "NxM" or after[0] in ("of", "from")
    if last.tag == "x" and after[0] in ("of", "from"):
        return True
    if last.low == "," and low in closed("noun_after_comma"):
        return True
    return last.tag == "x" and not last.low.endswith("s")


def _is_adjectival(before: list[Word]) -> bool:
    """Whether a participle behind these words only describes the noun that follows."""
    last = before[-1]
    if last.tag == "&" and len(before) > 1:
        return before[-2].tag in "xJv" and not before[-2].low.endswith("s")
    return last.tag in "idJ" or (last.tag == "x" and last.low.endswith(("ed", "ing", "ic", "al", "ive")))


def _is_verb(sentence: Folded, before: list[Word], low: str, after: tuple) -> bool:
    last = before[-1] if before else None
    if last is None:
        return low.endswith(("ing", "ed"))
    if last.tag == "V" and low.endswith("ed"):
        return False  # "yield separated oxides"
    if low.endswith("ed") and after[1] in ("M", "P") and _is_adjectival(before):
        return False  # "the supply of raw and processed minerals"
    if last.tag in "ds" or (last.tag == "i" and last.low != "to" and not low.endswith("ing")):
        return False
    if low.endswith("ing") and last.low in (",", "(") and after[0] in (",", "and", "or", ".", ")"):
        return False  # "extraction, processing, and trade of"
    if low.endswith("ing") and last.tag in "xMNP" and (after[0] in ("of", "and", ",", ".") or not after[1]):
        return last.tag == "x" and last.low.endswith("s")
    if last.tag == "C" and low.endswith(("ed", "ing")) is False and low in nouns():
        return True
    return True

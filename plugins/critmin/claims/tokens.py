"""The tokens of a line: what stands between blanks, each looked into once and remembered.

The names and the figures of a sentence are looked for by its words; which words open a phrase of the seeds, which are
capitals, and where a sum, a rate or a date may begin is the same wherever a token stands.
"""

from dataclasses import dataclass, field
from functools import cache
from typing import NamedTuple

from critmin.claims import amounts, dates, rates
from critmin.claims import regex as re
from critmin.claims.lexicon import OPENS, cue_set, words_of

MOST_TOKENS = 10_000  # remembered
LONGEST = 200  # characters of a token that is remembered

OPENS_PHRASE, IS_CAPITAL = 1, 2
REGIONS = frozenset(  # no names, but "European Metals" is a firm
    ["European", "Western", "Eastern", "Northern", "Southern", "African", "Asian", "Pacific", "Atlantic", "Nordic"]
)
_YEAR_FOLLOWS, _IS_YEAR = 3, 4  # beside the places of figures: 0 sums, 1 rates, 2 dates


class Token(NamedTuple):
    """What a token holds: its words (start, end, word, what they are), and where figures may begin (kind, place)."""

    words: tuple[tuple[int, int, str, int], ...]
    starts: tuple[tuple[int, int], ...]


@dataclass(slots=True)
class Tokens:
    """The words of a line with their places, as `words_of` gives them; the numbers of those that open a phrase of the
    seeds and of the capitals; the places where sums, rates and dates may begin, in order."""

    words: list[tuple[int, int, str]] = field(default_factory=list)
    opening: list[int] = field(default_factory=list)
    capitals: list[int] = field(default_factory=list)
    sums: list[int] = field(default_factory=list)
    rates: list[int] = field(default_factory=list)
    dates: list[int] = field(default_factory=list)


class _Known(dict):
    """Token as written → what it holds; remembered up to a bound."""

    def __missing__(self, written: str) -> Token:
        if len(self) >= MOST_TOKENS:
            self.clear()
        token = _token(written)
        if len(written) <= LONGEST:
            self[written] = token
        return token


_KNOWN = _Known()


def _token(written: str) -> Token:
    skip = cue_set("not_a_name") - REGIONS
    words = tuple(
        (
            start,
            end,
            word,
            (OPENS_PHRASE if OPENS[word] else 0) | (IS_CAPITAL if word[:1].isupper() and word not in skip else 0),
        )
        for start, end, word in words_of(written)
    )
    starts = [(kind, place) for kind, pattern in _starts() for place in _places(pattern, written)]
    return Token(words, tuple(sorted(starts, key=lambda start: start[1])))


@cache
def _starts() -> tuple[tuple[int, re.Pattern], ...]:
    return (
        (0, amounts.START),
        (1, rates.START),
        (2, dates.START),
        (_YEAR_FOLLOWS, dates.BEFORE_YEAR),
        (_IS_YEAR, dates.YEAR_FOLLOWS),
    )


def _places(pattern: re.Pattern, text: str) -> list[int]:
    """All places at which a pattern matches, also within a match before."""
    found = []
    match = pattern.search(text)
    while match:
        found.append(match.start())
        match = pattern.search(text, match.start() + 1)
    return found


def read(text: str) -> Tokens:
    """The tokens of a line."""
    out = Tokens()
    words, opening, capitals = out.words, out.opening, out.capitals
    figures = (out.sums, out.rates, out.dates)
    at = n = 0
    before_year = -1  # where the token before this one may open a date, if a year follows
    for written in text.split(" "):
        token_words, starts = _KNOWN[written]
        for start, end, word, what in token_words:
            words.append((at + start, at + end, word))
            if what:
                if what & OPENS_PHRASE:
                    opening.append(n)
                if what & IS_CAPITAL:
                    capitals.append(n)
            n += 1
        if starts:
            was, before_year = before_year, -1
            for kind, place in starts:
                if kind < _YEAR_FOLLOWS:
                    figures[kind].append(at + place)
                elif kind == _YEAR_FOLLOWS:
                    before_year = at + place
                elif was >= 0:
                    out.dates.append(was)
        else:
            before_year = -1
        at += len(written) + 1
    return out

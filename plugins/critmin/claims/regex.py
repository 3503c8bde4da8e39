"""Regular expressions that are not run where they cannot match: `re`, for the sentences of the reader.

A rule such as `\\bsupplies\\s[^;]{0,60}‹M\\d+›` needs the word "supplies" and a mineral; most sentences hold neither.
What a pattern needs is worked out from the pattern itself, once, as alternatives of pieces of words. A `Line` (a
sentence, as it stands or folded) knows which patterns it can never match: each of its words is looked up once, and what
a word can bring is remembered from document to document. A pattern asked of any other text is plain `re`.

Use it as `from critmin.claims import regex as re`. Results are those of `re`, always: a pattern is left out only where
something that every match of it contains is missing.
"""

import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from re import IGNORECASE, NOFLAG, I, Match, error, escape

from critmin.claims.needs import EDGE, needs, written

MOST_PATTERNS = 5_000  # patterns remembered
MOST_WORDS = 30_000  # words remembered: a bound for memory, far above what articles use

LONGEST_WORD = 1_000  # a longer one is not looked into: it may hold anything

_END = sys.maxsize
_NOTHING: tuple = ()


class Line(str):
    """A sentence that knows which patterns cannot match it: `dead` holds their bits."""

    __slots__ = ("dead",)

    def __new__(cls, text: str) -> "Line":
        line = str.__new__(cls, text)
        line.dead = _BOOK.dead(text)
        return line


class _Words(dict):
    """Word → the bits of the needs that it meets."""

    def __init__(self, book: "_Book"):
        super().__init__()
        self.book = book

    def __missing__(self, word: str) -> int:
        if len(self) >= MOST_WORDS:
            self.clear()
            self.book.alike.clear()
        self[word] = met = self.book.met_by(word)
        return met


class _Pieces(dict):
    """Pieces of words, each with what it stands for."""

    def __init__(self):
        super().__init__()
        self.lengths: dict[str, list[int]] = {}  # first two characters → the lengths of the pieces that open with them

    def __setitem__(self, piece: str, what: object) -> None:
        if piece not in self and len(piece) not in self.lengths.setdefault(piece[:2], []):
            self.lengths[piece[:2]].append(len(piece))
        super().__setitem__(piece, what)

    def within(self, marked: str) -> Iterator:
        """What the pieces stand for that a word holds, as `written`."""
        lengths, get = self.lengths.get, self.get
        for place, character in enumerate(marked):
            if (what := get(character)) is not None:
                yield what
            for length in lengths(marked[place : place + 2], _NOTHING):
                if (what := get(marked[place : place + length])) is not None:
                    yield what


class _Book:
    """The patterns that were asked of a line, four bits each: a bit is a need, met or not."""

    def __init__(self):
        self.n = 0
        self.all = 0  # the first bit of each pattern
        self.every = 0  # all bits
        self.free = 0  # bits that stand for no need
        self.pieces = _Pieces()  # piece → bits of the needs that it meets
        self.alike: dict[str, int] = {}  # word as `written` → the bits of the needs that it meets
        self.words = _Words(self)

    def add(self, clauses: list[frozenset[str]]) -> int:
        """Take in a pattern; its bit. Lines that are known already do not have the bit, and do not leave it out."""
        first = 4 * self.n
        self.n += 1
        for place in range(4):
            bit = 1 << (first + place)
            if place >= len(clauses):
                self.free |= bit
                continue
            for piece in clauses[place]:
                self.pieces[piece] = self.pieces.get(piece, 0) | bit
        self.all |= 1 << first
        self.every |= 15 << first
        self.alike.clear()
        self.words.clear()
        return 1 << first

    def met_by(self, word: str) -> int:
        """The bits of the needs that a word meets."""
        marked = written(word)
        if marked in self.alike:
            return self.alike[marked]
        met = 0
        for bits in self.pieces.within(marked):
            met |= bits
        self.alike[marked] = met
        return met

    def dead(self, line: str) -> int:
        """The bits of the patterns of which a line misses something."""
        words = self.words
        met = self.free
        for stretch in stretches(line):
            for word in stretch.split():
                met |= words[word] if len(word) <= LONGEST_WORD else self.every
        met &= met >> 1
        met &= met >> 2
        return self.all & ~met


def stretches(text: str, length: int = 50_000) -> Iterator[str]:
    """A text in stretches of about `length` characters, cut at blanks: what is made of one at a time stays small."""
    start = 0
    while len(text) - start > length:
        blank = _BLANK.search(text, start + length)
        end = blank.start() if blank else len(text)
        yield text[start:end]
        start = end
    yield text[start:] if start else text


_BLANK = re.compile(r"\s")
_BOOK = _Book()


class Pattern:
    """A compiled pattern. `search` and `finditer` are not run on a line that it cannot match."""

    __slots__ = (
        "bit", "findall", "finditer", "flags", "fullmatch", "groupindex", "groups", "match", "pattern", "raw", "search",
        "split", "sub",
    )  # fmt: skip

    def __init__(self, raw: re.Pattern):
        self.raw = raw
        self.bit = 0  # none, until it is known what the pattern needs
        self.pattern, self.flags, self.groups, self.groupindex = raw.pattern, raw.flags, raw.groups, raw.groupindex
        self.match, self.fullmatch, self.findall = raw.match, raw.fullmatch, raw.findall
        self.sub, self.split = raw.sub, raw.split
        self.search, self.finditer = self._first_search, self._first_finditer

    def _first_search(self, text: str, pos: int = 0, endpos: int = _END) -> Match | None:
        """`search`, before the pattern was asked of a line."""
        if text.__class__ is Line:
            self._wait()
        return self.raw.search(text, pos, endpos)

    def _first_finditer(self, text: str, pos: int = 0, endpos: int = _END) -> Iterator[Match]:
        if text.__class__ is Line:
            self._wait()
        return self.raw.finditer(text, pos, endpos)

    def _wait(self) -> None:
        self.search, self.finditer = self.raw.search, self.raw.finditer
        _WAITING.append(self)
        if len(_WAITING) > _BOOK.n // 8:
            learn()

    def bind(self) -> None:
        """Work out what the pattern needs; from now on lines that miss something of that are left out."""
        clauses = needs(self.pattern, self.flags)
        if not clauses:
            return
        raw_search, raw_finditer = self.raw.search, self.raw.finditer
        bit = self.bit = _BOOK.add(clauses)
        # `\b` holds at `endpos` too, in the middle of a word
        reach = _END if any(piece.endswith(EDGE) for clause in clauses for piece in clause) else 0

        def search(text: str, pos: int = 0, endpos: int = _END) -> Match | None:
            if text.__class__ is Line and text.dead & bit and endpos >= reach:
                return None
            return raw_search(text, pos, endpos)

        def finditer(text: str, pos: int = 0, endpos: int = _END) -> Iterator[Match]:
            if text.__class__ is Line and text.dead & bit and endpos >= reach:
                return iter(_NOTHING)
            return raw_finditer(text, pos, endpos)

        self.search, self.finditer = search, finditer


_WAITING: list[Pattern] = []  # patterns that were asked of a line, of which it is not known what they need


def learn() -> None:
    """Work out what the patterns need that were asked of lines so far. Done for many at a time: what is remembered of
    words has to be forgotten then."""
    while _WAITING:
        _WAITING.pop().bind()


_KNOWN: dict[tuple[str, int], Pattern] = {}


def compile(pattern: str, flags: int = 0) -> Pattern:
    """As `re.compile`; the same pattern gives the same object."""
    known = _KNOWN.get((pattern, flags))
    if known is None:
        known = Pattern(re.compile(pattern, flags))
        if len(_KNOWN) < MOST_PATTERNS:
            _KNOWN[pattern, flags] = known
    return known


def search(pattern: str, text: str, flags: int = 0) -> Match | None:
    """As `re.search`."""
    known = _KNOWN.get((pattern, flags)) or compile(pattern, flags)
    return known.raw.search(text) if text.__class__ is not Line else known.search(text)


def match(pattern: str, text: str, flags: int = 0) -> Match | None:
    """As `re.match`."""
    known = _KNOWN.get((pattern, flags)) or compile(pattern, flags)
    return known.match(text)


def fullmatch(pattern: str, text: str, flags: int = 0) -> Match | None:
    """As `re.fullmatch`."""
    known = _KNOWN.get((pattern, flags)) or compile(pattern, flags)
    return known.fullmatch(text)


def finditer(pattern: str, text: str, flags: int = 0) -> Iterable[Match]:
    """As `re.finditer`."""
    known = _KNOWN.get((pattern, flags)) or compile(pattern, flags)
    return known.finditer(text)


def findall(pattern: str, text: str, flags: int = 0) -> list:
    """As `re.findall`."""
    known = _KNOWN.get((pattern, flags)) or compile(pattern, flags)
    return known.findall(text)


def sub(pattern: str, by, text: str, flags: int = 0) -> str:
    """As `re.sub`."""
    known = _KNOWN.get((pattern, flags)) or compile(pattern, flags)
    return known.sub(by, text)


def split(pattern: str, text: str, flags: int = 0) -> list[str]:
    """As `re.split`."""
    known = _KNOWN.get((pattern, flags)) or compile(pattern, flags)
    return known.split(text)


def asked(line: str, rules: Sequence[tuple], place: int = 0) -> Sequence[tuple]:
    """The rules that may match a line; each is a tuple with its pattern at `place`."""
    if line.__class__ is not Line:
        return rules
    dead = line.dead
    return [rule for rule in rules if not dead & rule[place].bit]


def chunks(text: str) -> list[Line]:
    """A text cut where blanks meet, but not within brackets that opened shortly before. A pattern that has no two
    blanks in a row outside of brackets, and brackets of up to 60 characters, finds the same in the chunks."""
    found: list[Line] = []
    start = 0
    for gap in _GAP.finditer(text):
        before = text[max(start, gap.start() - 64) : gap.start()]
        if before.rfind("(") <= before.rfind(")"):
            found.append(Line(text[start : gap.start()]))
            start = gap.end()
    found.append(Line(text[start:]))
    return found


_GAP = re.compile(r"\s{2,}")


def matches_at(pattern: Pattern, places: Iterable[int], text: str) -> Iterator[Match]:
    """As `pattern.finditer(text)`, tried only at `places`, which are in order; every match must begin at one of them
    and be longer than nothing."""
    free = 0
    match_at = pattern.raw.match
    for place in places:
        if place >= free and (found := match_at(text, place)):
            yield found
            free = found.end()


__all__ = [
    "IGNORECASE", "NOFLAG", "I", "Line", "Match", "Pattern", "asked", "chunks", "compile", "error", "escape",
    "findall", "finditer", "fullmatch", "match", "matches_at", "search", "split", "stretches", "sub",
]  # fmt: skip

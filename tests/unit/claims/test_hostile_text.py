"""Text that was made to be slow or large: what reading takes is bounded, and grows with the text and no faster."""

import sys
import tracemalloc

import pytest

from critmin.claims.claim import Document
from critmin.claims.extract import extract

MOST_BYTES = 64 * 2**20
FACT = "China supplies 80 per cent of Japan's gallium and set a 25% tariff on US steel of $5 billion on 28 October 2025"
PLAIN = "the quiet garden behind the old library smelled of rain, and a small dog slept near the warm wall, "

HOSTILE = {
    "lists in lists": "\n".join(f"{'  ' * (n % 200)}- {FACT}" for n in range(60)),
    "endless numbers": " ".join(f"{n * 7919 % 10**9}%" for n in range(2_000)),
    "10,000 countries": ", ".join(["China", "Japan", "Peru", "Niger", "Nigeria", "Georgia", "Canada", "Oman"] * 1_250),
    "words that nobody knows": " ".join(f"Q{n * 2654435761 % 2**32:x}" for n in range(2_000)),
    "one word of 5 MB": "x" * 5_000_000,
    "brackets in brackets": "(" * 100_000 + FACT + ")" * 100_000,
}


def _read(text: str) -> None:
    extract(Document("x", text, "A title", None))


def _peak(text: str) -> int:
    """The bytes that reading takes at most; what patterns and seeds take is there before a document."""
    _read(FACT)
    tracemalloc.start()
    try:
        _read(text)
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize("kind", HOSTILE)
def test_a_document_takes_64_mb_at_most_whatever_it_holds(kind):
    assert _peak(HOSTILE[kind]) < MOST_BYTES


def test_a_line_of_5_mb_takes_64_mb_at_most():
    """What 250,000 characters more add to a line is what they add again and again."""
    line = f"{FACT}, and " * 20 + PLAIN * 7_500
    half, whole = _peak(line[:500_000]), _peak(line[:750_000])
    assert whole + (5_000_000 - 750_000) // 250_000 * max(0, whole - half) < MOST_BYTES


def _work(text: str) -> int:
    """How many Python calls reading takes: the same on every machine and every day."""
    calls = 0

    def count(frame, event, argument) -> None:
        nonlocal calls
        calls += event == "call"

    for _ in range(3):
        _read(text)  # words and patterns that are met for the first time are looked up or made once
    sys.setprofile(count)
    try:
        _read(text)
    finally:
        sys.setprofile(None)
    return calls


@pytest.mark.parametrize(
    "unit",
    [
        pytest.param(f"{FACT}. {PLAIN}.\n", id="sentences"),
        pytest.param(f"{FACT}, and {PLAIN}", id="one line"),
        pytest.param(f"  - {FACT}\n", id="a list"),
        pytest.param("China, Japan, Peru, Niger, Canada, ", id="countries"),
        pytest.param("1,250.5% 2019 $5 3,000 ", id="numbers"),
    ],
)
def test_twice_the_text_is_at_most_twice_the_work(unit):
    """Calls are counted and no time is taken; a fifth more is left for what a document begins and ends with."""
    text = unit * (4_000 // len(unit))
    assert 0 < _work(text * 2) < 2.2 * _work(text) + 1_000

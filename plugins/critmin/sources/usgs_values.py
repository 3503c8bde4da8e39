"""What a USGS cell says: a number, a bound, a range, or a token in a number's place. Never a guess.

    text                    value   low    high   flag
    1,234                   1234                  reported (or estimated, when the publication says so)
    0, em dash              0                     zero
    s (less than half)      0       0      0.5    small; the bound is the one that the notes give
    >50, <25                        50     25     bound
    50–300, 330 - 390               50     300    range
    W, NA, E                                      withheld, not_available, net_exporter (neither is zero)
    Large, XX, Variable ...                       word
    (blank)                                       ambiguous: zero, withheld or not available
    ?1, 2,429=                                    damaged: kept out

`E` stands for a net exporter and is not the `e` of an estimate, nor an exponent.
"""

import re
from dataclasses import dataclass
from decimal import Decimal

FLAGS = (
    "reported",
    "estimated",
    "withheld",
    "not_available",
    "net_exporter",
    "zero",
    "small",
    "bound",
    "range",
    "word",
    "ambiguous",
    "damaged",
)

_NUMBER = r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?"
_WHOLE = re.compile(rf"(?P<before>[er])?\s?(?P<number>[-−]?{_NUMBER})\s?(?P<after>[er])?")
_BOUND = re.compile(rf"(?P<side>[<>])\s*(?P<number>{_NUMBER})")
_RANGE = re.compile(rf"(?P<low>{_NUMBER})\s*[–-]\s*(?P<high>{_NUMBER})")
_HALF = re.compile(r"less than (?:½|1/2)\s?unit\.?", re.IGNORECASE)
_LESS_THAN = re.compile(rf"less than (?P<number>{_NUMBER}) (?:metric )?(?:tons|carats)\.?", re.IGNORECASE)
_WORDS = re.compile(r"[^\W\d_][^\d<>?=]*")
_TOKENS = {"W": "withheld", "NA": "not_available", "na": "not_available", "E": "net_exporter"}
_DASHES = ("—", "–", "--")
_FOOTNOTE_DIGITS = re.compile(r"(?<=[^\d\s])\s?\d{1,2}$")
_LARGEST = Decimal(10) ** 18  # decimal128(24, 6) holds eighteen digits before the point


@dataclass(frozen=True)
class Value:
    """One figure: a value, or bounds, or neither; and the flag that says which and why."""

    flag: str
    value: Decimal | None = None
    low: Decimal | None = None
    high: Decimal | None = None


def read_value(text: str, notes: str = "", unit: str = "", is_estimated: bool = False) -> Value:
    """Read one cell. `notes` and `unit` serve only to bound a small figure; `is_estimated` marks a plain number.

    Total over all texts: what cannot be read comes back with the flag `damaged`.
    """
    said = tidy(text)
    if not said:
        return Value("ambiguous")
    if said in _TOKENS:
        return Value(_TOKENS[said])
    if said in _DASHES:
        return Value("zero", Decimal(0))
    if said == "s" or _HALF.fullmatch(said):
        return _small(notes if said == "s" else said, unit)
    return _figure(said, unit, is_estimated) or Value("damaged")


def _figure(said: str, unit: str, is_estimated: bool) -> Value | None:
    """A number, bound, range or word; None for what is none of these."""
    if match := _WHOLE.fullmatch(said):
        number = _decimal(match["number"])
        if number is None:
            return None
        is_estimated = is_estimated or "e" in (match["before"], match["after"])
        return Value("zero" if not number else "estimated" if is_estimated else "reported", number)
    if match := _BOUND.fullmatch(said):
        number = _decimal(match["number"])
        if number is None:
            return None
        return Value("bound", low=number) if match["side"] == ">" else Value("bound", high=number)
    if match := _RANGE.fullmatch(said):
        low, high = _decimal(match["low"]), _decimal(match["high"])
        return None if low is None or high is None or low > high else Value("range", low=low, high=high)
    if match := _LESS_THAN.fullmatch(said):
        return Value("bound", high=_in_unit(match["number"], unit))
    return Value("word") if _WORDS.fullmatch(said) else None


def _small(notes: str, unit: str) -> Value:
    """The mark `s`: less than the notes say. Without such a note it is a footnote mark, and the figure is not given."""
    if _HALF.search(notes):
        return Value("small", Decimal(0), Decimal(0), Decimal("0.5"))
    if match := _LESS_THAN.search(notes):
        return Value("small", Decimal(0), Decimal(0), _in_unit(match["number"], unit))
    return Value("word")


def _in_unit(number: str, unit: str) -> Decimal | None:
    """A bound that the notes give in full, brought to the column's unit: 500 carats are 0.0005 million carats."""
    amount = _decimal(number)
    if amount is None:
        return None
    words = unit.lower().split() or [""]
    per = 1_000_000 if words[0] in ("million", "mmt") else 1_000 if words[0] in ("thousand", "thousands", "kt") else 1
    return _fitting(amount / per)


def _decimal(number: str) -> Decimal | None:
    """An exact number; None where it does not fit decimal128(24, 6)."""
    return _fitting(Decimal(number.replace(",", "").replace("−", "-")))


def _fitting(amount: Decimal) -> Decimal | None:
    return amount if abs(amount) < _LARGEST and amount == round(amount, 6) else None


def tidy(text: str) -> str:
    """A cell without the blanks (also non-breaking ones) around and doubled inside it."""
    return " ".join(text.replace("\xa0", " ").split())


def country_name(text: str) -> str:
    """A country as printed, without the number of a footnote glued to it (`China3`, `World total (rounded) 10`)."""
    return _FOOTNOTE_DIGITS.sub("", tidy(text))


def years(text: str) -> tuple[int, int] | None:
    """First and last year of `2024`, `2021–24`, `2020_2023`, `2024_estimated`; None where there is none."""
    match = re.search(r"(?<!\d)((?:19|20)\d\d)(?:[–_-](?:((?:19|20)\d\d)|(\d\d))(?!\d))?", text)
    if not match:
        return None
    first = int(match[1])
    last = int(match[2] or (match[1][:2] + match[3] if match[3] else first))
    return (first, last) if first <= last else None


def note_for_year(notes: str, year: int) -> str:
    """What a note of the 2025 world table says in place of a blank figure of `year`: a token, or nothing.

    `W for 23-24` speaks of both years, `na for 2023` of one. Other sentences say nothing about a blank.
    """
    said = re.sub(r"\(.*\)", "", tidy(notes)).strip(" .")  # a remark in brackets is about the table, not this figure
    match = re.fullmatch(r"(W|NA|na) for (\d\d(?:\d\d)?)(?:-(\d\d))?", said)
    if match:
        first = int(match[2][-2:])
        return match[1] if first <= year % 100 <= int(match[3] or first) else ""
    if said in ("W", "NA", "na") or _HALF.fullmatch(said):
        return said
    return said if said.lower() in ("xx", "large", "moderate", "moderate to large", "small", "very small") else ""

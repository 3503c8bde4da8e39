"""Percentages, percentage points and fractions in a sentence."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from critmin.claims import regex as re

_NUMBER = r"\d{1,3}(?:,\d{3})+(?:\.\d{1,6})?|\d{1,6}(?:\.\d{1,6})?"
_PERCENT = r"(?:\s?%|\s?pct\b|\s?pc\b|[\s-]per[\s-]?cent\b|[\s-]percent\b|\sPercent\b|\sper cent\b)"
_POINTS = r"(?:[\s-]?(?:percentage|per cent|percent|%|pc|pct)[\s-]points?\b|[\s-]pp\b)"
_UNITS = [
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_IN_WORDS = (
    {w: n for n, w in enumerate(_UNITS, 1)}
    | {w: 10 * n for n, w in enumerate(_TENS, 2)}
    | {"hundred": 100, "a hundred": 100}
)
_FRACTIONS = {
    "two-thirds": Decimal("66.7"), "two thirds": Decimal("66.7"), "one-third": Decimal("33.3"),
    "one third": Decimal("33.3"), "a third": Decimal("33.3"), "half": Decimal(50), "one-half": Decimal(50),
    "one half": Decimal(50), "a quarter": Decimal(25), "one-quarter": Decimal(25), "one quarter": Decimal(25),
    "three-quarters": Decimal(75), "three quarters": Decimal(75), "a fifth": Decimal(20), "one-fifth": Decimal(20),
    "one fifth": Decimal(20), "four-fifths": Decimal(80), "four fifths": Decimal(80), "two-fifths": Decimal(40),
    "three-fifths": Decimal(60), "a tenth": Decimal(10), "one-tenth": Decimal(10), "nine-tenths": Decimal(90),
    "nine tenths": Decimal(90), "nine out of ten": Decimal(90), "one in ten": Decimal(10),
    "eight out of ten": Decimal(80),
}  # fmt: skip

_FRACTIONS |= {
    f"{word} {part}": Decimal(n * 100) / d
    for n, word in enumerate(_UNITS[:9], 1)
    for part, d in (("tenths", 10), ("fifths", 5), ("quarters", 4))
}
_FRACTIONS |= {
    "three quarters": Decimal(75),
    "two thirds": Decimal("66.7"),
    "one tenth": Decimal(10),
    "nine times out of ten": Decimal(90),
}
_FRACTIONS |= {
    f"{word} {link} {whole}": Decimal(n * 1000 // d) / 10
    for whole, d in (("three", 3), ("four", 4), ("five", 5), ("ten", 10))
    for n, word in enumerate(_UNITS[: d - 1], 1)
    for link in ("in", "out of", "in every", "out of every", "of every")
}

_RATE = re.compile(
    rf"(?P<range>\b(?:between\s)?(?P<low>{_NUMBER}){_PERCENT}?\s?(?:-|to|and)\s?(?P<high>{_NUMBER}){_PERCENT})"
    rf"|(?P<points>(?<![\d.,])(?P<points_number>{_NUMBER}){_POINTS})"
    rf"|(?P<percent>(?<![\d.,])(?P<number>{_NUMBER}){_PERCENT})"
    rf"|(?P<words>\b(?:(?P<tens>{'|'.join(_TENS)})(?:[\s-](?P<unit>{'|'.join(_UNITS[:9])}))?|"
    rf"(?P<small>{'|'.join(_UNITS)})|(?P<hundred>a hundred))(?P<kind>{_POINTS}|"
    r"[\s-]per[\s-]?cent\b))"
    rf"|(?P<fraction>\b(?:{'|'.join(sorted(_FRACTIONS, key=len, reverse=True))})\b(?=\s(?:of|"
    r"its|their|the|all|global|world|is|are|was|comes?|came|tonnes|tons|ounces)|,))",
    re.IGNORECASE,
)
_ANY = re.compile(
    r"%|per\s?-?cent|pct|\dpc\b|\d\spc\b|point|half|third|quarter|fifth|tenth|(?:of|in)\s(?:every\s)?(?:three|"
    r"four|five|ten)|\d\s?pp\b",
    re.IGNORECASE,
)
# Where a rate may begin, told by what stands between two blanks: trying `_RATE` there only finds the same, many
# times faster.
_FIRST_WORDS = sorted({re.split(r"[\s-]", phrase)[0] for phrase in (*_FRACTIONS, *_IN_WORDS)})
START = re.compile(rf"(?<!\d)\d|\b(?:between(?:\s\d|$)|(?:{'|'.join(_FIRST_WORDS)})(?=[\s%p,-]|$))", re.IGNORECASE)
_IN_WORDS_ANY = re.compile(
    r"point|per[\s-]?cent|half|third|quarter|fifth|tenth|(?:of|in)\s(?:every\s)?(?:three|four|five|ten)", re.IGNORECASE
)
_QUALIFIERS = [
    ("at_least", re.compile((r"(?:\b(?:at least|over|more than|upwards of|exceeding|in excess of|above|"
r"no less than|a minimum of|minimum|greater than|well over|past|beyond|north of|topping|upward of)|"
r">)\s?(?:a\s)?$"), re.IGNORECASE)),
    ("up_to", re.compile((r"(?:\b(?:up to|less than|under|below|as much as|as many as|at most|no more "
r"than|a maximum of|fewer than|(?:a little|just) under)|<)\s?(?:a\s)?$"), re.IGNORECASE)),
    ("about", re.compile((r"(?:\b(?:about|around|nearly|almost|roughly|some|approximately|an estimated|"
r"estimated|close to|circa|approaching|virtually|near|more or less|just over)|"
r"~)\s?(?:a\s)?$"), re.IGNORECASE)),
]  # fmt: skip


@dataclass(frozen=True)
class Rate:
    """A percentage. `value` is None for a range, whose ends are `low` and `high`."""

    start: int
    end: int
    value: Decimal | None
    unit: str  # ad_valorem_pct | percentage_points
    qualifier: str = "exactly"
    low: Decimal | None = None
    high: Decimal | None = None
    is_fraction: bool = False


def find(text: str, places: Sequence[int] | None = None) -> list[Rate]:
    """The percentages of a sentence, in order. `places` are those where one may begin (`START`), in order;
    without them any may be."""
    places = range(len(text)) if places is None else places
    if not places or not _ANY.search(text):
        return []
    found = []
    if not _IN_WORDS_ANY.search(text):
        places = [place for place in places if text[place].isdigit() or text[place] in "bB"]  # "between 5"
    for m in re.matches_at(_RATE, places, text):
        qualifier = qualifier_before(text[max(0, m.start() - 24) : m.start()])
        if m["range"]:
            low, high = _value(m["low"]), _value(m["high"])
            before = text[max(0, m.start() - 6) : m.start()].lower()
            if (
                re.search(r"\b(?:and|to)\b", m.group().lower())
                and not m.group().lower().startswith("between")
                and low > 100
                and low == low.to_integral_value()
            ):
                found.append(Rate(m.start("high"), m.end(), high, "ad_valorem_pct"))  # "from 2027 and 30%"
                continue
            if re.search(r"\brang(?:e|es|ed|ing)\sfrom\s$", text[max(0, m.start() - 14) : m.start()].lower()):
                found.append(Rate(m.start(), m.end(), None, "ad_valorem_pct", qualifier, low, high))
                continue
            if before.endswith("from ") or (
                re.search(r"\d\s?(?:%|pc|per ?cent)?\s?(?:to)\s?\d", m.group(), re.I)
                and "from" in text[max(0, m.start() - 20) : m.start()].lower()
            ):
                found.append(Rate(m.start(), _stop(text, m), low, "ad_valorem_pct"))
                found.append(Rate(m.start("high"), m.end(), high, "ad_valorem_pct"))
                continue
            if m.group().lower().startswith("between") or "and" not in m.group().lower():
                found.append(Rate(m.start(), m.end(), None, "ad_valorem_pct", qualifier, low, high))
                continue
            found.append(Rate(m.start(), _stop(text, m), low, "ad_valorem_pct", qualifier))
            found.append(Rate(m.start("high"), m.end(), high, "ad_valorem_pct"))
        elif m["points"]:
            found.append(Rate(m.start(), m.end(), _value(m["points_number"]), "percentage_points", qualifier))
        elif m["percent"]:
            found.append(Rate(m.start(), m.end(), _value(m["number"]), "ad_valorem_pct", qualifier))
        elif m["words"]:
            unit = "percentage_points" if "point" in m["kind"].lower() else "ad_valorem_pct"
            found.append(Rate(m.start(), m.end(), _in_words(m), unit, qualifier))
        else:
            value = _FRACTIONS[m["fraction"].lower()]
            found.append(Rate(m.start(), m.end(), value, "ad_valorem_pct", qualifier, is_fraction=True))
    return found


def _stop(text: str, m: re.Match) -> int:
    """Where the lower end of a range stops."""
    sign = re.compile(_PERCENT, re.IGNORECASE).match(text, m.end("low"))
    return sign.end() if sign else m.end("low")


def qualifier_before(text: str) -> str:
    """What stands before a figure: at_least, up_to, about; exactly where nothing does."""
    return next((name for name, pattern in _QUALIFIERS if pattern.search(text)), "exactly")


def _value(text: str) -> Decimal:
    return Decimal(text.replace(",", ""))


def _in_words(m: re.Match) -> Decimal:
    if m["hundred"]:
        return Decimal(100)
    if m["small"]:
        return Decimal(_IN_WORDS[m["small"].lower()])
    return Decimal(_IN_WORDS[m["tens"].lower()] + (_IN_WORDS[m["unit"].lower()] if m["unit"] else 0))

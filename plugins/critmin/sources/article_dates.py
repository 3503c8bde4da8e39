"""The day that a piece of text writes, in the forms that publishers use.

Beware  11/03/25 is March in London and November in New York: it stays null, never guessed.
        The day is the publisher's own, as written: 23:30 in Tokyo stays that day.
"""

import re
import unicodedata
from datetime import date

_MONTHS_OF = {
    "en": "january february march april may june july august september october november december",
    "de": "januar februar märz april mai juni juli august september oktober november dezember",
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "fr, no accents": "janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre",
    "es": "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    "pt": "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro",
    "it": "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
}
_SHORT = {"jan": 1, "feb": 2, "mar": 3, "apr": 4, "jun": 6, "jul": 7, "aug": 8, "sep": 9, "sept": 9, "oct": 10}
_SHORT |= {"nov": 11, "dec": 12, "okt": 10, "dez": 12, "mrz": 3, "jän": 1, "jänner": 1, "maerz": 3}
_SHORT |= {"janv": 1, "févr": 2, "avr": 4, "juil": 7, "déc": 12, "ene": 1, "abr": 4, "ago": 8, "dic": 12, "fev": 2}
_SHORT |= {"gen": 1, "mag": 5, "giu": 6, "lug": 7, "ott": 10, "out": 10, "set": 9, "setiembre": 9}
_MONTHS = {name: i for names in _MONTHS_OF.values() for i, name in enumerate(names.split(), start=1)} | _SHORT
_ERAS = {"令和": 2018, "平成": 1988, "民國": 1911, "民国": 1911}  # the year before the era's first
_CHINESE = str.maketrans("〇零一二三四五六七八九", "00123456789")

WEEKDAY = (
    r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|mon|tues?|wed|thu(?:rs?)?|fri|sat|sun"
    r"|montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag"
    r"|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|lunes|martes|miércoles|jueves|viernes|sábado|domingo"
    r"|lunedì|martedì|mercoledì|giovedì|venerdì|sabato|domenica|(?:segunda|terça|quarta|quinta|sexta)-feira)\.?,?\s*"
)

_MONTH = "(?P<month>" + "|".join(sorted(_MONTHS, key=len, reverse=True)) + r")\b\.?"
_YEAR = r"(?P<year>(?:19|20)\d\d)(?!\d)"
_ERA = "|".join(_ERAS)
_FORMS = [
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"(?<!\d)(?P<year>(?:19|20)\d\d)(?P<mark>[-/.])(?P<m>\d{1,2})(?P=mark)(?P<d>\d{1,2})(?!\d)",
        r"(?<!\d)(?P<year>(?:19|20)\d\d)\.\s(?P<m>\d{1,2})\.\s(?P<d>\d{1,2})(?:\.|(?!\d))",
        r"(?<!\d)(?P<year>(?:19|20)\d\d)\s?[年년]\s?(?P<m>\d{1,2})\s?[月월]\s?(?P<d>\d{1,2})\s?[日일号號]",
        rf"(?P<era>{_ERA})\s?(?P<era_year>\d{{1,3}}|元)年\s?(?P<m>\d{{1,2}})月\s?(?P<d>\d{{1,2}})日",
        r"(?P<chinese>[二一][〇零九][〇零一二三四五六七八九]{2})年(?P<m>[一二十]{1,2})月(?P<d>[一二三四五六七八九十]{1,3})[日号號]",
        r"(?<![\d.])(?P<d>\d{1,2})\.\s?(?P<m>\d{1,2})\.\s?(?P<year>(?:19|20)?\d\d)(?![\d.]*\d)",
        r"(?<![\d/])(?P<one>\d{1,2})(?P<mark>[/-])(?P<two>\d{1,2})(?P=mark)(?P<year>(?:19|20)?\d\d)(?![\d/])",
        rf"(?<!\d)(?P<d>\d{{1,2}})(?:st|nd|rd|th|er|o|°)?\.?[\s-]*(?:of\s|de\s)?{_MONTH},?[\s-]*(?:de\s|del\s)?{_YEAR}",
        rf"\b{_MONTH}\s?(?P<d>\d{{1,2}})(?:st|nd|rd|th)?,?\s+{_YEAR}",
    )
]


def read_date(text: str | None, known_by: date | None = None) -> date | None:
    """The one date that `text` begins with or consists of (metadata, a sidecar, a feed); None if it gives none.

    `known_by` is the day on which the page was retrieved: of a date with a two-digit year, readings after it are
    out. Text that two customs read differently (11/03/25) gives None.
    """
    if not text:
        return None
    plain = plain_text(str(text)[:200])
    compact = re.match(r"\s*((?:19|20)\d\d)(\d\d)(\d\d)(?:T|\s|$)", plain)
    if compact:
        return _day(int(compact[1]), int(compact[2]), int(compact[3]))
    found = [day for _, _, day in dates_in(plain, known_by)]
    return found[0] if found else None


def plain_text(text: str) -> str:
    """Full-width digits and marks as plain ones, all blanks as blanks."""
    return re.sub(r"[^\S\n]", " ", unicodedata.normalize("NFKC", text))


def dates_in(text: str, known_by: date | None) -> list[tuple[int, int, date | None]]:
    """Start, end and day of each date in plain `text`, in order; the day is None where ambiguous or impossible."""
    found: list[tuple[int, int, date | None]] = []
    for form in _FORMS:
        for match in form.finditer(text):
            if not any(match.start() < end and start < match.end() for start, end, _ in found):
                found.append((match.start(), match.end(), _reading(match, known_by)))
    return sorted(found, key=lambda place: place[:2])


def is_possible(day: date | None, known_by: date | None) -> bool:
    """Whether a page seen on `known_by` can be of `day`: a publisher's clock may be a day ahead, not more."""
    return day is not None and (known_by is None or (day - known_by).days <= 1)


def _reading(match: re.Match, known_by: date | None) -> date | None:
    part = match.groupdict()
    if part.get("era"):
        year = _ERAS[part["era"]] + (1 if part["era_year"] == "元" else int(part["era_year"]))
        return _day(year, int(part["m"]), int(part["d"]))
    if part.get("chinese"):
        return _day(_chinese(part["chinese"]), _chinese(part["m"]), _chinese(part["d"]))
    if part.get("month"):
        return _day(int(part["year"]), _MONTHS[part["month"].lower()], int(part["d"]))
    if part.get("one"):
        return _slashed(int(part["one"]), int(part["two"]), part["year"], known_by)
    year, month, day = part["year"], int(part["m"]), int(part["d"])
    if len(year) == 4:
        return _day(int(year), month, day)
    # With points it is day, month, year, as German writes it; year first only where that would lie ahead of us.
    return _known(_day(2000 + int(year), month, day), known_by) or _known(_day(2000 + day, month, int(year)), known_by)


def _chinese(number: str) -> int:
    """A number in Chinese numerals: digits of a year (二〇二五), or a number up to 99 (二十八)."""
    tens, ten, ones = number.partition("十")
    if not ten:
        return int(number.translate(_CHINESE))
    return 10 * int((tens or "一").translate(_CHINESE)) + int((ones or "〇").translate(_CHINESE))


def _slashed(one: int, two: int, year: str, known_by: date | None) -> date | None:
    full = int(year) if len(year) == 4 else 2000 + int(year)
    readings = {_day(full, two, one), _day(full, one, two)}
    if len(year) == 2:
        readings = {_known(r, known_by) for r in readings}
        if readings <= {None}:
            readings = {_known(_day(2000 + one, two, int(year)), known_by)}
    readings.discard(None)
    return readings.pop() if len(readings) == 1 else None


def _known(day: date | None, known_by: date | None) -> date | None:
    return day if is_possible(day, known_by) else None


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None

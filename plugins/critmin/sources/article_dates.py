"""The publication date of an article, in the forms that publishers write.

Beware  11/03/25 is March in London and November in New York: it stays null, never guessed.
        Only a page's head is read. Dates in the body are those of events, not of the page.
        The day is the publisher's own, as written: 23:30 in Tokyo stays that day.
"""

import re
import unicodedata
from datetime import date

_MONTHS_OF = {
    "en": "january february march april may june july august september october november december",
    "de": "januar februar märz april mai juni juli august september oktober november dezember",
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "es": "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    "pt": "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro",
    "it": "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
}
_SHORT = {"jan": 1, "feb": 2, "mar": 3, "apr": 4, "jun": 6, "jul": 7, "aug": 8, "sep": 9, "sept": 9, "oct": 10}
_SHORT |= {"nov": 11, "dec": 12, "okt": 10, "dez": 12, "mrz": 3, "jän": 1, "jänner": 1, "maerz": 3}
_MONTHS = {name: i for names in _MONTHS_OF.values() for i, name in enumerate(names.split(), start=1)} | _SHORT

_MONTH = "(?P<month>" + "|".join(sorted(_MONTHS, key=len, reverse=True)) + r")\b\.?"
_YEAR = r"(?P<year>(?:19|20)\d\d)(?!\d)"
_FORMS = [
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"(?<!\d)(?P<year>(?:19|20)\d\d)(?P<mark>[-/.])(?P<m>\d{1,2})(?P=mark)(?P<d>\d{1,2})(?!\d)",
        r"(?<!\d)(?P<year>(?:19|20)\d\d)\s?[年년]\s?(?P<m>\d{1,2})\s?[月월]\s?(?P<d>\d{1,2})\s?[日일]",
        r"(?P<era>令和)\s?(?P<reiwa>\d{1,2}|元)年\s?(?P<m>\d{1,2})月\s?(?P<d>\d{1,2})日",
        r"(?<![\d.])(?P<d>\d{1,2})\.\s?(?P<m>\d{1,2})\.\s?(?P<year>(?:19|20)?\d\d)(?![\d.])",
        r"(?<![\d/])(?P<one>\d{1,2})(?P<mark>[/-])(?P<two>\d{1,2})(?P=mark)(?P<year>(?:19|20)?\d\d)(?![\d/])",
        rf"(?<!\d)(?P<d>\d{{1,2}})(?:st|nd|rd|th|er|º)?\.?[\s-]*(?:of\s|de\s)?{_MONTH},?[\s-]*(?:de\s|del\s)?{_YEAR}",
        rf"\b{_MONTH}\s?(?P<d>\d{{1,2}})(?:st|nd|rd|th)?,?\s+{_YEAR}",
    )
]

_PUBLISHED = (
    r"(?:first |originally |originalmente )?(?:published|posted|released|issued|dated|date of publication"
    r"|publication date|release date|press release date|date|veröffentlicht|erschienen|datum|stand|publié"
    r"|publicado|pubblicato|fecha|data|公開日|発表日|掲載日)(?: on| am| le| el| em| il)?"
)
_OTHER_DAY = re.compile(
    r"^\W*(?:last )?(?:updated|modified|aktualisiert|zuletzt|mis à jour|actualizado|retrieved|accessed|reviewed|更新日"
    r"|deadline|effective|in force|entry into force|signed|due|expires|until|valid|event|meeting|comments)",
    re.IGNORECASE,
)
_LABELLED = re.compile(rf"^\W*{_PUBLISHED}\W{{0,6}}$", re.IGNORECASE)
_WEEKDAY = (
    r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|mon|tue|wed|thu|fri|sat|sun"
    r"|montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag)\.?,?\s*"
)
_WORDS = r"(?:[^\s,|·•–—:]{1,40}[ ,]{1,2}){0,7}(?:[^\s,|·•–—:]{1,40} ?)?"  # each word ends where its blank begins
# What may stand before a date on a line of its own: nothing, a label, or a few words and a separator.
_BEFORE = re.compile(
    rf"^[\s•*·▪\-–—#>_(\[]*(?:{_PUBLISHED}\W{{0,6}}|{_WORDS}[|·•–—:,/-]\s*)?(?:{_WEEKDAY})?$",
    re.IGNORECASE,
)
_AFTER = re.compile(
    r"^(?:T?[\s,]*(?:at |um )?\d{1,2}[:.]\d\d(?::\d\d)?(?:\.\d+)?\s?(?:[ap]\.?m\.?)?)?"  # 18:23:28.94, 5:30 pm
    r"\s?(?:Z|[+-]\d\d:?\d\d|\(?[A-Z]{2,5}\)?|Uhr|GMT[+-]\d+)?"
    r"[\s_*)\]]*(?:\([\w /]{1,30}\))?[\s_*)\]]*"
    r"(?:[|·•–—-]\s*[^.!?]{0,60}|,\s*[A-Z][\w.'’ ]{0,40})?$"
)
_PLACE = (
    r"^[\s*_(]*(?!(?:On|In|By|Since|From|Until|After|Before|Am|Seit|Le)\s)"
    r"(?:[A-ZÀ-Þ][\w.'’&()-]{0,30}[ ,/]{1,2}(?:(?:de|of|and|am|the)\s)?){0,6}"
)
_DATELINE_BEFORE = re.compile(_PLACE + rf"(?:[|·•–—-]{{1,2}}\s*|\()?(?:{_WEEKDAY})?$")
_DATELINE_AFTER = re.compile(r"^[\s*_)]*(?:\([^()]{1,40}\)|/[^/]{1,40}/)?[\s*_,]*(?:—|–|--|- |:)")
_LONGEST_LINE = 160  # characters: a longer line is prose
_HEAD = 40  # paragraphs of a page in which its head is looked for


def read_date(text: str | None, known_by: date | None = None) -> date | None:
    """The one date that `text` begins with or consists of (metadata, a sidecar, a feed); None if it gives none.

    `known_by` is the day on which the page was retrieved: of a date with a two-digit year, readings after it are
    out. Text that two customs read differently (11/03/25) gives None.
    """
    if not text:
        return None
    plain = _plain(str(text)[:200])
    compact = re.match(r"\s*((?:19|20)\d\d)(\d\d)(\d\d)(?:T|\s|$)", plain)
    if compact:
        return _day(int(compact[1]), int(compact[2]), int(compact[3]))
    found = [day for _, _, day in _dates_in(plain, known_by)]
    return found[0] if found else None


def date_of_line(line: str, known_by: date | None = None) -> tuple[date | None, bool]:
    """The date of a line that holds a date and hardly more (a by-line, a bullet), and whether a label says published.

    A sentence that mentions a date, and a line about another day (updated, deadline, in force), give None.
    """
    plain = _plain(line).strip()
    if len(plain) > _LONGEST_LINE or _OTHER_DAY.match(plain):
        return None, False
    for start, end, day in _dates_in(plain, known_by):
        before = plain[:start]
        if _BEFORE.match(before) and _AFTER.match(plain[end:]):
            return day, bool(_LABELLED.match(re.sub(_WEEKDAY + "$", "", before, flags=re.IGNORECASE)))
        return None, False
    return None, False


def date_of_dateline(paragraph: str, known_by: date | None = None) -> date | None:
    """The date of a dateline such as `TOKYO, 28 October 2025 —` at the head of a paragraph."""
    plain = _plain(paragraph[:200])
    for start, end, day in _dates_in(plain, known_by)[:1]:
        if _DATELINE_BEFORE.match(plain[:start]) and _DATELINE_AFTER.match(plain[end:]):
            return day
    return None


def date_of_head(paragraphs: list[str], title: str | None, known_by: date | None = None) -> date | None:
    """The publication date in the head of a page: its lines up to the first prose, or the prose's own dateline.

    A labelled date (`Published: ...`) comes before one without; a labelled date that cannot be told ends the search.
    """
    first: date | None = None
    n_prose = 0
    for paragraph in paragraphs[:_HEAD]:
        lines = [line for line in paragraph.split("\n") if line.strip()]
        is_prose = len(" ".join(paragraph.split())) > _LONGEST_LINE
        for line in lines[: 3 if is_prose else _HEAD] if not n_prose else ():
            if title and " ".join(line.split()).strip("# *_") == title:
                continue
            day, is_labelled = date_of_line(line, known_by)
            if is_labelled:
                return day
            first = first or day
        first = first or date_of_dateline(" ".join(paragraph.split()), known_by)
        n_prose += is_prose
        if n_prose == 2 or (n_prose and first):
            break
    return first


def _plain(text: str) -> str:
    """Full-width digits as digits, all blanks as blanks."""
    return re.sub(r"[^\S\n]", " ", unicodedata.normalize("NFKC", text))


def _dates_in(text: str, known_by: date | None) -> list[tuple[int, int, date | None]]:
    """Start, end and day of each date in `text`, in order; the day is None where it is ambiguous or impossible."""
    found: list[tuple[int, int, date | None]] = []
    for form in _FORMS:
        for match in form.finditer(text):
            if not any(match.start() < end and start < match.end() for start, end, _ in found):
                found.append((match.start(), match.end(), _reading(match, known_by)))
    return sorted(found, key=lambda place: place[:2])


def _reading(match: re.Match, known_by: date | None) -> date | None:
    part = match.groupdict()
    if part.get("reiwa"):
        year = 2018 + (1 if part["reiwa"] == "元" else int(part["reiwa"]))
        return _day(year, int(part["m"]), int(part["d"]))
    if part.get("month"):
        return _day(int(part["year"]), _MONTHS[part["month"].lower()], int(part["d"]))
    if part.get("one"):
        return _slashed(int(part["one"]), int(part["two"]), part["year"], known_by)
    year, month, day = part["year"], int(part["m"]), int(part["d"])
    if len(year) == 4:
        return _day(int(year), month, day)
    # With points it is day, month, year, as German writes it; year first only where that would lie ahead of us.
    return _known(_day(2000 + int(year), month, day), known_by) or _known(_day(2000 + day, month, int(year)), known_by)


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
    """`day`, unless it lies more than a day after the page was seen (a day: the publisher's clock may be ahead)."""
    return None if day and known_by and (day - known_by).days > 1 else day


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None

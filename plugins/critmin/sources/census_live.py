"""Asking the US Census Bureau: one question a direction, month and group of headings; what is revised, again.

Edition   Months come out about 35 days after their end, and each release revises the months before; the year is
          revised in June. So the last 15 months are asked again with each release, older ones after each June.
Empty     204 is "no data" and "not released yet" alike. Of a month that must be out, a whole question without a row is
          an error; of the newest one it means later.
Beware    The key stands in the query: this publisher takes it nowhere else. It is cut out of every record.
          A missing or wrong key is a redirect to a page for people: redirects are not followed.
          Too large a question is told in words, with status 400 or 500, and is split.
"""

import re
from datetime import date, timedelta

from critmin.asking import (
    Judgement,
    Limits,
    Live,
    Question,
    Reply,
    Request,
    Wanted,
    Worth,
    by_status,
    halves,
    read_json,
    shown,
)
from critmin.settings import Settings
from critmin.sources.census_forms import EXPORTS, IMPORTS
from critmin.vocabulary import seed

DIRECTIONS = {"imports": IMPORTS, "exports": EXPORTS}
VARIABLES = {  # what is asked for, besides the country; `_MO` of the month, `_YR` from January on
    "imports": ("CON_VAL", "GEN_VAL", "CAL_DUT", "CON_QY1"),
    "exports": ("ALL_VAL", "QTY_1"),
}
FLAGS = {"imports": ("UNIT_QY1", "CON_QY1_MO_FLAG", "CON_QY1_YR_FLAG"), "exports": ("UNIT_QY1", "QTY_1_MO_FLAG")}
FIRST_MONTH = date(2013, 1, 1)  # of the time series by HS
DAYS_TO_RELEASE = 35
MONTHS_REVISED = 15
MOST_HEADINGS = 170  # of one call: the address stays below 4,096 characters
_TOO_LARGE = re.compile(r"error while running your query", re.IGNORECASE)


class CensusLive(Live):
    """The connector of the US Census Bureau's international trade time series."""

    def limits(self, settings: Settings) -> Limits:
        """No number is published for calls with a key; 500 a day was the limit without."""
        return Limits(pause_seconds=1.0, calls_per_day=settings.census_calls_per_day)

    def missing(self, settings: Settings) -> str | None:
        """Nothing is answered without a key."""
        if settings.census_key.get_secret_value():
            return None
        return "CRITMIN_CENSUS_KEY is empty, and the US Census Bureau answers nobody without a key"

    def questions(self, wanted: Wanted, settings: Settings) -> list[Question]:
        """Every month that may be out, the newest first: each direction, in groups of headings."""
        newest = newest_month(wanted.today)
        first = max(wanted.since or _back(newest, MONTHS_REVISED - 1), FIRST_MONTH).replace(day=1)
        month, questions = min(wanted.until or newest, newest).replace(day=1), []
        headings = tuple(sorted({row["hs6"][:4] for row in seed("hs6_minerals")}))
        while month >= first:
            for direction in DIRECTIONS:
                for start in range(0, len(headings), MOST_HEADINGS):
                    asks = {
                        "direction": (direction,),
                        "time": (f"{month:%Y-%m}",),
                        "heading": headings[start : start + MOST_HEADINGS],
                        "newest": (str(month == newest).lower(),),
                    }
                    questions.append(Question("rows", asks, edition=edition(month, wanted.today)))
            month = _back(month, 1)
        return questions

    def request(self, question: Question, settings: Settings) -> Request:
        """One direction and month at HS10, every country, with the totals that the publisher adds."""
        direction = question.asks["direction"][0]
        code = DIRECTIONS[direction].code
        amounts = [f"{name}_{suffix}" for suffix in ("MO", "YR") for name in VARIABLES[direction]]
        names = ["CTY_CODE", "CTY_NAME", code, f"{code}_SDESC", *amounts, *FLAGS[direction]]
        headings = "&".join(f"{code}={heading}*" for heading in question.asks["heading"])
        query = f"get={','.join(names)}&COMM_LVL=HS10&SUMMARY_LVL=DET&time={question.asks['time'][0]}&{headings}"
        base = settings.census_address.rstrip("/")
        return Request(
            f"{base}/data/timeseries/intltrade/{direction}/hs?{query}",
            secrets={"key": settings.census_key.get_secret_value()},
        )

    def is_answer(self, reply: Reply) -> bool:
        """A question that is too large is told with status 500: asking it again would not mend it."""
        return reply.status == 500 and bool(_TOO_LARGE.search(shown(reply)))

    def judge(self, question: Question, reply: Reply) -> Judgement:
        """Status, then an array of arrays whose header has what was asked for."""
        if reply.status == 204:
            return self._judge_nothing(question)
        if reply.status in (400, 500) and _TOO_LARGE.search(shown(reply)):
            return Judgement(Worth.SPLIT, f"the question is too large: {shown(reply)}")
        if judged := by_status(reply):
            return judged
        table, broken = read_json(reply)
        if broken:
            return broken
        if not isinstance(table, list) or not table or not isinstance(table[0], list):
            return Judgement(Worth.AGAIN, f"an array of arrays was expected, not {shown(reply)}")
        direction = question.asks["direction"][0]
        wanted = {"CTY_CODE", DIRECTIONS[direction].code, "time", *(f"{v}_MO" for v in VARIABLES[direction])}
        missing = wanted - set(table[0])
        if missing:
            return Judgement(Worth.REFUSED, f"variables are missing from the answer: {', '.join(sorted(missing))}")
        if len(table) == 1:
            return self._judge_nothing(question)
        return Judgement(Worth.WHOLE, n_rows=len(table) - 1)

    def _judge_nothing(self, question: Question) -> Judgement:
        if question.part:  # a part of an answer that was too large: its month is out
            return Judgement(Worth.EMPTY, n_rows=0)
        if question.asks["newest"] == ("true",):
            return Judgement(Worth.LATER, "the month is not released yet")
        return Judgement(Worth.REFUSED, "nothing came of a month that was released long ago: an empty answer unproved")

    def split(self, question: Question) -> list[Question]:
        """A question is one month already: by heading."""
        return halves(question, "heading")


LIVE = CensusLive()


def newest_month(today: date) -> date:
    """The first day of the newest month that may be out."""
    return _back((today - timedelta(days=DAYS_TO_RELEASE)).replace(day=1), 1 if _is_open(today) else 0)


def _is_open(today: date) -> bool:
    """Whether the month in which 35 days ago lies had not ended by then."""
    then = today - timedelta(days=DAYS_TO_RELEASE)
    return (then + timedelta(days=1)).month == then.month


def edition(month: date, today: date) -> str:
    """Which version of a month is wanted: the newest release's, or for old months the last yearly revision's."""
    newest = newest_month(today)
    if month > _back(newest, MONTHS_REVISED):
        return f"release {newest:%Y-%m}"
    return f"revision {today.year if today.month > 6 else today.year - 1}"


def _back(month: date, n: int) -> date:
    months = month.year * 12 + month.month - 1 - n
    return date(months // 12, months % 12 + 1, 1)

"""Does the calendar reach: deadlines and expiries lie years ahead."""

from critmin.quality.measures import Measure


def measures() -> list[Measure]:
    return [
        Measure(
            "calendar_reaches_ahead",
            "max(calendar_year)",
            "Deadlines of present agreements lie within the calendar.",
            minimum=2040,
            column="calendar_year",
        ),
        Measure(
            "calendar_has_no_holes",
            "date_diff('day', min(day_on), max(day_on)) + 1 - count(*)",
            "Every day between the first and the last is there.",
            minimum=0,
            maximum=0,
            column="day_on",
        ),
    ]

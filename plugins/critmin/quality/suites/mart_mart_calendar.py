"""Is the calendar plausible: days of our time, states that fit them, and not all of it talk or overtaken."""

from critmin.quality.measures import Measure, between, has_rows, never, typical
from critmin.quality.verdicts import WARNING


def measures() -> list[Measure]:
    return [
        has_rows(severity=WARNING),
        between("days_to_go", -36_600, 36_600, "Days lie within a century of the day asked.", severity=WARNING),
        never(
            "days_to_go_fit_the_day",
            "days_to_go <> falls_on - state_on",
            "Days to go are counted from the day asked.",
            column="days_to_go",
        ),
        never(
            "ahead_is_ahead",
            "calendar_state = 'ahead' and falls_on <= state_on",
            "What is ahead has not come.",
            column="calendar_state",
        ),
        never(
            "passed_is_past",
            "calendar_state in ('passed', 'overdue', 'unconfirmed') and falls_on > state_on",
            "What has passed is not ahead.",
            column="calendar_state",
        ),
        never(
            "talk_is_not_firm",
            "is_firm and firmness in ('threatened', 'considered', 'hedged', 'denied')",
            "Talk is not firm.",
            column="is_firm",
        ),
        typical(
            "days_are_mostly_firm",
            "avg(case when is_firm then 1 else 0 end)",
            "Most days that texts give are firm.",
            minimum=0.3,
            column="firmness",
        ),
    ]

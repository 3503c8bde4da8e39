"""Are series comparable over years and publishers: changes only of whole years and undivided codes?"""

from critmin.quality.measures import Measure, has_rows, never, rarely, typical
from critmin.quality.verdicts import WARNING


def measures() -> list[Measure]:
    return [
        has_rows(severity=WARNING),
        never(
            "changes_are_of_undivided_codes",
            "change_usd is not null and crossing = 'not_exact'",
            "Equal parts are a convention: no change is computed over them (R13).",
            column="change_usd",
        ),
        never(
            "changes_are_of_whole_years",
            "change_usd is not null and not is_complete",
            "Half a year beside a whole one is no fall.",
            column="change_usd",
        ),
        rarely(
            "codes_are_seldom_divided",
            "crossing = 'not_exact'",
            "Most of the trade that we follow crosses editions whole.",
            at_most=0.3,
            column="crossing",
        ),
        typical(
            "changes_are_moderate",
            "coalesce(abs(median(relative_change)), 0)",
            "The typical flow does not double in a year, or vanish.",
            maximum=0.9,
            column="relative_change",
        ),
    ]

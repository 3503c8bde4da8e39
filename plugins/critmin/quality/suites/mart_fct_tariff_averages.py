"""Are the published averages of tariffs plausible: no average of nothing, few that lost their decimals."""

from critmin.quality.measures import Measure, has_rows, never, rarely
from critmin.quality.verdicts import WARNING


def measures() -> list[Measure]:
    return [
        has_rows(severity=WARNING),
        never(
            "averages_of_nothing_are_null",
            "average_pct is not null and average_status not in ('all_lines', 'some_lines_left_out')",
            "Where no line has a rate in per cent there is no average, whatever was printed.",
            column="average_pct",
        ),
        rarely(
            "averages_are_moderate",
            "average_pct > 200",
            "Few averages exceed 200 per cent: more means a slipped point.",
            at_most=0.02,
            column="average_pct",
        ),
        rarely(
            "partners_are_known",
            "partner_iso3 = 'unmapped'",
            "Few partners are unknown to us (R11).",
            at_most=0.05,
            column="partner_iso3",
        ),
    ]

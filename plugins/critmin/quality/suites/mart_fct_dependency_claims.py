"""Is what documents say of dependencies plausible: somebody else, in a year that had happened."""

from critmin.quality.measures import Measure, has_rows, rarely
from critmin.quality.verdicts import WARNING


def measures() -> list[Measure]:
    return [
        has_rows(severity=WARNING),
        rarely(
            "nobody_depends_on_itself",
            "dependent_party = supplier_party",
            "Nobody depends on itself: two names were taken for one.",
            at_most=0,
            column="supplier_party",
        ),
        rarely(
            "figures_are_of_the_past",
            "claim_year > year(published_on) + 1",
            "A figure of years ahead is a forecast.",
            at_most=0.02,
            column="claim_year",
        ),
        rarely(
            "dominance_is_more_than_half",
            "relation = 'dominates' and share_pct < 30",
            "Who dominates holds much.",
            at_most=0.05,
            column="share_pct",
        ),
    ]

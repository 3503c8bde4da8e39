"""Is the published reliance plausible: percentages, mostly numbers, many minerals, bounds in order."""

from critmin.quality.measures import Measure, between, has_rows, never, typical
from critmin.quality.verdicts import WARNING


def measures() -> list[Measure]:
    return [
        has_rows(severity=WARNING),
        between("reliance_low_pct", 0, 100, "A bound is a percentage."),
        between("reliance_high_pct", 0, 100, "A bound is a percentage."),
        never(
            "bounds_are_in_order",
            "reliance_low_pct > reliance_high_pct",
            "The lower bound is not above the upper one.",
            column="reliance_low_pct",
        ),
        typical(
            "numbers_are_common",
            "count(reliance_pct) / count(*)",
            "A third of the figures or more are numbers.",
            minimum=0.33,
            column="reliance_pct",
        ),
        typical(
            "minerals_are_many",
            "count(distinct mineral)",
            "The Summaries tell the reliance on dozens of minerals.",
            minimum=20,
            column="mineral",
        ),
    ]

"""Are the targets plausible: all the world, or some partners, seldom both."""

from critmin.quality.measures import Measure, has_rows, mostly_per_group
from critmin.quality.verdicts import WARNING


def measures() -> list[Measure]:
    return [
        has_rows(severity=WARNING),
        mostly_per_group(
            "world_stands_alone",
            "count(*) filter (where target = 'WLD') * (count(*) - 1)",
            "trade_measure_key",
            "v > 0",
            "A measure on all the world names no partner besides.",
            at_most=0.05,
            column="target",
        ),
    ]

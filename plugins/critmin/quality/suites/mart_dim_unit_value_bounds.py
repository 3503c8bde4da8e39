"""Are the bounds of unit values usable: in order, not wider than the world, and around what customs weigh?"""

from critmin.quality.measures import Measure, between, has_rows, never, rarely
from critmin.quality.verdicts import WARNING


def measures() -> list[Measure]:
    return [
        has_rows(severity=WARNING),
        between("low_usd_per_gross_kg", 0, None, "A kilogram is worth something."),
        between("high_usd_per_gross_kg", None, 1e8, "No mineral is worth a hundred million dollars a kilogram."),
        never(
            "bounds_are_in_order",
            "low_usd_per_gross_kg >= high_usd_per_gross_kg",
            "The lower bound lies below the upper one.",
            column="low_usd_per_gross_kg",
        ),
        rarely(
            "medians_lie_within_bounds",
            "median_usd_per_gross_kg not between low_usd_per_gross_kg and high_usd_per_gross_kg",
            "The typical flow lies within published prices; else the unit of a price or of weights is wrong.",
            at_most=0.1,
            column="median_usd_per_gross_kg",
        ),
    ]

"""Are the products plausible: mostly minerals of ours or all goods, seldom words that we cannot place."""

from critmin.quality.measures import Measure, has_rows, rarely
from critmin.quality.verdicts import WARNING


def measures() -> list[Measure]:
    return [
        has_rows(severity=WARNING),
        rarely(
            "products_are_mostly_placed",
            "product_kind = 'other'",
            "Most products are minerals, groups of them or all goods.",
            at_most=0.7,
            column="product_kind",
        ),
    ]

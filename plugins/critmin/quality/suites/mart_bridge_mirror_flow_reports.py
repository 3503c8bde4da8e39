"""Does each mirror flow lead back to the flow rows of its sides?"""

from critmin.quality.measures import Measure, has_rows, mostly_per_group, present
from critmin.quality.verdicts import WARNING


def measures() -> list[Measure]:
    return [
        has_rows(severity=WARNING),
        *present("trade_flow_key"),
        mostly_per_group(
            "rows_of_a_side_are_few",
            "count(*)",
            "mirror_flow_key, side",
            "v > 2000",
            "A side sums a few lines and months, not a country's whole trade.",
            at_most=0,
            column="mirror_flow_key",
        ),
    ]

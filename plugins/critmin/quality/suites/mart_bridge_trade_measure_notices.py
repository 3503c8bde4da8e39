"""Are measures linked to documents of the law plausibly: a hint by the day alone is not given to half of them."""

from critmin.quality.measures import Measure, has_rows, mostly_per_group
from critmin.quality.verdicts import WARNING


def measures() -> list[Measure]:
    return [
        has_rows(severity=WARNING),
        mostly_per_group(
            "notices_of_a_measure_are_few",
            "count(*)",
            "trade_measure_key",
            "v > 10",
            "A measure that ten documents or more were signed for on one day was matched too widely.",
            at_most=0.1,
            column="legal_notice_key",
        ),
    ]

"""Is the trail from shares to flows plausible: a share sums some national lines, not thousands."""

from critmin.quality.measures import Measure, has_rows, typical
from critmin.quality.verdicts import WARNING


def measures() -> list[Measure]:
    return [
        has_rows(severity=WARNING),
        typical(
            "flows_of_a_share_are_few",
            "count(*) / count(distinct supplier_share_key)",
            "A share sums a handful of flow rows on average.",
            minimum=1,
            maximum=50,
            column="trade_flow_key",
        ),
    ]

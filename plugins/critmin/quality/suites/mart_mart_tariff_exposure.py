"""Is what duties cost plausible: never more than the trade under them at a rate of this world, and mostly tellable."""

from critmin.quality.measures import Measure, between, has_rows, never, rarely
from critmin.quality.verdicts import WARNING


def measures() -> list[Measure]:
    return [
        has_rows(severity=WARNING),
        between("cost_usd", 0, 1e11, "No duty on one mineral costs a hundred billion dollars."),
        between("value_under_usd", 0, 1e12, "No duty hits a trillion dollars of one mineral."),
        never(
            "costs_follow_their_value",
            "cost_usd > 2 * value_under_usd + 1",
            "No average rate is above 200 per cent.",
            column="cost_usd",
        ),
        never(
            "exempt_trade_costs_nothing",
            "value_under_usd = 0 and cost_usd > 0",
            "What is exempt all the time pays nothing.",
            column="cost_usd",
        ),
        rarely(
            "duties_can_mostly_be_added",
            "value_under_usd > 0 and value_not_added_usd > 0.5 * value_under_usd",
            "Most duties on minerals are percentages of the value.",
            at_most=0.3,
            column="value_not_added_usd",
        ),
    ]

"""Are the promises plausible: sums of this world, and a state that fits the deadline on the day asked."""

from critmin.quality.measures import Measure, between, has_rows, never, rarely
from critmin.quality.verdicts import WARNING


def measures() -> list[Measure]:
    return [
        has_rows(severity=WARNING),
        between("amount", 0, 1e16, "A promise is worth less than all money."),
        rarely(
            "dollars_are_of_this_world",
            "currency in ('USD', 'EUR', 'GBP', 'AUD', 'CAD') and (amount > 2e12 or amount < 1e4)",
            "Promises in dollars or euros lie between ten thousand and two trillion: else a unit was misread.",
            at_most=0,
            column="amount",
        ),
        never(
            "overdue_is_past",
            "commitment_state = 'overdue' and (deadline_on is null or deadline_on >= state_on)",
            "What is overdue had a deadline, and it has passed.",
            column="commitment_state",
        ),
        never(
            "open_is_not_past",
            "commitment_state = 'open' and deadline_on < state_on",
            "What is open is not past its deadline.",
            column="commitment_state",
        ),
    ]

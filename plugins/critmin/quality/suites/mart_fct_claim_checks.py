"""Are the checks of claims plausible: verdicts fit their figures, and most of what can be checked is confirmed."""

from critmin.quality.measures import Measure, between, has_rows, never, typical
from critmin.quality.verdicts import WARNING


def measures() -> list[Measure]:
    return [
        has_rows(severity=WARNING),
        between("stated_value", 0, 100, "Shares, places and counts lie between 0 and 100."),
        never(
            "verdicts_have_a_figure",
            "verdict <> 'not_checkable' and held_value is null and held_low is null and held_high is null",
            "What is confirmed or contradicted is so by a figure.",
            column="verdict",
        ),
        never(
            "what_cannot_be_checked_has_a_reason",
            "(verdict = 'not_checkable') <> (reason is not null)",
            "What cannot be checked says why.",
            column="reason",
        ),
        never(
            "confirmed_shares_are_near",
            "verdict = 'confirmed' and check_kind = 'share' and qualifier in ('exactly', 'about')"
            " and abs(held_value - stated_value) > tolerance_pp + 0.0001",
            "A confirmed share lies within its tolerance.",
            column="held_value",
        ),
        typical(
            "texts_are_mostly_right",
            "coalesce(count(*) filter (where verdict = 'confirmed')"
            " / nullif(count(*) filter (where verdict <> 'not_checkable'), 0), 1)",
            "Most figures that can be checked are right: else a reader or a figure is wrong.",
            minimum=0.4,
            column="verdict",
        ),
    ]

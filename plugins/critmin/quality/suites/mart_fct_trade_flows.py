"""Are the flows plausible: value that we can place, partners of every kind, duty below value, years of the HS.

A partner code that nobody mapped stays visible and is counted (R11); if it carries much value, shares would mislead.
"""

from critmin.quality.measures import Measure, between, has_rows, rarely, typical
from critmin.quality.verdicts import WARNING

UNPLACED = (
    "coalesce(sum(primary_value_usd) filter (where partner_iso3 = 'unmapped') / nullif(sum(primary_value_usd), 0), 0)"
)


def measures() -> list[Measure]:
    return [
        has_rows(severity=WARNING),
        between("trade_year", 1988, 2100, "The HS is used since 1988."),
        between("primary_value_usd", 0, 1e13, "No flow is worth more than a year of all trade."),
        Measure(
            "value_is_placed",
            UNPLACED,
            "At most a fifth of the value lies with partners that we cannot name: shares would mislead.",
            maximum=0.2,
            column="partner_iso3",
        ),
        rarely(
            "partners_are_known",
            "partner_iso3 = 'unmapped'",
            "Every partner code is mapped.",
            at_most=0,
            column="partner_iso3",
        ),
        rarely(
            "duty_is_below_value",
            "calculated_duty_usd > primary_value_usd",
            "Duty seldom exceeds the value.",
            at_most=0.02,
            column="calculated_duty_usd",
        ),
        rarely(
            "zeros_are_few",
            "primary_value_usd = 0",
            "Few flows are worth nothing: many zeros mean that values were lost (R5).",
            at_most=0.3,
            column="primary_value_usd",
        ),
        typical(
            "most_rows_count",
            "count(*) filter (where is_counted) / count(*)",
            "Most rows are partners that may be added up, not totals and groups.",
            minimum=0.3,
            column="is_counted",
        ),
        typical(
            "partners_are_many",
            "count(distinct partner_iso3)",
            "A country buys its minerals from dozens of others (R12).",
            minimum=20,
            column="partner_iso3",
        ),
    ]

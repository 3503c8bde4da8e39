"""Are the flows plausible: value that we can place, partners of every kind, duty below value, years of the HS.

A partner code that nobody mapped stays visible and is counted (R11); if it carries much value, shares would mislead.
"""

from critmin.quality.measures import Measure, between, has_rows, never, rarely, typical
from critmin.quality.verdicts import WARNING

JUDGED = "unit_value_flag in ('within_bounds', 'below_bounds', 'above_bounds')"
OUTSIDE = "unit_value_flag in ('below_bounds', 'above_bounds')"
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
        never(
            "unit_values_rest_on_reported_weights",
            "unit_value_usd_per_gross_kg is not null and net_weight_status <> 'reported'",
            "Estimated weights and weights of content make no unit value (R5).",
            column="unit_value_usd_per_gross_kg",
        ),
        never(
            "unit_values_lie_within_bounds",
            OUTSIDE,
            "Flows whose dollars per kilogram lie outside the bounds of their code are counted here and flagged (R5).",
            column="unit_value_flag",
            severity=WARNING,
        ),
        Measure(
            "unit_values_are_mostly_plausible",
            f"count(*) filter (where {OUTSIDE}) / nullif(count(*) filter (where {JUDGED}), 0)",
            "Many implausible unit values mean that tonnes were read as kilograms, or thousands as units (R5).",
            maximum=0.1,
            column="unit_value_flag",
            severity=WARNING,
            may_be_null=True,
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

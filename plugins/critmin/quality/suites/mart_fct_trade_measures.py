"""Are the trade measures plausible: rates of this world, days in order, and law where something is in force."""

from critmin.quality.measures import Measure, between, has_rows, ordered, rarely
from critmin.quality.verdicts import WARNING


def measures() -> list[Measure]:
    return [
        has_rows(severity=WARNING),
        between("n_documents", 1, None, "A measure is there because a document tells of it."),
        rarely(
            "effective_on_before_expires_on",
            "expires_on < effective_on",
            "A measure seldom ends before it begins: its days come from several documents.",
            at_most=0.05,
            column="expires_on",
        ),
        ordered("first_reported_on", "last_reported_on", "The last report is not before the first."),
        rarely(
            "rates_are_of_this_world",
            "rate_unit in ('ad_valorem_pct', 'percentage_points') and rate > 300",
            "Rates above 300 per cent are rare.",
            at_most=0.05,
            column="rate",
        ),
        rarely(
            "what_is_in_force_is_law",
            "status = 'in_force' and not is_law",
            "What is in force is mostly told as law.",
            at_most=0.3,
            column="is_law",
        ),
    ]

"""Are the trade measures plausible: rates of this world, and a status that fits how firm the talk is."""

from critmin.quality.measures import Measure, between, has_rows, never, ordered, rarely
from critmin.quality.verdicts import WARNING


def measures() -> list[Measure]:
    return [
        has_rows(severity=WARNING),
        between("n_documents", 1, None, "A measure is there because a document tells of it."),
        ordered("effective_on", "expires_on", "A measure does not end before it begins."),
        ordered("first_reported_on", "last_reported_on", "The last report is not before the first."),
        rarely(
            "rates_are_of_this_world",
            "rate_unit in ('ad_valorem_pct', 'percentage_points') and rate > 300",
            "Rates above 300 per cent are rare.",
            at_most=0.05,
            column="rate",
        ),
        never(
            "talk_is_no_law",
            "is_law and firmness in ('threatened', 'considered', 'hedged', 'denied')",
            "What is only threatened, considered, hedged or denied is not law.",
            column="is_law",
        ),
        rarely(
            "what_is_in_force_is_law",
            "status = 'in_force' and not is_law",
            "What is in force is mostly told as law.",
            at_most=0.3,
            column="is_law",
        ),
    ]

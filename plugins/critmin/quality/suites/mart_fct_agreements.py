"""Are the agreements plausible: two parties or more, a life in order, and documents that mostly agree on the day.

Much disagreement means that different agreements were taken for one.
"""

from critmin.quality.measures import Measure, between, has_rows, ordered, rarely
from critmin.quality.verdicts import WARNING


def measures() -> list[Measure]:
    return [
        has_rows(severity=WARNING),
        between("n_documents", 1, None, "An agreement is there because a document tells of it."),
        between("n_parties", 0, 250, "Even the widest pact has no more parties than there are countries."),
        ordered("first_reported_on", "last_reported_on", "The last report is not before the first."),
        rarely(
            "parties_are_two_or_more",
            "n_parties < 2",
            "Nobody agrees with himself: the other party was missed.",
            at_most=0.2,
            column="n_parties",
        ),
        rarely(
            "signing_days_agree",
            "n_signing_days_told > 1",
            "Documents seldom differ on the day of signing.",
            at_most=0.25,
            column="n_signing_days_told",
        ),
        rarely(
            "kinds_agree",
            "n_kinds_told > 2",
            "Documents seldom call one agreement three things.",
            at_most=0.25,
            column="n_kinds_told",
        ),
        rarely(
            "signing_follows_reporting_closely",
            "signed_on > last_reported_on",
            "A signing is seldom told of before it happened.",
            at_most=0.1,
            column="signed_on",
        ),
    ]

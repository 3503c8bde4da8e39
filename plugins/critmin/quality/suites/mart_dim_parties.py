"""Are the parties plausible: each was named by a claim, and organisations do not crowd out countries."""

from critmin.quality.measures import Measure, between, has_rows, rarely
from critmin.quality.verdicts import WARNING


def measures() -> list[Measure]:
    return [
        has_rows(severity=WARNING),
        between("n_claims", 1, None, "A party is there because a claim names it.", severity=WARNING),
        rarely(
            "parties_are_mostly_resolved",
            "party_kind = 'unmapped'",
            "Few parties are unknown to the vocabulary.",
            at_most=0.1,
            column="party_kind",
        ),
        rarely(
            "names_are_short",
            "length(party_name) > 80",
            "A name is not half a sentence.",
            at_most=0.02,
            column="party_name",
        ),
    ]

"""Are the parties of agreements plausible: few at a table."""

from critmin.quality.measures import Measure, between, has_rows, mostly_per_group
from critmin.quality.verdicts import WARNING


def measures() -> list[Measure]:
    return [
        has_rows(severity=WARNING),
        between("n_documents", 1, None, "A party is there because a document names it."),
        mostly_per_group(
            "tables_are_small",
            "count(*)",
            "agreement_key",
            "v > 40",
            "Few agreements have more than forty parties.",
            at_most=0.05,
            column="party",
        ),
    ]

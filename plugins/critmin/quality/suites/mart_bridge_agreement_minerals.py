"""Are the minerals of agreements plausible: named ones, not always only the whole group."""

from critmin.quality.measures import Measure, between, has_rows, mostly_per_group
from critmin.quality.verdicts import WARNING


def measures() -> list[Measure]:
    return [
        has_rows(severity=WARNING),
        between("n_documents", 1, None, "A mineral is there because a document names it."),
        mostly_per_group(
            "lists_are_short",
            "count(*)",
            "agreement_key",
            "v > 25",
            "Few agreements name more than 25 minerals.",
            at_most=0.05,
            column="mineral",
        ),
    ]

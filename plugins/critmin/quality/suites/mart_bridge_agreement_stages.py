"""Are the stages of agreements plausible: some of the chain, seldom nearly all of it."""

from critmin.quality.measures import Measure, between, has_rows, mostly_per_group
from critmin.quality.verdicts import WARNING


def measures() -> list[Measure]:
    return [
        has_rows(severity=WARNING),
        between("n_documents", 1, None, "A stage is there because a document names it."),
        mostly_per_group(
            "chains_are_short",
            "count(*)",
            "agreement_key",
            "v > 12",
            "Few agreements name more than twelve stages.",
            at_most=0.05,
            column="stage",
        ),
    ]

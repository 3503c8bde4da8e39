"""Are the readers' claims beside each other plausible: facts come from one reader, and pairs point both ways."""

from critmin.quality.measures import Measure, between, has_rows, never, typical
from critmin.quality.verdicts import WARNING


def measures() -> list[Measure]:
    return [
        has_rows(severity=WARNING),
        between("confidence", 0, 1, "Confidence is a share."),
        never(
            "alone_has_no_other",
            "(beside_others = 'alone') <> (other_claim_key is null)",
            "Who is alone has no other claim beside it, and the other way round.",
            column="other_claim_key",
        ),
        typical(
            "facts_come_from_one_reader",
            "count(distinct case when makes_facts then reader end)",
            "A build makes its facts of one reader's claims.",
            maximum=1,
            column="makes_facts",
        ),
    ]

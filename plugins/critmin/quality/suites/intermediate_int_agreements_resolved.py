"""Is the resolution of agreements plausible: claims are matched by rules with scores, and not all into one."""

from critmin.quality.measures import Measure, between, has_rows, mostly_per_group
from critmin.quality.verdicts import WARNING


def measures() -> list[Measure]:
    return [
        has_rows(severity=WARNING),
        between("match_score", 0, 1, "A score is a share."),
        mostly_per_group(
            "agreements_do_not_swallow_claims",
            "count(*)",
            "agreement_key",
            "v > 200",
            "An agreement that draws hundreds of claims may be several in one.",
            at_most=0.02,
            column="agreement_key",
        ),
    ]

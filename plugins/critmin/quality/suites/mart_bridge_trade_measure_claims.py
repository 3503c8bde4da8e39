"""Is the resolution of claims plausible: one best claim for each trade measure, and none that swallows them all."""

from critmin.quality.measures import Measure, between, has_rows, mostly_per_group, per_group
from critmin.quality.verdicts import WARNING


def measures() -> list[Measure]:
    return [
        has_rows(severity=WARNING),
        between("match_score", 0, 1, "A score is a share."),
        per_group(
            "best_claim_is_one",
            "count(*) filter (where is_best)",
            "trade_measure_key",
            "v <> 1",
            "Each trade measure rests on one best claim.",
            column="is_best",
        ),
        mostly_per_group(
            "claims_of_one_are_few",
            "count(*)",
            "trade_measure_key",
            "v > 200",
            "A trade measure that draws hundreds of claims may be several in one.",
            at_most=0.02,
            column="claim_key",
        ),
    ]

"""Are the near misses plausible: pairs that nearly match, few beside what was matched."""

from critmin.quality.measures import Measure, between, never
from critmin.quality.verdicts import WARNING


def measures() -> list[Measure]:
    return [
        between("match_score", 0, 1, "A score is a share."),
        between("days_apart", 0, 3_660, "Agreements ten years apart are no near miss.", severity=WARNING),
        never(
            "shared_parties_are_parties",
            "n_shared_parties > n_all_parties",
            "What is shared is part of all.",
            column="n_shared_parties",
        ),
        never(
            "pairs_are_of_two",
            "agreement_key = other_agreement_key",
            "An agreement is no near miss of itself.",
            column="other_agreement_key",
        ),
    ]

"""Is the comparison of texts plausible: a story printed by everybody is a comparison gone wrong."""

from critmin.quality.measures import Measure, has_rows, mostly_per_group
from critmin.quality.verdicts import WARNING


def measures() -> list[Measure]:
    return [
        has_rows(severity=WARNING),
        mostly_per_group(
            "stories_are_printed_a_few_times",
            "count(*)",
            "story_key",
            "v > 50",
            "Few stories have more than fifty prints.",
            at_most=0.02,
            column="story_key",
        ),
    ]

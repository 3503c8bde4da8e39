"""Was everything judged that this build reads, and did nothing pass that failed a critical check?"""

from critmin.quality.measures import Measure, has_rows, never, rarely


def measures() -> list[Measure]:
    return [
        has_rows(),
        never(
            "nothing_failed_was_admitted",
            "door = 'staged' and severity = 'critical' and not is_success",
            "A build reads only batches that failed no critical check.",
            column="is_success",
        ),
        rarely(
            "warnings_are_few",
            "not is_success",
            "When many checks warn, nobody reads them.",
            at_most=0.2,
            column="is_success",
        ),
    ]

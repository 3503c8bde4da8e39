"""Is the quarantine small and explained? An empty one is good news."""

from critmin.quality.measures import Measure, present, typical


def measures() -> list[Measure]:
    return [
        *present("rule", "reason", "table_name"),
        typical(
            "kept_out_are_few",
            "sum(n_records)",
            "Thousands of records kept out mean that a publisher changed something.",
            maximum=10_000,
            column="n_records",
        ),
    ]

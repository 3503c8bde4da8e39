"""Are the lives of measures plausible: spells in order, from a first step on, and mostly made by more than talk.

Talk that changes nothing keeps a row with an empty spell; that talk is never stored as law is tested by dbt.
"""

from critmin.quality.measures import Measure, between, has_rows, never, ordered, per_group, rarely
from critmin.quality.verdicts import WARNING


def measures() -> list[Measure]:
    return [
        has_rows(severity=WARNING),
        between("n_documents", 1, None, "A step is there because a document tells of it."),
        ordered("valid_from", "valid_to", "A spell does not end before it began."),
        never(
            "spells_of_changes_last",
            "changes_state and valid_to <= valid_from",
            "A step that changes the state holds for a day at least.",
            column="valid_to",
        ),
        rarely(
            "changes_are_mostly_firm",
            "changes_state and firmness in ('threatened', 'considered', 'hedged', 'denied')",
            "Most changes rest on more than talk: else threats are read where there are laws.",
            at_most=0.6,
            column="firmness",
        ),
        per_group(
            "lives_begin_with_a_first_step",
            "min(step_number)",
            "trade_measure_key",
            "v <> 1",
            "Steps are counted from 1.",
            column="step_number",
        ),
    ]

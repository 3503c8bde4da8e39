"""Are the lives of measures plausible: spells in order, from a first step on, and talk that changes nothing."""

from critmin.quality.measures import Measure, between, has_rows, never, ordered, per_group
from critmin.quality.verdicts import WARNING


def measures() -> list[Measure]:
    return [
        has_rows(severity=WARNING),
        between("n_documents", 1, None, "A step is there because a document tells of it."),
        ordered("valid_from", "valid_to", "A spell ends after it began.", strictly=True),
        never(
            "hedges_change_nothing",
            "changes_state and firmness in ('hedged', 'considered')",
            "A step that is only considered does not change what holds.",
            column="changes_state",
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

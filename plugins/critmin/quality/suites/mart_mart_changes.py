"""Is what was learned plausible: days of our time, and revisions that change something, if seldom a thousandfold."""

from critmin.quality.measures import Measure, has_rows, never, rarely
from critmin.quality.verdicts import WARNING


def measures() -> list[Measure]:
    return [
        has_rows(severity=WARNING),
        never(
            "learned_in_our_time",
            "learned_on < date '2020-01-01' or learned_on > date '2100-12-31'",
            "Nothing was learned before there was a warehouse.",
            column="learned_on",
        ),
        never(
            "revisions_revise",
            "change_kind = 'revised_figure' and from_value = to_value",
            "A revised figure has another value.",
            column="to_value",
        ),
        never(
            "facts_have_words_or_pages",
            "_claim_key is null and _page_sha256 is null",
            "What was learned leads to its words or its page.",
            column="_claim_key",
        ),
        rarely(
            "revisions_keep_their_scale",
            "change_kind = 'revised_figure' and try_cast(from_value as double) > 0"
            " and try_cast(to_value as double) > 1000 * try_cast(from_value as double)",
            "A figure seldom becomes a thousand times as large: more often a unit was misread.",
            at_most=0,
            column="to_value",
        ),
    ]

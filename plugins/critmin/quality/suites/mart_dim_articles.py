"""Are the documents plausible: articles have pages, not books; most are dated; few are reprints or superseded."""

from critmin.quality.measures import Measure, between, has_rows, rarely
from critmin.quality.verdicts import WARNING


def measures() -> list[Measure]:
    return [
        has_rows(severity=WARNING),
        between("n_characters", 40, 5_000_000, "A text has a sentence at least, and is no book.", severity=WARNING),
        rarely(
            "documents_are_dated",
            "published_on is null",
            "Most documents say when they were published.",
            at_most=0.5,
            column="published_on",
        ),
        rarely(
            "reprints_are_few",
            "duplicate_of_key is not null",
            "If nearly all are reprints, the comparison of texts is at fault.",
            at_most=0.8,
            column="duplicate_of_key",
        ),
        rarely(
            "superseded_are_few",
            "is_superseded",
            "Few pages were rewritten under their address.",
            at_most=0.5,
            column="is_superseded",
        ),
    ]

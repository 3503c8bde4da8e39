"""Is the legal timeline plausible: days in their order, types known, corrections few."""

from critmin.quality.measures import Measure, has_rows, never, rarely
from critmin.quality.verdicts import WARNING


def measures() -> list[Measure]:
    return [
        has_rows(severity=WARNING),
        rarely(
            "types_are_known",
            "document_type = 'unmapped'",
            "No type of document is unknown to us (R11).",
            at_most=0,
            column="document_type",
        ),
        never(
            "signed_before_published",
            "signed_on > published_on",
            "A document is signed before it is published.",
            column="signed_on",
            severity=WARNING,
        ),
        rarely(
            "effect_is_near_publication",
            "effective_on < published_on - 1500 or effective_on > published_on + 3000",
            "Documents take effect within years of their publication: else a day was misread.",
            at_most=0.02,
            column="effective_on",
        ),
        rarely(
            "corrections_are_few",
            "is_correction",
            "Few documents are corrections.",
            at_most=0.3,
            column="is_correction",
        ),
        rarely(
            "citations_are_mostly_their_own",
            "is_citation_shared",
            "Few documents share their first page with another.",
            at_most=0.5,
            column="is_citation_shared",
        ),
    ]

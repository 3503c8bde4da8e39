"""Are the claims plausible: each shows its words, and the reader is mostly sure of what it read."""

from critmin.quality.measures import Measure, between, has_rows, never, rarely, typical
from critmin.quality.verdicts import WARNING


def measures() -> list[Measure]:
    return [
        has_rows(severity=WARNING),
        between("confidence", 0, 1, "Confidence is a share."),
        never(
            "quote_fits_its_place",
            "length(quote) <> quote_end - quote_start",
            "The quote has the length of its place.",
            column="quote",
        ),
        rarely(
            "surroundings_hold_the_quote",
            "not contains(quote_with_surroundings, quote)",
            "A quote stands in its surroundings.",
            at_most=0,
            column="quote_with_surroundings",
        ),
        typical(
            "reader_is_mostly_sure",
            "avg(confidence)",
            "Claims that are mostly guesses are no facts.",
            minimum=0.5,
            column="confidence",
        ),
        typical(
            "every_kind_is_read",
            "count(distinct claim_kind)",
            "Agreements, trade measures and dependencies are all found: else one reader is silent.",
            minimum=3,
            column="claim_kind",
        ),
        rarely(
            "quotes_are_short",
            "length(quote) > 1500",
            "A quote is a sentence or two, not the article.",
            at_most=0.02,
            column="quote",
        ),
    ]

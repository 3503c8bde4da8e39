"""Are the overlaps of documents plausible: shares, pairs of two, and few documents that overlap with everybody."""

from critmin.quality.measures import Measure, between, mostly_per_group, never


def measures() -> list[Measure]:
    return [
        between("overlap", 0, 1, "A share of the later document."),
        between("contained", 0, 1, "A share of the earlier document."),
        never(
            "pairs_are_of_two",
            "earlier_article_key = later_article_key",
            "A document does not overlap with itself.",
            column="later_article_key",
        ),
        mostly_per_group(
            "documents_overlap_with_few",
            "count(*)",
            "later_article_key",
            "v > 50",
            "What overlaps with everybody shares their furniture, not their story.",
            at_most=0.02,
            column="later_article_key",
        ),
    ]

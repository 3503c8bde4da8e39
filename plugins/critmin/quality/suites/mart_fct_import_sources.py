"""Are the published import sources plausible: shares of a list add up to 100, and few suppliers are unknown to us."""

from critmin.quality.measures import Measure, has_rows, mostly_per_group, rarely
from critmin.quality.verdicts import WARNING

LIST = "importer_iso3, mineral, form, first_year, last_year, edition"


def measures() -> list[Measure]:
    return [
        has_rows(severity=WARNING),
        mostly_per_group(
            "shares_are_no_more_than_all",
            "sum(share_pct)",
            LIST,
            "v > 110",
            "The shares of a list add up to 100, but for rounding: more means that lists were mixed.",
            at_most=0,
            column="share_pct",
        ),
        mostly_per_group(
            "shares_are_nearly_all",
            "sum(share_pct)",
            LIST,
            "v < 90 or v > 102",
            "Most lists add up to 100.",
            at_most=0.1,
            column="share_pct",
        ),
        rarely(
            "suppliers_are_known",
            "supplier_class = 'unmapped'",
            "Few names of suppliers are unknown to us (R11).",
            at_most=0,
            column="supplier_class",
        ),
    ]

"""Are the EU's published supply shares plausible: lists add up to 100, suppliers are known, bounds stay bounds."""

from critmin.quality.measures import Measure, has_rows, mostly_per_group, never, per_group, rarely
from critmin.quality.verdicts import WARNING

LIST = "supplied_iso3, material, stage_code, edition"


def measures() -> list[Measure]:
    return [
        has_rows(severity=WARNING),
        per_group(
            "shares_are_no_more_than_all",
            "sum(share_pct)",
            LIST,
            "v > 110",
            "The shares of a list add up to 100, but for rounding: more means that lists were mixed.",
            column="share_pct",
        ),
        mostly_per_group(
            "shares_are_nearly_all",
            "sum(share_pct)",
            LIST,
            "v < 75",
            "Most lists name nearly all of the supply.",
            at_most=0.1,
            column="share_pct",
        ),
        never(
            "bounds_are_no_numbers",
            "flag in ('bound', 'not_available', 'no_unit') and share_pct is not null",
            "A bound or a missing share is no number.",
            column="share_pct",
        ),
        rarely(
            "suppliers_are_known",
            "supplier_iso3 = 'unmapped'",
            "No name of a supplier is unknown to us (R11).",
            at_most=0,
            column="supplier_iso3",
        ),
        mostly_per_group(
            "ours_is_not_far_from_theirs",
            "max(abs(share_pct - our_share_pct)) filter (where our_share_of = 'world_production')",
            LIST,
            "v > 40",
            "A share of world production seldom moves by 40 points in a few years: more means another stage or unit.",
            at_most=0.2,
            column="our_share_pct",
        ),
    ]

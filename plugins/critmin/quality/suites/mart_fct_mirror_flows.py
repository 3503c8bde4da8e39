"""Are both customs offices' reports side by side as they should be: gaps only between what can be compared?

Gaps are expected (freight, timing, origin against destination); what must not happen is a gap made of a missing side,
a hidden value or half a year, and most gaps of one sign by far: then one side was counted twice (R8).
"""

from critmin.quality.measures import Measure, between, has_rows, never, rarely, typical
from critmin.quality.verdicts import WARNING

COMPARED = "filter (where gap_status = 'comparable' and counterpart_kind = 'country')"


def measures() -> list[Measure]:
    return [
        has_rows(severity=WARNING),
        between("symmetric_gap_share", -1, 1, "A gap is at most the sum of both values."),
        never(
            "gaps_have_two_sides",
            "gap_usd is not null and (importer_value_usd is null or exporter_value_usd is null)",
            "A side that is missing is not a zero.",
            column="gap_usd",
        ),
        never(
            "missing_sides_say_why",
            "mirror_status <> 'both_sides' and missing_side_status is null",
            "Not covered, hidden and not reported are different things.",
            column="missing_side_status",
        ),
        never(
            "gaps_name_their_valuations",
            "gap_usd is not null and valuations is null",
            "A gap between CIF and FOB holds freight and insurance, and says so.",
            column="valuations",
        ),
        never(
            "areas_have_no_mirror",
            "counterpart_kind not in ('country', 'bloc') and mirror_status = 'both_sides'",
            "Areas not elsewhere specified never meet a report (R8, R11).",
            column="counterpart_kind",
        ),
        rarely(
            "countries_do_not_trade_with_themselves",
            "importer_iso3 = exporter_iso3 and counterpart_kind = 'country'",
            "Goods that come back are own goods.",
            at_most=0,
            column="counterpart_kind",
        ),
        typical(
            "gaps_go_both_ways",
            f"coalesce(abs(median(symmetric_gap_share) {COMPARED}), 0)",
            "The typical importer does not report twice what the exporter does, or half of it (R8).",
            maximum=0.33,
            column="symmetric_gap_share",
        ),
    ]

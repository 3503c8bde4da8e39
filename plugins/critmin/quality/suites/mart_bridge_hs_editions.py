"""Does each HS code cross from edition to edition without loss: shares add to one, known successions are in place?"""

from critmin.quality.measures import Measure, between, has_rows, never, per_group, rarely, typical


def measures() -> list[Measure]:
    return [
        has_rows(1000),
        per_group(
            "shares_add_to_one",
            "sum(share)",
            "hs6, from_edition, to_edition",
            "abs(v - 1) > 0.00001",
            "What is reported under a code goes somewhere, whole and once (R13).",
            column="share",
        ),
        between("share", 0, 1, "A share lies between nothing and all."),
        never(
            "what_is_exact_is_undivided",
            "crossing in ('exact', 'nearly_exact') and (n_targets > 1 or share < 1)",
            "A divided code is never called exact.",
            column="crossing",
        ),
        Measure(
            "rhenium_goes_back_where_it_came_from",
            "count(*) filter (where hs6 = '811241' and from_edition = 'H6' and to_edition = 'H5' "
            "and to_hs6 = '811292' and crossing = 'exact')",
            "8112.41 was part of 8112.92 until HS 2022.",
            minimum=1,
            column="to_hs6",
        ),
        rarely(
            "paths_are_known",
            "crossing = 'no_path'",
            "Few codes have no path into another edition.",
            at_most=0.05,
            column="crossing",
        ),
        typical(
            "most_codes_cross_exactly",
            "count(*) filter (where crossing in ('same_edition', 'exact', 'nearly_exact')) / count(*)",
            "Most codes of minerals never changed.",
            minimum=0.6,
            column="crossing",
        ),
    ]

"""Are the minerals plausible: the sixty of the official US list of 2025, and most of them visible in trade."""

from critmin.quality.measures import Measure, rarely


def measures() -> list[Measure]:
    return [
        Measure(
            "official_list_is_whole",
            "count(*) filter (where official_list = 'usgs_2025' and mineral_kind = 'single')",
            "The final US list of 2025 has sixty minerals.",
            minimum=60,
            maximum=60,
            column="official_list",
        ),
        rarely(
            "minerals_have_codes",
            "trade_visibility = 'no_code'",
            "Most minerals have a customs code: else the concordance is torn.",
            at_most=0.25,
            column="trade_visibility",
        ),
    ]

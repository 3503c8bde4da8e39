"""Are the tariff rates those that everybody knows, and does no rate of one type pass for another?

Anchors are lines whose duties on Chinese goods stand in the orders; they say nothing where the line is
not in the build.
"""

from critmin.quality.measures import Measure, between, has_rows, never, ordered, rarely, typical
from critmin.quality.verdicts import WARNING

MAGNETS, GALLIUM = "85051100", "81129210"
ANCHORS = {  # name: (line, legal basis, day of entry, points that it adds to a good of China)
    "magnets_pay_125_in_april_2025": (MAGNETS, "ieepa_reciprocal", "2025-04-15", 125),
    "magnets_pay_10_after_the_truce": (MAGNETS, "ieepa_reciprocal", "2025-05-14", 10),
    "magnets_pay_no_section_301_before_2026": (MAGNETS, "section_301", "2025-12-31", None),
    "gallium_is_free_of_reciprocal_duty": (GALLIUM, "ieepa_reciprocal", "2025-04-15", 0),
    "gallium_pays_section_301": (GALLIUM, "section_301", "2025-04-15", 25),
}


def measures() -> list[Measure]:
    return [
        has_rows(severity=WARNING),
        between("ad_valorem_pct", 0, 400, "Per cent, not a fraction times 10,000."),
        between("added_pp", 0, 400, "Points of the value, never below nothing."),
        between("specific_usd", 0, 1000, "Dollars per unit, not cents."),
        ordered("valid_from", "valid_to", "A spell does not end before it began.", strictly=True),
        never(
            "units_stand_with_dollars",
            "(specific_usd is null) <> (specific_unit is null) or specific_usd is not null and added_pp is not null",
            "Dollars have their unit, and are never added as points.",
            column="specific_unit",
        ),
        rarely(
            "rates_are_mostly_read",
            "rate_type = 'unread'",
            "Few rates of minerals are words only.",
            at_most=0.05,
            column="rate_type",
        ),
        rarely(
            "rules_are_mostly_law",
            "firmness = 'pointer'",
            "Most rates rest on law, not on the list of revisions.",
            at_most=0.6,
            column="firmness",
        ),
        typical(
            "every_origin_has_a_general_rate",
            "count(distinct origin_iso3) filter (where rate_basis in ('mfn_applied', 'column_2'))",
            "All countries of the world meet a rate.",
            minimum=200,
            column="origin_iso3",
        ),
        *(_anchor(name, *anchor) for name, anchor in ANCHORS.items()),
    ]


def _anchor(name: str, line: str, basis: str, day: str, points: int | None) -> Measure:
    here = f"tariff_line = '{line}' and origin_iso3 = 'CHN'"
    holds = f"valid_from <= date '{day}' and coalesce(valid_to > date '{day}', true)"
    found = f"sum(added_pp) filter (where {here} and legal_basis = '{basis}' and {holds})"
    return Measure(
        name,
        f"case when count(*) filter (where {here}) > 0 then coalesce({found}, -1) end",
        f"{basis} adds {'nothing' if points is None else points} to line {line} of China on {day}.",
        minimum=-1 if points is None else points,
        maximum=-1 if points is None else points,
        column="added_pp",
        severity=WARNING,
        may_be_null=True,
    )

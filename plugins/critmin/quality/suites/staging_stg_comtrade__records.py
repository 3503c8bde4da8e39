"""Did the words of UN Comtrade find ours: reporters, partners, classifications; and how much is added up by us."""

from critmin.quality.measures import Measure, has_rows, rarely
from critmin.quality.verdicts import WARNING


def measures() -> list[Measure]:
    return [
        has_rows(severity=WARNING),
        rarely(
            "reporters_are_known",
            "reporter_iso3 = 'unmapped' and reporter_code not in ('97', '975')",
            "Every reporter's code is mapped (R11).",
            at_most=0,
            column="reporter_iso3",
        ),
        rarely(
            "partners_are_known",
            "area_class is null",
            "Every partner's code is in the seed of areas (R11).",
            at_most=0,
            column="partner_code",
        ),
        rarely(
            "totals_are_the_publishers_own",
            "record_role = 'summed'",
            "Breakdowns without their total are the exception: a question without its totals multiplies rows (R8).",
            at_most=0.05,
            column="record_role",
        ),
        rarely(
            "rows_are_in_the_hs",
            "record_role = 'other_classification'",
            "Nearly all rows are in an edition of the HS.",
            at_most=0.05,
            column="classification_code",
        ),
    ]

"""Did the words of the publisher find ours: partners, codes and units of US imports."""

from critmin.quality.measures import Measure, has_rows, rarely
from critmin.quality.verdicts import WARNING


def measures() -> list[Measure]:
    return [
        has_rows(severity=WARNING),
        rarely(
            "partners_are_known",
            "partner_iso3 = 'unmapped'",
            "Every country code or name of the Census is mapped (R11).",
            at_most=0,
            column="partner_iso3",
        ),
        rarely(
            "codes_reach_hs6",
            "commodity_level in ('HS6', 'HS10') and hs6 is null",
            "A code of six digits or more lies under an HS6 code.",
            at_most=0,
            column="hs6",
        ),
    ]

"""Did the words of the publisher find ours: commodities, countries and units of the Summaries."""

from critmin.quality.measures import Measure, has_rows, rarely
from critmin.quality.verdicts import WARNING


def measures() -> list[Measure]:
    return [
        has_rows(severity=WARNING),
        rarely(
            "countries_are_known",
            "country_class = 'unmapped'",
            "Every country name is mapped (R11).",
            at_most=0,
            column="country_class",
        ),
        rarely(
            "commodities_are_known",
            "mapping_status = 'unmapped'",
            "Every commodity is mapped, or put out of scope on purpose.",
            at_most=0.02,
            column="mapping_status",
        ),
    ]

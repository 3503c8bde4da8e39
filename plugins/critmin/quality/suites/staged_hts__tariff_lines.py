"""What must hold before a build may read lines of the US tariff schedule.

A first day before 1989 or a last day before the first one is a year of two digits read wrongly.
"""

from critmin.quality.contradictions import Contradiction, telling, whole
from critmin.quality.provenance import provenance
from critmin.quality.verdicts import WARNING

GRAIN = ("line_code", "begins_on", "_retrieval_id")


def expectations() -> list:
    import great_expectations.expectations as gxe

    return [
        *(
            gxe.ExpectColumnValuesToNotBeNull(column=c, description=f"Every line has a {c}.")
            for c in ("line_code", "wire_form")
        ),
        gxe.ExpectColumnValuesToMatchRegex(
            column="line_code", regex=whole("[0-9]{8}|[0-9]{10}"), description="Eight or ten digits, kept as text."
        ),
        gxe.ExpectColumnValuesToBeInSet(
            column="wire_form", value_set=["database_csv", "export_json"], description="One of the two forms."
        ),
        gxe.ExpectColumnValuesToNotBeNull(
            column="description", mostly=0.99, severity=WARNING, description="Nearly every line has words."
        ),
        *provenance("hts"),
    ]


def contradictions() -> list[Contradiction]:
    days = ("line_code", "begins_on", "ends_on")
    return [
        Contradiction(
            "ends_on",
            "follows_begins_on",
            telling("ends_on < begins_on", *days),
            "The last day is not before the first one.",
        ),
        Contradiction(
            "begins_on",
            "fits_the_form",
            telling(
                "(begins_on is null) <> (wire_form = 'export_json') or begins_on < date '1989-01-01'"
                " or begins_on > cast(_retrieved_at as date) + 1100",
                *days,
            ),
            "A line of the database begins between 1989 and three years ahead; the export has no days.",
        ),
    ]

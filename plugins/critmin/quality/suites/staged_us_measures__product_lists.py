"""What must hold before a build may read product lists of US additional duties."""

from critmin.quality.contradictions import Contradiction, telling, whole
from critmin.quality.provenance import provenance

GRAIN = ("list_name", "sublist", "heading", "code", "metal", "starts_on", "_retrieval_id")


def expectations() -> list:
    import great_expectations.expectations as gxe

    return [
        *(
            gxe.ExpectColumnValuesToNotBeNull(column=c, description=f"Every record has a {c}.")
            for c in ("list_name", "code", "code_as_sent")
        ),
        gxe.ExpectColumnValuesToMatchRegex(
            column="code", regex=whole("(?:[0-9]{2}){2,5}"), description="A prefix of 4 to 10 digits, kept as text."
        ),
        gxe.ExpectColumnValuesToMatchRegex(
            column="heading",
            regex=whole("99[0-9]{2}[.][0-9]{2}[.][0-9]{2}"),
            description="A heading of chapter 99, dotted.",
        ),
        gxe.ExpectColumnValuesToBeInSet(
            column="metal", value_set=["steel", "aluminum", "copper"], description="One of the metals of section 232."
        ),
        *provenance("us_measures"),
    ]


def contradictions() -> list[Contradiction]:
    return [
        Contradiction(
            "ends_on",
            "follows_starts_on",
            telling("ends_on < starts_on", "code", "starts_on", "ends_on"),
            "A list does not end before it starts.",
        ),
        Contradiction(
            "starts_on",
            "is_of_these_years",
            telling(
                "starts_on < date '2018-01-01' or starts_on > cast(_retrieved_at as date) + 400", "code", "starts_on"
            ),
            "The duties began in 2018; no list looks more than a year ahead.",
        ),
    ]

"""What must hold before a build may read staged notices of the Federal Register.

A number or citation in another form joins nothing; a day of publication before the filing has been misread.
"""

from critmin.quality.contradictions import Contradiction, telling, unlike, whole
from critmin.quality.measures import Measure
from critmin.quality.provenance import provenance
from critmin.quality.verdicts import WARNING

GRAIN = ("document_number", "_retrieval_id")
NUMBER = "(?:[A-Z][0-9]{0,2}-)?(?:[0-9]{4}-[0-9]{5,6}|[0-9]{2}-[0-9]{1,6})|[A-Z][0-9]{1,2}-[0-9]{1,6}"
FIRST_DAY = "date '1936-03-14'"  # of the first issue


def expectations() -> list:
    import great_expectations.expectations as gxe

    always = ("document_number", "document_type", "wire_form")
    return [
        *(gxe.ExpectColumnValuesToNotBeNull(column=c, description=f"Every notice has a {c}.") for c in always),
        gxe.ExpectColumnValuesToMatchRegex(
            column="document_number", regex=whole(NUMBER), description="A number in the one form that is joined by."
        ),
        gxe.ExpectColumnValuesToMatchRegex(
            column="citation", regex=whole("[0-9]{1,3} FR [0-9]{1,6}"), description="Volume, FR, page."
        ),
        gxe.ExpectColumnValuesToBeInSet(
            column="wire_form", value_set=["api_json", "csv", "xml"], description="A form that is read."
        ),
        gxe.ExpectColumnValuesToBeInSet(
            column="effective_source", value_set=["api", "dates_text"], description="Who says when it takes effect."
        ),
        gxe.ExpectColumnValuesToMatchRegex(
            column="executive_order_number", regex=whole("[0-9]{4,5}(?:-[A-Z])?"), description="Number of an order."
        ),
        gxe.ExpectColumnValuesToMatchRegex(
            column="proclamation_number", regex=whole("[0-9]{3,5}"), description="Number of a proclamation."
        ),
        gxe.ExpectColumnValuesToNotBeNull(
            column="published_on", mostly=0.3, severity=WARNING, description="Most forms say when it was published."
        ),
        *provenance("federal_register"),
    ]


def contradictions() -> list[Contradiction]:
    return [
        *(
            Contradiction(
                column,
                "is_plausible",
                telling(
                    f"{column} < {FIRST_DAY} or {column} > cast(_retrieved_at as date) + 30", "document_number", column
                ),
                "A day since the first issue, and not long after it was retrieved.",
            )
            for column in ("signed_on", "filed_on", "published_on")
        ),
        Contradiction(
            "published_on",
            "follows_filed_on",
            telling(
                f"published_on < filed_on and filed_on between {FIRST_DAY} and cast(_retrieved_at as date) + 30"
                f" and published_on >= {FIRST_DAY}",
                "document_number",
                "filed_on",
                "published_on",
            ),
            "A document is filed before it is published.",
        ),
        Contradiction(
            "effective_on",
            "is_plausible",
            telling("effective_on < date '1900-01-01' or effective_on > date '2100-12-31'", "document_number"),
            "A day of effect of our time.",
        ),
        Contradiction(
            "effective_on",
            "tells_its_source",
            telling("(effective_on is null) <> (effective_source is null)", "document_number", "effective_on"),
            "A day of effect says where it was read.",
        ),
        Contradiction(
            "end_page",
            "follows_start_page",
            telling("end_page < start_page", "document_number", "start_page", "end_page"),
            "A document ends on or after the page on which it begins.",
        ),
        Contradiction(
            "cfr_parts", "have_their_form", unlike("cfr_parts", "[0-9]{1,2} CFR [0-9A-Za-z.-]+"), "Title, CFR, part."
        ),
    ]


def measures() -> list[Measure]:
    return [
        Measure(
            "titles_are_common",
            "count(*) filter (where title is not null or wire_form = 'csv') / nullif(count(*), 0)",
            "Documents of the API and of issues have titles.",
            minimum=0.9,
            column="title",
            severity=WARNING,
        ),
    ]

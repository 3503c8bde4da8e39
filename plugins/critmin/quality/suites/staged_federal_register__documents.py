"""What must hold before a build, or the reader of claims, may read texts of the Federal Register."""

from critmin.quality.contradictions import Contradiction, telling, whole
from critmin.quality.measures import Measure
from critmin.quality.provenance import SHA256, provenance
from critmin.quality.verdicts import WARNING

GRAIN = ("document_id", "_retrieval_id")


def expectations() -> list:
    import great_expectations.expectations as gxe

    always = ("document_id", "text", "address", "doc_format", "n_characters", "text_status")
    return [
        *(gxe.ExpectColumnValuesToNotBeNull(column=c, description=f"Every document has a {c}.") for c in always),
        gxe.ExpectColumnValuesToMatchRegex(
            column="document_id", regex=whole(SHA256), description="A document is named by the sha256 of its text."
        ),
        gxe.ExpectColumnValuesToMatchRegex(
            column="address",
            regex=whole(r"https://www\.federalregister\.gov/d/[A-Z0-9-]+"),
            description="The Register's short address.",
        ),
        gxe.ExpectColumnValuesToBeBetween(
            column="n_characters", min_value=40, max_value=2_000_000, description="A sentence at least, and no book."
        ),
        gxe.ExpectColumnValuesToBeInSet(
            column="doc_format", value_set=["xml", "abstract"], description="A format that is read."
        ),
        gxe.ExpectColumnValuesToBeInSet(
            column="text_status", value_set=["full", "partial"], description="Whether the whole text was there."
        ),
        *provenance("federal_register"),
    ]


def contradictions() -> list[Contradiction]:
    return [
        Contradiction(
            "n_characters",
            "counts_the_text",
            telling("n_characters <> length(text)", "document_id", "n_characters", "length(text)"),
            "Offsets of quotes count the same characters.",
        ),
        Contradiction(
            "text_status",
            "fits_its_format",
            telling(
                "doc_format in ('xml', 'abstract') and text_status in ('full', 'partial')"
                " and (doc_format = 'abstract') <> (text_status = 'partial')",
                "document_id",
                "doc_format",
            ),
            "An abstract is a part, the XML is the whole.",
        ),
        Contradiction(
            "published_on",
            "is_plausible",
            telling(
                "published_on < date '1936-03-14' or published_on > cast(_retrieved_at as date) + 30", "published_on"
            ),
            "A day since the first issue, and not long after it was retrieved.",
        ),
        Contradiction(
            "text",
            "is_free_of_markup",
            telling("regexp_matches(text, '</?(P|FP|HD|E|SU|PRTPAGE|GPOTABLE)\\b[^>]*>')", "document_id"),
            "No markup is left in a text.",
            severity=WARNING,
            mostly=0.95,
        ),
    ]


def measures() -> list[Measure]:
    return [
        Measure(
            "texts_are_dated",
            "count(published_on) / nullif(count(*), 0)",
            "Documents say when they were published: relative days in them are read from it.",
            minimum=0.5,
            column="published_on",
            severity=WARNING,
        ),
    ]

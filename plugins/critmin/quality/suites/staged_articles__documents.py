"""What must hold before a build, or the reader of claims, may read staged articles.

A document without text can say nothing; a document from the day after it was fetched has a misread date, and dates
decide what "on Wednesday" means. Remains of markup or of a wrong encoding do not stop a document, only a warning tells.
"""

from critmin.quality.contradictions import Contradiction, telling, whole
from critmin.quality.measures import Measure
from critmin.quality.provenance import SHA256, provenance
from critmin.quality.verdicts import WARNING

GRAIN = ("document_id", "_page_url", "_retrieval_id")


def expectations() -> list:
    import great_expectations.expectations as gxe

    always = ("document_id", "text", "doc_format", "n_characters", "text_status")
    return [
        *(gxe.ExpectColumnValuesToNotBeNull(column=c, description=f"Every document has a {c}.") for c in always),
        gxe.ExpectColumnValuesToMatchRegex(
            column="document_id", regex=whole(SHA256), description="A document is named by the sha256 of its page."
        ),
        gxe.ExpectColumnValuesToBeBetween(
            column="n_characters", min_value=40, description="A sentence at least: less is no article."
        ),
        gxe.ExpectColumnValuesToBeInSet(
            column="doc_format", value_set=["html", "txt", "md"], description="A format that is read."
        ),
        gxe.ExpectColumnValuesToBeInSet(
            column="text_status", value_set=["full", "partial"], description="Whether the whole text was there."
        ),
        gxe.ExpectColumnValuesToBeInSet(
            column="published_on_source",
            value_set=["sidecar", "metadata", "text", "feed"],
            description="Where the date of publication was read.",
        ),
        gxe.ExpectColumnValuesToMatchRegex(
            column="language", regex=whole("[a-z]{2,3}(?:-[A-Za-z0-9]+)*"), description="A language tag."
        ),
        gxe.ExpectColumnValuesToNotBeNull(
            column="title", mostly=0.8, severity=WARNING, description="Most documents have a title."
        ),
        gxe.ExpectColumnValuesToNotBeNull(
            column="published_on", mostly=0.5, severity=WARNING, description="Half of the documents or more are dated."
        ),
        *provenance("articles"),
    ]


def contradictions() -> list[Contradiction]:
    return [
        Contradiction(
            "document_id",
            "is_its_page",
            telling("document_id <> _page_sha256", "document_id", "_page_sha256"),
            "A document and its page have one name.",
        ),
        Contradiction(
            "n_characters",
            "counts_the_text",
            telling("n_characters <> length(text)", "document_id", "n_characters", "length(text)"),
            "Offsets of quotes count the same characters.",
        ),
        Contradiction(
            "published_on",
            "is_plausible",
            telling(
                "published_on < date '1950-01-01' or published_on > cast(_retrieved_at as date) + 1",
                "document_id",
                "published_on",
                "_retrieved_at",
            ),
            "Published after 1950 and not after it was retrieved (a day is left for time zones).",
        ),
        Contradiction(
            "published_on",
            "tells_its_source",
            telling("(published_on is null) <> (published_on_source is null)", "document_id", "published_on"),
            "A date says where it was read.",
        ),
        Contradiction(
            "text",
            "is_free_of_markup",
            telling("regexp_matches(text, '<(div|p|span|script|style|a|br)\\b[^>]*>')", "document_id"),
            "No markup is left in a text.",
            severity=WARNING,
            mostly=0.95,
        ),
        Contradiction(
            "text",
            "is_free_of_damage",
            telling("contains(text, chr(65533)) or contains(text, 'â€')", "document_id"),
            "No mark of a wrong encoding is left in a text.",
            severity=WARNING,
            mostly=0.95,
        ),
    ]


def measures() -> list[Measure]:
    return [
        Measure(
            "texts_are_full",
            "count(*) filter (where text_status = 'full') / nullif(count(*), 0)",
            "Most documents came whole.",
            minimum=0.5,
            column="text_status",
            severity=WARNING,
        ),
    ]

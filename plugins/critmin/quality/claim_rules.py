"""What every staged claim promises, whatever it is about."""

from typing import Any

from critmin.quality.contradictions import Contradiction, telling, whole
from critmin.quality.provenance import provenance, quotes
from critmin.quality.verdicts import WARNING

KEY = "[0-9a-f]{32}"
READ = ("articles", "federal_register")  # whose documents are read for claims (tables.document_sources)
EARLIEST, LATEST = "date '1900-01-01'", "date '2100-12-31'"


def places() -> list[Any]:
    """Expectations on the columns that say where and how a claim was read."""
    import great_expectations.expectations as gxe

    always = ("claim_key", "document_id", "quote", "quote_start", "quote_end", "rule", "confidence")
    always += ("reader", "reader_version")
    return [
        *(gxe.ExpectColumnValuesToNotBeNull(column=c, description=f"Every claim has its {c}.") for c in always),
        gxe.ExpectColumnValuesToBeInSet(column="reader", value_set=["llm", "rules"], description="Who read the claim."),
        gxe.ExpectColumnValuesToMatchRegex(
            column="claim_key", regex=whole(KEY), description="A hash of place and grain."
        ),
        gxe.ExpectColumnValuesToBeBetween(
            column="confidence", min_value=0, max_value=1, description="Confidence is a share."
        ),
        gxe.ExpectColumnValuesToBeBetween(
            column="n_quotes", min_value=1, description="At least one quote carries a claim."
        ),
        *provenance(*READ),
    ]


def of_its_document() -> list[Contradiction]:
    """A claim's quote and document agree with its page."""
    return [
        *quotes(),
        Contradiction(
            "document_id",
            "is_its_page",
            # a page of the Register holds many documents, each named by the hash of its own text
            telling("_source = 'articles' and document_id <> _page_sha256", "document_id", "_page_sha256"),
            "A claim was read from the page that it names.",
        ),
    ]


def plausible_day(column: str) -> Contradiction:
    """A day of our time: anything else is a number misread as a year."""
    return Contradiction(
        column,
        "is_plausible",
        telling(f"{column} < {EARLIEST} or {column} > {LATEST}", column, "quote"),
        f"{column} lies between 1900 and 2100.",
    )


def not_after_retrieval(column: str) -> Contradiction:
    """What a document tells as past happened before the document was fetched."""
    return Contradiction(
        column,
        "is_past",
        telling(f"{column} > cast(_retrieved_at as date) + 1", column, "_retrieved_at", "quote"),
        f"{column} is not after the retrieval.",
        severity=WARNING,
        mostly=0.9,
    )

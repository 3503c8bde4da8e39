"""What every staged table promises of where its rows came from."""

from typing import Any

from critmin.quality.contradictions import Contradiction, telling, whole

SHA256 = "[0-9a-f]{64}"


def provenance(*sources: str) -> list[Any]:
    """Expectations on the columns of lake.PROVENANCE; `sources` are the slugs that the table may come from."""
    import great_expectations.expectations as gxe

    present = ["_source", "_page_url", "_page_sha256", "_retrieved_at", "_retrieval_id", "_record"]
    return [
        *(gxe.ExpectColumnValuesToNotBeNull(column=c, description=f"{c} leads back to the page.") for c in present),
        gxe.ExpectColumnValuesToBeInSet(
            column="_source", value_set=list(sources), description="The page came from this source."
        ),
        gxe.ExpectColumnValuesToMatchRegex(
            column="_page_sha256", regex=whole(SHA256), description="A page is named by the sha256 of its bytes."
        ),
        gxe.ExpectColumnValuesToBeBetween(
            column="_record", min_value=0, description="Records are counted from 0 in their page."
        ),
    ]


def quotes() -> list[Contradiction]:
    """A claim's quote is as long as the place it gives, so that text[quote_start:quote_end] can be the quote."""
    return [
        Contradiction(
            "quote",
            "fits_its_place",
            telling(
                "quote is null or quote_start is null or quote_end is null or quote_start < 0"
                " or quote_end - quote_start <> length(quote) or length(quote) = 0",
                "quote_start",
                "quote_end",
                "quote",
            ),
            "The quote has the length of its place in the document.",
        )
    ]

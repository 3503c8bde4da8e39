"""What must hold before a build may read staged totals of trade of WITS.

The unit stands in the indicator's name only: a value in dollars where thousands are promised shows as an absurd total.
"""

from critmin.quality.contradictions import Contradiction, telling, whole
from critmin.quality.measures import Measure
from critmin.quality.provenance import provenance
from critmin.quality.verdicts import WARNING

GRAIN = ("reporter_code", "partner_code", "product_code", "indicator", "year", "_retrieval_id")
LARGEST_THOUSAND = 1e11  # all trade of the world in a year is about 2.5e10 thousand dollars


def expectations() -> list:
    import great_expectations.expectations as gxe

    always = ("reporter_code", "partner_code", "product_code", "indicator", "year", "trade_value")
    return [
        *(gxe.ExpectColumnValuesToNotBeNull(column=c, description=f"Every total has a {c}.") for c in always),
        *(
            gxe.ExpectColumnValuesToMatchRegex(
                column=c, regex=whole("[A-Z]{3}"), description="Three letters, as this part of WITS codes countries."
            )
            for c in ("reporter_code", "partner_code")
        ),
        gxe.ExpectColumnValuesToMatchRegex(
            column="indicator", regex=whole("[A-Z0-9]+(?:-[A-Z0-9]+)*"), description="An indicator's code."
        ),
        gxe.ExpectColumnValuesToBeBetween(
            column="year", min_value=1962, max_value=2040, description="A year of published trade."
        ),
        gxe.ExpectColumnValuesToBeBetween(
            column="trade_value", min_value=0, max_value=LARGEST_THOUSAND, description="Not negative, not absurd."
        ),
        gxe.ExpectColumnValuesToBeInSet(
            column="wire_form", value_set=["sdmx_json", "sdmx_xml"], description="A form that is read."
        ),
        *provenance("wits"),
    ]


def contradictions() -> list[Contradiction]:
    return [
        Contradiction(
            "indicator_name",
            "says_thousand_dollars",
            telling(
                "indicator like '%-TRD-VL' and indicator_name not like '%US$ Thousand%'", "indicator", "indicator_name"
            ),
            "The unit of a value is thousand US dollars, as the indicator's name says.",
        ),
        Contradiction(
            "year",
            "had_begun",
            telling("year <= 2040 and year > extract(year from _retrieved_at)", "year", "_retrieved_at"),
            "No trade is published for a year that has not begun.",
        ),
    ]


def measures() -> list[Measure]:
    return [
        Measure(
            "total_is_positive",
            "coalesce(sum(trade_value), 0)",
            "A page whose values are all zero says nothing.",
            minimum=0.01,
            column="trade_value",
            severity=WARNING,
        ),
    ]

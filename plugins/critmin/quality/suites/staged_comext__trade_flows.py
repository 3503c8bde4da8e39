"""What must hold before a build may read rows of Eurostat's bulk files.

Value bounds are there for a wrong unit or a slipped digit: all imports of all members in a month are about a
thousand billion euro.
"""

from critmin.quality.contradictions import Contradiction, telling, whole
from critmin.quality.measures import Measure
from critmin.quality.provenance import provenance
from critmin.quality.verdicts import WARNING

GRAIN = (
    "reporter",
    "partner",
    "trade_type",
    "product",
    "flow",
    "stat_procedure",
    "suppl_unit",
    "period",
    "period_kind",
    "_retrieval_id",
)
PRODUCT = "TOTAL|[0-9]{2}|[0-9]{4}|[0-9]{6}|[0-9]{8}|[0-9]{0,6}[A-Z][0-9A-Z]{0,7}"
AREA = "[A-Z]{2}|[A-Z]{2,5}[0-9]{0,2}(?:_[A-Z0-9]{2,10}){0,2}"
PERIOD = "[0-9]{4}(?:-(?:0[1-9]|1[0-2]))?"
LARGEST_EUR = 1e13


def expectations() -> list:
    import great_expectations.expectations as gxe

    always = ("reporter", "partner", "product", "flow", "period", "period_kind", "value_eur")
    return [
        *(gxe.ExpectColumnValuesToNotBeNull(column=c, description=f"Every record has a {c}.") for c in always),
        *(
            gxe.ExpectColumnValuesToMatchRegex(
                column=c, regex=whole(AREA), description="Two letters (NA is Namibia), or the name of a group."
            )
            for c in ("reporter", "partner")
        ),
        gxe.ExpectColumnValuesToMatchRegex(
            column="product", regex=whole(PRODUCT), description="Digits of the CN, or letters where a line is secret."
        ),
        gxe.ExpectColumnValuesToBeInSet(column="flow", value_set=["1", "2", "3"], description="A flow of Comext."),
        gxe.ExpectColumnValuesToBeInSet(
            column="trade_type", value_set=["E", "I", "L", "M", "K"], description="Extra-EU, intra-EU, or a part of GB."
        ),
        gxe.ExpectColumnValuesToMatchRegex(
            column="stat_procedure", regex=whole("[0-9]"), description="A statistical procedure."
        ),
        gxe.ExpectColumnValuesToMatchRegex(column="period", regex=whole(PERIOD), description="A year or a month."),
        gxe.ExpectColumnValuesToBeInSet(
            column="period_kind", value_set=["year", "month"], description="What the period spans."
        ),
        gxe.ExpectColumnValuesToBeBetween(
            column="value_eur", min_value=0, max_value=LARGEST_EUR, description="Euro: not negative, not absurd."
        ),
        *(
            gxe.ExpectColumnValuesToBeBetween(column=c, min_value=0, description="A quantity is not negative.")
            for c in ("quantity_kg", "quantity_suppl")
        ),
        *provenance("comext"),
    ]


def contradictions() -> list[Contradiction]:
    return [
        Contradiction(
            "period_kind",
            "fits_the_period",
            telling(
                "period_kind in ('year', 'month') and (period_kind = 'year') <> (length(period) = 4)",
                "period_kind",
                "period",
            ),
            "A year is written YYYY, a month YYYY-MM: month 52 was read as the year.",
        ),
        Contradiction(
            "period",
            "had_begun",
            telling(
                f"regexp_full_match(period, '{PERIOD}')"
                " and (period > left(cast(_retrieved_at as varchar), length(period)) or period < '1988')",
                "period",
                "_retrieved_at",
            ),
            "The period lies between 1988, Comext's first year, and the retrieval.",
        ),
    ]


def measures() -> list[Measure]:
    return [
        Measure(
            "total_value_is_positive",
            "coalesce(sum(value_eur), 0)",
            "A batch whose values are all zero says nothing: a page of another kind may have been read.",
            minimum=0.01,
            column="value_eur",
            severity=WARNING,
        ),
    ]

"""What must hold before a build may read staged imports and exports of the US Census Bureau.

Value bounds are there for a wrong unit or a slipped digit: all US imports of a year are about 3.3 trillion dollars.
A duty above the value is rare and true (minimum charges), so it is watched, not stopped.
"""

from critmin.quality.contradictions import Contradiction, telling, whole
from critmin.quality.measures import Measure
from critmin.quality.provenance import provenance
from critmin.quality.verdicts import WARNING

GRAIN = (
    "flow",
    "commodity_code",
    "country_code",
    "country_name",
    "district",
    "period",
    "period_kind",
    "_retrieval_id",
)
CODE = "[0-9]{2}|[0-9]{4}|[0-9]{6}|[0-9]{10}"
PERIOD = "[0-9]{4}(?:-(?:0[1-9]|1[0-2]))?"
LARGEST_USD = 1e13
AMOUNTS = ("general_value_usd", "consumption_value_usd", "fas_value_usd", "primary_value_usd", "calculated_duty_usd")
FLOWS = ["import", "export", "domestic_export", "re_export"]


def expectations() -> list:
    import great_expectations.expectations as gxe

    always = ("flow", "commodity_code", "commodity_level", "period", "period_kind", "primary_value_usd")
    return [
        *(gxe.ExpectColumnValuesToNotBeNull(column=c, description=f"Every record has a {c}.") for c in always),
        gxe.ExpectColumnValuesToBeInSet(
            column="flow", value_set=FLOWS, description="Imports, exports, and the parts of exports."
        ),
        gxe.ExpectColumnValuesToMatchRegex(
            column="commodity_code", regex=whole(CODE), description="Two, four, six or ten digits, kept as text."
        ),
        gxe.ExpectColumnValuesToBeInSet(
            column="commodity_level", value_set=["HS2", "HS4", "HS6", "HS10"], description="A level of the HS."
        ),
        gxe.ExpectColumnValuesToMatchRegex(
            column="country_code",
            regex=whole("-|[0-9]{4}|[1-7]XXX"),
            description="Schedule C: four digits, a continent such as 5XXX, or - for the total.",
        ),
        gxe.ExpectColumnValuesToMatchRegex(column="period", regex=whole(PERIOD), description="A year or a month."),
        gxe.ExpectColumnValuesToBeInSet(
            column="period_kind", value_set=["year", "month", "year_to_date"], description="What the period spans."
        ),
        *(
            gxe.ExpectColumnValuesToBeBetween(
                column=c, min_value=0, max_value=LARGEST_USD, description="Dollars: not negative, not absurd."
            )
            for c in AMOUNTS
        ),
        gxe.ExpectColumnValuesToBeBetween(column="quantity_1", min_value=0, description="A quantity is not negative."),
        gxe.ExpectColumnPairValuesAToBeGreaterThanB(
            column_A="primary_value_usd",
            column_B="calculated_duty_usd",
            or_equal=True,
            ignore_row_if="either_value_is_missing",
            mostly=0.98,
            severity=WARNING,
            description="Duty seldom exceeds the value.",
            meta={"rule": "duty_is_below_value"},
        ),
        *provenance("census"),
    ]


def contradictions() -> list[Contradiction]:
    first_day = "cast(left(period, 4) || '-' || coalesce(nullif(substr(period, 6, 2), ''), '01') || '-01' as date)"
    is_period = f"regexp_full_match(period, '{PERIOD}')"
    return [
        Contradiction(
            "commodity_level",
            "fits_the_code",
            telling(
                f"regexp_full_match(commodity_code, '{CODE}') and commodity_level in ('HS2', 'HS4', 'HS6', 'HS10')"
                " and commodity_level <> 'HS' || length(commodity_code)",
                "commodity_level",
                "commodity_code",
            ),
            "The level is the number of the code's digits.",
        ),
        Contradiction(
            "country_name",
            "or_code_is_given",
            telling("country_name is null and country_code is null", "commodity_code", "period"),
            "A record names its country by code or by name.",
        ),
        Contradiction(
            "fas_value_usd",
            "is_of_exports",
            telling(
                "case flow when 'import' then fas_value_usd is not null"
                " else flow like '%export' and fas_value_usd is null end",
                "flow",
                "commodity_code",
            ),
            "Exports are valued free alongside ship, imports at customs value.",
        ),
        Contradiction(
            "period_kind",
            "fits_the_period",
            telling(f"{is_period} and (period_kind = 'year') <> (length(period) = 4)", "period_kind", "period"),
            "A year is written YYYY, anything shorter YYYY-MM.",
        ),
        Contradiction(
            "period",
            "had_begun",
            telling(
                f"case when {is_period} then {first_day} > cast(_retrieved_at as date) or left(period, 4) < '1989' end",
                "period",
                "_retrieved_at",
            ),
            "The period lies between 1989, the first year of the US tariff in HS, and the retrieval.",
        ),
        Contradiction(
            "unit_1",
            "is_given",
            telling("quantity_1 > 0 and unit_1 is null", "commodity_code", "quantity_1"),
            "A quantity says what it counts.",
            severity=WARNING,
        ),
    ]


def measures() -> list[Measure]:
    return [
        Measure(
            "total_value_is_positive",
            "coalesce(sum(primary_value_usd), 0)",
            "A batch whose values are all zero says nothing: a page of another kind may have been read.",
            minimum=0.01,
            column="primary_value_usd",
            severity=WARNING,
        ),
    ]

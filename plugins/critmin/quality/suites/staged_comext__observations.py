"""What must hold before a build may read observations of Comext's API and of Easy Comext."""

from critmin.quality.contradictions import Contradiction, telling, whole
from critmin.quality.provenance import provenance
from critmin.quality.verdicts import WARNING

GRAIN = (
    "reporter",
    "reporter_name",
    "partner",
    "partner_name",
    "product",
    "flow",
    "stat_procedure",
    "indicator",
    "period",
    "period_kind",
    "_retrieval_id",
)
PRODUCT = "TOTAL|[0-9]{2}|[0-9]{4}|[0-9]{6}|[0-9]{8}|[0-9]{0,6}[A-Z][0-9A-Z]{0,7}"
AREA = "[A-Z]{2}|[A-Z]{2,5}[0-9]{0,2}(?:_[A-Z0-9]{2,10}){0,2}"
PERIOD = "[0-9]{4}(?:-(?:0[1-9]|1[0-2]))?"
LARGEST = 1e13


def expectations() -> list:
    import great_expectations.expectations as gxe

    always = ("freq", "product", "flow", "indicator", "period", "period_kind", "partner_scope", "wire_form")
    return [
        *(gxe.ExpectColumnValuesToNotBeNull(column=c, description=f"Every observation has a {c}.") for c in always),
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
        gxe.ExpectColumnValuesToMatchRegex(
            column="indicator",
            regex=whole("(?:VALUE|QUANTITY|SUPPLEMENTARY_QUANTITY|SUP_QUANTITY)[A-Z0-9_]*"),
            description="An indicator of Comext.",
        ),
        gxe.ExpectColumnValuesToMatchRegex(column="period", regex=whole(PERIOD), description="A year or a month."),
        gxe.ExpectColumnValuesToBeInSet(
            column="period_kind", value_set=["year", "month"], description="What the period spans."
        ),
        gxe.ExpectColumnValuesToBeBetween(
            column="obs_value", min_value=0, max_value=LARGEST, description="Not negative, not absurd."
        ),
        gxe.ExpectColumnValuesToBeInSet(
            column="wire_form", value_set=["sdmx_csv", "json_stat", "easy_comext"], description="A form that we read."
        ),
        gxe.ExpectColumnValuesToBeInSet(
            column="partner_scope", value_set=["all", "not_stated"], description="Were partners left open."
        ),
        *provenance("comext"),
    ]


def contradictions() -> list[Contradiction]:
    return [
        Contradiction(
            "reporter",
            "or_its_name_is_given",
            telling("reporter is null and coalesce(reporter_name, '') = ''", "product", "period"),
            "An observation names its reporter by code or by name.",
        ),
        Contradiction(
            "partner",
            "or_its_name_is_given",
            telling("partner is null and coalesce(partner_name, '') = ''", "product", "period"),
            "An observation names its partner by code or by name.",
        ),
        Contradiction(
            "obs_value",
            "or_a_flag_is_given",
            telling("obs_value is null and obs_flag is null", "product", "indicator"),
            "An observation without a value says why: no silent null.",
        ),
        Contradiction(
            "period_kind",
            "fits_the_period",
            telling(
                "period_kind in ('year', 'month') and (period_kind = 'year') <> (length(period) = 4)",
                "period_kind",
                "period",
            ),
            "A year is written YYYY, a month YYYY-MM.",
        ),
        Contradiction(
            "freq",
            "fits_the_period",
            telling(
                "freq is not null and freq <> upper(replace(left(period_kind, 1), 'y', 'a'))", "freq", "period_kind"
            ),
            "A is a year, M a month.",
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
        Contradiction(
            "obs_flag",
            "is_known",
            telling("not regexp_full_match(obs_flag, '[a-z:]{1,3}')", "obs_flag"),
            "A flag is one or a few small letters.",
            severity=WARNING,
        ),
    ]

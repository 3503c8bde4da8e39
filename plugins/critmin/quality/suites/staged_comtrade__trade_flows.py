"""What must hold before a build may read staged flows of UN Comtrade.

Bounds are there for a wrong unit or a slipped digit: all goods trade of the world is about 25 trillion dollars a year.
Codes that no seed knows are let in: staging keeps them visible as unmapped.
"""

from critmin.quality.contradictions import Contradiction, telling, whole
from critmin.quality.measures import Measure
from critmin.quality.provenance import provenance
from critmin.quality.verdicts import WARNING

GRAIN = (
    "reporter_code",
    "reporter_iso",
    "partner_code",
    "partner_iso",
    "partner2_code",
    "flow_code",
    "flow_name",
    "classification_code",
    "commodity_code",
    "customs_code",
    "mot_code",
    "mos_code",
    "period",
    "_retrieval_id",
)
PERIOD = "[0-9]{4}(?:-(?:0[1-9]|1[0-2]))?"
LARGEST_USD = 1e14
LARGEST_KG = 1e14
VALUES = ("primary_value", "cif_value", "fob_value")
AMOUNTS = ("qty", "alt_qty", "net_weight", "gross_weight")


def expectations() -> list:
    import great_expectations.expectations as gxe

    return [
        *(
            gxe.ExpectColumnValuesToNotBeNull(column=c, description=f"Every record has a {c}.")
            for c in ("commodity_code", "period", "wire_form")
        ),
        gxe.ExpectColumnValuesToNotBeNull(
            column="primary_value", mostly=0.95, severity=WARNING, description="Nearly every record has a value."
        ),
        gxe.ExpectColumnValuesToBeInSet(
            column="type_code", value_set=["C"], description="Goods: services have other codes and meanings."
        ),
        gxe.ExpectColumnValuesToBeInSet(column="freq_code", value_set=["A", "M"], description="A year or a month."),
        *(
            gxe.ExpectColumnValuesToMatchRegex(
                column=c, regex=whole("[0-9]{1,6}"), description="An area's number, as Comtrade writes them."
            )
            for c in ("reporter_code", "partner_code", "partner2_code")
        ),
        gxe.ExpectColumnValuesToMatchRegex(
            column="flow_code",
            regex=whole("[A-Z]{1,3}|[1-4]"),
            description="A flow's letters (M, X, RX ...), or the classic site's number.",
        ),
        gxe.ExpectColumnValuesToMatchRegex(
            column="classification_code",
            regex=whole("HS|H[0-9]|S[1-4S]|B[0-9]|EB.*"),
            description="An edition of the HS, or another classification that the publisher serves.",
        ),
        gxe.ExpectColumnValuesToMatchRegex(
            column="commodity_code",
            regex=whole("TOTAL|[0-9]{1,12}|[0-9]{2}[0-9A-Z]{0,10}"),
            description="TOTAL or a code, kept as text.",
        ),
        gxe.ExpectColumnValuesToMatchRegex(column="period", regex=whole(PERIOD), description="A year or a month."),
        *(
            gxe.ExpectColumnValuesToBeBetween(
                column=c, min_value=0, max_value=LARGEST_USD, description="Dollars: not negative, not absurd."
            )
            for c in VALUES
        ),
        *(
            gxe.ExpectColumnValuesToBeBetween(
                column=c, min_value=0, max_value=LARGEST_KG, description="A quantity is not negative, not absurd."
            )
            for c in AMOUNTS
        ),
        *provenance("comtrade"),
    ]


def contradictions() -> list[Contradiction]:
    is_hs = "(classification_code is null or classification_code like 'H%')"
    is_period = f"regexp_full_match(period, '{PERIOD}')"
    first_day = "cast(left(period, 4) || '-' || coalesce(nullif(substr(period, 6, 2), ''), '01') || '-01' as date)"
    return [
        Contradiction(
            "commodity_code",
            "has_an_even_length",
            telling(
                f"{is_hs} and regexp_full_match(commodity_code, '[0-9]{{1,7}}') and length(commodity_code) % 2 = 1",
                "commodity_code",
                "aggregate_level",
            ),
            "A code of the HS has 2, 4 or 6 digits: with one less, a spreadsheet took the zero in front.",
        ),
        Contradiction(
            "aggregate_level",
            "fits_the_code",
            telling(
                f"{is_hs} and aggregate_level in ('2', '4', '6')"
                " and length(commodity_code) <> cast(aggregate_level as integer)",
                "aggregate_level",
                "commodity_code",
            ),
            "The level is the number of the code's digits.",
        ),
        Contradiction(
            "period",
            "had_begun",
            telling(
                f"case when {is_period} then {first_day} > cast(_retrieved_at as date) or left(period, 4) < '1962' end",
                "period",
                "_retrieved_at",
            ),
            "The period lies between 1962, the first year of the data, and the retrieval.",
        ),
        Contradiction(
            "primary_value",
            "is_one_of_its_two",
            telling(
                "cif_value is not null and fob_value is not null and primary_value not in (cif_value, fob_value)",
                "primary_value",
                "cif_value",
                "fob_value",
            ),
            "The primary value is the CIF or the FOB value.",
            severity=WARNING,
        ),
        Contradiction(
            "net_weight",
            "is_given_where_the_quantity_is",
            telling(
                "qty_unit_code = '8' and qty > 0 and net_weight > 0 and abs(net_weight - qty) > 0.5 * net_weight",
                "net_weight",
                "qty",
            ),
            "A quantity in kilograms is near the net weight.",
            severity=WARNING,
        ),
    ]


def measures() -> list[Measure]:
    return [
        Measure(
            "total_value_is_positive",
            "sum(primary_value)",
            "A batch whose values are all zero says nothing: a page of another kind may have been read.",
            minimum=0.01,
            column="primary_value",
            severity=WARNING,
            may_be_null=True,
        ),
    ]

"""What must hold before a build may read staged tariffs of WITS.

Averages lie between the lowest and the highest rate and are the sum over the ad valorem lines; MFN rates are those of
the world. A product read in a partner's place, or a thousandfold rate, breaks one of these.
"""

from critmin.quality.contradictions import Contradiction, telling, whole
from critmin.quality.measures import Measure
from critmin.quality.provenance import provenance
from critmin.quality.verdicts import WARNING

GRAIN = (
    "reporter_code",
    "partner_code",
    "product_code",
    "year",
    "datatype",
    "tariff_type",
    "excluded_from",
    "_retrieval_id",
)
HIGHEST_RATE = 5_000  # per cent: the highest duties known are near 3,000
RATES = ("simple_average", "min_rate", "max_rate")
COUNTS = ("n_lines", "n_pref_lines", "n_mfn_lines", "n_na_lines")


def expectations() -> list:
    import great_expectations.expectations as gxe

    always = ("reporter_code", "partner_code", "product_code", "year", "hs_edition", "wire_form")
    return [
        *(gxe.ExpectColumnValuesToNotBeNull(column=c, description=f"Every tariff has a {c}.") for c in always),
        gxe.ExpectColumnValuesToMatchRegex(
            column="reporter_code", regex=whole("[0-9]{3}"), description="Three digits, kept as text."
        ),
        gxe.ExpectColumnValuesToMatchRegex(
            column="partner_code", regex=whole("[0-9]{3}|[A-Z][A-Z0-9]{1,5}"), description="A number or a group's code."
        ),
        gxe.ExpectColumnValuesToMatchRegex(
            column="product_code", regex=whole("[0-9]{6}"), description="Six digits, kept as text."
        ),
        gxe.ExpectColumnValuesToMatchRegex(
            column="hs_edition", regex=whole("H[0-6]"), description="An edition of the HS."
        ),
        gxe.ExpectColumnValuesToBeInSet(
            column="datatype", value_set=["reported", "aveestimated"], description="With or without equivalents."
        ),
        gxe.ExpectColumnValuesToBeInSet(
            column="tariff_type", value_set=["MFN", "PREF"], description="MFN or preferential."
        ),
        gxe.ExpectColumnValuesToBeInSet(
            column="wire_form", value_set=["sdmx_json", "sdmx_xml", "bulk_csv"], description="A form that is read."
        ),
        gxe.ExpectColumnValuesToBeBetween(
            column="year", min_value=1988, max_value=2040, description="A year since the HS exists."
        ),
        *(
            gxe.ExpectColumnValuesToBeBetween(
                column=c, min_value=0, max_value=HIGHEST_RATE, description="Per cent: not negative, not absurd."
            )
            for c in RATES
        ),
        *(
            gxe.ExpectColumnValuesToBeBetween(
                column=c, min_value=0, max_value=5_000, description="A code has some lines, not thousands."
            )
            for c in COUNTS
        ),
        gxe.ExpectColumnValuesToNotBeNull(
            column="n_lines", mostly=0.95, severity=WARNING, description="Most averages say of how many lines they are."
        ),
        *provenance("wits"),
    ]


def contradictions() -> list[Contradiction]:
    return [
        Contradiction(
            "partner_code",
            "fits_the_tariff_type",
            telling("(tariff_type = 'MFN') <> (partner_code = '000')", "tariff_type", "partner_code", "product_code"),
            "MFN rates are given for the world, preferential rates for a partner: else positions were misread.",
        ),
        Contradiction(
            "simple_average",
            "lies_between_its_ends",
            telling(
                "min_rate <= max_rate and (simple_average < min_rate - 0.001 or simple_average > max_rate + 0.001)",
                "product_code",
                "min_rate",
                "simple_average",
                "max_rate",
            ),
            "An average lies between the lowest and the highest rate.",
        ),
        Contradiction(
            "min_rate",
            "is_below_max_rate",
            telling("min_rate > max_rate", "product_code", "min_rate", "max_rate"),
            "The lowest rate is not above the highest.",
        ),
        Contradiction(
            "sum_of_rates",
            "makes_the_average",
            telling(
                "datatype = 'reported' and n_lines > n_na_lines and min_rate <= max_rate"
                " and simple_average between min_rate - 0.001 and max_rate + 0.001"
                " and abs(cast(sum_of_rates as double) / (n_lines - n_na_lines)"
                " - cast(simple_average as double)) > 0.01",
                "product_code",
                "sum_of_rates",
                "n_lines",
                "n_na_lines",
                "simple_average",
            ),
            "The average is the sum over the lines that have an ad valorem rate.",
            severity=WARNING,
            mostly=0.98,
        ),
        Contradiction(
            "n_lines",
            "counts_its_parts",
            telling(
                "n_lines <= 5000 and n_na_lines between 0 and 5000 and n_mfn_lines between 0 and 5000"
                " and n_pref_lines between 0 and 5000 and n_lines < greatest(n_na_lines, n_mfn_lines, n_pref_lines)",
                "product_code",
                "n_lines",
                "n_na_lines",
            ),
            "A part of the lines is not more than all of them.",
        ),
        Contradiction(
            "year",
            "had_begun",
            telling("year <= 2040 and year > extract(year from _retrieved_at)", "year", "_retrieved_at"),
            "No tariff is published for a year that has not begun.",
        ),
    ]


def measures() -> list[Measure]:
    return [
        Measure(
            "rates_have_decimals",
            "case when count(*) filter (where max_rate >= 1) >= 50 then"
            " count(*) filter (where max_rate >= 1 and max_rate <> floor(max_rate)) else 1 end",
            "Of many rates of one per cent and more some have decimals: else the answer leaves them out (3 for 3.7).",
            minimum=1,
            column="max_rate",
            severity=WARNING,
        ),
    ]

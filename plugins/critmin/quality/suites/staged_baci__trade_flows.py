"""What must hold before a build may read staged trade of BACI.

Value bounds are there for a wrong unit or a slipped digit: world trade in goods is about 24 billion thousand dollars
a year, and no single flow of one HS6 code comes near a hundredth of it.
"""

from critmin.quality.contradictions import Contradiction, telling, whole
from critmin.quality.measures import Measure
from critmin.quality.provenance import provenance
from critmin.quality.verdicts import WARNING

GRAIN = ("period", "exporter_code", "importer_code", "commodity_code", "hs_edition", "_retrieval_id")
EDITIONS = ["HS92", "HS96", "HS02", "HS07", "HS12", "HS17", "HS22"]
LARGEST_THOUSAND_USD = 1e9
LARGEST_T = 1e10


def expectations() -> list:
    import great_expectations.expectations as gxe

    always = ("period", "exporter_code", "importer_code", "commodity_code", "hs_edition", "value_thousand_usd")
    return [
        *(gxe.ExpectColumnValuesToNotBeNull(column=c, description=f"Every record has a {c}.") for c in always),
        gxe.ExpectColumnValuesToMatchRegex(
            column="period", regex=whole("(?:19|20)[0-9]{2}"), description="A year: BACI has nothing shorter."
        ),
        gxe.ExpectColumnValuesToMatchRegex(
            column="commodity_code", regex=whole("[0-9]{6}"), description="Six digits, the leading zero put back."
        ),
        gxe.ExpectColumnValuesToBeInSet(column="hs_edition", value_set=EDITIONS, description="An edition of the HS."),
        *(
            gxe.ExpectColumnValuesToMatchRegex(
                column=c, regex=whole("[1-9][0-9]{0,2}"), description="A country code of one to three digits."
            )
            for c in ("exporter_code", "importer_code")
        ),
        gxe.ExpectColumnValuesToBeBetween(
            column="value_thousand_usd",
            min_value=0,
            max_value=LARGEST_THOUSAND_USD,
            description="Thousands of dollars: not negative, not absurd.",
        ),
        gxe.ExpectColumnValuesToBeBetween(
            column="quantity_t", min_value=0, max_value=LARGEST_T, description="Tonnes: not negative, not absurd."
        ),
        gxe.ExpectColumnValuesToBeInSet(
            column="quantity_note", value_set=["NA", "blank"], description="Why there is no quantity."
        ),
        *provenance("baci"),
    ]


def contradictions() -> list[Contradiction]:
    return [
        Contradiction(
            "commodity_code",
            "is_the_code_as_sent",
            telling("commodity_code not in (product_code, '0' || product_code)", "product_code", "commodity_code"),
            "The code is the one that was sent, but for a zero put back.",
        ),
        Contradiction(
            "exporter_code",
            "is_another_country",
            telling("exporter_code = importer_code", "exporter_code", "importer_code"),
            "Exporter and importer differ.",
        ),
        Contradiction(
            "quantity_note",
            "fits_the_quantity",
            telling("(quantity_t is null) <> (quantity_note is not null)", "quantity_t", "quantity_note"),
            "A quantity is there or a note says why not: no silent null.",
        ),
        Contradiction(
            "period",
            "had_ended",
            telling(
                "regexp_full_match(period, '[0-9]{4}') and period >= left(cast(_retrieved_at as varchar), 4)",
                "period",
                "_retrieved_at",
            ),
            "A year is published after it has ended.",
        ),
        Contradiction(
            "release",
            "is_given",
            telling("release is null", "commodity_code"),
            "The file's name says which release it is.",
            severity=WARNING,
        ),
    ]


def measures() -> list[Measure]:
    return [
        Measure(
            "total_value_is_positive",
            "coalesce(sum(value_thousand_usd), 0)",
            "A batch whose values are all zero says nothing: a page of another kind may have been read.",
            minimum=0.001,
            column="value_thousand_usd",
            severity=WARNING,
        ),
        Measure(
            "quantities_are_mostly_known",
            "avg(case when quantity_t is null then 1 else 0 end)",
            "More unknown quantities than BACI has ever had: the column may have been read wrongly.",
            maximum=0.4,
            column="quantity_t",
            severity=WARNING,
        ),
    ]

"""What must hold before a build may read the product list that comes with BACI."""

from critmin.quality.contradictions import Contradiction, telling, whole
from critmin.quality.provenance import provenance

GRAIN = ("commodity_code", "hs_edition", "_retrieval_id")
EDITIONS = ["HS92", "HS96", "HS02", "HS07", "HS12", "HS17", "HS22"]


def expectations() -> list:
    import great_expectations.expectations as gxe

    return [
        *(
            gxe.ExpectColumnValuesToNotBeNull(column=c, description=f"Every product has a {c}.")
            for c in ("commodity_code", "hs_edition", "description")
        ),
        gxe.ExpectColumnValuesToMatchRegex(
            column="commodity_code", regex=whole("[0-9]{6}"), description="Six digits, the leading zero put back."
        ),
        gxe.ExpectColumnValuesToBeInSet(column="hs_edition", value_set=EDITIONS, description="An edition of the HS."),
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
    ]

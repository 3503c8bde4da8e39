"""What must hold before a build may read what agreements promise.

The largest sums in such texts are trillions of yen or won: a hundred times more is a unit read twice.
"""

from critmin import vocabulary
from critmin.quality.claim_rules import KEY, plausible_day
from critmin.quality.contradictions import Contradiction, telling, unknown_code, whole
from critmin.quality.provenance import provenance, quotes

GRAIN = ("claim_key", "commitment_number", "_retrieval_id")
LARGEST_AMOUNT = 1e16


def currencies() -> list[str]:
    """The codes of ISO 4217."""
    import pycountry

    return sorted(c.alpha_3 for c in pycountry.currencies)


def expectations() -> list:
    import great_expectations.expectations as gxe

    always = ("claim_key", "commitment_number", "quote", "quote_start", "quote_end", "reader_version")
    return [
        *(gxe.ExpectColumnValuesToNotBeNull(column=c, description=f"Every promise has its {c}.") for c in always),
        gxe.ExpectColumnValuesToMatchRegex(
            column="claim_key", regex=whole(KEY), description="The key of its agreement."
        ),
        gxe.ExpectColumnValuesToBeBetween(
            column="commitment_number", min_value=1, description="Promises are counted from 1."
        ),
        gxe.ExpectColumnValuesToBeBetween(
            column="amount",
            min_value=0,
            max_value=LARGEST_AMOUNT,
            strict_min=True,
            description="More than nothing, and not absurd.",
        ),
        gxe.ExpectColumnValuesToBeInSet(
            column="instrument", value_set=sorted(vocabulary.terms("instrument")), description="An instrument."
        ),
        gxe.ExpectColumnValuesToBeInSet(
            column="amount_qualifier",
            value_set=sorted(vocabulary.terms("amount_qualifier")),
            description="How exact the amount is.",
        ),
        gxe.ExpectColumnValuesToBeInSet(
            column="amount_nature",
            value_set=sorted(vocabulary.terms("amount_nature")),
            description="What kind of sum it is.",
        ),
        gxe.ExpectColumnValuesToBeInSet(column="currency", value_set=currencies(), description="A code of ISO 4217."),
        *provenance("articles"),
    ]


def contradictions() -> list[Contradiction]:
    return [
        *quotes(),
        Contradiction(
            "payer",
            "is_known",
            unknown_code("payer", vocabulary.countries(), organisations=True),
            "Who pays is a country, bloc or org:NAME.",
        ),
        Contradiction(
            "amount",
            "has_its_currency",
            telling(
                "(amount is null) <> (currency is null) or (amount is null) <> (amount_qualifier is null)",
                "amount",
                "currency",
                "amount_qualifier",
            ),
            "An amount has a currency and a qualifier, and neither stands without it.",
        ),
        Contradiction(
            "instrument",
            "or_amount_is_given",
            telling("instrument is null and amount is null", "claim_key", "quote"),
            "A promise names a tool or a sum.",
        ),
        plausible_day("deadline_on"),
    ]

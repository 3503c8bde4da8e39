"""What must hold before a build may read the counts that documents state."""

from critmin import vocabulary
from critmin.quality.claim_rules import of_its_document, places, plausible_day
from critmin.quality.contradictions import Contradiction, telling, unknown_code, unknown_items

GRAIN = ("claim_key", "_retrieval_id")


def expectations() -> list:
    import great_expectations.expectations as gxe

    return [
        *(
            gxe.ExpectColumnValuesToNotBeNull(column=c, description=f"Every count has its {c}.")
            for c in ("counted", "stated_count", "subject")
        ),
        gxe.ExpectColumnValuesToBeInSet(
            column="counted", value_set=["agreements", "trade_measures"], description="What we can count."
        ),
        gxe.ExpectColumnValuesToBeInSet(
            column="counted_kind",
            value_set=sorted(vocabulary.terms("agreement_kind") | vocabulary.terms("measure")),
            description="A kind of agreement or measure.",
        ),
        gxe.ExpectColumnValuesToBeBetween(
            column="stated_count", min_value=2, max_value=99, description="Counts of a few, not figures."
        ),
        *places(),
    ]


def contradictions() -> list[Contradiction]:
    countries = vocabulary.countries()
    return [
        *of_its_document(),
        *(
            Contradiction(c, "is_known", unknown_code(c, countries), f"The {c} is a country or bloc.")
            for c in ("subject", "counterpart")
        ),
        Contradiction(
            "counterpart",
            "is_not_the_subject",
            telling("subject = counterpart", "subject", "quote"),
            "Nobody makes an agreement with itself.",
        ),
        Contradiction(
            "minerals", "are_known", unknown_items("minerals", vocabulary.minerals()), "Minerals of the vocabulary."
        ),
        plausible_day("since_on"),
        Contradiction(
            "since_on",
            "is_before_the_document",
            telling("since_on > published_on", "since_on", "published_on", "quote"),
            "A count begins before the document that tells it.",
        ),
    ]

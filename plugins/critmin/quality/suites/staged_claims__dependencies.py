"""What must hold before a build may read what documents say of who depends on whom."""

from critmin import vocabulary
from critmin.quality.claim_rules import of_its_document, places
from critmin.quality.contradictions import Contradiction, telling, unknown_code, unknown_items
from critmin.quality.verdicts import WARNING

GRAIN = ("claim_key", "_retrieval_id")


def expectations() -> list:
    import great_expectations.expectations as gxe

    return [
        gxe.ExpectColumnValuesToNotBeNull(column="relation", description="Every claim has its relation."),
        gxe.ExpectColumnValuesToBeInSet(
            column="relation", value_set=sorted(vocabulary.terms("relation")), description="A relation."
        ),
        gxe.ExpectColumnValuesToBeInSet(
            column="stage", value_set=sorted(vocabulary.stages()), description="A stage of the vocabulary."
        ),
        gxe.ExpectColumnValuesToBeBetween(
            column="share_pct", min_value=0, max_value=100, description="A share in per cent."
        ),
        gxe.ExpectColumnValuesToBeInSet(
            column="share_qualifier",
            value_set=sorted(vocabulary.terms("amount_qualifier")),
            description="How exact the share is.",
        ),
        gxe.ExpectColumnValuesToBeInSet(
            column="share_of", value_set=sorted(vocabulary.terms("share_of")), description="What it is a share of."
        ),
        gxe.ExpectColumnValuesToBeBetween(
            column="rank", min_value=1, max_value=100, description="Places are counted from 1."
        ),
        gxe.ExpectColumnValuesToBeBetween(
            column="claim_year", min_value=1900, max_value=2100, description="The year of the figure."
        ),
        *places(),
    ]


def contradictions() -> list[Contradiction]:
    countries = vocabulary.countries()
    return [
        *of_its_document(),
        *(
            Contradiction(
                column,
                "is_known",
                unknown_code(column, countries, organisations=True),
                f"The {column} is a country, bloc or org:NAME.",
            )
            for column in ("dependent", "supplier")
        ),
        Contradiction(
            "minerals", "are_known", unknown_items("minerals", vocabulary.minerals()), "Minerals of the vocabulary."
        ),
        Contradiction(
            "supplier",
            "or_dependent_is_given",
            telling("supplier is null and dependent is null", "relation", "quote"),
            "A dependency has one end at least.",
        ),
        Contradiction(
            "supplier",
            "is_not_the_dependent",
            telling("supplier = dependent", "supplier", "quote"),
            "Nobody depends on itself.",
        ),
        Contradiction(
            "share_qualifier",
            "has_its_share",
            telling("share_qualifier is not null and share_pct is null", "share_qualifier", "quote"),
            "A qualifier qualifies a share.",
        ),
        Contradiction(
            "minerals",
            "are_given",
            telling("coalesce(len(minerals), 0) = 0", "relation", "quote"),
            "Most dependencies name a mineral.",
            severity=WARNING,
            mostly=0.8,
        ),
    ]

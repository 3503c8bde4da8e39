"""What must hold before a build may read the timeline of schedule revisions."""

from critmin.quality.contradictions import Contradiction, telling, whole
from critmin.quality.provenance import provenance

GRAIN = ("revision", "_retrieval_id")


def expectations() -> list:
    import great_expectations.expectations as gxe

    return [
        *(
            gxe.ExpectColumnValuesToNotBeNull(column=c, description=f"Every revision has its {c}.")
            for c in ("revision", "listed_on")
        ),
        gxe.ExpectColumnValuesToMatchRegex(
            column="revision",
            regex=whole("(?:[0-9]{4}_)?(?:basic|rev_[0-9]{1,2})"),
            description="A revision's name: basic or rev_N, with the year from 2026 on.",
        ),
        *provenance("us_measures"),
    ]


def contradictions() -> list[Contradiction]:
    return [
        Contradiction(
            "listed_on",
            "is_of_these_years",
            telling("listed_on < date '2018-01-01' or listed_on > cast(_retrieved_at as date) + 400", "listed_on"),
            "The list tells of revisions since 2018.",
        ),
        Contradiction(
            "policy_on",
            "is_near_listed_on",
            telling("abs(policy_on - listed_on) > 60", "policy_on", "listed_on"),
            "The law's day lies near the schedule's.",
        ),
    ]

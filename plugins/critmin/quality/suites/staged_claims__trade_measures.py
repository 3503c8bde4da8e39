"""What must hold before a build may read what documents say of trade measures."""

from critmin import vocabulary
from critmin.quality.claim_rules import not_after_retrieval, of_its_document, places, plausible_day
from critmin.quality.contradictions import Contradiction, doubled, telling, unknown_code, unknown_items, unlike
from critmin.quality.verdicts import WARNING

GRAIN = ("claim_key", "_retrieval_id")
TERMS = {  # column: domain of its terms
    "measure": "measure",
    "status": "measure_status",
    "firmness": "firmness",
    "rate_unit": "rate_unit",
    "rate_rule": "rate_rule",
}
HIGHEST_RATE = 1_000  # the highest duties on minerals are some hundred per cent


def expectations() -> list:
    import great_expectations.expectations as gxe

    always = ("measure", "status", "firmness")
    return [
        *(gxe.ExpectColumnValuesToNotBeNull(column=c, description=f"Every claim has its {c}.") for c in always),
        *(
            gxe.ExpectColumnValuesToBeInSet(
                column=column, value_set=sorted(vocabulary.terms(domain)), description=f"A term of {domain}."
            )
            for column, domain in TERMS.items()
        ),
        gxe.ExpectColumnValuesToBeBetween(column="rate", min_value=0, description="A rate is not negative."),
        *places(),
    ]


def contradictions() -> list[Contradiction]:
    countries = vocabulary.countries()
    return [
        *of_its_document(),
        Contradiction(
            "imposer",
            "is_known",
            unknown_code("imposer", countries, organisations=True),
            "Who imposes it is a country, bloc or org:NAME.",
        ),
        Contradiction(
            "targets",
            "are_known",
            unknown_items("targets", countries, organisations=True),
            "Targets are countries, blocs, the world or org:NAME.",
        ),
        Contradiction("targets", "are_named_once", doubled("targets"), "No target is named twice."),
        Contradiction(
            "products", "have_their_form", unlike("products", "[a-z][a-z0-9_]*"), "Minerals, or nouns in snake case."
        ),
        Contradiction(
            "imposer",
            "is_no_target",
            telling("list_contains(targets, imposer)", "imposer", "quote"),
            "Nobody imposes a measure on itself.",
            severity=WARNING,
        ),
        Contradiction(
            "rate",
            "has_its_unit",
            telling("(rate is null) <> (rate_unit is null)", "rate", "rate_unit", "quote"),
            "A rate has a unit, and none stands without it.",
        ),
        Contradiction(
            "rate",
            "is_plausible",
            telling(f"rate_unit in ('ad_valorem_pct', 'percentage_points') and rate > {HIGHEST_RATE}", "rate", "quote"),
            f"A rate in per cent is at most {HIGHEST_RATE}.",
        ),
        Contradiction(
            "said_by",
            "is_known",
            unknown_code("said_by", countries, organisations=True),
            "Who says it is a country, bloc or org:NAME.",
            severity=WARNING,
        ),
        *(plausible_day(c) for c in ("announced_on", "effective_on", "expires_on")),
        not_after_retrieval("announced_on"),
        Contradiction(
            "expires_on",
            "follows_effective_on",
            telling("expires_on < effective_on", "effective_on", "expires_on", "quote"),
            "A measure ends after it began.",
        ),
    ]

"""What must hold before a build may read what documents say of agreements."""

from critmin import vocabulary
from critmin.quality.claim_rules import not_after_retrieval, of_its_document, places, plausible_day
from critmin.quality.contradictions import Contradiction, doubled, telling, unknown_code, unknown_items
from critmin.quality.verdicts import WARNING

GRAIN = ("claim_key", "_retrieval_id")


def expectations() -> list:
    import great_expectations.expectations as gxe

    return [
        *(
            gxe.ExpectColumnValuesToNotBeNull(column=c, description=f"Every claim has a {c}.")
            for c in ("kind", "status")
        ),
        gxe.ExpectColumnValuesToBeInSet(
            column="kind", value_set=sorted(vocabulary.terms("agreement_kind")), description="A kind of agreement."
        ),
        gxe.ExpectColumnValuesToBeInSet(
            column="status", value_set=sorted(vocabulary.terms("agreement_status")), description="A status of its life."
        ),
        *places(),
    ]


def contradictions() -> list[Contradiction]:
    parties = vocabulary.countries()
    return [
        *of_its_document(),
        Contradiction(
            "parties",
            "are_known",
            unknown_items("parties", parties, organisations=True),
            "Parties are countries, blocs or org:NAME.",
        ),
        Contradiction("parties", "are_named_once", doubled("parties"), "No party is named twice."),
        Contradiction(
            "parties",
            "are_two_or_more",
            telling("coalesce(len(parties), 0) < 2", "document_id", "quote"),
            "Most agreements have two parties.",
            severity=WARNING,
            mostly=0.7,
        ),
        Contradiction(
            "minerals", "are_known", unknown_items("minerals", vocabulary.minerals()), "Minerals of the vocabulary."
        ),
        Contradiction("stages", "are_known", unknown_items("stages", vocabulary.stages()), "Stages of the vocabulary."),
        Contradiction(
            "instruments",
            "are_known",
            unknown_items("instruments", vocabulary.terms("instrument")),
            "Instruments of the vocabulary.",
        ),
        Contradiction(
            "said_by",
            "is_known",
            unknown_code("said_by", parties, organisations=True),
            "Who says it is a country, bloc or org:NAME.",
            severity=WARNING,
        ),
        *(plausible_day(c) for c in ("signed_on", "announced_on", "deadline_on", "expires_on")),
        not_after_retrieval("announced_on"),
        Contradiction(
            "deadline_on",
            "follows_signed_on",
            telling("deadline_on < signed_on", "signed_on", "deadline_on", "quote"),
            "What is due is due after it was signed.",
            severity=WARNING,
        ),
        Contradiction(
            "expires_on",
            "follows_signed_on",
            telling("expires_on < signed_on", "signed_on", "expires_on", "quote"),
            "An agreement ends after it was signed.",
            severity=WARNING,
        ),
    ]

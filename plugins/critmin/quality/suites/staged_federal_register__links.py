"""What must hold before a build may read what documents of the Federal Register say of one another."""

from critmin.quality.contradictions import Contradiction, telling
from critmin.quality.measures import Measure, rarely
from critmin.quality.provenance import provenance

GRAIN = ("document_number", "relation", "target", "_retrieval_id")
RELATIONS = ["amends", "amended_by", "revokes", "revoked_by", "supersedes", "superseded_by"]
RELATIONS += ["continues", "continued_by", "corrects", "corrected_by", "see"]
KINDS = ["executive_order", "document", "citation", "other"]


def expectations() -> list:
    import great_expectations.expectations as gxe

    always = ("document_number", "relation", "target_kind", "target", "said")
    return [
        *(gxe.ExpectColumnValuesToNotBeNull(column=c, description=f"Every link has a {c}.") for c in always),
        gxe.ExpectColumnValuesToBeInSet(column="relation", value_set=RELATIONS, description="A relation that we know."),
        gxe.ExpectColumnValuesToBeInSet(column="target_kind", value_set=KINDS, description="What the target is."),
        *provenance("federal_register"),
    ]


def contradictions() -> list[Contradiction]:
    return [
        Contradiction(
            "target",
            "is_another",
            telling("target_kind = 'document' and target = document_number", "document_number", "relation"),
            "No document corrects itself.",
        ),
        Contradiction(
            "target",
            "has_its_form",
            telling(
                "case target_kind when 'executive_order' then not regexp_full_match(target, '[0-9]{3,5}(-[A-Z])?')"
                " when 'citation' then not regexp_full_match(target, '[0-9]{1,3} FR [0-9]{1,6}') end",
                "target_kind",
                "target",
            ),
            "An order is a number, a citation has its one form.",
        ),
    ]


def measures() -> list[Measure]:
    return [
        rarely(
            "targets_are_found",
            "target_kind = 'other'",
            "Most targets are orders, documents or citations: else the notes are written in another way.",
            at_most=0.5,
            column="target_kind",
        ),
    ]

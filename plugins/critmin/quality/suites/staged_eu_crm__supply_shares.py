"""What must hold before a build may read staged supply shares of the EU's study on critical raw materials.

A list whose shares add up to far more than 100 was read twice or mixed with another; a bound stored as a number, or
`-` as zero, would pass for a share.
"""

from critmin.quality.contradictions import Contradiction, telling
from critmin.quality.measures import Measure, per_group, rarely
from critmin.quality.provenance import provenance

GRAIN = ("scope", "edition", "material", "stage_code", "country", "_retrieval_id")
LIST = "scope, edition, material, stage_code, _retrieval_id"
FLAGS = ["reported", "zero", "bound", "not_available", "no_unit"]


def expectations() -> list:
    import great_expectations.expectations as gxe

    always = ("scope", "material", "stage_code", "country", "flag")
    return [
        *(gxe.ExpectColumnValuesToNotBeNull(column=c, description=f"Every share has a {c}.") for c in always),
        gxe.ExpectColumnValuesToBeInSet(column="scope", value_set=["world", "eu"], description="Whose supply it is."),
        gxe.ExpectColumnValuesToBeInSet(
            column="stage_code", value_set=["E", "P"], description="Extraction or processing."
        ),
        gxe.ExpectColumnValuesToBeInSet(column="flag", value_set=FLAGS, description="What kind of share it is."),
        gxe.ExpectColumnValuesToBeBetween(
            column="edition", min_value=2011, max_value=2035, description="An edition since the first study, of 2011."
        ),
        *(
            gxe.ExpectColumnValuesToBeBetween(
                column=c, min_value=0, max_value=100, description="A share lies between 0 and 100 per cent."
            )
            for c in ("share_pct", "share_low_pct", "share_high_pct")
        ),
        gxe.ExpectColumnValuesToBeBetween(
            column="trade_parameter",
            min_value=0.5,
            max_value=2,
            description="The trade parameter is 0.8 inside the Union, 1 and a little more outside.",
        ),
        *provenance("eu_crm"),
    ]


def contradictions() -> list[Contradiction]:
    return [
        Contradiction(
            "share_pct",
            "fits_its_flag",
            telling("(share_pct is not null) <> (flag in ('reported', 'zero'))", "flag", "share_text", "share_pct"),
            "Only a share given as a number has one.",
        ),
        Contradiction(
            "share_low_pct",
            "fits_its_flag",
            telling(
                "(share_low_pct is not null or share_high_pct is not null) <> (flag = 'bound')", "flag", "share_text"
            ),
            "Only a bound has bounds.",
        ),
        Contradiction(
            "country",
            "is_a_country",
            telling("lower(country) in ('world', 'total', 'others', 'other countries', 'eu', 'eu27')", "country"),
            "A total or a rest among the suppliers would be counted twice (R8).",
        ),
    ]


def measures() -> list[Measure]:
    return [
        per_group(
            "lists_are_no_more_than_all",
            "sum(share_pct)",
            LIST,
            "v > 110",
            "The shares of a list add up to 100, but for rounding: more means that lists were mixed.",
            column="share_pct",
        ),
        rarely(
            "units_are_given",
            "flag = 'no_unit'",
            "A number without its per cent sign is rare: many of them mean fractions.",
            at_most=0.02,
            column="share_text",
        ),
    ]

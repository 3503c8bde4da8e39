"""What must hold before a build may read rates of the US tariff schedule.

Types must never mix: a percentage has no unit, dollars have one, and what could not be read has neither. The database's
own numbers stand beside the words and are compared, rounding apart (33.33 % is 0.333 there).
"""

from critmin.quality.contradictions import Contradiction, telling, whole
from critmin.quality.measures import Measure
from critmin.quality.provenance import provenance
from critmin.quality.verdicts import WARNING

RATE_TYPES = ["free", "ad_valorem", "specific", "compound", "content_based", "relative", "unread"]
GRAIN = ("line_code", "rate_column", "programme", "component", "begins_on", "_retrieval_id")


def expectations() -> list:
    import great_expectations.expectations as gxe

    always = ("line_code", "rate_column", "component", "rate_type", "component_type", "rate_text", "is_inherited")
    return [
        *(gxe.ExpectColumnValuesToNotBeNull(column=c, description=f"Every rate has a {c}.") for c in always),
        gxe.ExpectColumnValuesToMatchRegex(
            column="line_code", regex=whole("[0-9]{8}|[0-9]{10}"), description="Eight or ten digits, kept as text."
        ),
        gxe.ExpectColumnValuesToBeInSet(
            column="rate_column", value_set=["general", "special", "other"], description="A column of the schedule."
        ),
        gxe.ExpectColumnValuesToBeInSet(
            column="rate_type", value_set=RATE_TYPES, description="A type of rate that we know."
        ),
        gxe.ExpectColumnValuesToMatchRegex(
            column="programme", regex=whole("[A-Z]{1,2}[*+#]?"), description="A programme's symbol."
        ),
        gxe.ExpectColumnValuesToBeBetween(
            column="component", min_value=1, max_value=6, description="Components are counted from 1."
        ),
        gxe.ExpectColumnValuesToBeBetween(
            column="ad_valorem_pct", min_value=0, max_value=400, description="Per cent, not a fraction times 10,000."
        ),
        gxe.ExpectColumnValuesToBeBetween(
            column="specific_usd", min_value=0, max_value=1000, description="Dollars, not cents, per unit."
        ),
        *provenance("hts"),
    ]


def contradictions() -> list[Contradiction]:
    shown = ("line_code", "rate_text", "component_type", "ad_valorem_pct", "specific_usd", "specific_unit")
    return [
        Contradiction(
            "component_type",
            "fits_its_numbers",
            telling(
                "component_type = 'ad_valorem' and (ad_valorem_pct is null or specific_usd is not null)"
                " or component_type = 'specific'"
                " and (specific_usd is null or specific_unit is null or ad_valorem_pct is not null)"
                " or component_type = 'none' and (ad_valorem_pct is not null or specific_usd is not null)"
                " or component_type not in ('ad_valorem', 'specific', 'none')",
                *shown,
            ),
            "A component is a percentage, or dollars with their unit, or neither.",
        ),
        Contradiction(
            "rate_type",
            "fits_its_components",
            telling(
                "rate_type in ('free', 'unread') and component_type <> 'none'"
                " or rate_type in ('ad_valorem', 'specific') and component_type <> rate_type"
                " or rate_type in ('compound', 'content_based') and component_type = 'none'",
                *shown,
            ),
            "Free and unread rates have no component; the others have theirs.",
        ),
        Contradiction(
            "programme",
            "stands_in_the_special_column",
            telling("programme is not null and rate_column <> 'special'", "line_code", "rate_column", "programme"),
            "Programmes are named in the special column only.",
        ),
        Contradiction(
            "ad_valorem_number",
            "agrees_with_the_words",
            telling(
                "rate_type in ('free', 'ad_valorem') and abs(coalesce(ad_valorem_pct, 0) - ad_valorem_number) > 0.06",
                "line_code",
                "rate_text",
                "ad_valorem_number",
            ),
            "The database's number is the rate in its words.",
            severity=WARNING,
            mostly=0.99,
        ),
    ]


def measures() -> list[Measure]:
    return [
        Measure(
            "rates_are_mostly_read",
            "count(*) filter (where rate_type = 'unread') / nullif(count(*), 0)",
            "Few rates are words that are no rate; more means that the wording has changed.",
            maximum=0.1,
            column="rate_type",
            severity=WARNING,
        ),
    ]

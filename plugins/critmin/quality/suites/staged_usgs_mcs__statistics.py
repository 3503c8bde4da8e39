"""What must hold before a build may read staged figures of the USGS Mineral Commodity Summaries.

A flag says what kind of figure a row holds, and value and bounds must keep to it: a `W` with a number in it, or a
`>50` without a bound, is a guess. Some negative figures are published (net shipments, revisions), so only what cannot
be negative is stopped. The same statement printed twice with two figures is the publisher's (mica), and is watched.
"""

from critmin.quality.contradictions import Contradiction, telling, whole
from critmin.quality.measures import Measure
from critmin.quality.provenance import provenance
from critmin.quality.verdicts import WARNING

GRAIN = ("_retrieval_id", "_record", "commodity", "country", "statistic", "detail", "unit", "year_text")
STATEMENT = "edition, sheet, commodity, country, statistic, detail, unit, year_text, _retrieval_id"
NUMBER = ["reported", "estimated", "zero", "small"]
NO_NUMBER = ["withheld", "not_available", "net_exporter", "word", "ambiguous"]
PERCENT = "('net_import_reliance', 'import_sources', 'share_of_world_production')"
NEVER_NEGATIVE = "('production', 'capacity', 'reserves', 'import', 'import_sources', 'price', 'employment', 'stock')"


def expectations() -> list:
    import great_expectations.expectations as gxe

    always = ("edition", "commodity", "country", "statistic", "year_text", "flag", "sheet")
    return [
        *(gxe.ExpectColumnValuesToNotBeNull(column=c, description=f"Every figure has its {c}.") for c in always),
        gxe.ExpectColumnValuesToBeBetween(
            column="edition", min_value=1996, max_value=2100, description="The Summaries are yearly since 1996."
        ),
        gxe.ExpectColumnValuesToMatchRegex(
            column="statistic", regex=whole("[a-z][a-z0-9_]*"), description="The publisher's word in lower snake case."
        ),
        gxe.ExpectColumnValuesToBeInSet(
            column="flag", value_set=[*NUMBER, *NO_NUMBER, "bound", "range"], description="What kind of figure it is."
        ),
        gxe.ExpectColumnValuesToBeBetween(
            column="first_year", min_value=1900, max_value=2100, description="The first year that the figure covers."
        ),
        gxe.ExpectColumnValuesToBeBetween(
            column="rank", min_value=1, max_value=100, description="Places are counted from 1."
        ),
        gxe.ExpectColumnValuesToNotBeNull(
            column="unit", mostly=0.9, severity=WARNING, description="Nearly every figure has a unit."
        ),
        *provenance("usgs_mcs"),
    ]


def contradictions() -> list[Contradiction]:
    numbers = ", ".join(f"'{f}'" for f in NUMBER)
    others = ", ".join(f"'{f}'" for f in NO_NUMBER)
    figure = ("flag", "value_text", "value", "value_low", "value_high")
    return [
        Contradiction(
            "value",
            "fits_its_flag",
            telling(f"flag in ({numbers}) and value is null or flag = 'zero' and value <> 0", *figure),
            "A figure that is called a number is one.",
        ),
        Contradiction(
            "value",
            "is_not_guessed",
            telling(
                f"flag in ({others}) and (value is not null or value_low is not null or value_high is not null)"
                " or flag in ('bound', 'range') and value is not null",
                *figure,
            ),
            "What is withheld, not available or only bounded has no number.",
        ),
        Contradiction(
            "value_low",
            "fits_its_flag",
            telling(
                "flag = 'bound' and (value_low is null) = (value_high is null)"
                " or flag = 'range' and (value_low is null or value_high is null)",
                *figure,
            ),
            "A bound has one side, a range two.",
        ),
        Contradiction(
            "value_low",
            "is_below_value_high",
            telling("value_low > value_high", *figure),
            "The lower bound is not above the upper one.",
        ),
        Contradiction(
            "last_year",
            "follows_first_year",
            telling(
                "first_year is null or last_year is null or last_year < first_year or last_year - first_year > 10",
                "year_text",
                "first_year",
                "last_year",
            ),
            "The years that the figure covers were read from its text.",
        ),
        Contradiction(
            "last_year",
            "is_before_its_edition",
            telling("last_year > edition", "edition", "year_text"),
            "An edition tells of the years before it.",
        ),
        Contradiction(
            "value",
            "is_a_percentage",
            telling(
                f"statistic in {PERCENT} and (unit is null or unit ilike '%percent%')"
                " and (value > 100 or value_high > 100 or value < 0)",
                "commodity",
                "statistic",
                "value_text",
            ),
            "Shares and net import reliance lie between 0 and 100.",
        ),
        Contradiction(
            "value",
            "is_not_negative",
            telling(
                f"statistic in {NEVER_NEGATIVE} and (value < 0 or value_low < 0)",
                "commodity",
                "statistic",
                "value_text",
            ),
            "What is produced, imported, held or paid is not negative.",
        ),
        Contradiction(
            "value",
            "is_seldom_negative",
            telling(f"statistic not in {NEVER_NEGATIVE} and value < 0", "commodity", "statistic", "value_text"),
            "Negative exports and shipments are published, but seldom.",
            severity=WARNING,
            mostly=0.98,
        ),
    ]


def measures() -> list[Measure]:
    return [
        Measure(
            "statements_are_unique",
            f"(count(*) - count(distinct ({STATEMENT}))) / nullif(count(*), 0)",
            "Few figures are printed twice under the same words.",
            maximum=0.01,
            severity=WARNING,
        ),
        Measure(
            "numbers_are_common",
            f"count(*) filter (where flag in ({', '.join(repr(f) for f in NUMBER)})) / nullif(count(*), 0)",
            "Half of the figures or more are numbers: else the reader of figures lost them.",
            minimum=0.5,
            column="value",
            severity=WARNING,
        ),
    ]

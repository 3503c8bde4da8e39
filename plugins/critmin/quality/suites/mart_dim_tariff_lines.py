"""Are the tariff lines codes of the schedule, and do the best known ones hold what everybody knows?"""

from critmin.quality.measures import Measure, has_rows, matches, never, rarely
from critmin.quality.verdicts import WARNING


def measures() -> list[Measure]:
    return [
        has_rows(severity=WARNING),
        matches("tariff_line", "[0-9]{8}|[0-9]{10}", "Eight or ten digits, kept as text."),
        never(
            "lines_lie_under_their_code",
            "left(tariff_line, 6) <> hs6 or left(tariff_line, 8) <> parent_line",
            "A line begins with its HS6 code and its line of eight digits.",
            column="hs6",
        ),
        never(
            "gallium_is_not_germanium",
            "tariff_line = '81129210' and not regexp_matches(lower(description), 'gallium')",
            "8112.92.10 is gallium in the United States (and germanium in China).",
            column="description",
        ),
        rarely(
            "lines_have_words",
            "coalesce(description, '') = ''",
            "Nearly every line has words.",
            at_most=0.02,
            column="description",
        ),
    ]

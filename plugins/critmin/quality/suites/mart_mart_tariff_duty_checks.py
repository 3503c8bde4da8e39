"""Do our rates ask what customs took? Above both bounds means that a duty is missing; below, that one is too much.

Below is common where goods were excluded by name, entered before a duty rose within the year, or were admitted to a
foreign trade zone, so it is watched by share; above is not.
"""

from critmin.quality.measures import Measure, between, has_rows, rarely
from critmin.quality.verdicts import WARNING

FITS = "check_status in ('agrees', 'between')"
JUDGED = "check_status in ('agrees', 'between', 'above', 'below')"


def measures() -> list[Measure]:
    return [
        has_rows(severity=WARNING),
        between("unclaimed_pct", 0, 300, "No average rate is above 300 per cent."),
        between("calculated_pct", 0, 100, "Customs seldom take more than the value.", severity=WARNING),
        rarely(
            "duties_are_not_missing",
            "check_status = 'above'",
            "Customs seldom took more than our rates ask: else a duty is missing.",
            at_most=0.03,
            column="check_status",
        ),
        Measure(
            "duties_mostly_agree",
            f"count(*) filter (where {FITS}) / nullif(count(*) filter (where {JUDGED}), 0)",
            "Of what can be compared, most agrees with customs.",
            minimum=0.8,
            column="check_status",
            severity=WARNING,
            may_be_null=True,
        ),
    ]

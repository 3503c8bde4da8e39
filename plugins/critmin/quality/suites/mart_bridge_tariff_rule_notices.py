"""Are rules of additional duties joined to their law plausibly: few citations lead astray or begin long before."""

from critmin.quality.measures import Measure, has_rows, rarely
from critmin.quality.verdicts import WARNING


def measures() -> list[Measure]:
    return [
        has_rows(severity=WARNING),
        rarely(
            "citations_are_of_the_register",
            "notice_status = 'not_of_the_register'",
            "Most citations name the Federal Register.",
            at_most=0.3,
            column="citation",
        ),
        rarely(
            "duties_begin_near_their_publication",
            "abs(days_after_publication) > 1100",
            "A duty begins within years of its publication: else the citation names another document.",
            at_most=0.05,
            column="days_after_publication",
        ),
    ]

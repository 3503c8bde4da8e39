"""Are the links between documents of the law plausible: many lead to a document of ours, none to itself."""

from critmin.quality.measures import Measure, has_rows, never, rarely
from critmin.quality.verdicts import WARNING


def measures() -> list[Measure]:
    return [
        has_rows(severity=WARNING),
        never(
            "no_link_leads_to_itself",
            "target_legal_notice_key = legal_notice_key",
            "No document amends or corrects itself.",
            column="target_legal_notice_key",
        ),
        rarely(
            "links_say_what_they_are",
            "relation = 'see'",
            "Most links say more than see also.",
            at_most=0.9,
            column="relation",
        ),
    ]

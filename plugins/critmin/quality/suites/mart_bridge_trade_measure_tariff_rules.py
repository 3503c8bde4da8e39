"""Do talk and law meet: is what documents tell of US tariffs mostly found in the law, and nothing linked by force?"""

from critmin.quality.measures import Measure, has_rows, never, rarely
from critmin.quality.verdicts import WARNING


def measures() -> list[Measure]:
    return [
        has_rows(severity=WARNING),
        never(
            "agreement_has_the_same_rate",
            "match_status = 'agrees' and rate_told <> rate_in_law",
            "Where rate and day agree, the rates are one.",
            column="match_status",
        ),
        never(
            "links_have_a_rule",
            "(tariff_rule_key is null) <> (match_status in ('no_rule', 'not_followed'))",
            "A link names its rule, and what has none says why.",
            column="tariff_rule_key",
        ),
        rarely(
            "talk_is_mostly_found_in_law",
            "match_status = 'no_rule'",
            "Few of the tariffs that documents tell are unknown to the law: threats and withdrawn ones.",
            at_most=0.5,
            column="match_status",
        ),
    ]

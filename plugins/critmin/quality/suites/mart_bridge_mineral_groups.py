"""Are the groups plausible: seventeen elements less promethium are rare earths, and no group holds itself."""

from critmin.quality.measures import Measure, never


def measures() -> list[Measure]:
    return [
        Measure(
            "rare_earths_are_whole",
            "count(*) filter (where mineral_group = 'rare_earths' and member_kind = 'single')",
            "Sixteen rare earths are traded: fifteen lanthanides less promethium, scandium and yttrium.",
            minimum=16,
            maximum=16,
            column="mineral_group",
        ),
        never(
            "groups_do_not_hold_themselves",
            "mineral = mineral_group",
            "A group is not a member of itself.",
            column="mineral",
        ),
    ]

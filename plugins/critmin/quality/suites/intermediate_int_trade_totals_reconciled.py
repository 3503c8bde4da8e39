"""Do partners add up to the total that the reporter itself prints? Differences are shown, never forced (R9)."""

from critmin.quality.measures import Measure, rarely


def measures() -> list[Measure]:
    return [
        rarely(
            "partners_reach_the_total",
            "abs(difference_value) > 0.05 * world_total_value",
            "For most codes the partners add up to the reporter's own total within five per cent.",
            at_most=0.1,
            column="difference_value",
        ),
        rarely(
            "partners_do_not_exceed_the_total",
            "counted_value > 1.001 * world_total_value",
            "More than the total means that groups were counted with their members (R8).",
            at_most=0,
            column="counted_value",
        ),
    ]

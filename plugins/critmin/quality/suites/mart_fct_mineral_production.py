"""Is the published production plausible: tonnes of this world, countries that do not outgrow it, known producers.

World totals are rounded and some leave producers out, so countries add up to 90 to 110 per cent of them, not to 100.
"""

from critmin.quality.measures import Measure, between, has_rows, mostly_per_group, rarely, typical
from critmin.quality.verdicts import WARNING

TABLE = "mineral, stage, form, basis, production_year, edition"


def measures() -> list[Measure]:
    return [
        has_rows(severity=WARNING),
        between("quantity_t", 0, 1e11, "Tonnes: not negative, and less than all that is dug in the world."),
        mostly_per_group(
            "countries_fit_the_world",
            "sum(world_share) filter (where producer_class <> 'world')",
            TABLE,
            "v > 1.1 or v < 0.7",
            "Countries add up to the world total, but for rounding.",
            at_most=0.1,
            column="world_share",
        ),
        rarely(
            "producers_are_known",
            "producer_class = 'unmapped'",
            "Few names of producers are unknown to us (R11).",
            at_most=0,
            column="producer_class",
        ),
        rarely(
            "corrections_are_few",
            "is_corrected",
            "Few published figures need a correction of ours.",
            at_most=0.05,
            column="is_corrected",
        ),
        typical(
            "numbers_are_common",
            "count(quantity) / count(*)",
            "Most figures are numbers.",
            minimum=0.6,
            column="quantity",
        ),
    ]

"""Is the answer to the first question plausible: shares that fit their concentration, and something measured."""

from critmin.quality.measures import Measure, between, has_rows, never, rarely, typical
from critmin.quality.verdicts import WARNING


def measures() -> list[Measure]:
    return [
        has_rows(severity=WARNING),
        typical(
            "something_is_measured",
            "count(*) filter (where measurability = 'measured')",
            "At least one agreement can be held against trade.",
            minimum=1,
            column="measurability",
        ),
        *(
            between(f"{when}_hhi", 0, 10_000, "Concentration lies between 0 and 10,000.")
            for when in ("signing", "latest")
        ),
        *(
            never(
                f"{when}_hhi_fits_the_top_share",
                f"{when}_hhi < 10000 * {when}_top_supplier_share * {when}_top_supplier_share - 1",
                "Concentration is at least the square of the largest share.",
                column=f"{when}_hhi",
            )
            for when in ("signing", "latest")
        ),
        between("top_supplier_share_change_pp", -100, 100, "A share moves by 100 points at most."),
        between("partners_share_change_pp", -100, 100, "A share moves by 100 points at most."),
        rarely(
            "top_partner_has_a_share",
            "is_top_supplier_partner and coalesce(latest_partners_share, 0) < latest_top_supplier_share - 0.001",
            "Where the top supplier is a partner, the partners' share is at least its own.",
            at_most=0,
            column="latest_partners_share",
        ),
    ]

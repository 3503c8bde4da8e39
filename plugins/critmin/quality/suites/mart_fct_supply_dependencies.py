"""Are the measured dependencies plausible: concentration that fits the shares, values of this world, years covered.

The mean concentration of US mineral imports lies near 5,000; a table where it is near 10,000 lost most suppliers.
"""

from critmin.quality.measures import Measure, between, has_rows, never, typical
from critmin.quality.verdicts import WARNING


def measures() -> list[Measure]:
    return [
        has_rows(severity=WARNING),
        between("import_value_usd", 0, 1e12, "No market of one mineral and importer is worth a trillion dollars."),
        never(
            "hhi_lies_between_its_bounds",
            "hhi < hhi_lower - 0.2 or hhi > hhi_upper + 0.2",
            "Concentration lies between its bounds.",
            column="hhi",
        ),
        never(
            "hhi_fits_the_top_share",
            "hhi_upper < 10000 * top_supplier_share * top_supplier_share - 1"
            " or hhi_lower > 10000 * top_supplier_share + 1",
            "Concentration lies between the square of the largest share and that share.",
            column="hhi",
        ),
        never(
            "top_share_fits_the_suppliers",
            "top_supplier_share * n_suppliers < 1 - unidentified_share - 0.001",
            "The largest share is at least the mean share.",
            column="top_supplier_share",
        ),
        never(
            "uncovered_says_nothing",
            "coverage = 'not_covered' and (top_supplier_share is not null or hhi is not null)",
            "Where suppliers are missing no share is shown.",
            column="coverage",
        ),
        typical(
            "something_is_covered",
            "count(*) filter (where coverage <> 'not_covered') / count(*)",
            "A tenth of the markets or more have shares.",
            minimum=0.1,
            column="coverage",
        ),
        typical(
            "concentration_is_usual",
            "coalesce(avg(hhi), 5000)",
            "The mean concentration of a country's mineral imports is neither that of one supplier nor of a hundred.",
            minimum=1_500,
            maximum=8_500,
            column="hhi",
        ),
    ]

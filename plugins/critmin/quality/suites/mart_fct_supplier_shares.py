"""Do the shares of a market add up, and are the best known ones what everybody knows?

Anchors are the US imports of 2024 that customs, USGS and the press agree on; they say nothing where that year is not
in the build, and a warning where it is and differs.
"""

from critmin.quality.measures import Measure, between, has_rows, mostly_per_group, per_group
from critmin.quality.verdicts import WARNING

MARKET = "supply_dependency_key"
ANCHORS = {  # name: (mineral, stage, supplier, least share, largest share) of US imports in 2024
    "china_leads_rare_earth_magnets": ("rare_earths", "magnets", "CHN", 0.6, 0.95),
    "china_leads_rare_earth_compounds": ("rare_earths", "separation", "CHN", 0.5, 0.9),
    "china_leads_natural_graphite": ("graphite", "mining", "CHN", 0.45, 0.9),
    "chile_leads_lithium_compounds": ("lithium", "refining", "CHL", 0.4, 0.8),
}


def measures() -> list[Measure]:
    return [
        has_rows(severity=WARNING),
        between("value_share", 0, 1, "A share lies between 0 and 1."),
        between("value_usd", 0, 1e12, "No supplier sells a trillion dollars of one mineral."),
        per_group(
            "shares_are_no_more_than_the_market",
            "sum(value_share)",
            MARKET,
            "v > 1.001",
            "Shares of a market add up to one at most: more means that a total was added to its parts (R8).",
            column="value_share",
        ),
        mostly_per_group(
            "shares_fill_the_market",
            "sum(value_share)",
            MARKET,
            "v < 0.9",
            "Shares of most markets add up to nearly one.",
            at_most=0.1,
            column="value_share",
        ),
        per_group(
            "first_supplier_is_one",
            "count(*) filter (where supplier_rank = 1)",
            MARKET,
            "v > 1",
            "A market has one first supplier.",
            column="supplier_rank",
        ),
        *(_anchor(name, *anchor) for name, anchor in ANCHORS.items()),
    ]


def _anchor(name: str, mineral: str, stage: str, supplier: str, least: float, largest: float) -> Measure:
    where = f"importer_iso3 = 'USA' and trade_year = 2024 and mineral = '{mineral}' and stage = '{stage}'"
    return Measure(
        name,
        f"case when count(*) filter (where {where} and value_share is not null) > 0 then"
        f" coalesce(max(value_share) filter (where {where} and supplier_iso3 = '{supplier}'), 0) end",
        f"{supplier}'s share of US imports of {mineral} ({stage}) in 2024 is {least:.0%} to {largest:.0%}.",
        minimum=least,
        maximum=largest,
        column="value_share",
        severity=WARNING,
        may_be_null=True,
    )

"""The assets that the gates announce: one per staged table, and the published warehouse."""

from airflow.sdk import Asset


def _staged(table: str) -> Asset:
    source, entities = table.split("__")
    return Asset(name=f"staged_{table}", uri=f"critmin://staged/{source}/{entities}", group="staged")


STAGED_ARTICLES_DOCUMENTS = _staged("articles__documents")
STAGED_CENSUS_TRADE_FLOWS = _staged("census__trade_flows")
STAGED_COMTRADE_TRADE_FLOWS = _staged("comtrade__trade_flows")
STAGED_EU_CRM_SUPPLY_SHARES = _staged("eu_crm__supply_shares")
# One landing may bring both kinds of answers, so both are announced together.
STAGED_WITS = [_staged("wits__tariffs"), _staged("wits__trade_totals")]
# One page of the Register gives its notices, the documents to be read and what notices say of one another.
STAGED_FEDERAL_REGISTER_DOCUMENTS = _staged("federal_register__documents")
STAGED_FEDERAL_REGISTER = [
    _staged("federal_register__notices"),
    STAGED_FEDERAL_REGISTER_DOCUMENTS,
    _staged("federal_register__links"),
]
STAGED_USGS_MCS_STATISTICS = _staged("usgs_mcs__statistics")

# A release brings these three together.
STAGED_BACI = [_staged("baci__trade_flows"), _staged("baci__countries"), _staged("baci__products")]

# One page of the schedule gives lines and rates, one drop of measures lists and revisions: announced together.
STAGED_HTS = [_staged("hts__tariff_lines"), _staged("hts__rates")]
STAGED_US_MEASURES = [_staged("us_measures__product_lists"), _staged("us_measures__revisions")]

# Bulk files and the API's observations, under one gate.
STAGED_COMEXT = [_staged("comext__trade_flows"), _staged("comext__observations")]

# One extraction writes these four together, so the four are announced together.
STAGED_CLAIMS = [
    _staged("claims__agreements"),
    _staged("claims__commitments"),
    _staged("claims__trade_measures"),
    _staged("claims__dependencies"),
]

STAGED = [
    STAGED_ARTICLES_DOCUMENTS,
    *STAGED_BACI,
    STAGED_CENSUS_TRADE_FLOWS,
    *STAGED_COMEXT,
    STAGED_COMTRADE_TRADE_FLOWS,
    STAGED_EU_CRM_SUPPLY_SHARES,
    *STAGED_HTS,
    *STAGED_US_MEASURES,
    STAGED_USGS_MCS_STATISTICS,
    *STAGED_CLAIMS,
    *STAGED_FEDERAL_REGISTER,
    *STAGED_WITS,
]

PUBLISHED_WAREHOUSE = Asset(name="published_warehouse", uri="critmin://published/warehouse", group="published")

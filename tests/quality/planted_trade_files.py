"""Good staged rows and planted errors of the trade files of BACI and Comext (see `planted` for how they are used)."""

from decimal import Decimal

from quality.planted import LINEAGE_PLANTS, Good

BACI = Good(
    "staged_baci__trade_flows",
    {
        "period": str,
        "exporter_code": str,
        "importer_code": str,
        "product_code": str,
        "commodity_code": str,
        "hs_edition": str,
        "value_thousand_usd": Decimal,
        "quantity_t": Decimal,
        "quantity_note": str,
        "release": str,
    },
    {
        "period": "2021",
        "importer_code": "842",
        "product_code": "81310",
        "commodity_code": "081310",
        "hs_edition": "HS92",
        "value_thousand_usd": Decimal("52.051"),
        "quantity_t": Decimal("13.235"),
        "release": "202301",
    },
    {"exporter_code": lambda i: str(100 + i)},
)
BACI_PLANTS = LINEAGE_PLANTS | {
    "period_is_present": {"period": None},
    "period_has_its_form": {"period": "1821"},
    "period_had_ended": {"period": "2026"},
    "exporter_code_is_present": {"exporter_code": None},
    "exporter_code_has_its_form": {"exporter_code": "0710"},
    "exporter_code_is_another_country": {"exporter_code": "842"},
    "importer_code_is_present": {"importer_code": None},
    "importer_code_has_its_form": {"importer_code": "US"},
    "commodity_code_is_present": {"commodity_code": None, "product_code": None},
    "commodity_code_has_its_form": {"commodity_code": "0081310", "product_code": "0081310"},
    "commodity_code_is_the_code_as_sent": {"commodity_code": "813100"},
    "hs_edition_is_present": {"hs_edition": None},
    "hs_edition_is_known": {"hs_edition": "HS20"},
    "value_thousand_usd_is_present": {"value_thousand_usd": None},
    "value_thousand_usd_is_in_range": {"value_thousand_usd": Decimal(-1)},
    "quantity_t_is_in_range": {"quantity_t": Decimal("1e12")},
    "quantity_note_is_known": {"quantity_t": None, "quantity_note": "nobody knows"},
    "quantity_note_fits_the_quantity": {"quantity_t": None},
    "release_is_given": {"release": None},
    "total_value_is_positive": ("everywhere", {"value_thousand_usd": Decimal(0)}),
    "quantities_are_mostly_known": ("everywhere", {"quantity_t": None, "quantity_note": "NA"}),
    "grain_is_unique": {"exporter_code": "101"},
}

BACI_COUNTRIES = Good(
    "staged_baci__countries",
    dict.fromkeys(("country_code", "country_name", "country_name_full", "iso2", "iso3", "release"), str),
    {"country_name": "Namibia", "country_name_full": "Namibia", "iso2": "NA", "iso3": "NAM", "release": "202301"},
    {"country_code": lambda i: str(100 + i)},
)
BACI_COUNTRIES_PLANTS = LINEAGE_PLANTS | {
    "country_code_is_present": {"country_code": None},
    "country_code_has_its_form": {"country_code": "NAM"},
    "country_name_is_present": {"country_name": None},
    "iso2_is_present": {"iso2": None},
    "iso2_has_its_form": {"iso2": "N"},
    "iso3_is_present": {"iso3": None},
    "iso3_has_its_form": {"iso3": "NA"},
    "grain_is_unique": {"country_code": "101", "country_name": "Elsewhere"},
}

BACI_PRODUCTS = Good(
    "staged_baci__products",
    dict.fromkeys(("product_code", "commodity_code", "hs_edition", "description", "release"), str),
    {"hs_edition": "HS17", "description": "Horses", "release": "202301"},
    {"product_code": lambda i: f"{10100 + i}", "commodity_code": lambda i: f"0{10100 + i}"},
)
BACI_PRODUCTS_PLANTS = LINEAGE_PLANTS | {
    "commodity_code_is_present": {"commodity_code": None, "product_code": None},
    "commodity_code_has_its_form": {"commodity_code": "0010100", "product_code": "0010100"},
    "commodity_code_is_the_code_as_sent": {"commodity_code": "101000"},
    "hs_edition_is_present": {"hs_edition": None},
    "hs_edition_is_known": {"hs_edition": "HS20"},
    "description_is_present": {"description": None},
    "grain_is_unique": {"product_code": "10101", "commodity_code": "010101", "description": "Mules"},
}

COMEXT = Good(
    "staged_comext__trade_flows",
    {
        "reporter": str,
        "partner": str,
        "trade_type": str,
        "product": str,
        "flow": str,
        "stat_procedure": str,
        "suppl_unit": str,
        "period": str,
        "period_kind": str,
        "value_eur": Decimal,
        "quantity_kg": Decimal,
        "quantity_suppl": Decimal,
    },
    {
        "reporter": "DE",
        "partner": "NA",
        "trade_type": "E",
        "flow": "1",
        "stat_procedure": "1",
        "suppl_unit": "NO_SU",
        "period": "2024-02",
        "period_kind": "month",
        "value_eur": Decimal(89),
        "quantity_kg": Decimal(3),
        "quantity_suppl": Decimal(0),
    },
    {"product": lambda i: f"280530{i:02}"},
)
_COMEXT_SHARED = {
    "product_is_present": {"product": None},
    "product_has_its_form": {"product": "28053"},
    "flow_is_present": {"flow": None},
    "flow_is_known": {"flow": "7"},
    "period_is_present": {"period": None},
    "period_has_its_form": {"period": "2024-52"},
    "period_had_begun": {"period": "2026-12"},
    "period_kind_is_present": {"period_kind": None},
    "period_kind_is_known": {"period_kind": "week"},
    "period_kind_fits_the_period": {"period": "2024"},
    "reporter_has_its_form": {"reporter": "Germany"},
    "partner_has_its_form": {"partner": "n/a"},
}
COMEXT_PLANTS = (
    LINEAGE_PLANTS
    | _COMEXT_SHARED
    | {
        "reporter_is_present": {"reporter": None},
        "partner_is_present": {"partner": None},
        "trade_type_is_known": {"trade_type": "X"},
        "stat_procedure_has_its_form": {"stat_procedure": "11"},
        "value_eur_is_present": {"value_eur": None},
        "value_eur_is_in_range": {"value_eur": Decimal(-1)},
        "quantity_kg_is_in_range": {"quantity_kg": Decimal(-1)},
        "quantity_suppl_is_in_range": {"quantity_suppl": Decimal(-1)},
        "total_value_is_positive": ("everywhere", {"value_eur": Decimal(0)}),
        "grain_is_unique": {"product": "28053001"},
    }
)

COMEXT_CELLS = Good(
    "staged_comext__observations",
    {
        "freq": str,
        "reporter": str,
        "reporter_name": str,
        "partner": str,
        "partner_name": str,
        "product": str,
        "product_name": str,
        "flow": str,
        "stat_procedure": str,
        "indicator": str,
        "period": str,
        "period_kind": str,
        "obs_value": Decimal,
        "obs_flag": str,
        "partner_scope": str,
        "wire_form": str,
    },
    {
        "freq": "M",
        "reporter": "DE",
        "partner": "NA",
        "flow": "1",
        "indicator": "QUANTITY_IN_100KG",
        "period": "2024-02",
        "period_kind": "month",
        "obs_value": Decimal("612.5"),
        "partner_scope": "all",
        "wire_form": "sdmx_csv",
    },
    {"product": lambda i: f"280530{i:02}"},
)
COMEXT_CELLS_PLANTS = (
    LINEAGE_PLANTS
    | _COMEXT_SHARED
    | {
        "period_kind_is_present": {"period_kind": None, "freq": "A"},
        "period_kind_is_known": {"period_kind": "week", "freq": "W"},
        "freq_is_present": {"freq": None},
        "freq_fits_the_period": {"freq": "A"},
        "reporter_or_its_name_is_given": {"reporter": None},
        "partner_or_its_name_is_given": {"partner": None, "partner_name": ""},
        "indicator_is_present": {"indicator": None},
        "indicator_has_its_form": {"indicator": "PRICE"},
        "obs_value_is_in_range": {"obs_value": Decimal(-1)},
        "obs_value_or_a_flag_is_given": {"obs_value": None},
        "obs_flag_is_known": {"obs_value": None, "obs_flag": "confidential"},
        "partner_scope_is_present": {"partner_scope": None},
        "partner_scope_is_known": {"partner_scope": "half"},
        "wire_form_is_present": {"wire_form": None},
        "wire_form_is_known": {"wire_form": "fax"},
        "grain_is_unique": {"product": "28053001"},
    }
)

TRADE_FILES = {
    BACI.suite: (BACI, BACI_PLANTS),
    BACI_COUNTRIES.suite: (BACI_COUNTRIES, BACI_COUNTRIES_PLANTS),
    BACI_PRODUCTS.suite: (BACI_PRODUCTS, BACI_PRODUCTS_PLANTS),
    COMEXT.suite: (COMEXT, COMEXT_PLANTS),
    COMEXT_CELLS.suite: (COMEXT_CELLS, COMEXT_CELLS_PLANTS),
}

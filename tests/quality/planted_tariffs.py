"""Good staged rows of the tariff sources, and for every check of their suites one error that it alone must catch."""

from datetime import date
from decimal import Decimal

from quality.planted import LINEAGE_PLANTS, Good

LINES = Good(
    "staged_hts__tariff_lines",
    {
        "line_code": str,
        "description": str,
        "begins_on": date,
        "ends_on": date,
        "wire_form": str,
    },
    {
        "description": "Gallium, unwrought; gallium powders",
        "begins_on": date(2020, 7, 1),
        "ends_on": date(2050, 12, 31),
        "wire_form": "database_csv",
    },
    {"line_code": lambda i: f"811292{i:02}"},
)
LINES_PLANTS = {
    "line_code_is_present": {"line_code": None},
    "line_code_has_its_form": {"line_code": "8112921"},
    "wire_form_is_present": {"wire_form": None},
    "wire_form_is_known": {"wire_form": "pdf"},
    "description_is_present": ("everywhere", {"description": None}),
    "ends_on_follows_begins_on": {"ends_on": date(2019, 12, 31)},
    "begins_on_fits_the_form": {"begins_on": None},
    "grain_is_unique": {"line_code": "81129201"},
}

RATES = Good(
    "staged_hts__rates",
    {
        "line_code": str,
        "rate_column": str,
        "programme": str,
        "component": int,
        "rate_type": str,
        "component_type": str,
        "ad_valorem_pct": Decimal,
        "specific_usd": Decimal,
        "specific_unit": str,
        "content_of": str,
        "rate_text": str,
        "ad_valorem_number": Decimal,
        "is_inherited": bool,
        "begins_on": date,
    },
    {
        "rate_column": "general",
        "component": 1,
        "rate_type": "ad_valorem",
        "component_type": "ad_valorem",
        "ad_valorem_pct": Decimal("2.1"),
        "rate_text": "2.10%",
        "ad_valorem_number": Decimal("2.1"),
        "is_inherited": False,
        "begins_on": date(2020, 7, 1),
    },
    {"line_code": lambda i: f"850511{i:02}"},
)
RATES_PLANTS = {
    "line_code_is_present": {"line_code": None},
    "line_code_has_its_form": {"line_code": "8505"},
    "rate_column_is_present": {"rate_column": None},
    "rate_column_is_known": {"rate_column": "column 3"},
    "component_is_present": {"component": None},
    "component_is_in_range": {"component": 0},
    "rate_type_is_present": {"rate_type": None},
    "rate_type_is_known": {"rate_type": "prohibitive"},
    "component_type_is_present": {"component_type": None},
    "rate_text_is_present": {"rate_text": None},
    "is_inherited_is_present": {"is_inherited": None},
    "programme_has_its_form": {"programme": "USMCA", "rate_column": "special"},
    "programme_stands_in_the_special_column": {"programme": "KR"},
    "ad_valorem_pct_is_in_range": {"ad_valorem_pct": Decimal("999999"), "ad_valorem_number": None},
    "specific_usd_is_in_range": {
        "rate_type": "specific",
        "component_type": "specific",
        "ad_valorem_pct": None,
        "specific_usd": Decimal(3750),
        "specific_unit": "kg",
    },
    "component_type_fits_its_numbers": {"specific_usd": Decimal("0.375")},
    "rate_type_fits_its_components": {"rate_type": "free", "ad_valorem_number": None},
    "ad_valorem_number_agrees_with_the_words": ("everywhere", {"ad_valorem_number": Decimal(5)}),
    "rates_are_mostly_read": (
        "everywhere",
        {"rate_type": "unread", "component_type": "none", "ad_valorem_pct": None, "ad_valorem_number": None},
    ),
    "grain_is_unique": {"line_code": "85051101"},
}

LISTS = Good(
    "staged_us_measures__product_lists",
    {
        "list_name": str,
        "sublist": str,
        "heading": str,
        "code": str,
        "code_as_sent": str,
        "metal": str,
        "starts_on": date,
        "ends_on": date,
    },
    {
        "list_name": "s301_product_lists",
        "sublist": "3",
        "heading": "9903.88.03",
        "code_as_sent": "81129210",
        "metal": "steel",
        "starts_on": date(2018, 9, 24),
    },
    {"code": lambda i: f"811292{i:02}"},
)
LISTS_PLANTS = {
    "list_name_is_present": {"list_name": None},
    "code_is_present": {"code": None},
    "code_has_its_form": {"code": "8112921"},
    "code_as_sent_is_present": {"code_as_sent": None},
    "heading_has_its_form": {"heading": "99038803"},
    "metal_is_known": {"metal": "aluminium"},
    "ends_on_follows_starts_on": {"ends_on": date(2018, 9, 1)},
    "starts_on_is_of_these_years": {"starts_on": date(1925, 9, 24)},
    "grain_is_unique": {"code": "81129201"},
}

REVISIONS = Good(
    "staged_us_measures__revisions",
    {"revision": str, "listed_on": date, "policy_on": date},
    {"listed_on": date(2025, 6, 6), "policy_on": date(2025, 6, 4)},
    {"revision": lambda i: f"rev_{i}"},
)
REVISIONS_PLANTS = {
    "revision_is_present": {"revision": None},
    "revision_has_its_form": {"revision": "revision 3"},
    "listed_on_is_present": {"listed_on": None},
    "listed_on_is_of_these_years": {"listed_on": date(1925, 6, 6), "policy_on": None},
    "policy_on_is_near_listed_on": {"policy_on": date(2026, 6, 4)},
    "grain_is_unique": {"revision": "rev_1"},
}

STAGED_TARIFFS = {
    LINES.suite: (LINES, LINES_PLANTS | LINEAGE_PLANTS),
    RATES.suite: (RATES, RATES_PLANTS | LINEAGE_PLANTS),
    LISTS.suite: (LISTS, LISTS_PLANTS | LINEAGE_PLANTS),
    REVISIONS.suite: (REVISIONS, REVISIONS_PLANTS | LINEAGE_PLANTS),
}

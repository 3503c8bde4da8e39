"""Good rows of the tables built from trade and production, and for each check of their suites an error.

Good rows are a query; an error is a statement on the table `t`.
"""

MEASURED_MARTS = {
    "mart_bridge_supplier_share_flows": (
        "select 's' || i % 50 as supplier_share_key, 'f' || i as trade_flow_key from range(100) as r(i)",
        {
            "has_rows": "delete from t",
            "flows_of_a_share_are_few": "update t set supplier_share_key = 's0'",
        },
    ),
    "mart_fct_supply_dependencies": (
        """select 1000000.0 as import_value_usd, 5000.0 as hhi, 5000.0 as hhi_lower, 5100.0 as hhi_upper,
        0.7 as top_supplier_share, 5 as n_suppliers, 0.0 as unidentified_share, 'covered' as coverage from range(10)""",
        {
            "has_rows": "delete from t",
            "import_value_usd_is_in_range": "update t set import_value_usd = -1",
            "hhi_lies_between_its_bounds": "update t set hhi = 5200",
            "hhi_fits_the_top_share": "update t set hhi_upper = 3000, hhi = 3000, hhi_lower = 3000",
            "top_share_fits_the_suppliers": "update t set n_suppliers = 1",
            "uncovered_says_nothing": "update t set coverage = 'not_covered' where rowid = 0",
            "something_is_covered": """update t set coverage = 'not_covered', hhi = null, hhi_lower = null,
                hhi_upper = null, top_supplier_share = null, unidentified_share = null""",
            "concentration_is_usual": """update t set hhi = 9000, hhi_lower = 9000, hhi_upper = 9100,
                top_supplier_share = 0.94""",
        },
    ),
    "mart_fct_supplier_shares": (
        """select 'USA' as importer_iso3, 2024 as trade_year, 'rare_earths' as mineral, 'magnets' as stage,
        'CHN' as supplier_iso3, 0.75 as value_share, 1 as supplier_rank, 10.0 as value_usd,
        'm1' as supply_dependency_key
        union all values ('USA', 2024, 'rare_earths', 'magnets', 'JPN', 0.25, 2, 5.0, 'm1'),
        ('USA', 2024, 'rare_earths', 'separation', 'CHN', 0.7, 1, 5.0, 'm2'),
        ('USA', 2024, 'rare_earths', 'separation', 'MYS', 0.3, 2, 5.0, 'm2'),
        ('USA', 2024, 'graphite', 'mining', 'CHN', 0.7, 1, 5.0, 'm3'),
        ('USA', 2024, 'graphite', 'mining', 'MDG', 0.3, 2, 5.0, 'm3'),
        ('USA', 2024, 'lithium', 'refining', 'CHL', 0.6, 1, 5.0, 'm4'),
        ('USA', 2024, 'lithium', 'refining', 'ARG', 0.4, 2, 5.0, 'm4')""",
        {
            "has_rows": "delete from t",
            "value_share_is_in_range": (
                "update t set value_share = -0.01 where supplier_iso3 = 'JPN';"
                " update t set value_share = 0.94 where mineral = 'rare_earths' and supplier_iso3 = 'CHN'"
                " and stage = 'magnets'"
            ),
            "value_usd_is_in_range": "update t set value_usd = -1 where supplier_iso3 = 'JPN'",
            "shares_are_no_more_than_the_market": "update t set value_share = 0.5 where supplier_iso3 = 'JPN'",
            "shares_fill_the_market": "delete from t where supplier_rank = 2",
            "first_supplier_is_one": "update t set supplier_rank = 1 where supplier_iso3 = 'JPN'",
            **{
                name: f"update t set supplier_iso3 = 'X' where supplier_rank = 1 and supply_dependency_key = '{market}'"
                for name, market in (
                    ("china_leads_rare_earth_magnets", "m1"),
                    ("china_leads_rare_earth_compounds", "m2"),
                    ("china_leads_natural_graphite", "m3"),
                    ("chile_leads_lithium_compounds", "m4"),
                )
            },
        },
    ),
    "mart_fct_import_reliance": (
        """select 50.0 as reliance_pct, null::double as reliance_low_pct, null::double as reliance_high_pct,
        'm' || i as mineral from range(30) as r(i)""",
        {
            "has_rows": "delete from t",
            "reliance_low_pct_is_in_range": "update t set reliance_low_pct = -5 where mineral = 'm1'",
            "reliance_high_pct_is_in_range": "update t set reliance_high_pct = 500 where mineral = 'm1'",
            "bounds_are_in_order": "update t set reliance_low_pct = 50, reliance_high_pct = 25 where mineral = 'm1'",
            "numbers_are_common": "update t set reliance_pct = null",
            "minerals_are_many": "update t set mineral = 'm'",
        },
    ),
    "mart_fct_import_sources": (
        """select 'USA' as importer_iso3, 'm' || i // 2 as mineral, 'all' as form, 2021 as first_year,
        2024 as last_year, 2026 as edition, 50.0 as share_pct, 'country' as supplier_class from range(40) as r(i)""",
        {
            "has_rows": "delete from t",
            "shares_are_no_more_than_all": "update t set share_pct = 70 where mineral = 'm0'",
            "shares_are_nearly_all": "update t set share_pct = 40",
            "suppliers_are_known": "update t set supplier_class = 'unmapped' where mineral = 'm0'",
        },
    ),
    "mart_fct_published_supply_shares": (
        """select 'WLD' as supplied_iso3, 'm' || i // 2 as material, 'E' as stage_code, 2023 as edition,
        'AAA' as supplier_iso3, 50.0 as share_pct, 'reported' as flag, 'world_production' as our_share_of,
        45.0 as our_share_pct from range(40) as r(i)""",
        {
            "has_rows": "delete from t",
            "shares_are_no_more_than_all": "update t set share_pct = 70 where material = 'm0'",
            "shares_are_nearly_all": "update t set share_pct = 30",
            "bounds_are_no_numbers": "update t set flag = 'bound' where material = 'm0'",
            "suppliers_are_known": "update t set supplier_iso3 = 'unmapped' where material = 'm0'",
            "ours_is_not_far_from_theirs": "update t set our_share_pct = 99",
        },
    ),
    "mart_fct_mineral_production": (
        """select 1000 as quantity, 1000 as quantity_t, 0.5 as world_share, 'country' as producer_class,
        'm' || i // 2 as mineral, 'mining' as stage, 'all' as form, 'gross' as basis, 2024 as production_year,
        2026 as edition, false as is_corrected from range(40) as r(i)""",
        {
            "has_rows": "delete from t",
            "quantity_t_is_in_range": "update t set quantity_t = -1 where mineral = 'm0'",
            "countries_fit_the_world": "update t set world_share = 0.6",
            "producers_are_known": "update t set producer_class = 'unmapped' where mineral = 'm0'",
            "corrections_are_few": "update t set is_corrected = true",
            "numbers_are_common": "update t set quantity = null",
        },
    ),
    "mart_fct_trade_flows": (
        """select 2024 as trade_year, 100::double as primary_value_usd, 3 as calculated_duty_usd,
        'C' || i as partner_iso3, true as is_counted, 10::double as unit_value_usd_per_gross_kg,
        'reported' as net_weight_status, 'within_bounds' as unit_value_flag from range(50) as r(i)""",
        {
            "has_rows": "delete from t",
            "unit_values_rest_on_reported_weights": (
                "update t set net_weight_status = 'estimated' where partner_iso3 = 'C1'"
            ),
            "unit_values_lie_within_bounds": "update t set unit_value_flag = 'below_bounds' where partner_iso3 = 'C1'",
            "unit_values_are_mostly_plausible": "update t set unit_value_flag = 'above_bounds'",
            "trade_year_is_in_range": "update t set trade_year = 24 where partner_iso3 = 'C1'",
            "primary_value_usd_is_in_range": "update t set primary_value_usd = 1e14 where partner_iso3 = 'C1'",
            "value_is_placed": "update t set partner_iso3 = 'unmapped' where partner_iso3 like 'C1%'",
            "partners_are_known": "update t set partner_iso3 = 'unmapped' where partner_iso3 = 'C1'",
            "duty_is_below_value": "update t set calculated_duty_usd = 101",
            "zeros_are_few": "update t set primary_value_usd = 0, calculated_duty_usd = 0",
            "most_rows_count": "update t set is_counted = false",
            "partners_are_many": "update t set partner_iso3 = 'CHN'",
        },
    ),
    "staging_stg_census__trade_flows": (
        "select 'CHN' as partner_iso3, 'HS10' as commodity_level, '280530' as hs6 from range(10)",
        {
            "has_rows": "delete from t",
            "partners_are_known": "update t set partner_iso3 = 'unmapped' where rowid = 0",
            "codes_reach_hs6": "update t set hs6 = null where rowid = 0",
        },
    ),
    "staging_stg_comtrade__records": (
        """select 'JPN' as reporter_iso3, '392' as reporter_code, '156' as partner_code, 'country' as area_class,
        'total' as record_role, 'H6' as classification_code from range(10)""",
        {
            "has_rows": "delete from t",
            "reporters_are_known": "update t set reporter_iso3 = 'unmapped' where rowid = 0",
            "partners_are_known": "update t set area_class = null where rowid = 0",
            "totals_are_the_publishers_own": "update t set record_role = 'summed' where rowid = 0",
            "rows_are_in_the_hs": "update t set record_role = 'other_classification' where rowid = 0",
        },
    ),
    "staging_stg_usgs_mcs__statistics": (
        "select 'country' as country_class, 'mapped' as mapping_status from range(100)",
        {
            "has_rows": "delete from t",
            "countries_are_known": "update t set country_class = 'unmapped' where rowid = 0",
            "commodities_are_known": "update t set mapping_status = 'unmapped' where rowid < 3",
        },
    ),
    "intermediate_int_trade_totals_reconciled": (
        "select 100 as world_total_value, 99 as counted_value, 1 as difference_value from range(20)",
        {
            "partners_reach_the_total": "update t set difference_value = 20",
            "partners_do_not_exceed_the_total": "update t set counted_value = 101 where rowid = 0",
        },
    ),
}

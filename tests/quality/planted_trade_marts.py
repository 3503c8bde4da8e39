"""Good rows of the trade marts that compare reports, and for each check of their suites an error."""

TRADE_MARTS = {
    "mart_fct_mirror_flows": (
        """select 'C' || i as importer_iso3, 'D' || i as exporter_iso3, 'country' as counterpart_kind,
        'both_sides' as mirror_status, null::varchar as missing_side_status, 'comparable' as gap_status,
        110.0 as importer_value_usd, 100.0 as exporter_value_usd, 10.0 as gap_usd,
        (0.05 - (i % 2) * 0.08)::double as symmetric_gap_share, 'cif_against_fob' as valuations
        from range(20) as r(i)""",
        {
            "has_rows": "delete from t",
            "symmetric_gap_share_is_in_range": "update t set symmetric_gap_share = 1.5 where importer_iso3 = 'C1'",
            "gaps_have_two_sides": "update t set exporter_value_usd = null where importer_iso3 = 'C1'",
            "missing_sides_say_why": (
                "update t set mirror_status = 'importer_only', gap_usd = null, gap_status = 'side_missing' "
                "where importer_iso3 = 'C1'"
            ),
            "gaps_name_their_valuations": "update t set valuations = null where importer_iso3 = 'C1'",
            "areas_have_no_mirror": "update t set counterpart_kind = 'special' where importer_iso3 = 'C1'",
            "countries_do_not_trade_with_themselves": "update t set exporter_iso3 = 'C1' where importer_iso3 = 'C1'",
            "gaps_go_both_ways": "update t set symmetric_gap_share = 0.5",
        },
    ),
    "mart_bridge_mirror_flow_reports": (
        """select 'm' || i // 3 as mirror_flow_key, 'importer' as side, 'f' || i as trade_flow_key
        from range(3000) as r(i)""",
        {
            "has_rows": "delete from t",
            "trade_flow_key_is_present": "update t set trade_flow_key = '' where mirror_flow_key = 'm1'",
            "rows_of_a_side_are_few": "update t set mirror_flow_key = 'm0'",
        },
    ),
    "mart_bridge_hs_editions": (
        """select cast(280000 + i as varchar) as hs6, 'H6' as from_edition, 'H5' as to_edition,
        cast(280000 + i as varchar) as to_hs6, 1.0 as share, 1 as n_targets, 'exact' as crossing
        from range(1200) as r(i) union all select '811241', 'H6', 'H5', '811292', 1.0, 1, 'exact'""",
        {
            "has_rows": "delete from t where hs6 > '280900' and hs6 < '811241'",
            "shares_add_to_one": "update t set share = 0.5, crossing = 'not_exact' where hs6 = '280001'",
            "share_is_in_range": (
                "update t set share = 1.5, crossing = 'not_exact' where hs6 = '280001'; "
                "insert into t values ('280001', 'H6', 'H5', '280002', -0.5, 2, 'not_exact')"
            ),
            "what_is_exact_is_undivided": "update t set n_targets = 2 where hs6 = '280001'",
            "rhenium_goes_back_where_it_came_from": "update t set to_hs6 = '811299' where hs6 = '811241'",
            "paths_are_known": "update t set crossing = 'no_path' where hs6 < '280100'",
            "most_codes_cross_exactly": "update t set crossing = 'not_exact' where hs6 < '280600'",
        },
    ),
    "mart_mart_trade_series": (
        """select 'k' || i as trade_series_key, 0.1 as relative_change, 10.0 as change_usd, true as is_complete,
        'exact' as crossing from range(20) as r(i)""",
        {
            "has_rows": "delete from t",
            "changes_are_of_undivided_codes": "update t set crossing = 'not_exact' where trade_series_key = 'k1'",
            "changes_are_of_whole_years": "update t set is_complete = false where trade_series_key = 'k1'",
            "codes_are_seldom_divided": (
                "update t set crossing = 'not_exact', change_usd = null, relative_change = null "
                "where trade_series_key < 'k2'"
            ),
            "changes_are_moderate": "update t set relative_change = -0.99",
        },
    ),
    "mart_dim_unit_value_bounds": (
        """select cast(280000 + i as varchar) as hs6, 2::double as low_usd_per_gross_kg,
        50::double as high_usd_per_gross_kg,
        10::double as median_usd_per_gross_kg from range(20) as r(i)""",
        {
            "has_rows": "delete from t",
            "low_usd_per_gross_kg_is_in_range": "update t set low_usd_per_gross_kg = -1 where hs6 = '280001'",
            "high_usd_per_gross_kg_is_in_range": "update t set high_usd_per_gross_kg = 2e8 where hs6 = '280001'",
            "bounds_are_in_order": "update t set low_usd_per_gross_kg = 60 where hs6 = '280001'",
            "medians_lie_within_bounds": "update t set median_usd_per_gross_kg = 1000",
        },
    ),
}

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
}

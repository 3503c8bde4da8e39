"""Good rows of dimensions, bridges and the tables about quality, and for each check of their suites an error.

Good rows are a query; an error is a statement on the table `t`.
"""

COMMON_MARTS = {
    "mart_dim_countries": (
        """select 'C' || chr(65 + cast(i // 26 as int)) || chr(65 + cast(i % 26 as int)) as iso3, 'XX' as iso2,
        'country' as country_kind from range(249) as r(i)
        union all select 'NAM', 'NA', 'country' union all select 'WLD', null, 'world'
        union all select 'PAX_SILICA', null, 'bloc'""",
        {
            "countries_are_all_there": "delete from t where iso3 like 'CA%'",
            "world_is_one": "delete from t where iso3 = 'WLD'",
            "namibia_is_there": "update t set iso2 = null where iso3 = 'NAM'",
            "iso3_has_its_form": "update t set iso3 = 'caa' where iso3 = 'CAA'",
        },
    ),
    "mart_dim_parties": (
        """select 'P' || i as party, 'country' as party_kind, 'Name' as party_name, 1 as n_claims
        from range(100) as r(i)""",
        {
            "has_rows": "delete from t",
            "n_claims_is_in_range": "update t set n_claims = 0 where party = 'P0'",
            "parties_are_mostly_resolved": "update t set party_kind = 'unmapped' where party < 'P3'",
            "names_are_short": "update t set party_name = repeat('long ', 20)",
        },
    ),
    "mart_dim_minerals": (
        """select case when i < 60 then 'usgs_2025' end as official_list, 'single' as mineral_kind,
        'own_codes' as trade_visibility from range(70) as r(i)""",
        {
            "official_list_is_whole": "update t set mineral_kind = 'group'",
            "minerals_have_codes": "update t set trade_visibility = 'no_code'",
        },
    ),
    "mart_dim_hs6": (
        """select 'H' || i % 7 as hs_edition, cast(280000 + i as varchar) as hs6, 1 as n_minerals
        from range(700) as r(i)""",
        {
            "editions_are_all_there": "delete from t where hs_edition = 'H6'",
            "codes_are_hundreds": "update t set hs6 = '280000'",
            "n_minerals_is_in_range": "update t set n_minerals = 0 where hs6 = '280001'",
        },
    ),
    "mart_dim_dates": (
        """select day_on, year(day_on) as calendar_year from (select unnest(generate_series(date '1990-01-01',
        date '2054-12-31', interval 1 day))::date as day_on)""",
        {
            "calendar_reaches_ahead": "delete from t where calendar_year > 2030",
            "calendar_has_no_holes": "delete from t where day_on = date '2025-10-28'",
        },
    ),
    "mart_dim_sources": (
        "select 's' || i as source, 'Publisher' as publisher, 'public domain' as licence from range(3) as r(i)",
        {
            "has_rows": "delete from t where source = 's0'",
            "publisher_is_present": "update t set publisher = '' where source = 's0'",
            "licence_is_present": "update t set licence = null where source = 's0'",
        },
    ),
    "mart_bridge_bloc_members": (
        """select 'EUU' as bloc_iso3, 'M' || i as member_iso3, null::date as valid_to from range(27) as r(i)
        union all select 'EUU', 'GBR', date '2020-02-01' union all select 'G7', 'G' || i, null from range(7) as s(i)""",
        {
            "union_has_27": "delete from t where member_iso3 = 'M3'",
            "g7_has_seven": "insert into t values ('G7', 'RUS', null)",
            "who_left_has_left": (
                "delete from t where member_iso3 = 'M1'; update t set valid_to = null where member_iso3 = 'GBR'"
            ),
        },
    ),
    "mart_bridge_mineral_groups": (
        """select 'rare_earths' as mineral_group, 'm' || i as mineral, 'single' as member_kind from range(16) as r(i)
        union all select 'rare_earths', 'heavy_rare_earths', 'group'""",
        {
            "rare_earths_are_whole": "delete from t where mineral = 'm1'",
            "groups_do_not_hold_themselves": "update t set mineral = mineral_group where member_kind = 'group'",
        },
    ),
    "mart_bridge_hs6_minerals": (
        """select 'm' || i as mineral, '28' || i as hs6, i % 2 = 0 as is_basket from range(60) as r(i)
        union all values ('rare_earths', '284690', false), ('graphite', '250410', false), ('lithium', '283691', false),
        ('rare_earths', '850511', false), ('cobalt', '260500', false)""",
        {
            "minerals_are_many": "delete from t where mineral like 'm_%' and mineral > 'm2'",
            "known_codes_stand": "update t set mineral = 'tin' where hs6 = '284690'",
            "codes_of_their_own_exist": "update t set is_basket = true",
        },
    ),
    "mart_fct_quality_results": (
        "select 'staged' as door, 'critical' as severity, true as is_success from range(10)",
        {
            "has_rows": "delete from t",
            "nothing_failed_was_admitted": "update t set is_success = false where rowid = 0",
            "warnings_are_few": "update t set is_success = false, severity = 'warning'",
        },
    ),
    "mart_fct_quarantine": (
        "select 'r' as rule, 'because' as reason, 'census__trade_flows' as table_name, 1 as n_records from range(10)",
        {
            "rule_is_present": "update t set rule = null",
            "reason_is_present": "update t set reason = ''",
            "table_name_is_present": "update t set table_name = null",
            "kept_out_are_few": "update t set n_records = 99999",
        },
    ),
}

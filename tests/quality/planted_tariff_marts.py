"""Good rows of the tariff marts, and for each check of their suites an error (see `planted_marts`)."""

_MAGNETS = "tariff_line = '85051100' and legal_basis = 'ieepa_reciprocal'"
_GALLIUM = "tariff_line = '81129210' and legal_basis"

TARIFF_MARTS = {
    "mart_fct_tariff_rates": (
        """select * from (values
        ('85051100', 'CHN', 'additional', 'ieepa_reciprocal', date '2025-04-10', date '2025-05-14', 125.0),
        ('85051100', 'CHN', 'additional', 'ieepa_reciprocal', date '2025-05-14', date '2025-11-10', 10.0),
        ('85051100', 'CHN', 'additional', 'section_301', date '2026-01-01', null, 25.0),
        ('81129210', 'CHN', 'additional', 'ieepa_reciprocal', date '2025-04-05', date '2026-02-24', 0.0),
        ('81129210', 'CHN', 'additional', 'section_301', date '2019-05-10', null, 25.0)
        ) as t(tariff_line, origin_iso3, rate_basis, legal_basis, valid_from, valid_to, added_pp),
        (select 0::double as ad_valorem_pct, null::decimal(24, 8) as specific_usd, null::varchar as specific_unit,
        'ad_valorem' as rate_type, 'law' as firmness)
        union all select '28369100', 'C' || i, 'mfn_applied', 'hts_general', date '2020-07-01', null, 3.7, 3.7, null,
        null, 'ad_valorem', 'law' from range(240) as r(i)""",
        {
            "has_rows": "delete from t",
            "ad_valorem_pct_is_in_range": "update t set ad_valorem_pct = 9999 where origin_iso3 = 'C1'",
            "added_pp_is_in_range": "update t set added_pp = -1 where origin_iso3 = 'C1'",
            "specific_usd_is_in_range": (
                "update t set specific_usd = 3750, specific_unit = 'kg', added_pp = null where origin_iso3 = 'C1'"
            ),
            "valid_from_before_valid_to": "update t set valid_to = valid_from where origin_iso3 = 'C1'",
            "units_stand_with_dollars": "update t set specific_unit = 'kg' where origin_iso3 = 'C1'",
            "rates_are_mostly_read": "update t set rate_type = 'unread'",
            "rules_are_mostly_law": "update t set firmness = 'pointer'",
            "every_origin_has_a_general_rate": "delete from t where origin_iso3 like 'C1%'",
            "magnets_pay_125_in_april_2025": f"update t set added_pp = 34 where {_MAGNETS} and added_pp = 125",
            "magnets_pay_10_after_the_truce": f"update t set added_pp = 34 where {_MAGNETS} and added_pp = 10",
            "magnets_pay_no_section_301_before_2026": (
                f"update t set valid_from = date '2025-01-01' where {_MAGNETS}".replace(
                    "ieepa_reciprocal", "section_301"
                )
            ),
            "gallium_is_free_of_reciprocal_duty": f"update t set added_pp = 125 where {_GALLIUM} = 'ieepa_reciprocal'",
            "gallium_pays_section_301": f"delete from t where {_GALLIUM} = 'section_301'",
        },
    ),
    "mart_dim_tariff_rules": (
        """select 'r' || i as tariff_rule_id, 'section_301' as legal_basis, 'CHN' as origin_iso3,
        '83 FR 28710' as citation, 'law' as firmness, '9903.88.01' as heading, 25::double as ad_valorem_pct,
        date '2018-07-06' as valid_from from range(120) as r(i)""",
        {
            "has_rows": "delete from t where tariff_rule_id like 'r1%' or tariff_rule_id like 'r2%'",
            "citation_is_present": "update t set citation = null where tariff_rule_id = 'r1'",
            "legal_basis_is_present": "update t set legal_basis = '' where tariff_rule_id = 'r1'",
            "origin_iso3_is_present": "update t set origin_iso3 = null where tariff_rule_id = 'r1'",
            "firmness_is_known": "update t set firmness = 'rumour' where tariff_rule_id = 'r1'",
            "heading_has_its_form": "update t set heading = '99038801' where tariff_rule_id = 'r1'",
            "ad_valorem_pct_is_in_range": "update t set ad_valorem_pct = 2500 where tariff_rule_id = 'r1'",
            "rules_are_of_these_years": "update t set valid_from = date '1918-07-06' where tariff_rule_id = 'r1'",
        },
    ),
    "mart_dim_tariff_lines": (
        """select '811292' || (10 + i) as tariff_line, '811292' || (10 + i) as parent_line, '811292' as hs6,
        'Gallium, unwrought' as description from range(80) as r(i)""",
        {
            "has_rows": "delete from t",
            "tariff_line_has_its_form": (
                "update t set tariff_line = '8112921O', parent_line = '8112921O' where tariff_line = '81129211'"
            ),
            "lines_lie_under_their_code": "update t set hs6 = '811299' where tariff_line = '81129211'",
            "gallium_is_not_germanium": "update t set description = 'Germanium' where tariff_line = '81129210'",
            "lines_have_words": "update t set description = null where tariff_line <> '81129210'",
        },
    ),
    "mart_mart_tariff_exposure": (
        """select 'CHN' as exporter_iso3, 1000.0::double as value_under_usd, 250.0::double as cost_usd,
        0.0::double as value_not_added_usd, i as n from range(40) as r(i)""",
        {
            "has_rows": "delete from t",
            "cost_usd_is_in_range": "update t set cost_usd = -1 where n = 0",
            "value_under_usd_is_in_range": "update t set value_under_usd = 1e13 where n = 0",
            "costs_follow_their_value": "update t set cost_usd = 2500 where n = 0",
            "exempt_trade_costs_nothing": "update t set value_under_usd = 0, cost_usd = 0.5 where n = 0",
            "duties_can_mostly_be_added": "update t set value_not_added_usd = 900",
        },
    ),
    "mart_mart_tariff_duty_checks": (
        """select 'agrees' as check_status, 2.1::double as unclaimed_pct, 2.1::double as calculated_pct, i as n
        from range(100) as r(i)""",
        {
            "has_rows": "delete from t",
            "unclaimed_pct_is_in_range": "update t set unclaimed_pct = 9999 where n = 0",
            "calculated_pct_is_in_range": "update t set calculated_pct = 210 where n = 0",
            "duties_are_not_missing": "update t set check_status = 'above' where n < 10",
            "duties_mostly_agree": "update t set check_status = 'below' where n < 30",
        },
    ),
    "mart_bridge_trade_measure_tariff_rules": (
        """select 'm' || i as trade_measure_key, 'r' || i as tariff_rule_key, 'agrees' as match_status,
        25::double as rate_told, 25::double as rate_in_law from range(20) as r(i)""",
        {
            "has_rows": "delete from t",
            "agreement_has_the_same_rate": "update t set rate_in_law = 34 where trade_measure_key = 'm1'",
            "links_have_a_rule": "update t set tariff_rule_key = null where trade_measure_key = 'm1'",
            "talk_is_mostly_found_in_law": "update t set match_status = 'no_rule', tariff_rule_key = null",
        },
    ),
    "mart_fct_tariff_averages": (
        """select cast(3.7 as decimal(18, 4)) as average_pct, 'all_lines' as average_status, 'WLD' as partner_iso3,
        i as n from range(40) as r(i)""",
        {
            "has_rows": "delete from t",
            "averages_of_nothing_are_null": "update t set average_status = 'no_ad_valorem_line' where n = 0",
            "averages_are_moderate": "update t set average_pct = 370",
            "partners_are_known": "update t set partner_iso3 = 'unmapped'",
        },
    ),
    "mart_bridge_tariff_rule_notices": (
        """select '90 FR ' || i as citation, 'held' as notice_status, -3 as days_after_publication
        from range(20) as r(i)""",
        {
            "has_rows": "delete from t",
            "citations_are_of_the_register": "update t set notice_status = 'not_of_the_register'",
            "duties_begin_near_their_publication": "update t set days_after_publication = -2000",
        },
    ),
    "mart_fct_legal_notices": (
        """select 'notice' as document_type, date '2025-04-02' as signed_on, date '2025-04-07' as published_on,
        date '2025-04-05' as effective_on, false as is_correction, false as is_citation_shared, i as n
        from range(40) as r(i)""",
        {
            "has_rows": "delete from t",
            "types_are_known": "update t set document_type = 'unmapped' where n = 0",
            "signed_before_published": "update t set signed_on = date '2025-04-08' where n = 0",
            "effect_is_near_publication": "update t set effective_on = date '1925-04-05'",
            "corrections_are_few": "update t set is_correction = true",
            "citations_are_mostly_their_own": "update t set is_citation_shared = true",
        },
    ),
    "mart_bridge_legal_notice_links": (
        """select 'k' || i as legal_notice_key, 'k' || (i + 1) as target_legal_notice_key, 'amends' as relation
        from range(20) as r(i)""",
        {
            "has_rows": "delete from t",
            "no_link_leads_to_itself": "update t set target_legal_notice_key = 'k1' where legal_notice_key = 'k1'",
            "links_say_what_they_are": "update t set relation = 'see'",
        },
    ),
    "mart_bridge_trade_measure_notices": (
        "select 'm' || i as trade_measure_key, 'n' || i as legal_notice_key from range(30) as r(i)",
        {
            "has_rows": "delete from t",
            "notices_of_a_measure_are_few": "update t set trade_measure_key = 'm0'",
        },
    ),
}

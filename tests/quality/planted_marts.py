"""Good rows of each built table that has a suite (only the columns it asks for), and for each check an error.

Good rows are a query; an error is a statement on the table `t`.
"""

WAREHOUSE = {
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
    "mart_dim_articles": (
        """select 1000 as n_characters, date '2025-10-28' as published_on, null::varchar as duplicate_of_key,
        false as is_superseded from range(10)""",
        {
            "has_rows": "delete from t",
            "n_characters_is_in_range": "update t set n_characters = 3",
            "documents_are_dated": "update t set published_on = null",
            "reprints_are_few": "update t set duplicate_of_key = 'x'",
            "superseded_are_few": "update t set is_superseded = true",
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
    "mart_bridge_supplier_share_flows": (
        "select 's' || i % 50 as supplier_share_key, 'f' || i as trade_flow_key from range(100) as r(i)",
        {
            "has_rows": "delete from t",
            "flows_of_a_share_are_few": "update t set supplier_share_key = 's0'",
        },
    ),
    "mart_fct_agreements": (
        """select 1 as n_documents, 2 as n_parties, date '2025-10-29' as first_reported_on,
        date '2025-11-02' as last_reported_on, 1 as n_signing_days_told, 1 as n_kinds_told,
        date '2025-10-28' as signed_on from range(40)""",
        {
            "has_rows": "delete from t",
            "n_documents_is_in_range": "update t set n_documents = 0",
            "n_parties_is_in_range": "update t set n_parties = 400",
            "first_reported_on_before_last_reported_on": "update t set last_reported_on = date '2025-10-28'",
            "parties_are_two_or_more": "update t set n_parties = 1",
            "signing_days_agree": "update t set n_signing_days_told = 2",
            "kinds_agree": "update t set n_kinds_told = 3",
            "signing_follows_reporting_closely": "update t set signed_on = date '2026-10-28'",
        },
    ),
    "mart_fct_agreement_commitments": (
        """select 1000000000 as amount, 'USD' as currency, 'open' as commitment_state, date '2026-04-28' as deadline_on,
        date '2026-01-01' as state_on from range(10)""",
        {
            "has_rows": "delete from t",
            "amount_is_in_range": "update t set amount = -1, currency = 'JPY'",
            "dollars_are_of_this_world": "update t set amount = 8",
            "overdue_is_past": "update t set commitment_state = 'overdue'",
            "open_is_not_past": "update t set state_on = date '2026-05-01'",
        },
    ),
    **{
        f"mart_bridge_agreement_{name}": (
            f"select 'a' || i // 3 as agreement_key, 'x' || i as {column}, 1 as n_documents from range(90) as r(i)",
            {
                "has_rows": "delete from t",
                "n_documents_is_in_range": "update t set n_documents = 0",
                check: "update t set agreement_key = 'a'",
            },
        )
        for name, column, check in (
            ("parties", "party", "tables_are_small"),
            ("minerals", "mineral", "lists_are_short"),
            ("stages", "stage", "chains_are_short"),
        )
    },
    **{
        f"mart_bridge_{name}_claims": (
            f"""select 'a' || i // 2 as {name}_key, 'c' || i as claim_key, 0.9 as match_score, i % 2 = 0 as is_best
            from range(400) as r(i)""",
            {
                "has_rows": "delete from t",
                "match_score_is_in_range": "update t set match_score = 1.5",
                "best_claim_is_one": "update t set is_best = true where claim_key = 'c1'",
                "claims_of_one_are_few": f"update t set {name}_key = 'a', is_best = claim_key = 'c0'",
            },
        )
        for name in ("agreement", "trade_measure")
    },
    "mart_mart_agreement_coverage": (
        """select 'measured' as measurability, 5300.0::double as signing_hhi, 0.7 as signing_top_supplier_share,
        4100.0::double as latest_hhi, 0.6 as latest_top_supplier_share, -10.0::double as top_supplier_share_change_pp,
        10.0::double as partners_share_change_pp, false as is_top_supplier_partner, 0.25 as latest_partners_share
        from range(5)""",
        {
            "has_rows": "delete from t",
            "something_is_measured": "update t set measurability = 'not_covered'",
            "signing_hhi_is_in_range": "update t set signing_hhi = 10500",
            "latest_hhi_is_in_range": "update t set latest_hhi = 10500",
            "signing_hhi_fits_the_top_share": "update t set signing_hhi = 4000",
            "latest_hhi_fits_the_top_share": "update t set latest_hhi = 3000",
            "top_supplier_share_change_pp_is_in_range": "update t set top_supplier_share_change_pp = -110",
            "partners_share_change_pp_is_in_range": "update t set partners_share_change_pp = 1000",
            "top_partner_has_a_share": "update t set is_top_supplier_partner = true",
        },
    ),
    "mart_fct_claim_checks": (
        """select 60::double as stated_value, 62::double as held_value, null::double as held_low,
        null::double as held_high, 'share' as check_kind, 'exactly' as qualifier, 'confirmed' as verdict,
        null::varchar as reason, 3::double as tolerance_pp from range(10)""",
        {
            "has_rows": "delete from t",
            "stated_value_is_in_range": "update t set stated_value = 160, check_kind = 'count' where rowid = 0",
            "verdicts_have_a_figure": "update t set held_value = null where rowid = 0",
            "what_cannot_be_checked_has_a_reason": "update t set verdict = 'not_checkable' where rowid = 0",
            "confirmed_shares_are_near": "update t set held_value = 64 where rowid = 0",
            "texts_are_mostly_right": "update t set verdict = 'contradicted'",
        },
    ),
    "mart_mart_changes": (
        """select date '2026-01-10' as learned_on, 'revised_figure' as change_kind, '60' as from_value,
        '70' as to_value, null::varchar as _claim_key, 'b' as _page_sha256 from range(10)""",
        {
            "has_rows": "delete from t",
            "learned_in_our_time": "update t set learned_on = date '1999-01-01' where rowid = 0",
            "revisions_revise": "update t set to_value = '60' where rowid = 0",
            "facts_have_words_or_pages": "update t set _page_sha256 = null where rowid = 0",
            "revisions_keep_their_scale": "update t set to_value = '70000' where rowid = 0",
        },
    ),
    "mart_mart_calendar": (
        """select date '2026-04-20' as falls_on, date '2026-02-01' as state_on, 78 as days_to_go,
        'ahead' as calendar_state, 'law' as firmness, true as is_firm from range(10)""",
        {
            "has_rows": "delete from t",
            "days_to_go_is_in_range": "update t set falls_on = date '2200-01-01', days_to_go = 63521 where rowid = 0",
            "days_to_go_fit_the_day": "update t set days_to_go = 77 where rowid = 0",
            "ahead_is_ahead": "update t set falls_on = date '2026-02-01', days_to_go = 0 where rowid = 0",
            "passed_is_past": "update t set calendar_state = 'passed' where rowid = 0",
            "talk_is_not_firm": "update t set firmness = 'hedged' where rowid = 0",
            "days_are_mostly_firm": "update t set firmness = 'hedged', is_firm = false",
        },
    ),
    "mart_mart_agreement_near_misses": (
        """select 0.5 as match_score, 30 as days_apart, 1 as n_shared_parties, 2 as n_all_parties,
        'a' as agreement_key, 'b' as other_agreement_key from range(5)""",
        {
            "match_score_is_in_range": "update t set match_score = -1",
            "days_apart_is_in_range": "update t set days_apart = 9999",
            "shared_parties_are_parties": "update t set n_shared_parties = 3",
            "pairs_are_of_two": "update t set other_agreement_key = 'a'",
        },
    ),
    "mart_fct_claims": (
        """select 0.8 as confidence, 'signed' as quote, 3 as quote_start, 9 as quote_end,
        'they signed it' as quote_with_surroundings, 'k' || i % 3 as claim_kind from range(60) as r(i)""",
        {
            "has_rows": "delete from t",
            "confidence_is_in_range": "update t set confidence = 1.1",
            "quote_fits_its_place": "update t set quote_end = 10 where quote_start = 3",
            "surroundings_hold_the_quote": "update t set quote_with_surroundings = 'they did'",
            "reader_is_mostly_sure": "update t set confidence = 0.3",
            "every_kind_is_read": "update t set claim_kind = 'k0'",
            "quotes_are_short": """update t set quote = repeat('x', 2000), quote_end = 2003,
                quote_with_surroundings = repeat('x', 2000)""",
        },
    ),
    "mart_mart_article_overlaps": (
        """select 0.4 as overlap, 0.5 as contained, 'e' || i as earlier_article_key, 'l' || i as later_article_key
        from range(60) as r(i)""",
        {
            "overlap_is_in_range": "update t set overlap = 1.1",
            "contained_is_in_range": "update t set contained = -0.1",
            "pairs_are_of_two": "update t set later_article_key = earlier_article_key",
            "documents_overlap_with_few": "update t set later_article_key = 'l'",
        },
    ),
    "mart_mart_claims_by_reader": (
        """select 0.5 as confidence, 'alone' as beside_others, cast(null as varchar) as other_claim_key,
        'rules' as reader, true as makes_facts from range(10)""",
        {
            "has_rows": "delete from t",
            "confidence_is_in_range": "update t set confidence = 1.1",
            "alone_has_no_other": "update t set other_claim_key = 'k'",
            "facts_come_from_one_reader": "insert into t select * replace ('llm' as reader) from t limit 1",
        },
    ),
    "mart_fct_dependency_claims": (
        """select 'JPN' as dependent_party, 'CHN' as supplier_party, 2024 as claim_year,
        date '2025-10-28' as published_on, 'dominates' as relation, 70 as share_pct from range(10)""",
        {
            "has_rows": "delete from t",
            "nobody_depends_on_itself": "update t set supplier_party = 'JPN'",
            "figures_are_of_the_past": "update t set claim_year = 2040",
            "dominance_is_more_than_half": "update t set share_pct = 7",
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
    "mart_fct_trade_measures": (
        """select 1 as n_documents, date '2025-11-10' as effective_on, date '2026-11-10' as expires_on,
        date '2025-10-09' as first_reported_on, date '2025-10-09' as last_reported_on, 'in_force' as status,
        'percentage_points' as rate_unit, 24 as rate, true as is_law, 'law' as firmness from range(10)""",
        {
            "has_rows": "delete from t",
            "n_documents_is_in_range": "update t set n_documents = 0",
            "effective_on_before_expires_on": "update t set expires_on = date '2025-11-09'",
            "first_reported_on_before_last_reported_on": "update t set last_reported_on = date '2025-10-08'",
            "rates_are_of_this_world": "update t set rate = 2400",
            "what_is_in_force_is_law": "update t set is_law = false",
        },
    ),
    "mart_fct_trade_measure_events": (
        """select 'k' || i // 2 as trade_measure_key, 1 + i % 2 as step_number, 1 as n_documents,
        date '2025-10-09' as valid_from, date '2025-11-09' as valid_to, true as changes_state, 'law' as firmness
        from range(10) as r(i)""",
        {
            "has_rows": "delete from t",
            "n_documents_is_in_range": "update t set n_documents = 0",
            "valid_from_before_valid_to": "update t set valid_to = date '2025-10-08', changes_state = false",
            "spells_of_changes_last": "update t set valid_to = valid_from",
            "changes_are_mostly_firm": "update t set firmness = 'hedged'",
            "lives_begin_with_a_first_step": "update t set step_number = 2",
        },
    ),
    "mart_bridge_trade_measure_targets": (
        """select 'k' || i // 2 as trade_measure_key, case i % 2 when 0 then 'CHN' else 'JPN' end as target
        from range(10) as r(i)""",
        {"has_rows": "delete from t", "world_stands_alone": "update t set target = 'WLD' where target = 'CHN'"},
    ),
    "mart_bridge_trade_measure_products": (
        "select 'mineral' as product_kind from range(10)",
        {"has_rows": "delete from t", "products_are_mostly_placed": "update t set product_kind = 'other'"},
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
    "intermediate_int_articles_deduplicated": (
        "select 's' || i as story_key from range(60) as r(i)",
        {"has_rows": "delete from t", "stories_are_printed_a_few_times": "update t set story_key = 's'"},
    ),
    "intermediate_int_agreements_resolved": (
        "select 'a' || i as agreement_key, 1.0 as match_score from range(300) as r(i)",
        {
            "has_rows": "delete from t",
            "match_score_is_in_range": "update t set match_score = 2",
            "agreements_do_not_swallow_claims": "update t set agreement_key = 'a'",
        },
    ),
}

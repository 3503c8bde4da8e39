"""Good rows of the tables built from articles and claims, and for each check of their suites an error.

Good rows are a query; an error is a statement on the table `t`.
"""

CLAIM_MARTS = {
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

-- Figures that became another: what was known of a figure at the end of one day, and at the end of the next day on
-- which a page with it was retrieved. What was known on a day is the vintage that wins among those retrieved by then,
-- so an old edition read late revises nothing. Pages of one day are one day's knowledge: the clock is as_known_at's.
with vintages as (

    select
        'fct_trade_flows' as fact_table,
        trade_flow_key as figure_key,
        trade_flow_key as fact_key,
        reporter_iso3 || ' ' || replace(flow, '_', '-') || ' of ' || commodity_code || ', partner '
        || coalesce(partner_name, partner_iso3) || ', ' || period || ' (' || replace(period_kind, '_', ' ') || ')'
            as label,
        cast(primary_value as decimal(38, 6)) as figure_value,
        cast(primary_value as {{ dbt.type_string() }}) as figure_text,
        value_currency as unit,
        vintage_rank,
        cast(_retrieved_at as date) as retrieved_on,
        _retrieved_at,
        _page_sha256
    from {{ ref('int_trade_flows_ranked') }}
    where n_vintages > 1
    union all
    select
        'fct_mineral_production' as fact_table,
        {{ surrogate_key(['mineral', 'stage', 'form', 'basis', 'producer_id', 'country_name', 'figure_year']) }}
            as figure_key,
        {{ surrogate_key(['edition', 'mineral', 'stage', 'form', 'basis', 'country_name', 'figure_year']) }}
            as fact_key,
        mineral || ' ' || stage || ' (' || form || ', ' || basis || ') of ' || country_name || ', '
        || cast(figure_year as {{ dbt.type_string() }}) as label,
        cast(quantity as decimal(38, 6)) as figure_value,
        value_text as figure_text,
        unit,
        row_number() over (
            partition by mineral, stage, form, basis, producer_id, country_name, figure_year
            order by edition desc, vintage_rank asc, _record asc
        ) as vintage_rank,
        cast(_retrieved_at as date) as retrieved_on,
        _retrieved_at,
        _page_sha256
    from {{ ref('int_mineral_production_ranked') }}
    union all
    select
        'fct_import_reliance' as fact_table,
        {{ surrogate_key(['importer_iso3', 'mineral', 'form', 'reliance_year']) }} as figure_key,
        {{ surrogate_key(['importer_iso3', 'mineral', 'form', 'reliance_year', 'edition']) }} as fact_key,
        importer_iso3 || ' net import reliance for ' || mineral || ' (' || form || '), '
        || cast(reliance_year as {{ dbt.type_string() }}) as label,
        cast(reliance_pct as decimal(38, 6)) as figure_value,
        coalesce(value_text, flag) as figure_text,
        'per cent' as unit,
        row_number() over (
            partition by importer_iso3, mineral, form, reliance_year
            order by edition desc, vintage_rank asc, sheet_rank asc, _record asc
        ) as vintage_rank,
        cast(_retrieved_at as date) as retrieved_on,
        _retrieved_at,
        _page_sha256
    from {{ ref('int_import_reliance_ranked') }}

),

known as (

    select
        *,
        min(vintage_rank) over (
            partition by fact_table, figure_key
            order by retrieved_on
            range between unbounded preceding and current row
        ) as best_rank_by_then
    from vintages

),

followed as (

    select
        *,
        lag(figure_value) over (partition by fact_table, figure_key order by retrieved_on) as from_value,
        lag(figure_text) over (partition by fact_table, figure_key order by retrieved_on) as from_text,
        lag(retrieved_on) over (partition by fact_table, figure_key order by retrieved_on) as from_retrieved_on,
        lag(_page_sha256) over (partition by fact_table, figure_key order by retrieved_on) as from_page_sha256
    from known
    where vintage_rank = best_rank_by_then

)

select
    fact_table,
    figure_key,
    fact_key,
    label,
    from_value,
    from_text,
    figure_value as to_value,
    figure_text as to_text,
    unit,
    from_retrieved_on,
    retrieved_on,
    _retrieved_at,
    from_page_sha256,
    _page_sha256
from followed
where
    from_retrieved_on is not null
    and (
        from_value <> figure_value
        or (from_value is null) <> (figure_value is null)
        or (
            from_value is null and figure_value is null
            and coalesce(from_text, '') <> coalesce(figure_text, '')
        )
    )

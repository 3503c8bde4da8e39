-- Trade under each duty and what it costs: over the days of the trade's own period, and as if the same trade were
-- entered on the day asked. A preference's row says what the trade would pay in place of the general rate.
with costs as (

    select
        *,
        cast(round(cast(trade_value_usd as double) * days_under / n_days, 2) as decimal(38, 2)) as value_under_usd,
        cast(round(cast(trade_value_usd as double) * days_exempt / n_days, 2) as decimal(38, 2)) as value_exempt_usd,
        cast(round(cast(trade_value_usd as double) * days_not_added / n_days, 2) as decimal(38, 2))
            as value_not_added_usd,
        cast(round(cast(trade_value_usd as double) * cast(point_days as double) / (100 * n_days), 2) as decimal(38, 2))
            as cost_usd,
        cast(round(cast(trade_value_usd as double) * cast(points_on_day as double) / 100, 2) as decimal(38, 2))
            as cost_on_day_usd
    from {{ ref('int_imports_rated') }}
    where
        rate_basis <> 'no_rates'
        and (days_under > 0 or days_exempt > 0 or is_under_on_day)

)

select
    {{ surrogate_key([
        'importer_iso3',
        'exporter_iso3',
        'mineral',
        'stage',
        'trade_year',
        'legal_basis',
        'programme',
        'applies_when'
    ]) }} as tariff_exposure_key,
    importer_iso3,
    exporter_iso3,
    mineral,
    stage,
    cast(trade_year as integer) as trade_year,
    rate_basis,
    legal_basis,
    programme,
    applies_when,
    cast(sum(value_under_usd) as decimal(38, 2)) as value_under_usd,
    cast(sum(value_exempt_usd) as decimal(38, 2)) as value_exempt_usd,
    cast(sum(value_not_added_usd) as decimal(38, 2)) as value_not_added_usd,
    cast(sum(cost_usd) as decimal(38, 2)) as cost_usd,
    round({{ ratio('100 * sum(cost_usd)', 'sum(value_under_usd)') }}, 4) as average_pp,
    {{ as_of_date() }} as state_on,
    cast(sum(case when is_under_on_day then trade_value_usd else 0 end) as decimal(38, 2)) as value_under_on_day_usd,
    cast(sum(case when is_not_added_on_day then trade_value_usd else 0 end) as decimal(38, 2))
        as value_not_added_on_day_usd,
    cast(sum(cost_on_day_usd) as decimal(38, 2)) as cost_on_day_usd,
    max(case when is_basket then 1 else 0 end) = 1 as has_basket_codes,
    cast(count(distinct tariff_line) as integer) as n_lines,
    cast(count(distinct trade_flow_key) as integer) as n_flows
from costs
group by
    importer_iso3,
    exporter_iso3,
    mineral,
    stage,
    trade_year,
    rate_basis,
    legal_basis,
    programme,
    applies_when

-- The publisher's own total beside the sum of what we count, code by code: the difference is a row, never forced away.
select
    reporter_iso3,
    flow,
    commodity_level,
    commodity_code,
    period,
    period_kind,
    sum(case when partner_role = 'world_total' then customs_value_usd end) as world_total_usd,
    coalesce(sum(case when is_counted then customs_value_usd end), 0) as counted_usd,
    coalesce(sum(case when partner_role = 'unidentified' then customs_value_usd end), 0) as unidentified_usd,
    sum(case when partner_role = 'world_total' then customs_value_usd end)
    - coalesce(sum(case when is_counted then customs_value_usd end), 0) as difference_usd
from {{ ref('int_trade_flows_classified') }}
group by reporter_iso3, flow, commodity_level, commodity_code, period, period_kind
having sum(case when partner_role = 'world_total' then 1 else 0 end) > 0

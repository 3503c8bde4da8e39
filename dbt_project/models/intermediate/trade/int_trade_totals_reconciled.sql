-- The publisher's own total beside the sum of what we count, code by code: the difference is a row, never forced away.
select
    _source,
    reporter_iso3,
    flow,
    commodity_level,
    commodity_code,
    hs_edition,
    period,
    period_kind,
    value_currency,
    sum(case when partner_role = 'world_total' then primary_value end) as world_total_value,
    coalesce(sum(case when is_counted then primary_value end), 0) as counted_value,
    coalesce(sum(case when partner_role = 'unidentified' then primary_value end), 0) as unidentified_value,
    sum(case when partner_role = 'world_total' then primary_value end)
    - coalesce(sum(case when is_counted then primary_value end), 0) as difference_value
from {{ ref('int_trade_flows_classified') }}
where partner_role <> 'other_edition'
group by
    _source,
    reporter_iso3,
    flow,
    commodity_level,
    commodity_code,
    hs_edition,
    period,
    period_kind,
    value_currency
having sum(case when partner_role = 'world_total' then 1 else 0 end) > 0

-- A year's trade in one HS6 code may be there as a year, as months or as year to date, and by code or by national line.
-- These are never added to each other. One basis is chosen for all partners of a code: a complete one before an
-- incomplete one; one that holds nearly the most value; national lines before HS6; a year before months.
with flows as (

    select
        _source,
        reporter_iso3,
        flow,
        trade_year,
        hs6,
        commodity_level,
        period,
        period_kind,
        is_counted,
        primary_value,
        max(period) over (
            partition by _source, reporter_iso3, flow, trade_year, hs6, commodity_level, period_kind
        ) as last_period
    from {{ ref('int_trade_flows_classified') }}
    where
        commodity_level in ('HS6', 'HS8', 'HS10')
        and hs6 is not null
        and (is_counted or partner_role = 'world_total')

),

months as (

    -- a code that is not traded in some month has no row for it: a year of months is judged over all codes
    select
        _source,
        reporter_iso3,
        flow,
        trade_year,
        count(distinct period) as n_months
    from {{ ref('int_trade_flows_classified') }}
    where period_kind = 'month'
    group by _source, reporter_iso3, flow, trade_year

),

bases as (

    select
        flows._source,
        flows.reporter_iso3,
        flows.flow,
        flows.trade_year,
        flows.hs6,
        flows.commodity_level,
        flows.period_kind,
        flows.last_period,
        coalesce(sum(case when flows.is_counted then flows.primary_value end), 0) as counted_value,
        max(
            case
                when flows.period_kind = 'year' then 1
                when flows.period_kind = 'year_to_date' and flows.last_period like '%-12' then 1
                when flows.period_kind = 'month' and months.n_months = 12 then 1
                else 0
            end
        ) as completeness
    from flows
    left join months
        on
            flows._source = months._source
            and flows.reporter_iso3 = months.reporter_iso3
            and flows.flow = months.flow
            and flows.trade_year = months.trade_year
    where flows.period_kind <> 'year_to_date' or flows.period = flows.last_period
    group by
        flows._source,
        flows.reporter_iso3,
        flows.flow,
        flows.trade_year,
        flows.hs6,
        flows.commodity_level,
        flows.period_kind,
        flows.last_period

),

compared as (

    select
        *,
        max(counted_value) over (
            partition by _source, reporter_iso3, flow, trade_year, hs6, completeness
        ) as most_value
    from bases

)

select
    _source,
    reporter_iso3,
    flow,
    trade_year,
    hs6,
    commodity_level,
    period_kind,
    last_period,
    counted_value,
    completeness = 1 as is_complete,
    row_number() over (
        partition by _source, reporter_iso3, flow, trade_year, hs6
        order by
            completeness desc,
            case when counted_value >= 0.95 * most_value then 0 else 1 end,
            case commodity_level when 'HS10' then 0 when 'HS8' then 1 else 2 end,
            case period_kind when 'year' then 0 when 'year_to_date' then 1 else 2 end
    ) = 1 as is_chosen
from compared

-- Each measured US import flow with each duty that its line and origin met, day by day over the flow's own period: the
-- points that the duty added on average, and those that it adds on the day asked. Exact until the last division.
with imports as (

    select
        minerals.trade_flow_key,
        minerals.importer_iso3,
        minerals.partner_iso3 as exporter_iso3,
        minerals.mineral,
        minerals.stage,
        minerals.trade_year,
        minerals.commodity_code,
        minerals.is_basket,
        minerals.primary_value_usd as trade_value_usd,
        flows.calculated_duty_usd,
        case
            when flows.period_kind = 'month' then cast(flows.period || '-01' as date)
            else cast(left(flows.period, 4) || '-01-01' as date)
        end as period_start_on,
        cast({{ dbt.dateadd('day', 1, period_end('flows.period')) }} as date) as period_end_on
    from {{ ref('int_imports_by_mineral') }} as minerals
    inner join {{ ref('int_trade_flows_classified') }} as flows
        on minerals.trade_flow_key = flows.trade_flow_key
    where
        minerals.importer_iso3 = 'USA'
        and minerals._source = 'census'
        and minerals.is_counted
        and minerals.is_measured
        and flows.commodity_level = 'HS10'

),

placed as (

    select
        imports.*,
        coalesce(apart.tariff_line, lines.tariff_line) as tariff_line,
        {{ days_between('imports.period_start_on', 'imports.period_end_on') }} as n_days
    from imports
    left join {{ ref('int_tariff_lines') }} as apart
        on
            imports.importer_iso3 = apart.importer_iso3
            and imports.commodity_code = apart.tariff_line
    left join {{ ref('int_tariff_lines') }} as lines
        on
            imports.importer_iso3 = lines.importer_iso3
            and left(imports.commodity_code, 8) = lines.tariff_line

),

met as (

    select
        placed.*,
        rates.rate_basis,
        rates.legal_basis,
        rates.programme,
        rates.applies_when,
        rates.rate_type,
        rates.component,
        rates.added_pp,
        coalesce(rates.valid_from <= {{ as_of_date() }} and coalesce({{ as_of_date() }} < rates.valid_to, true), false)
            as holds_on_day,
        case when rates.valid_from > placed.period_start_on then rates.valid_from else placed.period_start_on end
            as from_on,
        case when rates.valid_to < placed.period_end_on then rates.valid_to else placed.period_end_on end as until_on
    from placed
    left join {{ ref('fct_tariff_rates') }} as rates
        on
            placed.importer_iso3 = rates.importer_iso3
            and placed.tariff_line = rates.tariff_line
            and placed.exporter_iso3 = rates.origin_iso3

),

counted as (

    select
        *,
        case when from_on < until_on then {{ days_between('from_on', 'until_on') }} else 0 end as days_held
    from met

)

select
    trade_flow_key,
    importer_iso3,
    exporter_iso3,
    mineral,
    stage,
    trade_year,
    commodity_code,
    tariff_line,
    is_basket,
    n_days,
    coalesce(rate_basis, 'no_rates') as rate_basis,
    coalesce(legal_basis, 'no_rates') as legal_basis,
    programme,
    applies_when,
    max(trade_value_usd) as trade_value_usd,
    max(calculated_duty_usd) as calculated_duty_usd,
    sum(case when component = 1 and rate_type <> 'exempt' then days_held else 0 end) as days_under,
    sum(case when component = 1 and rate_type = 'exempt' then days_held else 0 end) as days_exempt,
    max(case when rate_type <> 'exempt' and added_pp is null then days_held else 0 end) as days_not_added,
    sum(coalesce(added_pp, 0) * days_held) as point_days,
    max(case when holds_on_day and rate_type <> 'exempt' then 1 else 0 end) = 1 as is_under_on_day,
    max(case when holds_on_day and rate_type <> 'exempt' and added_pp is null then 1 else 0 end) = 1
        as is_not_added_on_day,
    sum(case when holds_on_day then coalesce(added_pp, 0) else 0 end) as points_on_day
from counted
group by
    trade_flow_key,
    importer_iso3,
    exporter_iso3,
    mineral,
    stage,
    trade_year,
    commodity_code,
    tariff_line,
    is_basket,
    n_days,
    coalesce(rate_basis, 'no_rates'),
    coalesce(legal_basis, 'no_rates'),
    programme,
    applies_when

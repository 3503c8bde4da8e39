-- Who traded what with whom, as the reporter's customs wrote it: the newest vintage of each flow.
-- Add up rows where is_counted, of one publisher (_source), one period_kind and one commodity_level; other rows are
-- totals, groups, members of a bloc that is counted as one partner, or the same trade in another HS edition.
-- A unit value is dollars per kilogram of the goods as traded, only where customs report both; one outside the bounds
-- of its code and year is flagged, and nothing is repaired.
with flows as (

    select
        *,
        case
            when
                net_weight_status = 'reported'
                and commodity_level in ('HS6', 'HS8', 'HS10')
                then {{ ratio('primary_value_usd', 'net_weight_kg') }}
        end as unit_value
    from {{ ref('int_trade_flows_classified') }}

)

select
    flows.trade_flow_key,
    flows.reporter_iso3,
    flows.reporter_code,
    flows.partner_iso3,
    flows.partner_id,
    flows.partner_code,
    flows.partner_name,
    flows.partner_class,
    flows.partner_role,
    flows.is_counted,
    flows.flow,
    flows.commodity_code,
    flows.commodity_level,
    flows.commodity_name,
    flows.hs6,
    flows.hs_edition,
    flows.hs_edition_status,
    flows.is_edition_converted,
    flows.period,
    flows.period_kind,
    cast(flows.trade_year as integer) as trade_year,
    cast(flows.primary_value as decimal(38, 2)) as primary_value,
    flows.value_currency,
    flows.value_status,
    cast(flows.primary_value_usd as decimal(38, 2)) as primary_value_usd,
    flows.value_usd_status,
    cast(flows.calculated_duty_usd as decimal(38, 2)) as calculated_duty_usd,
    cast(flows.net_weight_kg as decimal(38, 3)) as net_weight_kg,
    flows.net_weight_status,
    round(flows.unit_value, 6) as unit_value_usd_per_gross_kg,
    case
        when flows.commodity_level not in ('HS6', 'HS8', 'HS10') then 'not_one_good'
        when flows.primary_value_usd is null then 'no_value'
        when flows.net_weight_status <> 'reported' then 'no_reported_weight'
        when bounds.hs6 is null then 'no_bounds'
        when flows.unit_value < bounds.low_usd_per_gross_kg then 'below_bounds'
        when flows.unit_value > bounds.high_usd_per_gross_kg then 'above_bounds'
        else 'within_bounds'
    end as unit_value_flag,
    flows.valuation,
    flows.partner_basis,
    flows.trade_system,
    flows.reporting_view,
    flows.released_on,
    cast(flows.n_vintages as integer) as n_vintages,
    flows._source,
    flows._page_url,
    flows._page_sha256,
    {{ utc('flows._retrieved_at') }} as _retrieved_at,
    flows._retrieval_id,
    cast(flows._record as bigint) as _record
from flows
left join {{ ref('dim_unit_value_bounds') }} as bounds
    on
        flows.hs6 = bounds.hs6
        and coalesce(flows.hs_edition, 'unknown') = bounds.hs_edition
        and flows.trade_year = bounds.trade_year

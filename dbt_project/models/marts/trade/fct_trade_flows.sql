-- Who traded what with whom, as the reporter's customs wrote it: the newest vintage of each flow.
-- Add up rows where is_counted, of one period_kind and one commodity_level; other rows are totals, groups, or members
-- of a bloc that is counted as one partner.
select
    flows.trade_flow_key,
    flows.reporter_iso3,
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
    editions.hs_edition,
    flows.period,
    flows.period_kind,
    cast(flows.trade_year as integer) as trade_year,
    cast(flows.customs_value_usd as decimal(38, 2)) as customs_value_usd,
    cast(flows.calculated_duty_usd as decimal(38, 2)) as calculated_duty_usd,
    cast(flows.net_weight_kg as decimal(38, 3)) as net_weight_kg,
    flows.net_weight_status,
    flows.valuation,
    case when flows.consumption_value_usd is null then 'general_imports' else 'imports_for_consumption' end
        as value_concept,
    flows.partner_basis,
    flows.trade_system,
    cast(flows.n_vintages as integer) as n_vintages,
    flows._source,
    flows._page_url,
    flows._page_sha256,
    {{ utc('flows._retrieved_at') }} as _retrieved_at,
    flows._retrieval_id,
    cast(flows._record as bigint) as _record
from {{ ref('int_trade_flows_classified') }} as flows
left join {{ ref('hs_editions') }} as editions
    on flows.trade_year between editions.first_year and coalesce(editions.last_year, 9999)

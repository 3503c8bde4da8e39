-- The newest vintage of each flow, and what its partner is when partners are summed. Only counted rows may be added up.
with flows as (

    select
        *,
        {{ period_end('period') }} as period_end_on
    from {{ ref('int_trade_flows_ranked') }}
    where vintage_rank = 1

),

inside as (

    -- members of a bloc that is used as one partner, for the same level and period
    select distinct
        chosen._source,
        chosen.reporter_iso3,
        chosen.flow,
        chosen.commodity_level,
        chosen.period,
        chosen.period_kind,
        spells.member_iso3
    from {{ ref('int_bloc_partners_chosen') }} as chosen
    inner join {{ ref('bridge_bloc_members') }} as spells
        on
            chosen.bloc_iso3 = spells.bloc_iso3
            and {{ held_on('chosen.period_end_on', 'spells.valid_from', 'spells.valid_to') }}
    where chosen.is_bloc_used

),

classified as (

    select
        flows.*,
        case
            when not flows.is_edition_used then 'other_edition'
            when flows.partner_class = 'world' then 'world_total'
            when flows.partner_iso3 = flows.reporter_iso3 then 'own_goods'
            when chosen.is_bloc_used then 'bloc'
            when chosen.bloc_iso3 is not null then 'bloc_set_aside'
            when flows.partner_class = 'group' then 'group'
            when flows.partner_class <> 'country' or flows.partner_iso3 = 'unmapped' then 'unidentified'
            when inside.member_iso3 is not null then 'counted_in_bloc'
            else 'country'
        end as partner_role
    from flows
    left join {{ ref('int_bloc_partners_chosen') }} as chosen
        on
            flows._source = chosen._source
            and flows.reporter_iso3 = chosen.reporter_iso3
            and flows.flow = chosen.flow
            and flows.commodity_level = chosen.commodity_level
            and flows.period = chosen.period
            and flows.period_kind = chosen.period_kind
            and flows.partner_iso3 = chosen.bloc_iso3
    left join inside
        on
            flows._source = inside._source
            and flows.reporter_iso3 = inside.reporter_iso3
            and flows.flow = inside.flow
            and flows.commodity_level = inside.commodity_level
            and flows.period = inside.period
            and flows.period_kind = inside.period_kind
            and flows.partner_iso3 = inside.member_iso3

)

select
    trade_flow_key,
    reporter_iso3,
    reporter_code,
    partner_iso3,
    partner_id,
    partner_code,
    partner_name,
    partner_class,
    flow,
    commodity_code,
    commodity_level,
    commodity_name,
    hs6,
    hs_edition,
    hs_edition_status,
    is_edition_converted,
    period,
    period_kind,
    trade_year,
    primary_value,
    value_currency,
    value_status,
    primary_value_usd,
    value_usd_status,
    calculated_duty_usd,
    net_weight_kg,
    net_weight_status,
    valuation,
    partner_basis,
    partner_scope,
    trade_system,
    reporting_view,
    wire_form,
    released_on,
    period_end_on,
    vintage_rank,
    n_vintages,
    partner_role,
    partner_role in ('country', 'bloc', 'unidentified') as is_counted,
    _source,
    _page_url,
    _page_sha256,
    _retrieved_at,
    _retrieval_id,
    _record
from classified

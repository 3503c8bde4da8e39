-- What one customs office says of its trade with one partner under one HS6 code in a year, seen as one side of a pair:
-- the flow rows of the year's chosen basis, each with the importer and the exporter that it speaks of. Reconciled data
-- are nobody's own report and stay out, and so do world totals and groups of countries, which hold the others.
-- Partners are not added up here: a member of a bloc is a partner of its own, also where its bloc is another.
with codes as (

    select distinct hs6
    from {{ ref('hs6_minerals') }}

),

reports as (

    select
        flows.trade_flow_key,
        flows._source,
        case flows.flow when 'import' then 'importer' else 'exporter' end as side,
        flows.reporter_iso3,
        flows.partner_iso3,
        case
            when flows.partner_role = 'own_goods' then 'own_goods'
            when flows.partner_role = 'unidentified' and flows.partner_class in ('special', 'confidential')
                then flows.partner_class
            when flows.partner_role = 'unidentified' then 'unmapped'
            when flows.partner_role in ('bloc', 'bloc_set_aside') or reporters.country_kind = 'bloc' then 'bloc'
            else 'country'
        end as counterpart_kind,
        flows.flow,
        flows.hs6,
        coalesce(flows.hs_edition, 'unknown') as hs_edition,
        flows.trade_year,
        flows.primary_value_usd,
        flows.value_status,
        flows.value_usd_status,
        flows.valuation,
        flows.partner_basis,
        flows.partner_scope,
        flows.net_weight_kg,
        flows.net_weight_status,
        bases.is_complete,
        -- a whole year before part of one, then the order of publishers
        case when bases.is_complete then 0 else 1000 end + coalesce(precedence.precedence, 80) as place,
        flows._retrieved_at
    from {{ ref('int_trade_flows_classified') }} as flows
    inner join codes
        on flows.hs6 = codes.hs6
    inner join {{ ref('int_trade_year_bases_chosen') }} as bases
        on
            flows._source = bases._source
            and flows.reporter_iso3 = bases.reporter_iso3
            and flows.flow = bases.flow
            and flows.trade_year = bases.trade_year
            and flows.hs6 = bases.hs6
            and flows.commodity_level = bases.commodity_level
            and flows.period_kind = bases.period_kind
            and (flows.period_kind <> 'year_to_date' or flows.period = bases.last_period)
    left join {{ ref('publisher_precedence') }} as precedence
        on flows._source = precedence.source
    left join {{ ref('dim_countries') }} as reporters
        on flows.reporter_iso3 = reporters.iso3
    where
        bases.is_chosen
        and flows.reporting_view = 'reporter'
        and flows.reporter_iso3 <> 'unmapped'
        and flows.flow in ('import', 'export')
        and flows.partner_role in
        ('country', 'bloc', 'counted_in_bloc', 'bloc_set_aside', 'unidentified', 'own_goods')

),

named as (

    select
        *,
        -- areas that are no country have no mirror: a row for each side and kind, which nothing meets
        case when counterpart_kind in ('special', 'confidential', 'unmapped') then 'unmapped' else partner_iso3 end
            as named_iso3,
        case
            when counterpart_kind in ('country', 'bloc') then counterpart_kind
            else side || '_' || counterpart_kind
        end as pairing
    from reports

),

paired as (

    select
        *,
        case side when 'importer' then reporter_iso3 else named_iso3 end as importer_iso3,
        case side when 'importer' then named_iso3 else reporter_iso3 end as exporter_iso3
    from named

)

select
    {{ surrogate_key(['importer_iso3', 'exporter_iso3', 'pairing', 'hs6', 'trade_year']) }} as mirror_flow_key,
    trade_flow_key,
    side,
    importer_iso3,
    exporter_iso3,
    counterpart_kind,
    pairing,
    reporter_iso3,
    partner_iso3,
    flow,
    hs6,
    hs_edition,
    trade_year,
    primary_value_usd,
    value_status,
    value_usd_status,
    valuation,
    partner_basis,
    partner_scope,
    net_weight_kg,
    net_weight_status,
    is_complete,
    place = min(place) over (partition by side, importer_iso3, exporter_iso3, pairing, hs6, trade_year) as is_chosen,
    _source,
    _retrieved_at
from paired

-- Where a reporter gives a bloc as one partner (US Census: 0003, European Union) beside some of its members, each
-- member must count once. The side that holds more is used: the bloc, unless its members' own rows sum to nearly as
-- much.
with flows as (

    select
        *,
        {{ period_end('period') }} as period_end_on
    from {{ ref('int_trade_flows_ranked') }}
    where vintage_rank = 1 and is_edition_used

),

blocs as (

    select
        _source,
        reporter_iso3,
        flow,
        commodity_level,
        period,
        period_kind,
        period_end_on,
        partner_iso3 as bloc_iso3,
        sum(primary_value) as bloc_value
    from flows
    where partner_iso3 in ('{{ var("partner_blocs") | join("', '") }}')
    group by _source, reporter_iso3, flow, commodity_level, period, period_kind, period_end_on, partner_iso3

),

members as (

    select
        blocs._source,
        blocs.reporter_iso3,
        blocs.flow,
        blocs.commodity_level,
        blocs.period,
        blocs.period_kind,
        blocs.bloc_iso3,
        sum(flows.primary_value) as members_value,
        count(distinct flows.partner_iso3) as n_members_given
    from blocs
    inner join {{ ref('bridge_bloc_members') }} as spells
        on
            blocs.bloc_iso3 = spells.bloc_iso3
            and {{ held_on('blocs.period_end_on', 'spells.valid_from', 'spells.valid_to') }}
    inner join flows
        on
            blocs._source = flows._source
            and blocs.reporter_iso3 = flows.reporter_iso3
            and blocs.flow = flows.flow
            and blocs.commodity_level = flows.commodity_level
            and blocs.period = flows.period
            and blocs.period_kind = flows.period_kind
            and spells.member_iso3 = flows.partner_iso3
    group by
        blocs._source,
        blocs.reporter_iso3,
        blocs.flow,
        blocs.commodity_level,
        blocs.period,
        blocs.period_kind,
        blocs.bloc_iso3

)

select
    blocs._source,
    blocs.reporter_iso3,
    blocs.flow,
    blocs.commodity_level,
    blocs.period,
    blocs.period_kind,
    blocs.period_end_on,
    blocs.bloc_iso3,
    blocs.bloc_value,
    coalesce(members.members_value, 0) as members_value,
    coalesce(members.n_members_given, 0) as n_members_given,
    {{ var("bloc_tolerance") }} * blocs.bloc_value > coalesce(members.members_value, 0) as is_bloc_used
from blocs
left join members
    on
        blocs._source = members._source
        and blocs.reporter_iso3 = members.reporter_iso3
        and blocs.flow = members.flow
        and blocs.commodity_level = members.commodity_level
        and blocs.period = members.period
        and blocs.period_kind = members.period_kind
        and blocs.bloc_iso3 = members.bloc_iso3

-- Each code that occurs in flows with the minerals and stages it holds. National lines win: a flow row is matched by
-- the longest code that names something, and only what no line of its customs names is left to the HS6 code.
-- Where a finer line names the mineral, what is left of a basket around it is something else: a residual, never
-- measured.
with codes as (

    select distinct
        reporter_iso3,
        commodity_code,
        commodity_level,
        hs6,
        hs_edition
    from {{ ref('int_trade_flows_classified') }}
    where commodity_level in ('HS6', 'HS8', 'HS10')

),

systems as (

    select
        code_system,
        iso3 as reporter_iso3
    from {{ ref('hs_code_systems') }}
    where iso3 is not null

    union all

    select
        systems.code_system,
        members.member_iso3 as reporter_iso3
    from {{ ref('hs_code_systems') }} as systems
    inner join {{ ref('bridge_bloc_members') }} as members
        on systems.iso3 = members.bloc_iso3
    where members.valid_to is null

),

national as (

    select
        codes.reporter_iso3,
        codes.commodity_code,
        codes.hs_edition,
        bridge.code_system,
        bridge.commodity_code as matched_code,
        bridge.hs6,
        bridge.mineral,
        bridge.stage,
        bridge.is_basket,
        bridge.is_stage_ambiguous,
        bridge.share_class,
        rank() over (
            partition by codes.reporter_iso3, codes.commodity_code, codes.hs_edition
            order by length(bridge.commodity_code) desc
        ) as place
    from codes
    inner join systems
        on codes.reporter_iso3 = systems.reporter_iso3
    inner join {{ ref('bridge_hs6_minerals') }} as bridge
        on
            systems.code_system = bridge.code_system
            and codes.hs6 = bridge.hs6
            and codes.hs_edition = bridge.hs_edition
            and left(codes.commodity_code, length(bridge.commodity_code)) = bridge.commodity_code
    where codes.commodity_level <> 'HS6'

),

coarser as (

    -- lines above another line of the same customs that names the same mineral and stage
    select distinct
        systems.reporter_iso3,
        above.commodity_code,
        above.hs_edition,
        above.mineral,
        above.stage
    from systems
    inner join {{ ref('bridge_hs6_minerals') }} as above
        on systems.code_system = above.code_system
    inner join {{ ref('bridge_hs6_minerals') }} as below
        on
            above.hs6 = below.hs6
            and above.hs_edition = below.hs_edition
            and above.mineral = below.mineral
            and above.stage = below.stage
            and length(below.commodity_code) > length(above.commodity_code)
            and left(below.commodity_code, length(above.commodity_code)) = above.commodity_code
    inner join systems as systems_below
        on
            below.code_system = systems_below.code_system
            and systems.reporter_iso3 = systems_below.reporter_iso3

),

matched_codes as (

    select distinct
        reporter_iso3,
        commodity_code,
        hs_edition
    from national

),

named as (

    -- what the national lines of a reporter name under an HS6 code
    select distinct
        systems.reporter_iso3,
        bridge.hs6,
        bridge.hs_edition,
        bridge.mineral,
        bridge.stage
    from {{ ref('bridge_hs6_minerals') }} as bridge
    inner join systems
        on bridge.code_system = systems.code_system

),

by_code as (

    select
        codes.reporter_iso3,
        codes.commodity_code,
        codes.hs_edition,
        bridge.code_system,
        bridge.commodity_code as matched_code,
        bridge.hs6,
        bridge.mineral,
        bridge.stage,
        bridge.is_basket,
        bridge.is_stage_ambiguous,
        bridge.share_class,
        -- a code that is all one mineral keeps its unlisted lines
        codes.commodity_level <> 'HS6' and named.mineral is not null and bridge.is_basket as is_residual
    from codes
    inner join {{ ref('bridge_hs6_minerals') }} as bridge
        on
            bridge.code_system = 'HS'
            and codes.hs6 = bridge.commodity_code
            and codes.hs_edition = bridge.hs_edition
    left join matched_codes
        on
            codes.reporter_iso3 = matched_codes.reporter_iso3
            and codes.commodity_code = matched_codes.commodity_code
            and codes.hs_edition = matched_codes.hs_edition
    left join named
        on
            codes.reporter_iso3 = named.reporter_iso3
            and codes.hs_edition = named.hs_edition
            and bridge.hs6 = named.hs6
            and bridge.mineral = named.mineral
            and bridge.stage = named.stage
    where matched_codes.commodity_code is null

)

select
    national.reporter_iso3,
    national.commodity_code,
    national.hs_edition,
    national.code_system,
    national.matched_code,
    national.hs6,
    national.mineral,
    national.stage,
    national.is_basket,
    national.is_stage_ambiguous,
    national.share_class,
    coarser.mineral is not null and national.is_basket as is_residual
from national
left join coarser
    on
        national.reporter_iso3 = coarser.reporter_iso3
        and national.matched_code = coarser.commodity_code
        and national.hs_edition = coarser.hs_edition
        and national.mineral = coarser.mineral
        and national.stage = coarser.stage
where national.place = 1

union all

select
    reporter_iso3,
    commodity_code,
    hs_edition,
    code_system,
    matched_code,
    hs6,
    mineral,
    stage,
    is_basket,
    is_stage_ambiguous,
    share_class,
    is_residual
from by_code

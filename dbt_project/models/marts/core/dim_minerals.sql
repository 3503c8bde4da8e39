-- Minerals and groups of minerals, with how well trade codes can see them.
with codes as (

    select
        mineral,
        count(distinct hs6) as n_hs6,
        count(distinct case when share_class in ('single', 'mixed_form') then hs6 end) as n_hs6_of_its_own
    from {{ ref('hs6_minerals') }}
    group by mineral

),

members as (

    select
        mineral_group,
        count(*) as n_members
    from {{ ref('bridge_mineral_groups') }}
    where member_kind = 'single'
    group by mineral_group

)

select
    minerals.mineral,
    minerals.name as mineral_name,
    minerals.kind as mineral_kind,
    minerals.official_list,
    cast(coalesce(members.n_members, 0) as integer) as n_members,
    cast(coalesce(codes.n_hs6, 0) as integer) as n_hs6,
    cast(coalesce(codes.n_hs6_of_its_own, 0) as integer) as n_hs6_of_its_own,
    case
        when codes.mineral is null then 'no_code'
        when codes.n_hs6_of_its_own = 0 then 'baskets_only'
        else 'own_codes'
    end as trade_visibility,
    minerals.note
from {{ ref('minerals') }} as minerals
left join codes
    on minerals.mineral = codes.mineral
left join members
    on minerals.mineral = members.mineral_group

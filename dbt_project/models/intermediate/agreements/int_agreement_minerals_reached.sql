-- What a stated mineral reaches: itself; if it is a group, its members, and the groups that lie wholly inside it
-- (rare earths inside critical minerals), because trade is often counted for such a group only.
with members as (

    select
        mineral_group,
        mineral
    from {{ ref('bridge_mineral_groups') }}
    where member_kind = 'single'

),

group_sizes as (

    select
        mineral_group,
        count(*) as n_members
    from members
    group by mineral_group

),

inside as (

    select
        outer_members.mineral_group as stated_mineral,
        inner_members.mineral_group as mineral,
        count(*) as n_shared
    from members as outer_members
    inner join members as inner_members
        on outer_members.mineral = inner_members.mineral
    where outer_members.mineral_group <> inner_members.mineral_group
    group by outer_members.mineral_group, inner_members.mineral_group

)

select
    mineral as stated_mineral,
    mineral,
    'itself' as reach
from {{ ref('dim_minerals') }}
union all
select
    mineral_group as stated_mineral,
    mineral,
    'member' as reach
from members
union all
select
    inside.stated_mineral,
    inside.mineral,
    'group_inside' as reach
from inside
inner join group_sizes
    on inside.mineral = group_sizes.mineral_group and inside.n_shared = group_sizes.n_members

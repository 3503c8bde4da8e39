-- Each group with everything in it, directly or through a group inside it (groups nest two deep at most).
with direct as (

    select
        mineral_group,
        member,
        member_kind
    from {{ ref('mineral_groups') }}

),

reached as (

    select
        mineral_group,
        member,
        member_kind,
        1 as depth
    from direct

    union all

    select
        outer_groups.mineral_group,
        inner_groups.member,
        inner_groups.member_kind,
        2 as depth
    from direct as outer_groups
    inner join direct as inner_groups
        on
            outer_groups.member = inner_groups.mineral_group
            and outer_groups.member_kind = 'group'

)

select
    {{ surrogate_key(['mineral_group', 'member']) }} as mineral_group_key,
    mineral_group,
    member as mineral,
    max(member_kind) as member_kind,
    cast(min(depth) as integer) as depth
from reached
group by mineral_group, member

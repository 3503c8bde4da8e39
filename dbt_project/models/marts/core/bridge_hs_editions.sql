-- From the HS6 code of one edition to the codes of another, step by step over the editions between them: what part of
-- it goes where, and whether the code that it comes to is then whole. Each code's shares add to one: what goes to codes
-- that hold none of our minerals is 'elsewhere', and what no table leads on is 'no_path'.
-- Levels: 2 exact, 1 but for minor parts, 0 a code on the way was divided, or takes in a code that we do not hold.
{% set steps = 6 %}
with code_editions as (

    select distinct
        codes.hs6,
        editions.hs_edition
    from {{ ref('hs6_minerals') }} as codes
    inner join {{ ref('hs_editions') }} as editions
        on ';' || codes.hs_editions || ';' like '%;' || editions.hs_edition || ';%'

),

neighbours as (

    select
        hs_edition as new_edition,
        lag(hs_edition) over (order by hs_edition) as old_edition
    from {{ ref('hs_editions') }}

),

links as (

    select
        neighbours.old_edition,
        neighbours.new_edition,
        changes.old_hs6,
        changes.new_hs6,
        changes.old_share,
        changes.new_share
    from {{ ref('hs_edition_links') }} as changes
    inner join neighbours
        on changes.changed_in = neighbours.new_edition

),

unchanged as (

    -- a code that stands in both editions and that no change names
    select
        neighbours.old_edition,
        neighbours.new_edition,
        before.hs6 as old_hs6,
        later.hs6 as new_hs6,
        cast(1 as decimal(9, 6)) as old_share,
        cast(1 as decimal(9, 6)) as new_share
    from neighbours
    inner join code_editions as before
        on neighbours.old_edition = before.hs_edition
    inner join code_editions as later
        on
            neighbours.new_edition = later.hs_edition
            and before.hs6 = later.hs6
    left join links as changes_of_old
        on
            neighbours.new_edition = changes_of_old.new_edition
            and before.hs6 = changes_of_old.old_hs6
    left join links as changes_of_new
        on
            neighbours.new_edition = changes_of_new.new_edition
            and later.hs6 = changes_of_new.new_hs6
    where changes_of_old.old_hs6 is null and changes_of_new.new_hs6 is null

),

both_ways as (

    select
        old_edition as from_edition,
        new_edition as to_edition,
        old_hs6 as hs6,
        new_hs6 as to_hs6,
        old_share as share
    from links

    union all

    select
        new_edition as from_edition,
        old_edition as to_edition,
        new_hs6 as hs6,
        old_hs6 as to_hs6,
        new_share as share
    from links

    union all

    select
        old_edition as from_edition,
        new_edition as to_edition,
        old_hs6 as hs6,
        new_hs6 as to_hs6,
        old_share as share
    from unchanged

    union all

    select
        new_edition as from_edition,
        old_edition as to_edition,
        new_hs6 as hs6,
        old_hs6 as to_hs6,
        new_share as share
    from unchanged

),

sources as (

    -- how cleanly each code leaves an edition: undivided, but for minor parts, divided or not held
    select
        both_ways.from_edition,
        both_ways.to_edition,
        both_ways.hs6,
        min(
            case
                when held.hs6 is null then 0
                when both_ways.share = 0 then 1
                when both_ways.share < 1 then 0
                else 2
            end
        ) as level_of_source
    from both_ways
    left join code_editions as held
        on
            both_ways.from_edition = held.hs_edition
            and both_ways.hs6 = held.hs6
    group by both_ways.from_edition, both_ways.to_edition, both_ways.hs6

),

targets as (

    -- a code is whole where all that flows into it is held and undivided
    select
        both_ways.from_edition,
        both_ways.to_edition,
        both_ways.to_hs6,
        min(case when both_ways.share = 0 then 1 else sources.level_of_source end) as level_of_target
    from both_ways
    inner join sources
        on
            both_ways.from_edition = sources.from_edition
            and both_ways.to_edition = sources.to_edition
            and both_ways.hs6 = sources.hs6
    group by both_ways.from_edition, both_ways.to_edition, both_ways.to_hs6

),

steps as (

    select
        both_ways.from_edition,
        both_ways.to_edition,
        both_ways.hs6,
        case when held.hs6 is null then 'elsewhere' else both_ways.to_hs6 end as to_hs6,
        cast(sum(both_ways.share) as double) as share
    from both_ways
    inner join code_editions as leaving
        on
            both_ways.from_edition = leaving.hs_edition
            and both_ways.hs6 = leaving.hs6
    left join code_editions as held
        on
            both_ways.to_edition = held.hs_edition
            and both_ways.to_hs6 = held.hs6
    where both_ways.share > 0
    group by
        both_ways.from_edition,
        both_ways.to_edition,
        both_ways.hs6,
        case when held.hs6 is null then 'elsewhere' else both_ways.to_hs6 end

),

ways as (

    select
        old_edition as from_edition,
        new_edition as to_edition
    from neighbours
    where old_edition is not null

    union all

    select
        new_edition as from_edition,
        old_edition as to_edition
    from neighbours
    where old_edition is not null

),

words as (

    select 'elsewhere' as word

    union all

    select 'no_path' as word

),

every_step as (

    select * from steps

    union all

    -- codes that no link leads on
    select
        ways.from_edition,
        ways.to_edition,
        leaving.hs6,
        'no_path' as to_hs6,
        cast(1 as double) as share
    from ways
    inner join code_editions as leaving
        on ways.from_edition = leaving.hs_edition
    left join steps
        on
            ways.from_edition = steps.from_edition
            and ways.to_edition = steps.to_edition
            and leaving.hs6 = steps.hs6
    where steps.hs6 is null

    union all

    -- what has left stays away
    select
        ways.from_edition,
        ways.to_edition,
        words.word as hs6,
        words.word as to_hs6,
        cast(1 as double) as share
    from ways
    cross join words

),

paths_1 as (

    select
        every_step.from_edition,
        every_step.to_edition,
        every_step.hs6,
        every_step.to_hs6,
        every_step.share
    from every_step
    inner join code_editions
        on
            every_step.from_edition = code_editions.hs_edition
            and every_step.hs6 = code_editions.hs6

),

levels_1 as (

    select
        from_edition,
        to_edition,
        to_hs6,
        level_of_target
    from targets

),

{% for step in range(2, steps + 1) %}
    paths_{{ step }} as (

        select
            paths.from_edition,
            steps_on.to_edition,
            paths.hs6,
            steps_on.to_hs6,
            sum(paths.share * steps_on.share) as share
        from paths_{{ step - 1 }} as paths
        inner join every_step as steps_on
            on
                paths.to_edition = steps_on.from_edition
                and paths.to_hs6 = steps_on.hs6
                and (paths.from_edition < paths.to_edition) = (steps_on.from_edition < steps_on.to_edition)
        group by paths.from_edition, steps_on.to_edition, paths.hs6, steps_on.to_hs6

    ),

    reached_{{ step }} as (

        select distinct
            from_edition,
            to_edition
        from levels_{{ step - 1 }}

    ),

    levels_{{ step }} as (

        select
            levels.from_edition,
            both_ways.to_edition,
            both_ways.to_hs6,
            min(
                case
                    when both_ways.share = 0 then 1
                    else least(coalesce(levels_there.level_of_target, 0), targets.level_of_target)
                end
            ) as level_of_target
        from reached_{{ step }} as levels
        inner join both_ways
            on
                levels.to_edition = both_ways.from_edition
                and (levels.from_edition < levels.to_edition) = (both_ways.from_edition < both_ways.to_edition)
        inner join targets
            on
                both_ways.from_edition = targets.from_edition
                and both_ways.to_edition = targets.to_edition
                and both_ways.to_hs6 = targets.to_hs6
        left join levels_{{ step - 1 }} as levels_there
            on
                levels.from_edition = levels_there.from_edition
                and levels.to_edition = levels_there.to_edition
                and both_ways.hs6 = levels_there.to_hs6
        group by levels.from_edition, both_ways.to_edition, both_ways.to_hs6

    ),

{% endfor %}
paths as (

    {% for step in range(1, steps + 1) %}
        select
            paths_{{ step }}.from_edition,
            paths_{{ step }}.to_edition,
            paths_{{ step }}.hs6,
            paths_{{ step }}.to_hs6,
            paths_{{ step }}.share,
            levels_{{ step }}.level_of_target
        from paths_{{ step }}
        left join levels_{{ step }}
            on
                paths_{{ step }}.from_edition = levels_{{ step }}.from_edition
                and paths_{{ step }}.to_edition = levels_{{ step }}.to_edition
                and paths_{{ step }}.to_hs6 = levels_{{ step }}.to_hs6
        {% if not loop.last %}
            union all
        {% endif %}
    {% endfor %}

    union all

    select
        hs_edition as from_edition,
        hs_edition as to_edition,
        hs6,
        hs6 as to_hs6,
        cast(1 as double) as share,
        cast(null as integer) as level_of_target
    from code_editions

)

select
    {{ surrogate_key(['hs6', 'from_edition', 'to_edition', 'to_hs6']) }} as hs_edition_path_key,
    hs6,
    from_edition,
    to_edition,
    to_hs6,
    cast(share as decimal(9, 6)) as share,
    cast(count(*) over (partition by hs6, from_edition, to_edition) as integer) as n_targets,
    case
        when from_edition = to_edition then 'same_edition'
        when to_hs6 in ('elsewhere', 'no_path') then to_hs6
        when level_of_target = 2 then 'exact'
        when level_of_target = 1 then 'nearly_exact'
        else 'not_exact'
    end as crossing
from paths

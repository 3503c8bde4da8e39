-- The days that claims put into the lives of measures: starts, changes, ends, ends of suspensions; and how each stands
-- on the day asked (docs/methods/calendar.md). What is told again is one row: the firmest, then the latest telling.
with spells as (

    select
        *,
        {{ as_of_date() }} as state_on
    from {{ ref('int_trade_measure_spells') }}

),

told as (

    {% for day, entry in [('effective_on', 'effective_entry'), ('expires_on', 'expires_entry')] %}
        select
            spells.*,
            steps.{{ entry }} as entry,
            spells.{{ day }} as falls_on,
            not own_steps.is_plan and spells.changes_state as is_deed
        from spells
        inner join {{ ref('measure_status_steps') }} as steps
            on spells.status_told = steps.status
        inner join {{ ref('measure_status_steps') }} as own_steps
            on spells.status = own_steps.status
        where spells.{{ day }} is not null and steps.{{ entry }} is not null
        {% if not loop.last %}union all{% endif %}
    {% endfor %}

),

ranked as (

    select
        *,
        row_number() over (
            partition by trade_measure_key, entry, falls_on
            order by
                case when is_firm then 0 else 1 end,
                case when changes_state then 0 else 1 end,
                step_number desc
        ) as telling_rank
    from told

),

days as (

    select *
    from ranked
    where telling_rank = 1

),

-- Steps that were taken after the day was told, before it came (an end on the day of a start is in time), and by the
-- day asked.
behind as (

    select
        days.trade_measure_key,
        days.entry,
        days.falls_on,
        later.status,
        later.is_end,
        later.step_number,
        max(later.step_number) over (partition by days.trade_measure_key, days.entry, days.falls_on) as last_step_number
    from days
    inner join spells as later
        on
            days.trade_measure_key = later.trade_measure_key
            and days.step_number < later.step_number
            and later.valid_from <= later.state_on
            and (
                days.falls_on > later.valid_from
                or (later.is_end and days.entry = 'measure_start' and days.falls_on = later.valid_from)
            )
    where later.changes_state

),

-- A plan that moved: a later step, taken by the day asked, gives the same entry another day.
moved as (

    select distinct
        days.trade_measure_key,
        days.entry,
        days.falls_on
    from days
    inner join days as other
        on
            days.trade_measure_key = other.trade_measure_key
            and days.entry = other.entry
            and days.falls_on <> other.falls_on
            and days.step_number < other.step_number
            and days.falls_on > other.valid_from
            and other.valid_from <= other.state_on
    where other.changes_state

),

overtaken as (

    select
        trade_measure_key,
        entry,
        falls_on
    from behind
    where
        step_number = last_step_number
        and (
            is_end
            or (entry in ('measure_start', 'measure_change') and status = 'suspended')
            or (entry = 'measure_end' and status in ('extended', 'reinstated'))
            or (entry = 'suspension_end' and status <> 'suspended')
            or (entry = 'exemption_end' and status <> 'exempted')
        )
    union
    select
        trade_measure_key,
        entry,
        falls_on
    from moved

),

-- Days that came and found the measure in force, or that a step of its own confirms.
in_force as (

    select distinct
        days.trade_measure_key,
        days.entry,
        days.falls_on
    from days
    inner join spells as laws
        on
            days.trade_measure_key = laws.trade_measure_key
            and laws.valid_from <= laws.state_on
            and (
                laws.valid_to is null
                or days.falls_on < laws.valid_to
                or (days.entry = 'measure_end' and days.falls_on = laws.valid_to)
            )
    where laws.is_law

)

select
    days.trade_measure_key,
    days.entry,
    days.falls_on,
    case
        when days.state_on is null then 'unknown'
        when overtaken.trade_measure_key is not null then 'overtaken'
        when days.falls_on > days.state_on then 'ahead'
        when in_force.trade_measure_key is not null then 'passed'
        when days.is_deed and days.entry <> 'suspension_end' then 'passed'
        else 'unconfirmed'
    end as calendar_state,
    days.state_on,
    days.firmness,
    days.is_firm,
    days.said_by,
    days.n_documents,
    days.known_from,
    days.claim_key
from days
left join overtaken
    on
        days.trade_measure_key = overtaken.trade_measure_key
        and days.entry = overtaken.entry
        and days.falls_on = overtaken.falls_on
left join in_force
    on
        days.trade_measure_key = in_force.trade_measure_key
        and days.entry = in_force.entry
        and days.falls_on = in_force.falls_on

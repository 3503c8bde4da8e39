-- What each claim says of a measure's life: the status, how firm the talk is, and the day that step begins.
-- Talk is never law: what is threatened, considered, hedged or denied is at most `threatened` or `proposed` here, or
-- `withdrawn` where what is told is that a threat was given up.
with claims as (

    select
        resolved.*,
        steps.day_order as told_day_order,
        steps.dated_by,
        coalesce(levels.is_firm, true) and resolved.status_told not in ('threatened', 'proposed') as is_firm
    from {{ ref('int_trade_measures_resolved') }} as resolved
    inner join {{ ref('measure_status_steps') }} as steps
        on resolved.status_told = steps.status
    left join {{ ref('firmness_levels') }} as levels
        on resolved.firmness = levels.firmness

),

judged as (

    select
        *,
        case
            when is_firm or status_told in ('threatened', 'proposed') then status_told
            when status_told = 'withdrawn' and firmness <> 'hedged' then status_told
            when firmness = 'threatened' then 'threatened'
            else 'proposed'
        end as status,
        case
            when dated_by = 'announced' then announced_on
            when dated_by = 'start' then coalesce(effective_on, announced_on)
            when dated_by = 'effective' then effective_on
            when dated_by = 'expires' then coalesce(expires_on, effective_on)
        end as told_on
    from claims

),

-- "In force" without a day does not start the measure anew: it supports the first day that is known.
started as (

    select
        *,
        min(case when status = 'in_force' then coalesce(told_on, said_on) end) over (
            partition by trade_measure_key
        ) as first_in_force_on
    from judged

)

select
    started.claim_key,
    started.trade_measure_key,
    started.article_key,
    started.story_key,
    started.known_from,
    started.confidence,
    started.status_told,
    started.status,
    started.firmness,
    started.is_firm,
    started.said_by,
    started.effective_on,
    started.expires_on,
    case
        when started.told_on is not null then started.told_on
        when started.status = 'in_force' then started.first_in_force_on
        else started.said_on
    end as step_on,
    started.told_on is not null as is_step_dated,
    steps.day_order,
    steps.is_plan,
    steps.is_law_state and started.is_firm as is_law,
    steps.is_end
from started
inner join {{ ref('measure_status_steps') }} as steps
    on started.status = steps.status

-- What is threatened, considered, hedged or denied has no status of being in force, and no measure stands as law on it.
select
    events.trade_measure_event_key as found_key,
    events.status,
    events.firmness
from {{ ref('fct_trade_measure_events') }} as events
inner join {{ ref('measure_status_steps') }} as steps
    on events.status = steps.status
where
    events.firmness in ('threatened', 'considered', 'hedged', 'denied')
    and (steps.is_law_state or events.is_law)

union all

select
    measures.trade_measure_key as found_key,
    measures.status,
    measures.firmness
from {{ ref('fct_trade_measures') }} as measures
inner join {{ ref('measure_status_steps') }} as steps
    on measures.status = steps.status
where
    measures.is_law
    and (
        not steps.is_law_state
        or measures.firmness in ('threatened', 'considered', 'hedged', 'denied')
    )

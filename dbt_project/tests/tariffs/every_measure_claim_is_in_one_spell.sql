-- Claims in = claims out: each claim of a measure is counted in exactly one of its events.
select
    measures.trade_measure_key,
    measures.n_claims,
    sum(events.n_claims) as n_claims_in_events
from {{ ref('fct_trade_measures') }} as measures
left join {{ ref('fct_trade_measure_events') }} as events
    on measures.trade_measure_key = events.trade_measure_key
group by measures.trade_measure_key, measures.n_claims
having sum(events.n_claims) is null or sum(events.n_claims) <> measures.n_claims

select
    {{ surrogate_key(['misses.agreement_key', 'misses.other_agreement_key', 'misses.reason']) }} as near_miss_key,
    misses.agreement_key,
    misses.other_agreement_key,
    misses.reason,
    cast(misses.match_score as double) as match_score,
    cast(misses.n_shared_parties as integer) as n_shared_parties,
    cast(misses.n_all_parties as integer) as n_all_parties,
    cast(misses.days_apart as integer) as days_apart
from {{ ref('int_agreement_near_misses') }} as misses

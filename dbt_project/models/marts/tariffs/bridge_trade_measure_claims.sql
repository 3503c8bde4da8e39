select
    resolved.trade_measure_key,
    resolved.claim_key,
    resolved.article_key,
    resolved.match_rule,
    cast(resolved.match_score as double) as match_score,
    resolved.claim_rank = 1 as is_best,
    resolved.is_reprint
from {{ ref('int_trade_measures_resolved') }} as resolved

select
    resolved.agreement_key,
    resolved.claim_key,
    resolved.article_key,
    resolved.match_rule,
    resolved.subject_match,
    cast(resolved.match_score as double) as match_score,
    resolved.is_best,
    resolved.is_reprint
from {{ ref('int_agreements_resolved') }} as resolved

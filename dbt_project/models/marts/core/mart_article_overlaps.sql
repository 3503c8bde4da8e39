-- Which documents share their words, and what was made of it: to look into a fold, or into one that was not made.
select
    {{ surrogate_key(['pairs.earlier_article_key', 'pairs.later_article_key']) }} as article_overlap_key,
    pairs.earlier_article_key,
    pairs.later_article_key,
    pairs.verdict,
    pairs.is_folded,
    round(pairs.overlap, 4) as overlap,
    round(pairs.opening_overlap, 4) as opening_overlap,
    round(pairs.contained, 4) as contained,
    cast(pairs.n_shared_runs as integer) as n_shared_runs,
    cast(pairs.n_days_apart as integer) as n_days_apart,
    pairs.is_same_publisher
from {{ ref('int_article_overlaps') }} as pairs

-- All minerals that any document gives the agreement; `n_documents` says how many do.
with named as (

    select
        resolved.agreement_key,
        items.item as mineral,
        resolved.claim_key,
        resolved.story_key,
        row_number() over (
            partition by resolved.agreement_key, items.item
            order by resolved.confidence desc, resolved.published_on asc nulls last, resolved.claim_key asc
        ) as claim_rank
    from {{ ref('int_agreements_resolved') }} as resolved
    inner join {{ ref('stg_claims__list_items') }} as items
        on resolved.claim_key = items.claim_key and items.item_role = 'mineral'

)

select
    agreement_key,
    mineral,
    cast(count(distinct story_key) as integer) as n_documents,
    max(case when claim_rank = 1 then claim_key end) as _claim_key
from named
group by agreement_key, mineral

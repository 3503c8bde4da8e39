-- Trade measure claims of documents that still stand, with what decides which measure they speak of: imposer, kind of
-- measure, target set, product set, rate and its unit (a block), and the day it was announced.
with claims as (

    select
        deduplicated.claim_key,
        deduplicated.document_id,
        deduplicated.article_key,
        deduplicated.story_key,
        deduplicated.is_reprint,
        deduplicated.published_on,
        deduplicated.said_on,
        deduplicated.known_from,
        deduplicated.confidence,
        imposers.party as imposer,
        measures.measure,
        measures.rate,
        measures.rate_unit,
        measures.rate_rule,
        measures.status as status_told,
        measures.firmness,
        measures.said_by,
        -- nobody reports an announcement before it is made (a day for the time zone): such a day is another, misread
        case
            when {{ days_between('deduplicated.published_on', 'measures.announced_on') }} > 1 then null
            else measures.announced_on
        end as announced_on,
        measures.effective_on,
        measures.expires_on
    from {{ ref('int_claims_deduplicated') }} as deduplicated
    inner join {{ ref('stg_claims__trade_measures') }} as measures
        on
            deduplicated.claim_key = measures.claim_key
            and deduplicated._retrieval_id = measures._retrieval_id
    left join {{ ref('int_parties_conformed') }} as imposers
        on measures.imposer = imposers.spelling
    where deduplicated.claim_kind = 'trade_measure' and not deduplicated.is_superseded

),

target_sets as (

    select
        items.claim_key,
        {{ joined_text('parties.party', '; ') }} as targets_text
    from {{ ref('stg_claims__list_items') }} as items
    inner join {{ ref('int_parties_conformed') }} as parties
        on items.item = parties.spelling
    where items.item_role = 'target'
    group by items.claim_key

),

product_sets as (

    select
        claim_key,
        {{ joined_text('item', '; ') }} as products_text
    from {{ ref('stg_claims__list_items') }}
    where item_role = 'product'
    group by claim_key

)

select
    claims.claim_key,
    claims.document_id,
    claims.article_key,
    claims.story_key,
    claims.is_reprint,
    claims.published_on,
    claims.said_on,
    claims.known_from,
    claims.confidence,
    claims.imposer,
    claims.measure,
    target_sets.targets_text,
    product_sets.products_text,
    claims.rate,
    claims.rate_unit,
    claims.rate_rule,
    claims.status_told,
    claims.firmness,
    claims.said_by,
    claims.announced_on,
    claims.effective_on,
    claims.expires_on,
    coalesce(claims.published_on, claims.effective_on) as reported_on,
    {{ surrogate_key([
        'claims.imposer', 'claims.measure', 'target_sets.targets_text', 'product_sets.products_text',
    ]) }} as kind_key,
    {{ surrogate_key([
        'claims.imposer', 'claims.measure', 'target_sets.targets_text', 'product_sets.products_text',
        'cast(claims.rate as decimal(18, 6))', 'claims.rate_unit',
    ]) }} as block_key,
    case when claims.announced_on is not null then 1 else 0 end
    + case when claims.effective_on is not null then 1 else 0 end
    + case when claims.expires_on is not null then 1 else 0 end
    + case when claims.rate is not null then 1 else 0 end
    + case when claims.rate_rule is not null then 1 else 0 end as n_filled
from claims
left join target_sets
    on claims.claim_key = target_sets.claim_key
left join product_sets
    on claims.claim_key = product_sets.claim_key

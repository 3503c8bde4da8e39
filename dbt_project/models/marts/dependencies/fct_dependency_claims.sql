-- Stated, not measured: one row per claim and mineral (a claim that names no mineral has one row without).
with minerals as (

    select
        claim_key,
        item as mineral
    from {{ ref('stg_claims__list_items') }}
    where item_role = 'mineral'

)

select
    {{ surrogate_key(['deduplicated.claim_key', 'minerals.mineral']) }} as dependency_claim_key,

    -- what is stated
    dependencies.relation,
    dependents.party as dependent_party,
    case when dependents.party_kind <> 'organisation' then dependents.party_iso3 end as dependent_iso3,
    suppliers.party as supplier_party,
    case when suppliers.party_kind <> 'organisation' then suppliers.party_iso3 end as supplier_iso3,
    minerals.mineral,
    dependencies.stage,
    cast(dependencies.share_pct as decimal(9, 4)) as share_pct,
    dependencies.share_qualifier,
    dependencies.share_of,
    cast(dependencies.supplier_rank as integer) as supplier_rank,
    cast(dependencies.claim_year as integer) as claim_year,

    -- who states it
    deduplicated.article_key,
    deduplicated.publisher,
    deduplicated.published_on,
    deduplicated.is_reprint,
    cast(deduplicated.confidence as double) as confidence,
    {{ utc('deduplicated.known_from') }} as known_from,

    -- lineage
    deduplicated.claim_key as _claim_key
from {{ ref('int_claims_deduplicated') }} as deduplicated
inner join {{ ref('stg_claims__dependencies') }} as dependencies
    on
        deduplicated.claim_key = dependencies.claim_key
        and deduplicated._retrieval_id = dependencies._retrieval_id
left join minerals
    on deduplicated.claim_key = minerals.claim_key
left join {{ ref('int_parties_conformed') }} as dependents
    on dependencies.dependent = dependents.spelling
left join {{ ref('int_parties_conformed') }} as suppliers
    on dependencies.supplier = suppliers.spelling
where deduplicated.claim_kind = 'dependency' and not deduplicated.is_superseded

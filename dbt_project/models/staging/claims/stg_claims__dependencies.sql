-- Claims are born in our vocabulary: nothing to map. Lists are in stg_claims__list_items.
select
    -- grain
    claims.claim_key,
    claims._retrieval_id,

    -- what is claimed
    claims.document_id,
    claims.relation,
    claims.dependent,
    claims.supplier,
    claims.stage,
    claims.share_pct,
    claims.share_qualifier,
    claims.share_of,
    claims.rank as supplier_rank,
    claims.claim_year,
    claims.published_on,

    -- evidence
    claims.quote,
    claims.quote_start,
    claims.quote_end,
    claims.n_quotes,
    claims.rule,
    claims.confidence,
    claims.reader,
    claims.reader_version,

    -- provenance
    claims._page_url,
    claims._page_sha256,
    {{ utc('claims._retrieved_at') }} as _retrieved_at
from {{ source('staged', 'claims__dependencies') }} as claims
where {{ known('claims._retrieved_at') }} and {{ makes_facts('claims.reader') }}

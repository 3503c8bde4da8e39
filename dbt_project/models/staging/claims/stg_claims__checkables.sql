-- Claims are born in our vocabulary: nothing to map. Lists are in stg_claims__list_items.
select
    -- grain
    claims.claim_key,
    claims._retrieval_id,

    -- what is claimed
    claims.document_id,
    claims.counted,
    claims.counted_kind,
    claims.subject,
    claims.counterpart,
    claims.stated_count,
    claims.since_on,
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
from {{ source('staged', 'claims__checkables') }} as claims
where {{ known('claims._retrieved_at') }} and {{ makes_facts('claims.reader') }}

-- A promise has a claim key of its own, so that its own quote can be traced.
select
    -- grain
    {{ surrogate_key(['claims.claim_key', 'claims.commitment_number']) }} as claim_key,
    claims.claim_key as agreement_claim_key,
    claims.commitment_number,
    claims._retrieval_id,

    -- what is promised
    claims.instrument,
    claims.payer,
    claims.amount,
    claims.currency,
    claims.amount_qualifier,
    claims.amount_nature,
    claims.deadline_on,

    -- evidence
    claims.quote,
    claims.quote_start,
    claims.quote_end,
    claims.reader,
    claims.reader_version,

    -- provenance
    claims._page_url,
    claims._page_sha256,
    {{ utc('claims._retrieved_at') }} as _retrieved_at
from {{ source('staged', 'claims__commitments') }} as claims
where {{ known('claims._retrieved_at') }} and {{ makes_facts('claims.reader') }}

-- Every claim with the words it rests on: what `critmin trace` prints. Of the document's text only the quote and its
-- surroundings, 300 characters in all, are published.
with placed as (

    select
        claims.*,
        documents.document_text,
        greatest(1, claims.quote_start + 1 - greatest(0, 300 - (claims.quote_end - claims.quote_start)) / 2)
            as surroundings_from
    from {{ ref('int_claims_deduplicated') }} as claims
    inner join {{ ref('int_documents_unioned') }} as documents
        on claims.document_id = documents.document_id and claims._retrieval_id = documents._retrieval_id

)

select
    claim_key,
    parent_claim_key,
    claim_kind,

    -- the words
    quote,
    cast(quote_start as bigint) as quote_start,
    cast(quote_end as bigint) as quote_end,
    cast(n_quotes as integer) as n_quotes,
    substring(document_text, cast(floor(surroundings_from) as integer), 300) as quote_with_surroundings,

    -- the reader
    rule,
    cast(confidence as double) as confidence,
    reader,
    reader_version,

    -- the document
    document_id,
    article_key,
    publisher,
    published_on,
    is_reprint,
    is_superseded,

    -- provenance
    {{ utc('known_from') }} as known_from,
    _page_url,
    _page_sha256,
    {{ utc('_retrieved_at') }} as _retrieved_at,
    _retrieval_id
from placed

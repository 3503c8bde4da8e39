-- The texts of the Register that are read for claims, in the columns of articles.
select
    -- grain
    {{ surrogate_key(['documents.document_id', 'documents.address']) }} as article_key,
    documents.document_id,
    documents._retrieval_id,

    -- what it is
    documents.address,
    documents.title,
    documents.publisher,
    documents.author,
    documents.language,
    documents.published_on,
    documents.published_on_source,
    documents.doc_format,
    documents.n_characters,
    documents.text_status,

    -- what it says
    documents.text as document_text,

    -- provenance
    documents._source,
    documents._page_url,
    documents._page_sha256,
    {{ utc('documents._retrieved_at') }} as _retrieved_at
from {{ source('staged', 'federal_register__documents') }} as documents
where {{ known('documents._retrieved_at') }}

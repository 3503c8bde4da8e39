-- What a document of the Register says of its relation to others. Every retrieval passes.
select
    -- grain
    links.document_number,
    links.relation,
    links.target,
    links._retrieval_id,

    -- what it says
    links.target_kind,
    links.said,

    -- provenance
    links._source,
    links._page_url,
    links._page_sha256,
    {{ utc('links._retrieved_at') }} as _retrieved_at,
    links._record
from {{ source('staged', 'federal_register__links') }} as links
where {{ known('links._retrieved_at') }}

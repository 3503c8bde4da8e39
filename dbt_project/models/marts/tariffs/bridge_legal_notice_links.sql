-- What documents of the Register say of one another: amended, revoked, superseded, corrected.
select
    {{ surrogate_key(['links.document_number', 'links.relation', 'links.target']) }} as legal_notice_link_key,
    {{ surrogate_key(['links.document_number']) }} as legal_notice_key,
    links.document_number,
    links.relation,
    links.target_kind,
    links.target,
    links.said,
    links.target_document_number,
    case
        when links.target_document_number is not null
            then {{ surrogate_key(['links.target_document_number']) }}
    end as target_legal_notice_key,
    links._source,
    links._page_url,
    links._page_sha256,
    {{ utc('links._retrieved_at') }} as _retrieved_at,
    links._retrieval_id,
    cast(links._record as bigint) as _record
from {{ ref('int_legal_notice_links_resolved') }} as links

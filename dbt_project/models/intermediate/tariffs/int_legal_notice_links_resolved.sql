-- What the newest page of a document says of others, and which document of ours that is, where we hold it. An executive
-- order is found by its number, a document by its own, a citation only where it leads to one document.
with ranked as (

    select
        *,
        row_number() over (
            partition by document_number, relation, target
            order by _retrieved_at desc, _page_sha256 asc, _record asc
        ) as vintage_rank
    from {{ ref('stg_federal_register__links') }}

),

orders as (

    select
        executive_order_number,
        min(document_number) as document_number
    from {{ ref('int_legal_notices_merged') }}
    where executive_order_number is not null
    group by executive_order_number
    having count(*) = 1

),

citations as (

    select
        fr_citation,
        min(document_number) as document_number
    from {{ ref('int_legal_notices_merged') }}
    where fr_citation is not null
    group by fr_citation
    having count(*) = 1

)

select
    links.document_number,
    links.relation,
    links.target,
    links.target_kind,
    links.said,
    coalesce(documents.document_number, orders.document_number, citations.document_number) as target_document_number,
    links._source,
    links._page_url,
    links._page_sha256,
    links._retrieved_at,
    links._retrieval_id,
    links._record
from ranked as links
inner join {{ ref('int_legal_notices_merged') }} as notices  -- only of documents that were admitted
    on links.document_number = notices.document_number
left join {{ ref('int_legal_notices_merged') }} as documents
    on links.target_kind = 'document' and links.target = documents.document_number
left join orders
    on links.target_kind = 'executive_order' and links.target = orders.executive_order_number
left join citations
    on links.target_kind = 'citation' and links.target = citations.fr_citation
where links.vintage_rank = 1

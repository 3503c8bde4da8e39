-- A document of the Register as one page describes it. Every retrieval passes; forms differ in what they tell.
select
    -- grain
    notices.document_number,
    notices._retrieval_id,

    -- what it is
    coalesce(by_subtype.document_type, by_type.document_type, 'unmapped') as document_type,
    coalesce(by_subtype.document_subtype, by_type.document_subtype) as document_subtype,
    notices.document_type as document_type_as_printed,
    notices.subtype as subtype_as_printed,
    notices.title,
    notices.action,
    notices.citation as fr_citation,
    notices.start_page,
    notices.end_page,
    notices.executive_order_number,
    notices.proclamation_number,
    notices.president,
    {{ list_as_text('notices.agencies') }} as agencies_text,
    {{ list_as_text('notices.docket_ids') }} as docket_ids_text,
    {{ list_as_text('notices.regulation_ids') }} as regulation_ids_text,
    {{ list_as_text('notices.cfr_parts') }} as cfr_parts_text,

    -- its days
    notices.signed_on,
    notices.filed_on,
    notices.published_on,
    notices.effective_on,
    notices.effective_source,
    notices.dates_text,
    notices.comments_close_on,

    -- where it stands
    notices.html_url,
    'https://www.federalregister.gov/d/' || notices.document_number as address,
    notices.wire_form,

    -- provenance
    notices._source,
    notices._page_url,
    notices._page_sha256,
    {{ utc('notices._retrieved_at') }} as _retrieved_at,
    notices._record
from {{ source('staged', 'federal_register__notices') }} as notices
left join {{ ref('federal_register_document_types') }} as by_subtype
    on notices.document_type = by_subtype.said and notices.subtype = by_subtype.subtype_said
left join {{ ref('federal_register_document_types') }} as by_type
    on notices.document_type = by_type.said and by_type.subtype_said is null
where {{ known('notices._retrieved_at') }}

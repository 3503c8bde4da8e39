-- The legal timeline: what the Federal Register published, when it was signed, when it takes effect. What documents say
-- of measures (fct_trade_measures) stays apart, and is linked by bridge_trade_measure_notices.
with links as (

    select
        document_number,
        max(case when relation = 'corrects' then target_document_number end) as corrects_document_number,
        max(case when relation = 'corrects' then 1 else 0 end) as is_correcting,
        max(case when relation = 'corrected_by' then 1 else 0 end) as is_corrected,
        max(case when relation in ('revoked_by', 'superseded_by') then 1 else 0 end) as is_revoked
    from {{ ref('int_legal_notice_links_resolved') }}
    group by document_number

),

-- the other end of a correction says so too
corrected as (

    select distinct target_document_number as document_number
    from {{ ref('int_legal_notice_links_resolved') }}
    where relation = 'corrects' and target_document_number is not null

),

texts as (

    select
        address,
        max(case when text_status = 'full' then article_key end) as full_key,
        max(article_key) as any_key
    from {{ ref('dim_articles') }}
    where _source = 'federal_register' and not is_superseded
    group by address

)

select
    {{ surrogate_key(['notices.document_number']) }} as legal_notice_key,
    notices.document_number,

    -- what it is
    notices.document_type,
    notices.document_subtype,
    notices.title,
    notices.action,
    notices.executive_order_number,
    notices.proclamation_number,
    notices.president,
    notices.agencies_text,
    notices.docket_ids_text,
    notices.regulation_ids_text,
    notices.cfr_parts_text,
    notices.is_about_trade,

    -- how it is cited
    notices.fr_citation,
    cast(notices.start_page as integer) as start_page,
    cast(notices.end_page as integer) as end_page,
    case
        when notices.fr_citation is not null
            then count(*) over (partition by notices.fr_citation) > 1
    end as is_citation_shared,

    -- its days
    notices.signed_on,
    notices.filed_on,
    notices.published_on,
    notices.effective_on,
    notices.effective_source,
    notices.dates_text,
    notices.comments_close_on,

    -- beside others
    coalesce(links.is_correcting, 0) = 1
    or notices.document_number like 'C%'
    or coalesce(lower(notices.action) like 'correct%', false)
    or coalesce(lower(notices.title) like '%; correction', false) as is_correction,
    links.corrects_document_number,
    coalesce(links.is_corrected, 0) = 1 or corrected.document_number is not null as is_corrected,
    coalesce(links.is_revoked, 0) = 1 as is_revoked,

    -- where to read it
    notices.address,
    notices.html_url,
    coalesce(texts.full_key, texts.any_key) as article_key,

    -- provenance
    cast(notices.n_forms as integer) as n_forms,
    {{ utc('notices.known_from') }} as known_from,
    notices._source,
    notices._page_url,
    notices._page_sha256,
    {{ utc('notices._retrieved_at') }} as _retrieved_at,
    notices._retrieval_id,
    cast(notices._record as bigint) as _record
from {{ ref('int_legal_notices_merged') }} as notices
left join links
    on notices.document_number = links.document_number
left join corrected
    on notices.document_number = corrected.document_number
left join texts
    on notices.address = texts.address

-- One row per document number. The API, the archives' lists and the XML each tell some of a document: of each form the
-- newest retrieval counts, and what the API says comes before the XML, the XML before a list.
with newest as (

    select
        *,
        row_number() over (
            partition by document_number, wire_form order by _retrieved_at desc, _page_sha256 asc, _record asc
        ) as form_rank,
        min(_retrieved_at) over (partition by document_number) as known_from
    from {{ ref('stg_federal_register__notices') }}

),

ordered as (

    select
        *,
        row_number() over (
            partition by document_number
            order by case wire_form when 'api_json' then 1 when 'xml' then 2 else 3 end, form_rank
        ) as place
    from newest
    where form_rank = 1

),

{% set told = [
    'document_type', 'document_subtype', 'title', 'action', 'fr_citation', 'start_page', 'end_page',
    'executive_order_number', 'proclamation_number', 'president', 'agencies_text', 'docket_ids_text',
    'regulation_ids_text', 'cfr_parts_text', 'signed_on', 'filed_on', 'published_on', 'dates_text',
    'comments_close_on', 'html_url',
] %}
merged as (

    select
        document_number,
        {% for column in told %}
            coalesce(
                max(case when place = 1 then {{ column }} end),
                max(case when place = 2 then {{ column }} end),
                max(case when place = 3 then {{ column }} end)
            ) as {{ column }},
        {% endfor %}
        -- a day of effect and who says so belong together
        coalesce(
            max(case when place = 1 then effective_on end),
            max(case when place = 2 then effective_on end),
            max(case when place = 3 then effective_on end)
        ) as effective_on,
        case
            when max(case when place = 1 then effective_on end) is not null
                then max(case when place = 1 then effective_source end)
            when max(case when place = 2 then effective_on end) is not null
                then max(case when place = 2 then effective_source end)
            else max(case when place = 3 then effective_source end)
        end as effective_source,
        max(address) as address,
        min(known_from) as known_from,
        count(*) as n_forms,
        max(case when place = 1 then _source end) as _source,
        max(case when place = 1 then _page_url end) as _page_url,
        max(case when place = 1 then _page_sha256 end) as _page_sha256,
        max(case when place = 1 then _retrieved_at end) as _retrieved_at,
        max(case when place = 1 then _retrieval_id end) as _retrieval_id,
        max(case when place = 1 then _record end) as _record
    from ordered
    group by document_number

),

about_trade as (

    select distinct merged.document_number
    from merged
    inner join {{ ref('federal_register_trade_words') }} as trade_words
        on ' ' || {{ words('merged.title') }} || ' ' like '% ' || trade_words.words || ' %'

)

select
    merged.*,
    about_trade.document_number is not null as is_about_trade
from merged
left join about_trade
    on merged.document_number = about_trade.document_number

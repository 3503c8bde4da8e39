-- Where the law of an additional duty is published: each citation of a rule, and the document of the Register that it
-- is, where we hold it. A citation that two documents share leads to neither.
with cited as (

    select
        tariff_rule_key,
        valid_from,
        {{ unnest_list(split_text('citation')) }} as citation_part
    from {{ ref('dim_tariff_rules') }}

),

citations as (

    select distinct
        tariff_rule_key,
        valid_from,
        trim(citation_part) as citation
    from cited
    where trim(citation_part) <> ''

),

shared as (

    select distinct fr_citation
    from {{ ref('fct_legal_notices') }}
    where is_citation_shared

)

select
    {{ surrogate_key(['citations.tariff_rule_key', 'citations.citation']) }} as tariff_rule_notice_key,
    citations.tariff_rule_key,
    citations.citation,
    case
        when citations.citation not like '% FR %' then 'not_of_the_register'
        when notices.document_number is not null then 'held'
        when shared.fr_citation is not null then 'shared_citation'
        else 'not_held'
    end as notice_status,
    notices.legal_notice_key,
    notices.document_number,
    notices.signed_on,
    notices.published_on,
    notices.effective_on,
    cast({{ days_between('notices.published_on', 'citations.valid_from') }} as integer) as days_after_publication
from citations
left join {{ ref('fct_legal_notices') }} as notices
    on citations.citation = notices.fr_citation and not notices.is_citation_shared
left join shared
    on citations.citation = shared.fr_citation

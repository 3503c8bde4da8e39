-- The claims of every reader beside each other: does another reader say the same of the document, say something else of
-- the same words, or say nothing there? One row per claim, at the first retrieval of its document.
with placed as (

    select
        readings.*,
        documents.article_key,
        {{ version_order('readings.reader_version') }} as reader_order,
        max({{ version_order('readings.reader_version') }}) over (
            partition by readings.document_id, readings.reader
        ) as newest_reader_order,
        row_number() over (
            partition by readings.claim_key order by readings._retrieved_at, readings._retrieval_id
        ) as retrieval_number
    from {{ ref('stg_claims__readings') }} as readings
    inner join {{ ref('int_documents_unioned') }} as documents
        on readings.document_id = documents.document_id and readings._retrieval_id = documents._retrieval_id

),

readings as (

    select * from placed
    where retrieval_number = 1 and reader_order = newest_reader_order

),

compared as (

    select
        readings.claim_key,
        min(case when others.says = readings.says then others.claim_key end) as same_claim_key,
        min(
            case
                when others.quote_start < readings.quote_end and readings.quote_start < others.quote_end
                    then others.claim_key
            end
        ) as other_claim_key
    from readings
    inner join readings as others
        on
            readings.document_id = others.document_id
            and readings.claim_kind = others.claim_kind
            and readings.reader <> others.reader
    group by readings.claim_key

)

select
    readings.claim_key,
    readings.claim_kind,

    -- who says what
    readings.reader,
    readings.makes_facts,
    readings.says,
    case
        when compared.same_claim_key is not null then 'same'
        when compared.other_claim_key is not null then 'differs'
        else 'alone'
    end as beside_others,
    coalesce(compared.same_claim_key, compared.other_claim_key) as other_claim_key,

    -- the words
    readings.quote,
    cast(readings.quote_start as bigint) as quote_start,
    cast(readings.quote_end as bigint) as quote_end,
    readings.rule,
    cast(readings.confidence as double) as confidence,
    readings.reader_version,

    -- the document
    readings.document_id,
    readings.article_key,

    -- provenance
    readings._page_url,
    readings._page_sha256,
    {{ utc('readings._retrieved_at') }} as _retrieved_at,
    readings._retrieval_id
from readings
left join compared
    on readings.claim_key = compared.claim_key

-- One row per claim, whatever its kind. A document read at several addresses, or again on another day, gives each
-- claim once: the newest reader's, at the document's first retrieval.
with staged as (

    {% for model, kind in [
        ('stg_claims__agreements', 'agreement'),
        ('stg_claims__trade_measures', 'trade_measure'),
        ('stg_claims__dependencies', 'dependency'),
        ('stg_claims__checkables', 'checkable'),
    ] %}
        select
            claim_key,
            cast(null as {{ dbt.type_string() }}) as parent_claim_key,
            '{{ kind }}' as claim_kind,
            document_id,
            quote,
            quote_start,
            quote_end,
            n_quotes,
            rule,
            confidence,
            reader,
            reader_version,
            _page_url,
            _page_sha256,
            _retrieved_at,
            _retrieval_id
        from {{ ref(model) }}
        union all
    {% endfor %}
    select
        promises.claim_key,
        promises.agreement_claim_key as parent_claim_key,
        'commitment' as claim_kind,
        agreements.document_id,
        promises.quote,
        promises.quote_start,
        promises.quote_end,
        1 as n_quotes,
        agreements.rule,
        agreements.confidence,
        promises.reader,
        promises.reader_version,
        promises._page_url,
        promises._page_sha256,
        promises._retrieved_at,
        promises._retrieval_id
    from {{ ref('stg_claims__commitments') }} as promises
    inner join {{ ref('stg_claims__agreements') }} as agreements
        on
            promises.agreement_claim_key = agreements.claim_key
            and promises._retrieval_id = agreements._retrieval_id

),

newest as (

    select
        *,
        {{ version_order('reader_version') }} as reader_order,
        max({{ version_order('reader_version') }}) over (partition by document_id) as newest_reader_order
    from staged

),

numbered as (

    select
        newest.*,
        articles.article_key,
        articles.story_key,
        articles.is_reprint,
        articles.is_superseded,
        articles.publisher,
        articles.published_on,
        articles.said_on,
        articles.known_from,
        row_number() over (
            partition by newest.claim_key order by newest._retrieved_at, newest._retrieval_id
        ) as retrieval_number
    from newest
    inner join {{ ref('int_documents_unioned') }} as documents
        on newest.document_id = documents.document_id and newest._retrieval_id = documents._retrieval_id
    inner join {{ ref('int_articles_deduplicated') }} as articles
        on documents.article_key = articles.article_key
    where newest.reader_order = newest.newest_reader_order

)

select
    claim_key,
    parent_claim_key,
    claim_kind,
    document_id,
    article_key,
    story_key,
    is_reprint,
    is_superseded,
    publisher,
    published_on,
    said_on,
    known_from,
    quote,
    quote_start,
    quote_end,
    n_quotes,
    rule,
    confidence,
    reader,
    reader_version,
    _page_url,
    _page_sha256,
    _retrieved_at,
    _retrieval_id
from numbered
where retrieval_number = 1

-- The text itself stays with its publisher: what we publish of it are quotes (fct_claims).
with first_prints as (

    select
        story_key,
        max(case when not is_reprint then article_key end) as first_article_key,
        count(*) as n_prints
    from {{ ref('int_articles_deduplicated') }}
    group by story_key

)

select
    articles.article_key,
    articles.document_id,

    -- what it is
    articles.title,
    articles.publisher,
    articles.author,
    articles.language,
    articles.published_on,
    articles.published_on_source,
    articles.address,
    articles.doc_format,
    cast(articles.n_characters as bigint) as n_characters,
    articles.text_status,

    -- beside others
    case when articles.is_reprint then first_prints.first_article_key end as duplicate_of_key,
    articles.reprint_rule,
    articles.reprint_overlap,
    cast(first_prints.n_prints as integer) as n_prints,
    articles.is_superseded,

    -- when we had it
    {{ utc('articles.known_from') }} as known_from,
    {{ utc('articles.last_retrieved_at') }} as last_retrieved_at,
    cast(articles.n_retrievals as integer) as n_retrievals,

    -- provenance
    articles._source,
    articles._page_url,
    articles._page_sha256,
    {{ utc('articles._retrieved_at') }} as _retrieved_at,
    articles._retrieval_id
from {{ ref('int_articles_deduplicated') }} as articles
inner join first_prints
    on articles.story_key = first_prints.story_key

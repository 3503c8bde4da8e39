-- One row per document and address, with the first print of the same words, or of the same title on the same day.
-- Three passes (words, title, words) carry a chain of such prints to its first without recursion.
with retrieved as (

    select
        *,
        {{ words('document_text') }} as text_words,
        {{ words('title') }} as title_words,
        row_number() over (partition by article_key order by _retrieved_at, _retrieval_id) as retrieval_number,
        min(_retrieved_at) over (partition by article_key) as known_from,
        max(_retrieved_at) over (partition by article_key) as last_retrieved_at,
        count(*) over (partition by article_key) as n_retrievals
    from {{ ref('int_documents_unioned') }}

),

articles as (

    select
        *,
        md5(text_words) as text_words_md5,
        -- a short title ("Press release", "News in brief") is no sign that two documents are one story
        case
            when length(title_words) >= 20 and published_on is not null
                then title_words || ' ' || cast(published_on as {{ dbt.type_string() }})
        end as headline
    from retrieved
    where retrieval_number = 1

),

-- A later version of a page at the same address takes the place of the earlier one: same address, same day or
-- title, and not a teaser in place of the full text. Other documents at a reused address stand for themselves.
superseded as (

    select distinct earlier.article_key
    from articles as earlier
    inner join articles as later
        on
            earlier.address = later.address
            and earlier.article_key <> later.article_key
            and earlier.last_retrieved_at < later.last_retrieved_at
            and (earlier.published_on = later.published_on or earlier.title_words = later.title_words)
            and (later.text_status = 'full' or earlier.text_status <> 'full')

),

-- The order in which the prints of a story count: those that stand, first published, first retrieved, key.
ordered as (

    select
        articles.*,
        superseded.article_key is not null as is_superseded,
        case when superseded.article_key is null then '0 ' else '1 ' end
        || coalesce(cast(articles.published_on as {{ dbt.type_string() }}), '9999-12-31')
        || ' ' || cast(articles.known_from as {{ dbt.type_string() }})
        || ' ' || articles.article_key as print_order
    from articles
    left join superseded
        on articles.article_key = superseded.article_key

),

by_words as (

    select
        *,
        min(print_order) over (partition by text_words_md5) as first_print_by_words
    from ordered

),

by_headline as (

    select
        *,
        case
            when headline is null then first_print_by_words
            else min(first_print_by_words) over (partition by headline)
        end as first_print_by_headline
    from by_words

),

by_both as (

    select
        *,
        min(first_print_by_headline) over (partition by text_words_md5) as first_print
    from by_headline

)

select
    article_key,
    document_id,
    address,
    title,
    publisher,
    author,
    language,
    published_on,
    published_on_source,
    coalesce(published_on, cast(known_from as date)) as said_on,
    doc_format,
    n_characters,
    text_status,
    text_words_md5,
    print_order,
    first_print,
    first_print_by_words,
    is_superseded,
    n_retrievals,
    known_from,
    last_retrieved_at,
    _source,
    _page_url,
    _page_sha256,
    _retrieved_at,
    _retrieval_id
from by_both

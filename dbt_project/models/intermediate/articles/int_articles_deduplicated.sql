-- One row per document and address, folded to stories: the same words, the same title on the same day, or a reworded or
-- cut print of the same text (int_article_overlaps). A print hangs on the earliest that it overlaps with; three steps
-- carry it on to that one's own first print (a print of a print of a print), without recursion.
with numbered as (

    select
        later_article_key as article_key,
        earlier_print_order as parent_print,
        overlap,
        row_number() over (partition by later_article_key order by earlier_print_order) as parent_number
    from {{ ref('int_article_overlaps') }}
    where is_folded

),

parents as (

    select
        article_key,
        parent_print,
        overlap
    from numbered
    where parent_number = 1

),

{% for step, before in [('once', 'parents'), ('twice', 'once'), ('thrice', 'twice')] %}
    {{ step }} as (

        select
            steps.article_key,
            steps.overlap,
            coalesce(further.parent_print, steps.parent_print) as parent_print
        from {{ before }} as steps
        left join parents as further
            on right(steps.parent_print, 32) = further.article_key

    ),

{% endfor %}
folded as (

    select
        printed.*,
        thrice.overlap,
        coalesce(thrice.parent_print, printed.first_print) as story_print
    from {{ ref('int_articles_printed') }} as printed
    left join thrice
        on right(printed.first_print, 32) = thrice.article_key

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
    said_on,
    doc_format,
    n_characters,
    text_status,
    text_words_md5,
    right(story_print, 32) as story_key,
    print_order <> story_print as is_reprint,
    case
        when print_order = story_print then null
        when first_print_by_words <> print_order then 'words'
        when first_print <> print_order then 'headline'
        else 'overlap'
    end as reprint_rule,
    case when print_order <> story_print and first_print = print_order then overlap end as reprint_overlap,
    is_superseded,
    n_retrievals,
    known_from,
    last_retrieved_at,
    _source,
    _page_url,
    _page_sha256,
    _retrieved_at,
    _retrieval_id
from folded

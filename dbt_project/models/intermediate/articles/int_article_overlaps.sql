-- Pairs of prints that share words: how much of the later one stands in the earlier one, and whether that makes it a
-- reprint. Compared are runs of three words, of which those count whose letters are a multiple of four: a quarter of
-- them, the same quarter in every text, so that the work grows with the texts and not with their pairs.
{%- set days_apart = 14 %}
{%- set shared_runs_at_least = 10 %}

with documents as (

    select
        printed.article_key,
        printed.print_order,
        printed.said_on,
        coalesce(printed.publisher, '?') as publisher,
        {{ split_text(words('documents.document_text'), ' ') }} as word_list
    from {{ ref('int_articles_printed') }} as printed
    inner join {{ ref('int_documents_unioned') }} as documents
        on printed.article_key = documents.article_key and printed._retrieval_id = documents._retrieval_id
    where
        printed._source = 'articles'  -- notices of a register share their forms, and are never reprints
        and printed.print_order = printed.first_print
        and not printed.is_superseded

),

-- A reprint has the words of its opening third too; what a firm prints under everything it says stands at the end.
parts as (

    {% for part, is_opening in [('word_list', 0), (first_third('word_list'), 1)] %}
        select
            article_key,
            print_order,
            said_on,
            publisher,
            {{ is_opening }} as is_opening,
            {{ unnest_list(word_runs(part)) }} as word_run
        from documents
        {% if not loop.last %}union all{% endif %}
    {% endfor %}

),

runs as (

    select
        article_key,
        print_order,
        said_on,
        publisher,
        word_run,
        max(is_opening) as is_opening
    from parts
    group by article_key, print_order, said_on, publisher, word_run

),

-- What a publisher prints on days far apart (about us, menus, disclaimers) is its furniture, and so is what everybody
-- prints: such words say nothing of where a story comes from.
weighed as (

    select
        *,
        count(*) over (partition by word_run) as n_prints,
        min(said_on) over (partition by publisher, word_run) as first_said_on,
        max(said_on) over (partition by publisher, word_run) as last_said_on
    from runs

),

telling as (

    select
        article_key,
        print_order,
        said_on,
        publisher,
        word_run,
        is_opening,
        count(*) over (partition by article_key) as n_runs,
        sum(is_opening) over (partition by article_key) as n_opening_runs
    from weighed
    where n_prints <= 200 and {{ days_between('first_said_on', 'last_said_on') }} <= 7

),

pairs as (

    select
        earlier.article_key as earlier_article_key,
        later.article_key as later_article_key,
        earlier.print_order as earlier_print_order,
        earlier.publisher = later.publisher as is_same_publisher,
        abs({{ days_between('earlier.said_on', 'later.said_on') }}) as n_days_apart,
        count(*) as n_shared_runs,
        cast(count(*) as double) / later.n_runs as overlap,
        {{ ratio('sum(later.is_opening)', 'later.n_opening_runs') }} as opening_overlap,
        cast(count(*) as double) / earlier.n_runs as contained
    from telling as earlier
    inner join telling as later
        on earlier.word_run = later.word_run and earlier.print_order < later.print_order
    group by
        earlier.article_key, later.article_key, earlier.print_order, earlier.publisher = later.publisher,
        abs({{ days_between('earlier.said_on', 'later.said_on') }}), later.n_runs,
        later.n_opening_runs, earlier.n_runs

),

judged as (

    select
        *,
        case
            when n_shared_runs < {{ shared_runs_at_least }} then 'too_short'
            when n_days_apart > {{ days_apart }} then 'too_far_apart'
            when is_same_publisher and overlap < 0.75 then 'same_publisher'
            when contained < 0.8 and coalesce(opening_overlap, 0) < 0.3 then 'other_opening'
            when overlap >= 0.3 then 'reprint'
            when contained >= 0.8 and overlap >= 0.15 then 'grown'
            else 'other_story'
        end as verdict
    from pairs

)

select
    earlier_article_key,
    later_article_key,
    earlier_print_order,
    is_same_publisher,
    n_days_apart,
    n_shared_runs,
    overlap,
    opening_overlap,
    contained,
    verdict,
    verdict in ('reprint', 'grown') as is_folded
from judged
where overlap >= 0.15 or contained >= 0.15

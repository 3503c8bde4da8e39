{#- What each reader says, facts or not: the claims of all kinds with their gist as one text that two readers share. -#}
{%- set kinds = [
    ('claims__agreements', 'agreement', 'parties', ['claims.kind']),
    ('claims__trade_measures', 'trade_measure', 'targets', ['claims.measure', 'claims.imposer']),
    ('claims__dependencies', 'dependency', 'minerals', ['claims.relation', 'claims.dependent', 'claims.supplier']),
] -%}
with items as (

    {% for table, claim_kind, list_column, gist in kinds %}
        select
            claims.claim_key,
            {{ unnest_list('claims.' ~ list_column) }} as item
        from {{ source('staged', table) }} as claims
        where {{ known('claims._retrieved_at') }}
        {% if not loop.last %}union all{% endif %}
    {% endfor %}

),

lists as (

    select
        claim_key,
        {{ joined_text('item') }} as listed
    from items
    group by claim_key

),

claims as (

    {% for table, claim_kind, list_column, gist in kinds %}
        select
            claims.claim_key,
            '{{ claim_kind }}' as claim_kind,
            {% for column in gist %}
                coalesce({{ column }}, '-') {% if not loop.last %}|| ' ' ||{% endif %}
            {% endfor %} as gist,
            claims.document_id,
            claims.quote,
            claims.quote_start,
            claims.quote_end,
            claims.rule,
            claims.confidence,
            claims.reader,
            claims.reader_version,
            claims._page_url,
            claims._page_sha256,
            {{ utc('claims._retrieved_at') }} as _retrieved_at,
            claims._retrieval_id
        from {{ source('staged', table) }} as claims
        where {{ known('claims._retrieved_at') }}
        {% if not loop.last %}union all{% endif %}
    {% endfor %}

)

select
    -- grain
    claims.claim_key,
    claims._retrieval_id,

    -- what is claimed, by whom
    claims.claim_kind,
    claims.gist || ': ' || coalesce(lists.listed, '-') as says,
    claims.reader,
    claims.reader_version,
    {{ makes_facts('claims.reader') }} as makes_facts,
    claims.document_id,

    -- evidence
    claims.quote,
    claims.quote_start,
    claims.quote_end,
    claims.rule,
    claims.confidence,

    -- provenance
    claims._page_url,
    claims._page_sha256,
    claims._retrieved_at
from claims
left join lists
    on claims.claim_key = lists.claim_key

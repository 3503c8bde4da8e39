{#- The lists of claims as rows; the one place where lists are taken apart. -#}
{%- set lists = [
    ('claims__agreements', 'parties', 'party'),
    ('claims__agreements', 'minerals', 'mineral'),
    ('claims__agreements', 'stages', 'stage'),
    ('claims__agreements', 'instruments', 'instrument'),
    ('claims__trade_measures', 'targets', 'target'),
    ('claims__trade_measures', 'products', 'product'),
    ('claims__dependencies', 'minerals', 'mineral'),
    ('claims__checkables', 'minerals', 'mineral'),
] -%}
with items as (

    {% for table, list_column, item_role in lists %}
        select
            claims.claim_key,
            '{{ item_role }}' as item_role,
            {{ unnest_list('claims.' ~ list_column) }} as item
        from {{ source('staged', table) }} as claims
        where {{ known('claims._retrieved_at') }} and {{ makes_facts('claims.reader') }}
        {% if not loop.last %}union all{% endif %}
    {% endfor %}

)

select distinct
    claim_key,
    item_role,
    item
from items
where item is not null

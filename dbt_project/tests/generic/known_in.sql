{#-
    Each value of `columns` occurs in `field` of `to` (null passes, and so do the words in `besides`):
    one test for all the codes that a table takes from one dimension.
-#}
{% test known_in(model, columns, to, field, besides=[]) %}
with words as (

    {%- for column in columns %}
    select distinct
        '{{ column }}' as column_name,
        {{ column }} as word
    from {{ model }}
    where
        {{ column }} is not null
        {%- if besides %}
        and {{ column }} not in ('{{ besides | join("', '") }}')
        {%- endif %}
    {%- if not loop.last %}

    union all
    {% endif %}
    {%- endfor %}

)

select
    words.column_name,
    words.word
from words
left join {{ to }} as known
    on words.word = known.{{ field }}
where known.{{ field }} is null
{% endtest %}

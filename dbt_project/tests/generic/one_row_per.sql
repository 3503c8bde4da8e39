{#- Exactly one row here for each combination of `columns` in `of_model`: none lost, none made twice. -#}
{% test one_row_per(model, columns, of_model, of_where_sql='true') %}
with here as (

    select
        {{ columns | join(', ') }},
        count(*) as n_here
    from {{ model }}
    group by {{ columns | join(', ') }}

),

there as (

    select distinct {{ columns | join(', ') }}
    from {{ of_model }}
    where {{ of_where_sql }}

)

select
    {%- for column in columns %}
    coalesce(here.{{ column }}, there.{{ column }}) as {{ column }},
    {%- endfor %}
    here.n_here
from here
full outer join there
    on {% for column in columns %}here.{{ column }} = there.{{ column }}{{ " and " if not loop.last }}{% endfor %}
where here.n_here is null or here.n_here > 1 or there.{{ columns[0] }} is null
{% endtest %}

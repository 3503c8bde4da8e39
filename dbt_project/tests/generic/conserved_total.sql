{#-
    The sum of `column_name` here equals the sum of `of_column` in `of_model` within each of `by` (or over all): exactly,
    or to `tolerance` where shares were rounded. `where_sql` and `of_where_sql` narrow the two sides.
-#}
{% test conserved_total(model, column_name, of_model, of_column=none, by=[], where_sql='true', of_where_sql='true', tolerance=0) %}
with here as (

    select
        {%- for column in by %}
        {{ column }},
        {%- endfor %}
        coalesce(sum({{ column_name }}), 0) as total
    from {{ model }}
    where {{ where_sql }}
    {%- if by %}
    group by {{ by | join(', ') }}
    {%- endif %}

),

there as (

    select
        {%- for column in by %}
        {{ column }},
        {%- endfor %}
        coalesce(sum({{ of_column or column_name }}), 0) as total
    from {{ of_model }}
    where {{ of_where_sql }}
    {%- if by %}
    group by {{ by | join(', ') }}
    {%- endif %}

)

select
    here.total as total_here,
    there.total as total_there
from here
{% if by -%}
full outer join there
    on {% for column in by %}here.{{ column }} = there.{{ column }}{{ " and " if not loop.last }}{% endfor %}
{% else -%}
cross join there
{% endif -%}
where abs(coalesce(here.total, 0) - coalesce(there.total, 0)) > {{ tolerance }}
{% endtest %}

{#- Within each combination of `columns`, `flag` is true in exactly one row. -#}
{% test one_true_per(model, columns, flag) %}
select
    {{ columns | join(',\n    ') }},
    sum(case when {{ flag }} then 1 else 0 end) as n_true
from {{ model }}
group by {{ columns | join(', ') }}
having sum(case when {{ flag }} then 1 else 0 end) <> 1
{% endtest %}

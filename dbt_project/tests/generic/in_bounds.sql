{#- Each column lies within its bounds, both included (null passes): arguments: {bounds: {value_share: [0, 1]}}. -#}
{% test in_bounds(model, bounds) %}
select {{ bounds.keys() | join(', ') }}
from {{ model }}
where
    {%- for column, ends in bounds.items() %}
    {{ "or " if not loop.first }}{{ column }} < {{ ends[0] }}
    or {{ column }} > {{ ends[1] }}
    {%- endfor %}
{% endtest %}

{#- A rule about one row, as SQL that must not be false: arguments: {expression: "hhi_lower <= hhi"}. Null passes. -#}
{% test holds(model, expression) %}
select *
from {{ model }}
where not ({{ expression }})
{% endtest %}

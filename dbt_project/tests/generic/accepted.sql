{#- Each column holds only the values listed for it (null passes): arguments: {values: {flow: [import, export]}}. -#}
{% test accepted(model, values) %}
select {{ values.keys() | join(', ') }}
from {{ model }}
where
    {%- for column, terms in values.items() %}
    {{ "or " if not loop.first }}{{ column }} not in ('{{ terms | join("', '") }}')
    {%- endfor %}
{% endtest %}

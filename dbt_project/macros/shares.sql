{#- part / whole as a double, null when the whole is zero or null. Decimals are summed first and cast here only. -#}
{% macro ratio(part, whole) -%}
    (cast({{ part }} as {{ dbt.type_float() }}) / nullif(cast({{ whole }} as {{ dbt.type_float() }}), 0))
{%- endmacro %}

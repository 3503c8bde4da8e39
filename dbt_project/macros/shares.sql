{#- part / whole as a double (null when the whole is zero or null): sum decimals first, divide last. -#}
{% macro ratio(part, whole) -%}
    (cast({{ part }} as double) / nullif(cast({{ whole }} as double), 0))
{%- endmacro %}

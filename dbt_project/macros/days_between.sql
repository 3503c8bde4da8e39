{#- Whole days from `earlier` to `later`, both dates; negative when they stand the other way round. -#}
{% macro days_between(earlier, later) -%}
    {{ dbt.datediff(earlier, later, 'day') | trim }}
{%- endmacro %}

{#-
    The hash of a grain as 32 hexadecimal digits: `{{ surrogate_key(['reporter_iso3', 'hs6']) }}`.
    A null has its own sign, and a separator inside a value is escaped, so that (a, null, b), (a, b) and (a|b)
    are three keys. Numbers and dates are cast to text: pass a decimal only if its scale never changes.
-#}
{% macro surrogate_key(columns) -%}
    md5(
        {%- for column in columns %}
        coalesce(replace(replace(cast({{ column }} as {{ dbt.type_string() }}), '/', '/s'), '|', '/p'), '/n')
        {%- if not loop.last %} || '|' ||{% endif -%}
        {%- endfor %}
    )
{%- endmacro %}

{#-
    One row per element of a list, in the select list and nowhere else:
        select claim_key, {{ unnest_list('parties') }} as party from claims
    A null or empty list gives no row. Marts hold no lists.
-#}
{% macro unnest_list(list_column) -%}
    {{ return(adapter.dispatch('unnest_list', 'critmin')(list_column)) }}
{%- endmacro %}

{% macro default__unnest_list(list_column) -%}
    unnest({{ list_column }})
{%- endmacro %}

{% macro spark__unnest_list(list_column) -%}
    explode({{ list_column }})
{%- endmacro %}

{#- One text from the values of a group, in the order of the values: a, b, c. Nulls are left out. -#}
{% macro joined_text(value, separator=', ') -%}
    {{ return(adapter.dispatch('joined_text', 'critmin')(value, separator)) }}
{%- endmacro %}

{% macro default__joined_text(value, separator) -%}
    string_agg(distinct {{ value }}, '{{ separator }}' order by {{ value }})
{%- endmacro %}

{% macro spark__joined_text(value, separator) -%}
    array_join(sort_array(collect_set({{ value }})), '{{ separator }}')
{%- endmacro %}

{#- A list as one text, in its own order: a; b; c. Null for an empty or null list. -#}
{% macro list_as_text(list_column, separator='; ') -%}
    {{ return(adapter.dispatch('list_as_text', 'critmin')(list_column, separator)) }}
{%- endmacro %}

{% macro default__list_as_text(list_column, separator) -%}
    nullif(array_to_string({{ list_column }}, '{{ separator }}'), '')
{%- endmacro %}

{% macro spark__list_as_text(list_column, separator) -%}
    nullif(array_join({{ list_column }}, '{{ separator }}'), '')
{%- endmacro %}

{#- The parts of a text between separators, as a list: for `unnest_list`. -#}
{% macro split_text(column, separator=';') -%}
    {{ return(adapter.dispatch('split_text', 'critmin')(column, separator)) }}
{%- endmacro %}

{% macro default__split_text(column, separator) -%}
    string_split({{ column }}, '{{ separator }}')
{%- endmacro %}

{% macro spark__split_text(column, separator) -%}
    split({{ column }}, '{{ separator }}')
{%- endmacro %}

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

{#-
    The runs of three words in a list of words, each once: those whose letters together are a multiple of four, which is
    a quarter of them, picked alike in every text. For `unnest_list`. Lists count from 1 in DuckDB, from 0 in Spark.
-#}
{% macro word_runs(list_column) -%}
    {{ return(adapter.dispatch('word_runs', 'critmin')(list_column)) }}
{%- endmacro %}

{% macro default__word_runs(list_column) -%}
    {%- set w = list_column -%}
    {#- zipped, because a lambda that looks into the list by place copies the list for each place -#}
    list_distinct(list_filter(
        list_transform(
            list_zip({{ w }}, list_slice({{ w }}, 2, len({{ w }})), list_slice({{ w }}, 3, len({{ w }}))),
            x -> x[1] || ' ' || x[2] || ' ' || x[3]
        ),
        x -> length(x) % 4 = 2
    ))
{%- endmacro %}

{#- The first third of a list, for the opening of a text. -#}
{% macro first_third(list_column) -%}
    {{ return(adapter.dispatch('first_third', 'critmin')(list_column)) }}
{%- endmacro %}

{% macro default__first_third(list_column) -%}
    list_slice({{ list_column }}, 1, cast(floor(len({{ list_column }}) / 3.0) as integer))
{%- endmacro %}

{% macro spark__first_third(list_column) -%}
    slice({{ list_column }}, 1, cast(floor(size({{ list_column }}) / 3.0) as integer))
{%- endmacro %}

{% macro spark__word_runs(list_column) -%}
    {%- set w = '(' ~ list_column ~ ')' -%}
    array_distinct(transform(
        filter(
            sequence(0, greatest(size({{ w }}) - 3, 0)),
            i -> i + 2 < size({{ w }})
                and (length({{ w }}[i]) + length({{ w }}[i + 1]) + length({{ w }}[i + 2])) % 4 = 0
        ),
        i -> {{ w }}[i] || ' ' || {{ w }}[i + 1] || ' ' || {{ w }}[i + 2]
    ))
{%- endmacro %}

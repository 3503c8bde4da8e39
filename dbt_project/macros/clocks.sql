{#-
    Two clocks, both dates. A dbt variable wins (`--vars '{as_known_at: 2025-11-01}'`), else the one row of
    staged.ops__build_parameters. No model calls now().

    as_known_at()  the warehouse as it was known at the end of that day; null: all that is known
    as_of_date()   the day on which due, overdue and in force are decided
    known(column)  true for what had been retrieved by then; every stg_ model filters with it:
                   where {{ known('flows._retrieved_at') }}
    known_between(known_from, known_to)  the same for rows of seeds that are dated half-open
-#}
{% macro as_known_at() -%}
    {{ critmin_clock('as_known_at') }}
{%- endmacro %}

{% macro as_of_date() -%}
    {{ critmin_clock('as_of_date') }}
{%- endmacro %}

{% macro critmin_clock(name) -%}
    {%- if var(name, none) is not none -%}
        cast('{{ var(name) }}' as date)
    {%- else -%}
        (select max(build_parameters.{{ name }}) from {{ source('staged', 'ops__build_parameters') }} as build_parameters)
    {%- endif -%}
{%- endmacro %}

{% macro known(retrieved_at) -%}
    coalesce(cast({{ retrieved_at }} as date) <= {{ as_known_at() }}, true)
{%- endmacro %}

{% macro known_between(known_from, known_to=none) -%}
    (
        coalesce({{ known_from }} <= {{ as_known_at() }}, true)
        {%- if known_to is not none %}
        and coalesce({{ known_to }} > {{ as_known_at() }}, {{ known_to }} is null)
        {%- endif %}
    )
{%- endmacro %}

{#- A timestamp with zone as UTC wall time, the one timestamp type of marts on every engine (contract: `timestamp`). -#}
{% macro utc(column) -%}
    cast({{ column }} as {{ dbt.type_timestamp() }})
{%- endmacro %}

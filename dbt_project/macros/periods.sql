{#- The last day of a period written YYYY or YYYY-MM. -#}
{% macro period_end(period) -%}
    case
        when length({{ period }}) = 4 then cast({{ period }} || '-12-31' as date)
        else cast({{ dbt.last_day("cast(" ~ period ~ " || '-01' as date)", 'month') }} as date)
    end
{%- endmacro %}

{#- True when a half-open spell [valid_from, valid_to) holds on a day; a null end is still, a null start since ever. -#}
{% macro held_on(day, valid_from, valid_to) -%}
    (
        coalesce({{ valid_from }} <= {{ day }}, true)
        and coalesce({{ day }} < {{ valid_to }}, true)
    )
{%- endmacro %}

{#- The last day of a year given as a number. -#}
{% macro year_end(year) -%}
    cast(cast({{ year }} as {{ dbt.type_string() }}) || '-12-31' as date)
{%- endmacro %}

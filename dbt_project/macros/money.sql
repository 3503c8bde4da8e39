{#-
    Sums of dollars whose rows may lack an exchange rate: one row without a rate leaves the sum unknown (null), never
    too small. `worst_usd_status` says why; the two go together.
-#}
{% macro sum_of_usd(value_usd, status) -%}
    case
            when max(case when {{ status }} = 'no_rate' then 1 else 0 end) = 0 then coalesce(sum({{ value_usd }}), 0)
        end
{%- endmacro %}

{% macro worst_usd_status(status) -%}
    case
            when max(case when {{ status }} = 'no_rate' then 1 else 0 end) = 1 then 'no_rate'
            when max(case when {{ status }} = 'converted' then 1 else 0 end) = 1 then 'converted'
            when max(case when {{ status }} = 'as_published' then 1 else 0 end) = 1 then 'as_published'
            else 'no_value'
        end
{%- endmacro %}

{#- The one word of a group, or 'mixed'. -#}
{% macro one_or_mixed(word) -%}
    case when min({{ word }}) = max({{ word }}) then min({{ word }}) else 'mixed' end
{%- endmacro %}

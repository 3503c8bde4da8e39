{#-
    Two readers may have read a document for claims: the rules, and a language model beside them. Facts are made of one
    of them, which the build's parameters name; the claims of both stand side by side in mart_claims_by_reader.
-#}
{% macro makes_facts(reader) -%}
    {{ reader }} = (
        select coalesce(max(build_parameters.facts_from), 'rules')
        from {{ source('staged', 'ops__build_parameters') }} as build_parameters
    )
{%- endmacro %}

{#- A version such as 1.10 as a text that sorts as versions do: 1.10 comes after 1.9. Three parts count. -#}
{% macro version_order(column) -%}
    {% for part in [1, 2, 3] -%}
        lpad({{ dbt.split_part(column ~ " || '...'", "'.'", part) }}, 9, '0')
        {%- if not loop.last %} || {% endif -%}
    {%- endfor %}
{%- endmacro %}

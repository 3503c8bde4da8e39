{#- The shares in `column` add to one, exactly, within each combination of `by`: a concordance loses nothing. -#}
{% test shares_add_to_one(model, column, by, tolerance=0) %}
select
    {{ by | join(', ') }},
    sum({{ column }}) as shares
from {{ model }}
group by {{ by | join(', ') }}
having abs(sum({{ column }}) - 1) > {{ tolerance }}
{% endtest %}

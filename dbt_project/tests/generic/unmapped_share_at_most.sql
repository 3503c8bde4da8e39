{#-
    An unknown code stays visible as 'unmapped' and is counted: the share of such rows must not pass `max_share`.
    Use with severity warn: an alarm, not a stop.
-#}
{% test unmapped_share_at_most(model, column_name, max_share=0) %}
select
    count(*) as n_rows,
    sum(case when {{ column_name }} = 'unmapped' then 1 else 0 end) as n_unmapped
from {{ model }}
having sum(case when {{ column_name }} = 'unmapped' then 1 else 0 end) > {{ max_share }} * count(*)
{% endtest %}

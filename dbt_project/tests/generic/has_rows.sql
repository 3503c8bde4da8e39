{#- The table has exactly `n_rows` rows. -#}
{% test has_rows(model, n_rows) %}
select count(*) as found_rows
from {{ model }}
having count(*) <> {{ n_rows }}
{% endtest %}

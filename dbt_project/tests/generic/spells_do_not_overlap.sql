{#-
    Within `columns`, no half-open spell [valid_from, valid_to) begins before another one has ended, and none ends
    before it begins. A null end is still running; a null start is since ever.
-#}
{% test spells_do_not_overlap(model, columns, valid_from='valid_from', valid_to='valid_to') %}
with spells as (

    select
        {{ columns | join(',\n        ') }},
        coalesce(cast({{ valid_from }} as date), cast('0001-01-01' as date)) as spell_start,
        coalesce(cast({{ valid_to }} as date), cast('9999-12-31' as date)) as spell_end
    from {{ model }}

),

followed as (

    select
        *,
        lead(spell_start) over (
            partition by {{ columns | join(', ') }}
            order by spell_start, spell_end
        ) as next_start
    from spells

)

select *
from followed
where spell_end < spell_start or next_start < spell_end
{% endtest %}

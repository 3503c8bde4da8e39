-- The steps of a measure's life in order, and which of them change its state. Firm talk does. Talk that is not firm
-- does while nothing firm stands (before the first firm step, or after an end), and where it gives up a plan: "no
-- longer planning the tariff" ends what was scheduled, and does nothing to a law. Steps that change the state become
-- half-open spells; a step that tells the state again adds its claims to the spell that runs. Of several steps of one
-- day the last decides.
with steps as (

    select
        trade_measure_key,
        step_on,
        status,
        is_firm,
        max(day_order) as day_order,
        max(is_plan) as is_plan,
        max(is_law) as is_law,
        max(is_end) as is_end
    from {{ ref('int_trade_measure_steps_dated') }}
    group by trade_measure_key, step_on, status, is_firm

),

numbered as (

    select
        *,
        row_number() over (
            partition by trade_measure_key
            order by step_on, day_order, case when is_firm then 0 else 1 end, status
        ) as step_number
    from steps

),

-- the last firm step before each
behind_firm as (

    select
        *,
        max(case when is_firm then step_number end) over (
            partition by trade_measure_key
            order by step_number
            rows between unbounded preceding and 1 preceding
        ) as last_firm_number
    from numbered

),

given_up as (

    select
        behind_firm.*,
        not behind_firm.is_firm
        and behind_firm.is_end
        and (last_firm.step_number is null or last_firm.is_plan or last_firm.is_end) as gives_up_a_plan
    from behind_firm
    left join numbered as last_firm
        on
            behind_firm.trade_measure_key = last_firm.trade_measure_key
            and behind_firm.last_firm_number = last_firm.step_number

),

-- the last step before each that talk cannot simply pass over
behind_anchor as (

    select
        *,
        max(case when is_firm or gives_up_a_plan then step_number end) over (
            partition by trade_measure_key
            order by step_number
            rows between unbounded preceding and 1 preceding
        ) as last_anchor_number
    from given_up

),

weighed as (

    select
        behind_anchor.*,
        behind_anchor.is_firm
        or behind_anchor.gives_up_a_plan
        or behind_anchor.last_anchor_number is null
        or coalesce(last_anchor.is_end, false) as could_change_state
    from behind_anchor
    left join numbered as last_anchor
        on
            behind_anchor.trade_measure_key = last_anchor.trade_measure_key
            and behind_anchor.last_anchor_number = last_anchor.step_number

),

settled as (

    -- of several steps of one day the last decides: no state lasts less than a day
    select
        *,
        could_change_state
        and step_number = max(case when could_change_state then step_number end) over (
            partition by trade_measure_key, step_on
        ) as changes_state
    from weighed

),

compared as (

    select
        *,
        lag(status) over (
            partition by trade_measure_key, changes_state order by step_number
        ) as previous_status,
        lag(is_firm) over (
            partition by trade_measure_key, changes_state order by step_number
        ) as previous_is_firm
    from settled

),

islands as (

    select
        *,
        sum(case when status = previous_status and is_firm = previous_is_firm then 0 else 1 end) over (
            partition by trade_measure_key, changes_state
            order by step_number
            rows between unbounded preceding and current row
        ) as island_number
    from compared

),

spelled as (

    select
        trade_measure_key,
        changes_state,
        island_number,
        status,
        is_firm,
        min(step_number) as step_number,
        min(step_on) as valid_from,
        max(is_law) as is_law,
        max(is_end) as is_end
    from islands
    group by trade_measure_key, changes_state, island_number, status, is_firm

),

followed as (

    select
        *,
        lead(valid_from) over (
            partition by trade_measure_key, changes_state order by step_number
        ) as next_from
    from spelled

),

told as (

    select
        islands.trade_measure_key,
        islands.changes_state,
        islands.island_number,
        dated.claim_key,
        dated.story_key,
        dated.known_from,
        dated.firmness,
        dated.status_told,
        dated.said_by,
        dated.effective_on,
        dated.expires_on,
        dated.is_step_dated,
        dated.confidence,
        row_number() over (
            partition by islands.trade_measure_key, islands.changes_state, islands.island_number
            order by islands.step_number asc, dated.confidence desc, dated.known_from asc, dated.claim_key asc
        ) as told_rank
    from islands
    inner join {{ ref('int_trade_measure_steps_dated') }} as dated
        on
            islands.trade_measure_key = dated.trade_measure_key
            and islands.step_on = dated.step_on
            and islands.status = dated.status
            and islands.is_firm = dated.is_firm

),

evidence as (

    select
        trade_measure_key,
        changes_state,
        island_number,
        max(case when told_rank = 1 then claim_key end) as claim_key,
        max(case when told_rank = 1 then firmness end) as firmness,
        max(case when told_rank = 1 then status_told end) as status_told,
        max(case when told_rank = 1 then said_by end) as said_by,
        max(is_step_dated) as is_step_dated,
        min(known_from) as known_from,
        count(distinct story_key) as n_documents,
        count(*) as n_claims
    from told
    group by trade_measure_key, changes_state, island_number

),

-- Where documents give a step different days, the one that most stories give, then the one told last, then the surest.
{% for field in ['effective_on', 'expires_on'] %}
    {{ field }}_votes as (

        select
            trade_measure_key,
            changes_state,
            island_number,
            {{ field }},
            row_number() over (
                partition by trade_measure_key, changes_state, island_number
                order by count(distinct story_key) desc, max(known_from) desc, max(confidence) desc, {{ field }}
            ) as vote_rank,
            count(*) over (partition by trade_measure_key, changes_state, island_number) as n_values
        from told
        where {{ field }} is not null
        group by trade_measure_key, changes_state, island_number, {{ field }}

    ){% if not loop.last %},{% endif %}
{% endfor %}

select
    followed.trade_measure_key,
    followed.changes_state,
    followed.step_number,
    followed.status,
    evidence.status_told,
    evidence.firmness,
    followed.is_firm,
    followed.is_law,
    followed.is_end,
    followed.valid_from,
    -- A measure in force that has a last day ends there, unless another step comes first. Talk that changes nothing
    -- has an empty spell: it was said on that day.
    case
        when not followed.changes_state then followed.valid_from
        when
            followed.is_law and expires_on_votes.expires_on > followed.valid_from
            and (followed.next_from is null or expires_on_votes.expires_on < followed.next_from)
            then expires_on_votes.expires_on
        else followed.next_from
    end as valid_to,
    effective_on_votes.effective_on,
    coalesce(effective_on_votes.n_values, 0) as n_effective_days_told,
    expires_on_votes.expires_on,
    coalesce(expires_on_votes.n_values, 0) as n_expiry_days_told,
    evidence.is_step_dated,
    evidence.said_by,
    evidence.known_from,
    evidence.n_documents,
    evidence.n_claims,
    evidence.claim_key
from followed
inner join evidence
    on
        followed.trade_measure_key = evidence.trade_measure_key
        and followed.changes_state = evidence.changes_state
        and followed.island_number = evidence.island_number
left join effective_on_votes
    on
        followed.trade_measure_key = effective_on_votes.trade_measure_key
        and followed.changes_state = effective_on_votes.changes_state
        and followed.island_number = effective_on_votes.island_number
        and effective_on_votes.vote_rank = 1
left join expires_on_votes
    on
        followed.trade_measure_key = expires_on_votes.trade_measure_key
        and followed.changes_state = expires_on_votes.changes_state
        and followed.island_number = expires_on_votes.island_number
        and expires_on_votes.vote_rank = 1

-- The status is that of `as_of_date`: the spell that runs then, or the last one before it; a measure whose every step
-- lies ahead has the first of them. A scheduled day that has passed without word is not taken for law.
with measures as (

    select
        trade_measure_key,
        kind_key,
        imposer,
        measure,
        targets_text,
        products_text,
        rate,
        rate_unit,
        max(case when claim_rank = 1 then claim_key end) as best_claim_key,
        min(announced_on) as announced_on,
        min(published_on) as first_reported_on,
        max(published_on) as last_reported_on,
        min(known_from) as known_from,
        count(distinct story_key) as n_documents,
        count(*) as n_claims,
        count(distinct case when status_told in ('announced', 'scheduled', 'in_force') then effective_on end)
            as n_effective_days_told
    from {{ ref('int_trade_measures_resolved') }}
    group by trade_measure_key, kind_key, imposer, measure, targets_text, products_text, rate, rate_unit

),

-- The best claim that states it; only claims of a start say when the measure itself takes effect.
first_told as (

    select
        trade_measure_key,
        rate_rule,
        case when status_told in ('announced', 'scheduled', 'in_force') then effective_on end as effective_on,
        row_number() over (
            partition by trade_measure_key order by case when rate_rule is null then 1 else 0 end, claim_rank
        ) as rate_rule_rank,
        row_number() over (
            partition by trade_measure_key
            order by
                case
                    when status_told in ('announced', 'scheduled', 'in_force') and effective_on is not null then 0
                    else 1
                end,
                claim_rank
        ) as effective_rank
    from {{ ref('int_trade_measures_resolved') }}

),

starts as (

    select
        trade_measure_key,
        max(case when rate_rule_rank = 1 then rate_rule end) as rate_rule,
        max(case when effective_rank = 1 then effective_on end) as effective_on
    from first_told
    group by trade_measure_key

),

spells as (

    select
        *,
        {{ as_of_date() }} as state_on
    from {{ ref('int_trade_measure_spells') }}
    where changes_state

),

ordered_spells as (

    select
        *,
        row_number() over (
            partition by trade_measure_key
            order by
                case when state_on is null or valid_from <= state_on then 0 else 1 end,
                case when state_on is null or valid_from <= state_on then step_number end desc nulls last,
                step_number
        ) as state_rank
    from spells

),

-- A law that begins after the day asked is scheduled on that day; one whose last day has passed is expired.
stated as (

    select
        *,
        is_law and coalesce(valid_from > state_on, false) as is_ahead,
        is_law and coalesce(valid_to = expires_on and valid_to <= state_on, false) as is_over
    from ordered_spells
    where state_rank = 1

),

parallels as (

    select
        kind_key,
        count(*) as n_measures
    from measures
    group by kind_key

)

select
    measures.trade_measure_key,

    -- what it is
    coalesce(measures.imposer, 'unknown') || ' ' || measures.measure
    || coalesce(
        ' ' || cast(cast(measures.rate as double) as {{ dbt.type_string() }}) || ' ' || measures.rate_unit, ''
    )
    || coalesce(' on ' || measures.products_text, '') || coalesce(' for ' || measures.targets_text, '') as label,
    measures.imposer,
    measures.measure,
    measures.targets_text,
    measures.products_text,
    cast(measures.rate as decimal(18, 6)) as rate,
    measures.rate_unit,
    starts.rate_rule,

    -- how it stands
    case
        when stated.is_ahead then 'scheduled'
        when stated.is_over then 'expired'
        else stated.status
    end as status,
    stated.firmness,
    coalesce(stated.is_law and not stated.is_ahead and not stated.is_over, false) as is_law,
    stated.valid_from as status_from,
    cast(stated.state_on as date) as state_on,

    -- when
    measures.announced_on,
    starts.effective_on,
    cast(measures.n_effective_days_told as integer) as n_effective_days_told,
    stated.expires_on,
    stated.status = 'scheduled' and coalesce(starts.effective_on <= stated.state_on, false)
        as is_scheduled_day_past,
    measures.first_reported_on,
    measures.last_reported_on,

    -- how well it is known
    cast(measures.n_documents as integer) as n_documents,
    cast(measures.n_claims as integer) as n_claims,
    cast(parallels.n_measures - 1 as integer) as n_parallel_measures,
    {{ utc('measures.known_from') }} as known_from,

    -- lineage
    measures.best_claim_key as _claim_key
from measures
inner join starts
    on measures.trade_measure_key = starts.trade_measure_key
inner join parallels
    on measures.kind_key = parallels.kind_key
left join stated
    on measures.trade_measure_key = stated.trade_measure_key

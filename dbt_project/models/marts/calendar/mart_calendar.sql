-- What falls due, starts or ends, and how it stands on the day asked. A promise keeps the state that
-- fct_agreement_commitments gives it (open is ahead here: its day is told, and has not come).
with commitments as (

    select
        'fct_agreement_commitments' as fact_table,
        commitments.commitment_key as fact_key,
        'commitment_deadline' as entry,
        commitments.deadline_on as falls_on,
        agreements.label || ':'
        || coalesce(' ' || commitments.payer, '')
        || coalesce(' ' || replace(commitments.amount_qualifier, '_', ' '), '')
        || coalesce(
            ' ' || cast(commitments.amount as {{ dbt.type_string() }}) || ' ' || commitments.currency, ''
        )
        || coalesce(' ' || replace(commitments.instrument, '_', ' '), '') as label,
        case commitments.commitment_state when 'open' then 'ahead' else commitments.commitment_state end
            as calendar_state,
        commitments.state_on,
        steps.firmness,
        cast(null as {{ dbt.type_string() }}) as said_by,
        commitments.n_documents,
        commitments.known_from,
        commitments._claim_key
    from {{ ref('fct_agreement_commitments') }} as commitments
    inner join {{ ref('fct_agreements') }} as agreements
        on commitments.agreement_key = agreements.agreement_key
    left join {{ ref('agreement_status_steps') }} as steps
        on agreements.status = steps.status
    where commitments.deadline_on is not null

),

agreements as (

    select
        *,
        {{ as_of_date() }} as state_on
    from {{ ref('fct_agreements') }}
    where expires_on is not null

),

expiries as (

    select
        'fct_agreements' as fact_table,
        agreements.agreement_key as fact_key,
        'agreement_expiry' as entry,
        agreements.expires_on as falls_on,
        agreements.label,
        case
            when agreements.state_on is null then 'unknown'
            when agreements.status in ('terminated', 'superseded') then 'overtaken'
            when agreements.expires_on > agreements.state_on then 'ahead'
            else 'passed'
        end as calendar_state,
        agreements.state_on,
        steps.firmness,
        cast(null as {{ dbt.type_string() }}) as said_by,
        agreements.n_documents,
        agreements.known_from,
        agreements._claim_key
    from agreements
    left join {{ ref('agreement_status_steps') }} as steps
        on agreements.status = steps.status

),

measures as (

    select
        'fct_trade_measures' as fact_table,
        days.trade_measure_key as fact_key,
        days.entry,
        days.falls_on,
        measures.label,
        days.calendar_state,
        days.state_on,
        days.firmness,
        days.said_by,
        days.n_documents,
        days.known_from,
        days.claim_key as _claim_key
    from {{ ref('int_measure_days_judged') }} as days
    inner join {{ ref('fct_trade_measures') }} as measures
        on days.trade_measure_key = measures.trade_measure_key

),

gathered as (

    select * from commitments
    union all
    select * from expiries
    union all
    select * from measures

)

select
    {{ surrogate_key(['gathered.fact_table', 'gathered.fact_key', 'gathered.entry', 'gathered.falls_on']) }}
        as calendar_key,

    -- what falls when
    gathered.falls_on,
    gathered.entry,
    gathered.label,

    -- how it stands
    gathered.calendar_state,
    cast(gathered.state_on as date) as state_on,
    cast({{ days_between('gathered.state_on', 'gathered.falls_on') }} as integer) as days_to_go,
    gathered.firmness,
    coalesce(levels.is_firm, false) as is_firm,
    gathered.said_by,

    -- which fact
    gathered.fact_table,
    gathered.fact_key,
    cast(gathered.n_documents as integer) as n_documents,
    {{ utc('gathered.known_from') }} as known_from,

    -- lineage
    gathered._claim_key
from gathered
left join {{ ref('firmness_levels') }} as levels
    on gathered.firmness = levels.firmness

-- The state is that of `as_of_date`, by the rule of docs/methods/agreements.md. Amounts of different natures (a pledge,
-- a ceiling, a project's value, money paid out) are different things: no total over them means anything.
with ranked as (

    select
        *,
        row_number() over (
            partition by commitment_key
            order by confidence desc, published_on asc nulls last, claim_key asc
        ) as claim_rank,
        row_number() over (
            partition by commitment_key
            order by
                case when deadline_on is null then 1 else 0 end asc,
                confidence desc,
                published_on asc nulls last,
                claim_key asc
        ) as deadline_rank
    from {{ ref('int_agreement_commitments_resolved') }}

),

commitments as (

    select
        commitment_key,
        max(agreement_key) as agreement_key,
        max(instrument) as instrument,
        max(payer) as payer,
        max(amount) as amount,
        max(currency) as currency,
        max(case when claim_rank = 1 then amount_qualifier end) as amount_qualifier,
        max(amount_nature) as amount_nature,
        max(case when deadline_rank = 1 then deadline_on end) as deadline_on,
        count(distinct deadline_on) as n_deadlines_told,
        count(distinct story_key) as n_documents,
        count(*) as n_claims,
        min(known_from) as known_from,
        max(case when claim_rank = 1 then claim_key end) as _claim_key
    from ranked
    group by commitment_key

),

dated as (

    select
        commitments.*,
        agreements.status as agreement_status,
        {{ as_of_date() }} as state_on
    from commitments
    inner join {{ ref('int_agreements_voted') }} as agreements
        on commitments.agreement_key = agreements.agreement_key

)

select
    commitment_key,
    agreement_key,

    -- what is promised
    instrument,
    payer,
    cast(amount as decimal(38, 2)) as amount,
    currency,
    amount_qualifier,
    amount_nature,
    deadline_on,

    -- how it stands
    case
        when amount_nature = 'disbursed' then 'met'
        when agreement_status in ('terminated', 'superseded') then 'lapsed'
        when agreement_status in ('suspended', 'under_negotiation') or agreement_status is null then 'unknown'
        when deadline_on is null or state_on is null or state_on < deadline_on then 'open'
        when {{ days_between('deadline_on', 'state_on') }} <= 30 then 'due'
        else 'overdue'
    end as commitment_state,
    cast(state_on as date) as state_on,

    -- how well it is known
    cast(n_documents as integer) as n_documents,
    cast(n_claims as integer) as n_claims,
    cast(n_deadlines_told as integer) as n_deadlines_told,
    {{ utc('known_from') }} as known_from,

    -- lineage
    _claim_key
from dated

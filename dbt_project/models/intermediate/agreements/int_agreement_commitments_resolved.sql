-- Commitment claims as promises. A sum is one promise per agreement, payer, currency, amount, nature and instrument;
-- a nature or instrument that a document leaves out is taken from those that state it, if they all state the same.
-- An instrument without a sum is one promise per agreement, payer and instrument, unless a sum names it already.
with promises as (

    select
        commitments.claim_key,
        resolved.agreement_key,
        resolved.story_key,
        resolved.confidence,
        resolved.published_on,
        deduplicated.known_from,
        commitments.instrument as instrument_told,
        payers.party as payer,
        commitments.amount,
        commitments.currency,
        commitments.amount_qualifier,
        commitments.amount_nature as nature_told,
        commitments.deadline_on,
        min(commitments.instrument) over same_sum as first_instrument,
        max(commitments.instrument) over same_sum as last_instrument,
        min(commitments.amount_nature) over same_sum as first_nature,
        max(commitments.amount_nature) over same_sum as last_nature
    from {{ ref('stg_claims__commitments') }} as commitments
    inner join {{ ref('int_claims_deduplicated') }} as deduplicated
        on
            commitments.claim_key = deduplicated.claim_key
            and commitments._retrieval_id = deduplicated._retrieval_id
    inner join {{ ref('int_agreements_resolved') }} as resolved
        on commitments.agreement_claim_key = resolved.claim_key
    left join {{ ref('int_parties_conformed') }} as payers
        on commitments.payer = payers.spelling
    window same_sum as (
        partition by resolved.agreement_key, payers.party, commitments.currency, commitments.amount
    )

),

filled as (

    select
        *,
        case
            when amount is not null and instrument_told is null and first_instrument = last_instrument
                then first_instrument
            else instrument_told
        end as instrument,
        case
            when amount is not null and nature_told is null and first_nature = last_nature then first_nature
            else nature_told
        end as amount_nature
    from promises

),

instruments_with_a_sum as (

    select distinct
        agreement_key,
        instrument
    from filled
    where amount is not null and instrument is not null

)

select
    filled.claim_key,
    filled.agreement_key,
    filled.story_key,
    filled.confidence,
    filled.published_on,
    filled.known_from,
    filled.instrument,
    filled.payer,
    filled.amount,
    filled.currency,
    filled.amount_qualifier,
    filled.amount_nature,
    filled.deadline_on,
    {{ surrogate_key([
        'filled.agreement_key', 'filled.instrument', 'filled.payer', 'filled.amount', 'filled.currency',
        'filled.amount_nature',
    ]) }} as commitment_key
from filled
left join instruments_with_a_sum
    on filled.agreement_key = instruments_with_a_sum.agreement_key
        and filled.instrument = instruments_with_a_sum.instrument
where filled.amount is not null or (filled.instrument is not null and instruments_with_a_sum.agreement_key is null)

select
    {{ surrogate_key(['spells.trade_measure_key', 'spells.changes_state', 'spells.step_number']) }}
        as trade_measure_event_key,
    spells.trade_measure_key,

    -- the step
    cast(spells.step_number as integer) as step_number,
    spells.status,
    spells.status_told,
    spells.firmness,
    spells.said_by,
    spells.changes_state,
    spells.is_law,

    -- when it held, and since when we know
    spells.valid_from,
    spells.valid_to,
    spells.effective_on,
    cast(spells.n_effective_days_told as integer) as n_effective_days_told,
    spells.expires_on,
    cast(spells.n_expiry_days_told as integer) as n_expiry_days_told,
    spells.is_step_dated,
    {{ utc('spells.known_from') }} as known_from,
    cast(spells.n_documents as integer) as n_documents,
    cast(spells.n_claims as integer) as n_claims,

    -- lineage
    spells.claim_key as _claim_key
from {{ ref('int_trade_measure_spells') }} as spells

select
    voted.agreement_key,

    -- what it is
    coalesce(
        voted.agreement_name,
        voted.parties_text || ' ' || voted.kind
        || coalesce(' ' || cast(voted.signed_on as {{ dbt.type_string() }}), '')
    ) as label,
    voted.agreement_name as name,
    voted.kind,
    voted.kind_family,
    voted.status,
    voted.status_said_on,
    voted.parties_text,
    cast(voted.n_parties as integer) as n_parties,

    -- when
    voted.signed_on,
    voted.announced_on,
    voted.expires_on,
    voted.dated_by,
    voted.first_reported_on,
    voted.last_reported_on,

    -- how well it is known
    cast(voted.n_documents as integer) as n_documents,
    cast(voted.n_claims as integer) as n_claims,
    cast(voted.n_signing_days_told as integer) as n_signing_days_told,
    cast(voted.n_kinds_told as integer) as n_kinds_told,
    cast(voted.n_expiries_told as integer) as n_expiries_told,
    {{ utc('voted.known_from') }} as known_from,

    -- lineage
    voted.best_claim_key as _claim_key
from {{ ref('int_agreements_voted') }} as voted

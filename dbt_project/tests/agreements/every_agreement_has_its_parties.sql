-- The parties in the bridge are as many as the fact says: no claim of another party set was resolved to it.
select
    agreements.agreement_key,
    agreements.n_parties,
    count(parties.party) as n_bridged
from {{ ref('fct_agreements') }} as agreements
left join {{ ref('bridge_agreement_parties') }} as parties
    on agreements.agreement_key = parties.agreement_key
group by agreements.agreement_key, agreements.n_parties
having count(parties.party) <> agreements.n_parties

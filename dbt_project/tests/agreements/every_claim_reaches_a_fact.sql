-- A claim of a document that stands becomes part of a fact, or we can say why not: an agreement with fewer than two
-- parties names none, and a promise goes with its agreement (an instrument that a sum names is part of that sum).
with agreement_parties as (

    select
        items.claim_key,
        count(distinct parties.party) as n_parties
    from {{ ref('stg_claims__list_items') }} as items
    inner join {{ ref('int_parties_conformed') }} as parties
        on items.item = parties.spelling
    where items.item_role = 'party'
    group by items.claim_key

),

placed as (

    select claim_key from {{ ref('bridge_agreement_claims') }}
    union all
    select claim_key from {{ ref('bridge_trade_measure_claims') }}
    union all
    select distinct _claim_key as claim_key from {{ ref('fct_dependency_claims') }}
    union all
    select distinct _claim_key as claim_key from {{ ref('fct_claim_checks') }}

)

select
    claims.claim_key,
    claims.claim_kind
from {{ ref('fct_claims') }} as claims
left join placed
    on claims.claim_key = placed.claim_key
left join agreement_parties
    on claims.claim_key = agreement_parties.claim_key
where
    placed.claim_key is null
    and not claims.is_superseded
    and claims.claim_kind <> 'commitment'
    and not (claims.claim_kind = 'agreement' and coalesce(agreement_parties.n_parties, 0) < 2)

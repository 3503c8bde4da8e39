-- Everyone met in a claim: parties, payers, imposers, targets, dependents and suppliers.
with mentions as (

    select
        items.item as spelling,
        items.claim_key
    from {{ ref('stg_claims__list_items') }} as items
    where items.item_role in ('party', 'target')
    union all
    select
        payer,
        agreement_claim_key
    from {{ ref('stg_claims__commitments') }}
    union all
    select
        imposer,
        claim_key
    from {{ ref('stg_claims__trade_measures') }}
    union all
    select
        dependent,
        claim_key
    from {{ ref('stg_claims__dependencies') }}
    union all
    select
        supplier,
        claim_key
    from {{ ref('stg_claims__dependencies') }}

)

select
    parties.party,
    max(parties.party_kind) as party_kind,
    max(parties.party_name) as party_name,
    max(case when parties.party_kind <> 'organisation' then parties.party_iso3 end) as party_iso3,
    max(parties.country_iso3) as country_iso3,
    cast(count(distinct mentions.claim_key) as integer) as n_claims
from {{ ref('int_parties_conformed') }} as parties
inner join mentions
    on parties.spelling = mentions.spelling
group by parties.party

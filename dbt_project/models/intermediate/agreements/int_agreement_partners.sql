-- For each country that is a party, the countries it has made the agreement with: the other parties, and the members
-- (on the day of signing) of blocs that are. A bloc stands beside its members, for customs that report it as one.
with dated as (

    select
        agreement_key,
        coalesce(signed_on, announced_on, first_reported_on) as happened_on
    from {{ ref('fct_agreements') }}

),

suppliers as (

    select
        parties.agreement_key,
        parties.party as through_party,
        parties.party as supplier_iso3
    from {{ ref('bridge_agreement_parties') }} as parties
    where parties.party_kind in ('country', 'bloc')
    union all
    select
        parties.agreement_key,
        parties.party as through_party,
        members.member_iso3 as supplier_iso3
    from {{ ref('bridge_agreement_parties') }} as parties
    inner join dated
        on parties.agreement_key = dated.agreement_key
    inner join {{ ref('bridge_bloc_members') }} as members
        on
            parties.party = members.bloc_iso3
            and {{ held_on('dated.happened_on', 'members.valid_from', 'members.valid_to') }}
    where parties.party_kind = 'bloc'

)

select distinct
    importers.agreement_key,
    importers.party as importer_iso3,
    suppliers.supplier_iso3
from {{ ref('bridge_agreement_parties') }} as importers
inner join suppliers
    on
        importers.agreement_key = suppliers.agreement_key
        and importers.party <> suppliers.through_party
        and importers.party <> suppliers.supplier_iso3
where importers.party_kind = 'country'

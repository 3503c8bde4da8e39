-- Every claim of an agreement names the same party set: that is how it was resolved.
select
    resolved.agreement_key,
    parties.party,
    max(parties.party_kind) as party_kind,
    cast(count(distinct resolved.story_key) as integer) as n_documents
from {{ ref('int_agreements_resolved') }} as resolved
inner join {{ ref('stg_claims__list_items') }} as items
    on resolved.claim_key = items.claim_key and items.item_role = 'party'
inner join {{ ref('int_parties_conformed') }} as parties
    on items.item = parties.spelling
group by resolved.agreement_key, parties.party

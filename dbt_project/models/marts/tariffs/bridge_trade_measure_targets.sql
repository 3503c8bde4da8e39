-- Every claim of a measure names the same targets: that is how it was resolved.
select distinct
    resolved.trade_measure_key,
    parties.party as target,
    parties.party_kind as target_kind
from {{ ref('int_trade_measures_resolved') }} as resolved
inner join {{ ref('stg_claims__list_items') }} as items
    on resolved.claim_key = items.claim_key and items.item_role = 'target'
inner join {{ ref('int_parties_conformed') }} as parties
    on items.item = parties.spelling

-- Every claim of a measure names the same products: that is how it was resolved. A product that is no mineral of the
-- vocabulary (steel, batteries, all_goods) keeps its short noun and has no mineral.
select distinct
    resolved.trade_measure_key,
    items.item as product,
    minerals.mineral,
    case
        when items.item = 'all_goods' then 'all_goods'
        when minerals.kind = 'group' then 'mineral_group'
        when minerals.mineral is not null then 'mineral'
        else 'other'
    end as product_kind
from {{ ref('int_trade_measures_resolved') }} as resolved
inner join {{ ref('stg_claims__list_items') }} as items
    on resolved.claim_key = items.claim_key and items.item_role = 'product'
left join {{ ref('minerals') }} as minerals
    on items.item = minerals.mineral

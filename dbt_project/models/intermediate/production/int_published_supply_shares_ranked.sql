-- The study's own list of who supplies a material at a stage. A list is taken whole, of its newest retrieval, so that a
-- supplier whom a corrected list no longer names is gone.
with lists as (

    select
        *,
        dense_rank() over (
            partition by supplied_iso3, edition, material, stage_code
            order by _retrieved_at desc, _page_sha256 asc, _retrieval_id asc
        ) as list_rank
    from {{ ref('stg_eu_crm__supply_shares') }}
    where mapping_status = 'mapped'

)

select
    supplied_iso3,
    edition,
    material,
    stage_code,
    supplier_name,
    list_rank,
    edition_status,
    first_year,
    last_year,
    mineral,
    stage,
    form,
    supplier_iso3,
    flag,
    value_text,
    share_pct,
    share_low_pct,
    share_high_pct,
    _source,
    _page_url,
    _page_sha256,
    _retrieved_at,
    _retrieval_id,
    _record,
    list_rank = 1 as is_chosen,
    edition = max(edition) over (partition by supplied_iso3, material, stage_code) as is_newest_edition,
    row_number() over (
        partition by supplied_iso3, edition, material, stage_code, list_rank
        order by coalesce(share_pct, share_low_pct) desc nulls last, supplier_name asc
    ) as place
from lists

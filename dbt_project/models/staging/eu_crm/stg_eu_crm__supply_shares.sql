-- Who supplies the world, and who supplies the Union, as the study prints it. Every retrieval passes.
with undated as (

    select max(edition) as edition
    from {{ ref('eu_crm_editions') }}
    where is_for_undated_files

)

select
    -- grain
    case shares.scope when 'world' then 'WLD' when 'eu' then 'EUU' else 'unmapped' end as supplied_iso3,
    cast(coalesce(shares.edition, undated.edition) as integer) as edition,
    shares.material,
    shares.stage_code,
    shares.country as supplier_name,

    -- what these are
    case when shares.edition is null then 'assumed' else 'stated' end as edition_status,
    editions.first_year,
    editions.last_year,
    materials.mineral,
    materials.stage,
    materials.form,
    case
        when materials.material is null then 'unmapped'
        when materials.mineral is null then 'out_of_scope'
        else 'mapped'
    end as mapping_status,
    coalesce(names.iso3, 'unmapped') as supplier_iso3,

    -- measures
    shares.flag,
    shares.share_text as value_text,
    shares.share_pct,
    shares.share_low_pct,
    shares.share_high_pct,
    shares.trade_parameter,

    -- provenance
    shares._source,
    shares._page_url,
    shares._page_sha256,
    {{ utc('shares._retrieved_at') }} as _retrieved_at,
    shares._retrieval_id,
    shares._record
from {{ source('staged', 'eu_crm__supply_shares') }} as shares
cross join undated
left join {{ ref('eu_crm_editions') }} as editions
    on coalesce(shares.edition, undated.edition) = editions.edition
left join {{ ref('eu_crm_materials') }} as materials
    on shares.material = materials.material and shares.stage_code = materials.stage_code
left join {{ ref('eu_crm_country_names') }} as names
    on shares.country = names.eu_crm_name
where {{ known('shares._retrieved_at') }}

-- Totals of trade by partner and group of products. Every retrieval passes. Groups of four classifications stand side
-- by side: sum within one only.
select
    -- grain
    totals.reporter_code,
    totals.partner_code,
    totals.product_code,
    totals.indicator,
    cast(totals.year as integer) as trade_year,

    -- what these are
    coalesce(reporters.iso3, importers.iso3, 'unmapped') as reporter_iso3,
    case
        when partners.wits_code is not null then partners.iso3
        else coalesce(suppliers.iso3, 'unmapped')
    end as partner_iso3,
    case
        when partners.wits_code is not null then partners.partner_class
        when suppliers.iso3 is not null then 'country'
        else 'unmapped'
    end as partner_class,
    case totals.indicator
        when 'MPRT-TRD-VL' then 'import'
        when 'XPRT-TRD-VL' then 'export'
        else 'unmapped'
    end as flow,
    coalesce(product_groups.classification, 'unmapped') as classification,
    product_groups.hs_chapters,

    -- measures
    case
        when totals.indicator in ('MPRT-TRD-VL', 'XPRT-TRD-VL')
            then cast(1000 * totals.trade_value as decimal(38, 2))
    end as trade_value_usd,
    totals.trade_value,
    totals.indicator_name,
    totals.data_source,

    -- provenance
    totals._source,
    totals._page_url,
    totals._page_sha256,
    {{ utc('totals._retrieved_at') }} as _retrieved_at,
    totals._retrieval_id,
    totals._record
from {{ source('staged', 'wits__trade_totals') }} as totals
left join {{ ref('wits_country_codes') }} as reporters
    on totals.reporter_code = reporters.wits_code
left join {{ ref('countries') }} as importers
    on totals.reporter_code = importers.iso3
left join {{ ref('wits_country_codes') }} as partners
    on totals.partner_code = partners.wits_code
left join {{ ref('countries') }} as suppliers
    on totals.partner_code = suppliers.iso3
left join {{ ref('wits_product_groups') }} as product_groups
    on totals.product_code = product_groups.product_code
where {{ known('totals._retrieved_at') }}

-- Where the United States imports from, as published: shares of several years together (edition 2026), or names in
-- order without shares (edition 2025), which then have a rank and the flag not_available.
select
    -- grain
    figures.edition,
    'USA' as importer_iso3,
    figures.mineral,
    figures.form,
    figures.first_year,
    figures.last_year,
    figures.country_name as supplier_name,
    figures.sheet,

    -- what these are
    figures.country_iso3 as supplier_iso3,
    figures.country_class as supplier_class,
    figures.is_headline,
    figures.sheet_preference,

    -- measures
    figures.flag,
    figures.value_text,
    figures.value as share_pct,
    figures.value_low as share_low_pct,
    figures.value_high as share_high_pct,
    figures.source_rank,
    figures.notes,

    -- provenance
    figures._source,
    figures._page_url,
    figures._page_sha256,
    figures._retrieved_at,
    figures._retrieval_id,
    figures._record
from {{ ref('stg_usgs_mcs__statistics') }} as figures
where
    figures.statistic = 'import_sources'
    and figures.mapping_status = 'mapped'

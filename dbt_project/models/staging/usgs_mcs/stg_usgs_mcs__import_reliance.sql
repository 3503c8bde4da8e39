-- Net import reliance of the United States as published: percent of consumption, with bound and flag kept apart.
-- An edition prints a year in up to three tables; `sheet_preference` 1 is the salient table, which has all years.
select
    -- grain
    figures.edition,
    'USA' as importer_iso3,
    figures.mineral,
    figures.form,
    figures.first_year as reliance_year,
    figures.sheet,

    -- what these are
    figures.is_headline,
    figures.basis as consumption_basis,
    figures.sheet_preference,

    -- measures
    figures.flag,
    figures.value_text,
    figures.value as reliance_pct,
    figures.value_low as reliance_low_pct,
    figures.value_high as reliance_high_pct,
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
    figures.statistic = 'net_import_reliance'
    and figures.mapping_status = 'mapped'

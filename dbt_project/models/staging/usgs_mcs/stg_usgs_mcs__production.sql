-- World production, capacity and reserves by country of the minerals of our vocabulary, each edition as published.
-- World totals are rounded and may leave out withheld countries: they stand beside the countries, never among them.
select
    -- grain
    figures.edition,
    figures.statistic,
    figures.mineral,
    figures.stage,
    figures.form,
    figures.basis,
    figures.country_name,
    figures.first_year as figure_year,

    -- what these are
    figures.country_iso3 as producer_iso3,
    figures.country_class,
    figures.is_headline,

    -- measures: in the publisher's unit, and in tonnes where that is a weight
    figures.flag,
    figures.value_text,
    figures.value as quantity,
    figures.value_low as quantity_low,
    figures.value_high as quantity_high,
    figures.unit,
    figures.unit_as_published,
    figures.is_corrected,
    cast(figures.value * figures.to_tonnes as decimal(38, 6)) as quantity_t,
    cast(figures.value_low * figures.to_tonnes as decimal(38, 6)) as quantity_low_t,
    cast(figures.value_high * figures.to_tonnes as decimal(38, 6)) as quantity_high_t,
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
    figures.statistic in ('production', 'capacity', 'reserves')
    and figures.sheet_class = 'world'
    and figures.mapping_status = 'mapped'

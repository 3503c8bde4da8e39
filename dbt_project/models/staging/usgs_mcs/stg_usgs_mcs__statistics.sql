-- Every published figure in our words: country, mineral, form, basis and unit. Known mistakes of an edition are
-- corrected by the seed data_corrections; what was published stays beside the correction.
with figures as (

    select
        figures.*,
        lower(figures.commodity) as commodity_lower,
        lower(coalesce(figures.detail, '')) as detail_lower
    from {{ source('staged', 'usgs_mcs__statistics') }} as figures
    where {{ known('figures._retrieved_at') }}

),

corrections as (

    select
        cast(edition as bigint) as edition,
        statistic,
        lower(commodity) as commodity_lower,
        lower(detail) as detail_lower,
        field,
        coalesce(as_published, '') as as_published,
        corrected
    from {{ ref('data_corrections') }}
    where source = 'usgs_mcs'

),

corrected as (

    select
        figures.*,
        coalesce(units.corrected, figures.unit) as unit_corrected,
        coalesce(statistics.corrected, figures.statistic) as statistic_corrected,
        units.corrected is not null or statistics.corrected is not null as is_corrected
    from figures
    left join corrections as units
        on
            figures.edition = units.edition
            and figures.statistic = units.statistic
            and figures.commodity_lower = units.commodity_lower
            and figures.detail_lower = units.detail_lower
            and units.field = 'unit'
            and coalesce(figures.unit, '') = units.as_published
    left join corrections as statistics
        on
            figures.edition = statistics.edition
            and figures.statistic = statistics.as_published
            and figures.commodity_lower = statistics.commodity_lower
            and figures.detail_lower = statistics.detail_lower
            and statistics.field = 'statistic'

),

commodities as (

    select
        statistic,
        lower(commodity) as commodity_lower,
        lower(coalesce(detail, '')) as detail_lower,
        mineral,
        stage,
        form,
        basis,
        is_headline
    from {{ ref('usgs_commodities') }}

),

out_of_scope as (

    select distinct lower(commodity) as commodity_lower
    from {{ ref('usgs_out_of_scope') }}

)

select
    -- grain
    figures.edition,
    figures.sheet,
    figures.commodity,
    figures.country as country_name,
    figures.statistic_corrected as statistic,
    figures.detail,
    figures.year_text,
    figures._record,

    -- what these are
    coalesce(sheets.sheet_class, 'unmapped') as sheet_class,
    sheets.preference as sheet_preference,
    case
        when countries.usgs_name is null then 'unmapped'
        else countries.iso3
    end as country_iso3,
    coalesce(countries.country_class, 'unmapped') as country_class,
    commodities.mineral,
    commodities.stage,
    coalesce(countries.reported_form, commodities.form) as form,
    commodities.basis,
    commodities.is_headline,
    case
        when commodities.mineral is not null then 'mapped'
        when out_of_scope.commodity_lower is not null then 'out_of_scope'
        when figures.statistic_corrected in ('net_import_reliance', 'import_sources') then 'unmapped'
        when
            figures.statistic_corrected in ('production', 'capacity', 'reserves')
            and coalesce(sheets.sheet_class, 'world') = 'world'
            then 'unmapped'
        else 'not_conformed'
    end as mapping_status,
    figures.first_year,
    figures.last_year,

    -- measures
    figures.value_text,
    figures.value,
    figures.value_low,
    figures.value_high,
    figures.flag,
    figures.rank as source_rank,
    figures.unit as unit_as_published,
    figures.unit_corrected as unit,
    figures.is_corrected,
    coalesce(units.is_weight, false) as is_weight,
    units.to_tonnes,

    -- remarks
    figures.notes,
    figures.other_notes,
    figures.chapter,
    figures.is_critical_2025,

    -- provenance
    figures._source,
    figures._page_url,
    figures._page_sha256,
    {{ utc('figures._retrieved_at') }} as _retrieved_at,
    figures._retrieval_id
from corrected as figures
left join {{ ref('usgs_sheets') }} as sheets
    on figures.sheet = sheets.sheet
left join {{ ref('usgs_country_names') }} as countries
    on figures.country = countries.usgs_name
left join {{ ref('usgs_units') }} as units
    on figures.unit_corrected = units.unit
left join commodities
    on
        figures.statistic_corrected = commodities.statistic
        and figures.commodity_lower = commodities.commodity_lower
        and figures.detail_lower = commodities.detail_lower
left join out_of_scope
    on figures.commodity_lower = out_of_scope.commodity_lower

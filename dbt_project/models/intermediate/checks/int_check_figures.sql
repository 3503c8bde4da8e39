-- Every figure that can settle a statement, in one shape: whose, of what, of which years, how much (per cent, or a
-- place), and where it stands. is_headline marks the figure that a text means when it names no stage.
with customs as (

    select
        shares.*,
        count(distinct shares.stage) over (
            partition by shares.importer_iso3, shares.mineral, shares.trade_year
        ) as n_stages
    from {{ ref('fct_supplier_shares') }} as shares
    where shares.supplier_kind <> 'unidentified' and not shares.is_basket

),

-- Customs codes know the stage of a good, texts that of an industry: of the goods that a text's stage may mean, the
-- first that the importer bought in that year.
meant as (

    select
        customs.*,
        stages.stage as text_stage,
        stages.place as stage_place,
        min(stages.place) over (
            partition by customs.importer_iso3, customs.mineral, customs.trade_year, stages.stage
        ) as first_place
    from customs
    inner join {{ ref('stage_trade_stages') }} as stages
        on customs.stage = stages.trade_stage

),

placed as (

    select
        supplier_share_key,
        importer_iso3,
        supplier_iso3,
        mineral,
        cast(null as {{ dbt.type_string() }}) as text_stage,
        true as is_headline,
        trade_year,
        case when coverage = 'covered' then value_share end as value_share,
        case when coverage = 'covered' then supplier_rank end as supplier_rank
    from customs
    where n_stages = 1
    union all
    select
        supplier_share_key,
        importer_iso3,
        supplier_iso3,
        mineral,
        text_stage,
        false as is_headline,
        trade_year,
        case when coverage = 'covered' then value_share end as value_share,
        case when coverage = 'covered' then supplier_rank end as supplier_rank
    from meant
    where stage_place = first_place

),

production as (

    select
        *,
        rank() over (
            partition by mineral, stage, form, basis, production_year order by quantity_t desc nulls last
        ) as place,
        count(*) over (partition by mineral, stage, form, basis, production_year, quantity_t) as n_alike,
        count(*) over (partition by mineral, stage, form, basis, production_year)
        - count(quantity_t) over (partition by mineral, stage, form, basis, production_year) as n_withheld
    from {{ ref('fct_mineral_production') }}
    where producer_class = 'country' and is_newest_edition

)

select
    'import_share' as basis,
    importer_iso3 as subject,
    supplier_iso3 as counterpart,
    mineral,
    text_stage as stage,
    is_headline,
    trade_year as first_year,
    trade_year as last_year,
    100 * value_share as figure,
    cast(null as double) as figure_low,
    cast(null as double) as figure_high,
    0 as n_withheld,
    1 as preference,
    'fct_supplier_shares' as figure_table,
    supplier_share_key as figure_key
from placed
where value_share is not null
union all
select
    'import_rank' as basis,
    importer_iso3 as subject,
    supplier_iso3 as counterpart,
    mineral,
    text_stage as stage,
    is_headline,
    trade_year as first_year,
    trade_year as last_year,
    cast(supplier_rank as double) as figure,
    cast(supplier_rank as double) as figure_low,
    cast(supplier_rank as double) as figure_high,
    0 as n_withheld,
    1 as preference,
    'fct_supplier_shares' as figure_table,
    supplier_share_key as figure_key
from placed
where supplier_rank is not null
union all
select
    'import_share' as basis,
    importer_iso3 as subject,
    supplier_iso3 as counterpart,
    mineral,
    cast(null as {{ dbt.type_string() }}) as stage,
    is_headline,
    first_year,
    last_year,
    cast(share_pct as double) as figure,
    cast(share_low_pct as double) as figure_low,
    cast(share_high_pct as double) as figure_high,
    0 as n_withheld,
    2 as preference,
    'fct_import_sources' as figure_table,
    import_source_key as figure_key
from {{ ref('fct_import_sources') }}
where
    is_headline
    and supplier_class = 'country'
    and (share_pct is not null or share_low_pct is not null or share_high_pct is not null)
union all
select
    'import_rank' as basis,
    importer_iso3 as subject,
    supplier_iso3 as counterpart,
    mineral,
    cast(null as {{ dbt.type_string() }}) as stage,
    is_headline,
    first_year,
    last_year,
    cast(supplier_rank as double) as figure,
    cast(supplier_rank as double) as figure_low,
    cast(supplier_rank as double) as figure_high,
    0 as n_withheld,
    2 as preference,
    'fct_import_sources' as figure_table,
    import_source_key as figure_key
from {{ ref('fct_import_sources') }}
where is_headline and supplier_rank is not null
union all
select
    'import_reliance' as basis,
    importer_iso3 as subject,
    cast(null as {{ dbt.type_string() }}) as counterpart,
    mineral,
    cast(null as {{ dbt.type_string() }}) as stage,
    is_headline,
    reliance_year as first_year,
    reliance_year as last_year,
    cast(reliance_pct as double) as figure,
    cast(reliance_low_pct as double) as figure_low,
    cast(reliance_high_pct as double) as figure_high,
    0 as n_withheld,
    1 as preference,
    'fct_import_reliance' as figure_table,
    import_reliance_key as figure_key
from {{ ref('fct_import_reliance') }}
where
    is_newest_edition
    and is_headline
    and (reliance_pct is not null or reliance_low_pct is not null or reliance_high_pct is not null)
union all
select
    'production_share' as basis,
    producer_iso3 as subject,
    cast(null as {{ dbt.type_string() }}) as counterpart,
    mineral,
    stage,
    is_headline,
    production_year as first_year,
    production_year as last_year,
    100 * world_share as figure,
    cast(null as double) as figure_low,
    cast(null as double) as figure_high,
    0 as n_withheld,
    1 as preference,
    'fct_mineral_production' as figure_table,
    mineral_production_key as figure_key
from production
where world_share is not null
union all
select
    'production_rank' as basis,
    producer_iso3 as subject,
    cast(null as {{ dbt.type_string() }}) as counterpart,
    mineral,
    stage,
    is_headline,
    production_year as first_year,
    production_year as last_year,
    cast(place as double) as figure,
    cast(place as double) as figure_low,
    cast(place + n_alike - 1 as double) as figure_high,
    n_withheld,
    1 as preference,
    'fct_mineral_production' as figure_table,
    mineral_production_key as figure_key
from production
where quantity_t is not null

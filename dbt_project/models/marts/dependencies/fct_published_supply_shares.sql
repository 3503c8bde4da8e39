-- Who supplies the world and the Union with a mineral, in the publisher's own words, and beside it the nearest share
-- that we hold: of the world's production (USGS), or of the Union's imports as measured. They are other years, and
-- imports leave out what the Union makes itself: two numbers side by side, not one corrected by the other.
with produced as (

    select
        mineral,
        stage,
        producer_iso3,
        production_year,
        world_share,
        max(production_year) over (partition by mineral, stage) as newest_year,
        min(form || '|' || basis) over (partition by mineral, stage) as first_line,
        max(form || '|' || basis) over (partition by mineral, stage) as last_line
    from {{ ref('fct_mineral_production') }}
    where is_newest_edition and is_headline and producer_class = 'country' and world_share is not null

),

imported as (

    select
        mineral,
        stage,
        supplier_iso3,
        trade_year,
        value_share,
        max(trade_year) over (partition by mineral, stage) as newest_year
    from {{ ref('fct_supplier_shares') }}
    where importer_iso3 = 'EUU' and value_share is not null

),

ours as (

    -- a stage with two lines (crude and refined selenium) has no one share
    select
        'WLD' as supplied_iso3,
        mineral,
        stage,
        producer_iso3 as supplier_iso3,
        'world_production' as our_share_of,
        production_year as our_year,
        100 * world_share as our_share_pct
    from produced
    where production_year = newest_year and first_line = last_line
    union all
    select
        'EUU' as supplied_iso3,
        mineral,
        stage,
        supplier_iso3,
        'imports' as our_share_of,
        trade_year as our_year,
        100 * value_share as our_share_pct
    from imported
    where trade_year = newest_year

)

select
    {{ surrogate_key([
        'shares.supplied_iso3', 'shares.material', 'shares.stage_code', 'shares.edition', 'shares.supplier_name'
    ]) }} as published_supply_share_key,
    shares.supplied_iso3,
    shares.material,
    shares.stage_code,
    shares.edition,
    shares.supplier_name,

    -- what these are
    shares.mineral,
    shares.stage,
    shares.form,
    shares.supplier_iso3,
    shares.first_year,
    shares.last_year,
    shares.edition_status,
    shares.is_newest_edition,

    -- the publisher's share
    case when shares.share_pct is not null then cast(shares.place as integer) end as supplier_rank,
    cast(shares.share_pct as decimal(9, 4)) as share_pct,
    cast(shares.share_low_pct as decimal(9, 4)) as share_low_pct,
    cast(shares.share_high_pct as decimal(9, 4)) as share_high_pct,
    shares.flag,
    shares.value_text,

    -- ours beside it
    ours.our_share_of,
    cast(ours.our_year as integer) as our_year,
    round(cast(ours.our_share_pct as double), 2) as our_share_pct,

    -- provenance
    shares._source,
    shares._page_url,
    shares._page_sha256,
    {{ utc('shares._retrieved_at') }} as _retrieved_at,
    shares._retrieval_id,
    cast(shares._record as bigint) as _record
from {{ ref('int_published_supply_shares_ranked') }} as shares
left join ours
    on
        shares.supplied_iso3 = ours.supplied_iso3
        and shares.mineral = ours.mineral
        and shares.stage = ours.stage
        and shares.supplier_iso3 = ours.supplier_iso3
where shares.is_chosen

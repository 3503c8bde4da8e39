-- Every retrieval of every edition's production tables. Within an edition the newest retrieval of a whole table of one
-- mineral counts (a producer that a corrected table no longer names is gone); editions are vintages, and all stay.
with figures as (

    select
        *,
        case country_class
            when 'country' then coalesce(producer_iso3, country_name)
            when 'world' then 'WLD'
            else country_class
        end as producer_id
    from {{ ref('stg_usgs_mcs__production') }}
    where statistic = 'production'

),

ranked as (

    select
        *,
        dense_rank() over (
            partition by edition, mineral, stage, form, basis
            order by _retrieved_at desc, _page_sha256 asc, _retrieval_id asc
        ) as vintage_rank
    from figures

),

newest as (

    select
        *,
        max(case when vintage_rank = 1 then edition end) over (
            partition by mineral, stage, form, basis, producer_id, figure_year
        ) as newest_edition,
        max(case when vintage_rank = 1 and producer_id = 'WLD' then quantity_t end) over (
            partition by edition, mineral, stage, form, basis, figure_year
        ) as world_quantity_t
    from ranked

)

select
    edition,
    mineral,
    stage,
    form,
    basis,
    is_headline,
    country_name,
    country_class,
    producer_iso3,
    producer_id,
    figure_year,
    quantity,
    quantity_low,
    quantity_high,
    unit,
    quantity_t,
    quantity_low_t,
    quantity_high_t,
    world_quantity_t,
    flag,
    value_text,
    is_corrected,
    notes,
    vintage_rank,
    vintage_rank = 1 and edition = newest_edition as is_newest_edition,
    _source,
    _page_url,
    _page_sha256,
    _retrieved_at,
    _retrieval_id,
    _record
from newest

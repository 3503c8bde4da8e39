-- The HS6 codes of the concordance, once per HS edition in which they hold one of our minerals.
with described as (

    select
        codes.hs6,
        editions.hs_edition,
        codes.description,
        codes.mineral,
        codes.is_basket,
        row_number() over (
            partition by codes.hs6, editions.hs_edition
            order by classes.purity_order, codes.mineral, codes.stage
        ) as place
    from {{ ref('hs6_minerals') }} as codes
    inner join {{ ref('hs_editions') }} as editions
        on ';' || codes.hs_editions || ';' like '%;' || editions.hs_edition || ';%'
    inner join {{ ref('share_classes') }} as classes
        on codes.share_class = classes.share_class

)

select
    {{ surrogate_key(['described.hs6', 'described.hs_edition']) }} as hs6_key,
    described.hs6,
    described.hs_edition,
    editions.name as hs_edition_name,
    editions.first_year as edition_first_year,
    editions.last_year as edition_last_year,
    max(case when described.place = 1 then described.description end) as description,
    cast(count(distinct described.mineral) as integer) as n_minerals
from described
inner join {{ ref('hs_editions') }} as editions
    on described.hs_edition = editions.hs_edition
group by
    described.hs6,
    described.hs_edition,
    editions.name,
    editions.first_year,
    editions.last_year

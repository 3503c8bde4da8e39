-- Who produces how much of a mineral, as each edition of the publisher says. Contained metal, oxide and gross weight
-- are different bases and different rows; the world's row is the publisher's own rounded total, never added to
-- countries.
select
    {{ surrogate_key([
        'edition', 'mineral', 'stage', 'form', 'basis', 'producer_name', 'production_year'
    ]) }} as mineral_production_key,
    *
from (
    select
        cast(edition as integer) as edition,
        is_newest_edition,
        mineral,
        stage,
        form,
        basis,
        is_headline,
        country_name as producer_name,
        producer_iso3,
        country_class as producer_class,
        cast(figure_year as integer) as production_year,
        cast(quantity as decimal(38, 6)) as quantity,
        cast(quantity_low as decimal(38, 6)) as quantity_low,
        cast(quantity_high as decimal(38, 6)) as quantity_high,
        unit,
        quantity_t,
        quantity_low_t,
        quantity_high_t,
        case
            when country_class <> 'world' then round({{ ratio('quantity_t', 'world_quantity_t') }}, 4)
        end as world_share,
        flag,
        value_text,
        is_corrected,
        notes,
        _source,
        _page_url,
        _page_sha256,
        {{ utc('_retrieved_at') }} as _retrieved_at,
        _retrieval_id,
        cast(_record as bigint) as _record
    from {{ ref('int_mineral_production_ranked') }}
    where vintage_rank = 1
) as production

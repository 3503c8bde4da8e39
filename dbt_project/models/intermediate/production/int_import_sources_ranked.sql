-- The publisher's own list of where imports come from. A list is taken whole: the preferred table of the edition, and
-- of it the newest retrieval, so that a supplier which a corrected list no longer names is gone.
with lists as (

    select
        *,
        dense_rank() over (
            partition by edition, importer_iso3, mineral, form, first_year, last_year
            order by
                sheet_preference asc nulls last, sheet asc, _retrieved_at desc, _page_sha256 asc, _retrieval_id asc
        ) as list_rank
    from {{ ref('stg_usgs_mcs__import_sources') }}

),

ranked as (

    select
        *,
        row_number() over (
            partition by edition, importer_iso3, mineral, form, first_year, last_year, list_rank
            order by
                case when supplier_class = 'country' then 0 else 1 end asc,
                source_rank asc nulls last,
                coalesce(share_pct, share_low_pct, share_high_pct) desc nulls last,
                supplier_name asc
        ) as place,
        max(case when list_rank = 1 then edition end) over (
            partition by importer_iso3, mineral, form
        ) as newest_edition
    from lists

)

select
    edition,
    importer_iso3,
    mineral,
    form,
    first_year,
    last_year,
    sheet,
    is_headline,
    supplier_name,
    supplier_iso3,
    supplier_class,
    share_pct,
    share_low_pct,
    share_high_pct,
    flag,
    value_text,
    notes,
    place,
    list_rank,
    list_rank = 1 as is_chosen,
    edition = newest_edition as is_newest_edition,
    _source,
    _page_url,
    _page_sha256,
    _retrieved_at,
    _retrieval_id,
    _record
from ranked

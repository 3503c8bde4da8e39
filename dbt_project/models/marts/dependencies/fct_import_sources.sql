-- Where imports come from, in the publisher's own words: shares of several years together, or names in order.
select
    {{ surrogate_key([
        'importer_iso3', 'mineral', 'form', 'first_year', 'last_year', 'edition', 'supplier_name'
    ]) }} as import_source_key,
    importer_iso3,
    mineral,
    form,
    cast(first_year as integer) as first_year,
    cast(last_year as integer) as last_year,
    cast(edition as integer) as edition,
    is_newest_edition,
    is_headline,
    supplier_name,
    supplier_iso3,
    supplier_class,
    case when supplier_class = 'country' then cast(place as integer) end as supplier_rank,
    cast(share_pct as decimal(9, 4)) as share_pct,
    cast(share_low_pct as decimal(9, 4)) as share_low_pct,
    cast(share_high_pct as decimal(9, 4)) as share_high_pct,
    flag,
    value_text,
    sheet,
    notes,
    _source,
    _page_url,
    _page_sha256,
    {{ utc('_retrieved_at') }} as _retrieved_at,
    _retrieval_id,
    cast(_record as bigint) as _record
from {{ ref('int_import_sources_ranked') }}
where is_chosen

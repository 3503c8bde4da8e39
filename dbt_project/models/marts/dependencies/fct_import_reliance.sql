-- The publisher's net import reliance, unchanged: a percentage, a bound or a flag, with its denominator, per edition.
select
    {{ surrogate_key(['importer_iso3', 'mineral', 'form', 'reliance_year', 'edition']) }} as import_reliance_key,
    importer_iso3,
    mineral,
    form,
    cast(reliance_year as integer) as reliance_year,
    cast(edition as integer) as edition,
    is_newest_edition,
    is_headline,
    consumption_basis,
    cast(reliance_pct as decimal(9, 4)) as reliance_pct,
    cast(reliance_low_pct as decimal(9, 4)) as reliance_low_pct,
    cast(reliance_high_pct as decimal(9, 4)) as reliance_high_pct,
    flag,
    value_text,
    has_other_figure,
    sheet,
    notes,
    _source,
    _page_url,
    _page_sha256,
    {{ utc('_retrieved_at') }} as _retrieved_at,
    _retrieval_id,
    cast(_record as bigint) as _record
from {{ ref('int_import_reliance_ranked') }}
where is_chosen

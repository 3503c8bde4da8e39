-- Tariff lines whose rates are followed, with their words and units.
select
    {{ surrogate_key(['importer_iso3', 'tariff_line']) }} as tariff_line_key,
    importer_iso3,
    tariff_line,
    parent_line,
    cast(n_digits as integer) as n_digits,
    hs6,
    description,
    heading_text,
    quantity_units,
    wto_binding,
    _source,
    _page_url,
    _page_sha256,
    {{ utc('_retrieved_at') }} as _retrieved_at,
    _retrieval_id,
    cast(_record as bigint) as _record
from {{ ref('int_tariff_lines') }}

-- Averages over the tariff lines of a six-digit code, for a whole year, as published. They are a kind of rate of their
-- own: the rate of a line on a day is in fct_tariff_rates, and neither stands in for the other.
select
    {{ surrogate_key([
        'importer_iso3', 'partner_code', 'hs6', 'tariff_year', 'rate_kind', 'estimate_kind'
    ]) }} as tariff_average_key,
    importer_iso3,
    partner_code,
    hs6,
    tariff_year,
    rate_kind,
    estimate_kind,

    -- what it is
    partner_iso3,
    partner_class,
    hs_edition,
    rate_granularity,
    valid_from,
    valid_to,

    -- measures
    average_status,
    rate_precision,
    cast(average_pct as decimal(18, 4)) as average_pct,
    cast(lowest_pct as decimal(18, 4)) as lowest_pct,
    cast(highest_pct as decimal(18, 4)) as highest_pct,
    n_lines,
    n_lines_not_ad_valorem,

    -- provenance
    _source,
    _page_url,
    _page_sha256,
    {{ utc('_retrieved_at') }} as _retrieved_at,
    _retrieval_id,
    cast(_record as bigint) as _record
from {{ ref('int_hs6_average_rates') }}

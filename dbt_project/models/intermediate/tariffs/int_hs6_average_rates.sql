-- Averages over the tariff lines of a six-digit code, as published for a whole year: their own kind of rate. An average
-- is never stored as the rate of a line. The newest retrieval of an average counts.
with ranked as (

    select
        *,
        row_number() over (
            partition by importer_iso3, partner_code, hs6, tariff_year, rate_kind, estimate_kind
            order by _retrieved_at desc, _page_sha256 asc, _record asc
        ) as vintage_rank
    from {{ ref('stg_wits__tariffs') }}
    where importer_iso3 <> 'unmapped' and excluded_from is null

)

select
    _source as rate_source,
    'hs6_average' as rate_granularity,
    importer_iso3,
    partner_iso3,
    partner_code,
    partner_class,
    hs6,
    hs_edition,
    tariff_year,
    cast(cast(tariff_year as {{ dbt.type_string() }}) || '-01-01' as date) as valid_from,
    cast(cast(tariff_year + 1 as {{ dbt.type_string() }}) || '-01-01' as date) as valid_to,
    rate_kind,
    estimate_kind,
    average_status,
    rate_precision,
    average_pct,
    lowest_pct,
    highest_pct,
    n_lines,
    n_lines_not_ad_valorem,
    _source,
    _page_url,
    _page_sha256,
    _retrieved_at,
    _retrieval_id,
    _record
from ranked
where vintage_rank = 1

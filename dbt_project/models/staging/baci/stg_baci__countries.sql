-- The country lists of BACI's releases beside our seed: a code that we do not know, or that we read as another country
-- than CEPII does, shows here.
select
    countries.country_code,
    countries.country_name,
    countries.country_name_full,
    countries.iso3 as published_iso3,
    coalesce(known.iso3, 'unmapped') as iso3,
    known.country_code is not null as is_known,
    countries.release,
    countries._source,
    countries._page_url,
    countries._page_sha256,
    {{ utc('countries._retrieved_at') }} as _retrieved_at,
    countries._retrieval_id,
    countries._record
from {{ source('staged', 'baci__countries') }} as countries
left join {{ ref('baci_country_codes') }} as known
    on countries.country_code = known.country_code
where {{ known('countries._retrieved_at') }}

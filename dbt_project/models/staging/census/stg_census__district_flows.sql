-- Rows of single customs districts, kept apart: they are parts of the rows of the whole country.
select
    flows.flow,
    flows.commodity_code,
    flows.commodity_level,
    flows.country_code as partner_code,
    flows.country_name as partner_name,
    flows.district,
    flows.period,
    flows.period_kind,
    flows.primary_value_usd,
    flows._source,
    flows._page_url,
    flows._page_sha256,
    {{ utc('flows._retrieved_at') }} as _retrieved_at,
    flows._retrieval_id,
    flows._record
from {{ source('staged', 'census__trade_flows') }} as flows
where
    {{ known('flows._retrieved_at') }}
    and flows.district is not null

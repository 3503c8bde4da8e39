-- Every vintage of every flow, the newest first. A figure that went A, B, A ends at A: retrievals decide, not values.
-- Where two pages were retrieved at the same moment, the publisher's own service wins over its download pages, and
-- those over files that others made; then the page's hash and the record's place decide, so that a build is repeatable.
with flows as (

    select
        *,
        -- two codes of the publisher may be one country of ours, and many codes are none: they stay apart
        coalesce(partner_code, partner_name, 'unnamed') as partner_id
    from {{ ref('stg_census__trade_flows') }}

)

select
    {{ surrogate_key(['reporter_iso3', 'partner_id', 'flow', 'commodity_code', 'period', 'period_kind']) }}
        as trade_flow_key,
    reporter_iso3,
    partner_iso3,
    partner_id,
    partner_code,
    partner_name,
    partner_class,
    flow,
    commodity_code,
    commodity_level,
    commodity_name,
    hs6,
    period,
    period_kind,
    trade_year,
    customs_value_usd,
    consumption_value_usd,
    general_value_usd,
    calculated_duty_usd,
    net_weight_kg,
    net_weight_status,
    valuation,
    partner_basis,
    trade_system,
    wire_form,
    row_number() over (
        partition by reporter_iso3, partner_id, flow, commodity_code, period, period_kind
        order by
            _retrieved_at desc,
            case wire_form when 'api_json' then 1 when 'usatrade_csv' then 2 else 3 end asc,
            _page_sha256 asc,
            _record asc
    ) as vintage_rank,
    count(*) over (
        partition by reporter_iso3, partner_id, flow, commodity_code, period, period_kind
    ) as n_vintages,
    _source,
    _page_url,
    _page_sha256,
    _retrieved_at,
    _retrieval_id,
    _record
from flows

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
    *,
    row_number() over (
        partition by reporter_iso3, partner_id, flow, commodity_code, period, period_kind
        order by
            _retrieved_at desc,
            case wire_form when 'api_json' then 1 when 'usatrade_csv' then 2 else 3 end,
            _page_sha256,
            _record
    ) as vintage_rank,
    count(*) over (
        partition by reporter_iso3, partner_id, flow, commodity_code, period, period_kind
    ) as n_vintages
from flows

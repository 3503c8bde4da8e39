-- From a pair's two reports back to the flow rows that each side sums: each leads to its page and record.
select
    mirror_flow_key,
    trade_flow_key,
    side,
    share
from {{ ref('int_mirror_reports') }}
where is_chosen

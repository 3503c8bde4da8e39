-- Every publisher's flows in one table, all vintages, nothing decided. A publisher joins by writing
-- stg_<slug>__trade_flows with the columns of the interface (described in the YAML beside this file) and a branch here.
select {{ trade_flow_columns() }}
from {{ ref('stg_census__trade_flows') }}

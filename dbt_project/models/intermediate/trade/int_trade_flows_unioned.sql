-- Every publisher's flows in one table, all vintages, nothing decided. A publisher joins by writing
-- stg_<slug>__trade_flows with the columns of the interface (described in the YAML beside this file) and a branch here.
select {{ trade_flow_columns() }}
from {{ ref('stg_census__trade_flows') }}

union all

-- a year of the world's trade has eleven million rows: those of codes that hold a mineral
select {{ trade_flow_columns() }}
from {{ ref('stg_baci__trade_flows') }}
where hs6 in (select minerals.hs6 from {{ ref('hs6_minerals') }} as minerals)

union all

-- a file of one month holds thirteen thousand lines: those that lie under a code that holds a mineral, and the rows
-- that tell what was hidden or added up
select {{ trade_flow_columns() }}
from {{ ref('stg_comext__trade_flows') }}
where hs6 is null or hs6 in (select minerals.hs6 from {{ ref('hs6_minerals') }} as minerals)

union all

-- what is asked for is asked by code; what somebody drops is kept whole
select {{ trade_flow_columns() }}
from {{ ref('stg_comtrade__trade_flows') }}

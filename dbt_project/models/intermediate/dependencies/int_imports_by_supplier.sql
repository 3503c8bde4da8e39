-- What an importer bought of a mineral at a stage in a year, by supplier: measured rows only, each member of a bloc
-- once. What no country can be named for is one row, 'unidentified': areas not elsewhere specified, unknown codes, and
-- what the publisher's own total holds beyond the partners that it lists.
with measured as (

    select
        *,
        case when partner_role = 'unidentified' then 'unidentified' else partner_iso3 end as supplier_iso3
    from {{ ref('int_imports_by_mineral') }}
    where is_measured

),

beyond as (

    select
        importer_iso3,
        mineral,
        stage,
        trade_year,
        commodity_code,
        sum(case when partner_role = 'world_total' then customs_value_usd end)
        - coalesce(sum(case when is_counted then customs_value_usd end), 0) as beyond_usd,
        max(_retrieved_at) as _retrieved_at
    from measured
    group by importer_iso3, mineral, stage, trade_year, commodity_code

),

parts as (

    select
        importer_iso3,
        mineral,
        stage,
        trade_year,
        supplier_iso3,
        case partner_role when 'country' then 'country' when 'bloc' then 'bloc' else 'unidentified' end
            as supplier_kind,
        commodity_code,
        customs_value_usd as value_usd,
        case when net_weight_status = 'reported' then net_weight_kg end as weight_kg,
        case when net_weight_status = 'reported' then 1 else 0 end as has_weight,
        1 as is_flow_row,
        _retrieved_at
    from measured
    where is_counted

    union all

    select
        importer_iso3,
        mineral,
        stage,
        trade_year,
        'unidentified' as supplier_iso3,
        'unidentified' as supplier_kind,
        commodity_code,
        beyond_usd as value_usd,
        null as weight_kg,
        0 as has_weight,
        0 as is_flow_row,
        _retrieved_at
    from beyond
    where beyond_usd > 0

)

select
    importer_iso3,
    mineral,
    stage,
    trade_year,
    supplier_iso3,
    supplier_kind,
    sum(value_usd) as value_usd,
    sum(weight_kg) as weight_kg,
    case
        when sum(has_weight) = 0 then 'not_reported'
        when sum(has_weight) = count(*) then 'reported'
        else 'partly_reported'
    end as weight_status,
    count(distinct commodity_code) as n_codes,
    sum(is_flow_row) as n_flow_rows,
    max(_retrieved_at) as _newest_retrieved_at
from parts
group by importer_iso3, mineral, stage, trade_year, supplier_iso3, supplier_kind

-- From a supplier's share back to the flow rows that it sums: each leads to its page and record.
with imports as (

    select
        importer_iso3,
        mineral,
        stage,
        trade_year,
        case when partner_role = 'unidentified' then 'unidentified' else partner_iso3 end as supplier_iso3,
        trade_flow_key
    from {{ ref('int_imports_by_mineral') }}
    where is_measured and is_counted

)

select
    {{ surrogate_key(['importer_iso3', 'mineral', 'stage', 'trade_year', 'supplier_iso3']) }} as supplier_share_key,
    trade_flow_key
from imports

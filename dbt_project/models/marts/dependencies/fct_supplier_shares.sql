-- Who supplied an importer with a mineral at a stage in a year. The children of fct_supply_dependencies.
with imports as (

    select
        suppliers.*,
        covered.coverage,
        covered.coverage <> 'not_covered' as is_shared,
        covered.is_basket,
        covered.is_stage_ambiguous,
        covered.share_class,
        sum(suppliers.primary_value) over (
            partition by suppliers.importer_iso3, suppliers.mineral, suppliers.stage, suppliers.trade_year
        ) as import_value,
        row_number() over (
            partition by
                suppliers.importer_iso3,
                suppliers.mineral,
                suppliers.stage,
                suppliers.trade_year,
                suppliers.supplier_kind = 'unidentified'
            order by suppliers.primary_value desc nulls last, suppliers.supplier_iso3 asc
        ) as place
    from {{ ref('int_imports_by_supplier') }} as suppliers
    inner join {{ ref('int_imports_covered') }} as covered
        on
            suppliers._source = covered._source
            and suppliers.importer_iso3 = covered.importer_iso3
            and suppliers.mineral = covered.mineral
            and suppliers.stage = covered.stage
            and suppliers.trade_year = covered.trade_year

)

select
    {{ surrogate_key(['importer_iso3', 'mineral', 'stage', 'trade_year', 'supplier_iso3']) }} as supplier_share_key,
    {{ surrogate_key(['importer_iso3', 'mineral', 'stage', 'trade_year']) }} as supply_dependency_key,
    importer_iso3,
    mineral,
    stage,
    cast(trade_year as integer) as trade_year,
    supplier_iso3,
    supplier_kind,
    cast(primary_value as decimal(38, 2)) as primary_value,
    value_currency,
    cast(value_usd as decimal(38, 2)) as value_usd,
    value_usd_status,
    valuation,
    case when is_shared then round({{ ratio('primary_value', 'import_value') }}, 6) end as value_share,
    cast(weight_kg as decimal(38, 3)) as weight_kg,
    weight_status,
    coverage,
    case
        when supplier_kind <> 'unidentified' and is_shared and primary_value > 0 then cast(place as integer)
    end as supplier_rank,
    is_basket,
    is_stage_ambiguous,
    share_class,
    cast(n_codes as integer) as n_codes,
    cast(n_flow_rows as integer) as n_flow_rows,
    cast(n_suppressed_rows as integer) as n_suppressed_rows,
    _source,
    reporting_view,
    {{ utc('_newest_retrieved_at') }} as _newest_retrieved_at
from imports

-- Who supplied an importer with a mineral at a stage in a year. The children of fct_supply_dependencies.
with imports as (

    select
        suppliers.*,
        covered.is_covered,
        covered.is_basket,
        covered.is_stage_ambiguous,
        covered.share_class,
        sum(suppliers.value_usd) over (
            partition by suppliers.importer_iso3, suppliers.mineral, suppliers.stage, suppliers.trade_year
        ) as import_value_usd,
        row_number() over (
            partition by
                suppliers.importer_iso3,
                suppliers.mineral,
                suppliers.stage,
                suppliers.trade_year,
                suppliers.supplier_kind = 'unidentified'
            order by suppliers.value_usd desc nulls last, suppliers.supplier_iso3 asc
        ) as place
    from {{ ref('int_imports_by_supplier') }} as suppliers
    inner join {{ ref('int_imports_covered') }} as covered
        on
            suppliers.importer_iso3 = covered.importer_iso3
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
    cast(value_usd as decimal(38, 2)) as value_usd,
    case when is_covered then round({{ ratio('value_usd', 'import_value_usd') }}, 6) end as value_share,
    cast(weight_kg as decimal(38, 3)) as weight_kg,
    weight_status,
    case
        when supplier_kind <> 'unidentified' and is_covered and value_usd > 0 then cast(place as integer)
    end as supplier_rank,
    is_basket,
    is_stage_ambiguous,
    share_class,
    cast(n_codes as integer) as n_codes,
    cast(n_flow_rows as integer) as n_flow_rows,
    {{ utc('_newest_retrieved_at') }} as _newest_retrieved_at
from imports

-- How few countries an importer buys a mineral from, at one stage, in one year.
-- Formulas and their bounds are worked by hand in docs/methods/supply_dependencies.md. Squares are summed as decimals,
-- so that the order of rows cannot move the last digit; doubles appear only in the final division.
with suppliers as (

    select
        importer_iso3,
        mineral,
        stage,
        trade_year,
        supplier_iso3,
        supplier_kind,
        supplier_kind <> 'unidentified' as is_identified,
        cast(primary_value as decimal(19, 2)) as primary_value,
        value_currency,
        value_usd,
        value_usd_status,
        valuation,
        n_suppressed_rows,
        _source,
        reporting_view,
        n_sources,
        row_number() over (
            partition by importer_iso3, mineral, stage, trade_year
            order by
                case when supplier_kind = 'unidentified' or primary_value = 0 then 1 else 0 end asc,
                primary_value desc nulls last,
                supplier_iso3 asc
        ) as place,
        _newest_retrieved_at
    from {{ ref('int_imports_by_supplier') }}

),

bloc_years as (

    select distinct trade_year
    from suppliers
    where supplier_kind = 'bloc'

),

bloc_sizes as (

    select
        years.trade_year,
        blocs.bloc_iso3,
        count(*) as n_members
    from bloc_years as years
    inner join {{ ref('bridge_bloc_members') }} as blocs
        on {{ held_on(year_end('years.trade_year'), 'blocs.valid_from', 'blocs.valid_to') }}
    group by years.trade_year, blocs.bloc_iso3

),

summed as (

    select
        suppliers.importer_iso3,
        suppliers.mineral,
        suppliers.stage,
        suppliers.trade_year,
        coalesce(sum(suppliers.primary_value), 0) as total_value,
        coalesce(sum(case when suppliers.is_identified then suppliers.primary_value end), 0) as identified_value,
        coalesce(sum(case when not suppliers.is_identified then suppliers.primary_value end), 0) as unidentified_value,
        coalesce(max(case when suppliers.place = 1 and suppliers.is_identified then suppliers.primary_value end), 0)
            as top_value,
        max(
            case
                when suppliers.place = 1 and suppliers.is_identified and suppliers.primary_value > 0
                    then suppliers.supplier_iso3
            end
        ) as top_supplier_iso3,
        sum(case when suppliers.is_identified and suppliers.primary_value > 0 then 1 else 0 end) as n_suppliers,
        coalesce(sum(case when suppliers.is_identified then suppliers.primary_value * suppliers.primary_value end), 0)
            as squares,
        coalesce(
            sum(
                case
                    when suppliers.supplier_kind = 'country' then suppliers.primary_value * suppliers.primary_value
                end
            ), 0
        ) as squares_of_countries,
        coalesce(
            sum(
                case
                    when suppliers.supplier_kind = 'bloc'
                        then {{ ratio('suppliers.primary_value * suppliers.primary_value', 'bloc_sizes.n_members') }}
                end
            ), 0
        ) as least_squares_of_blocs,
        max(suppliers.value_currency) as value_currency,
        {{ sum_of_usd('suppliers.value_usd', 'suppliers.value_usd_status') }} as total_usd,
        {{ worst_usd_status('suppliers.value_usd_status') }} as value_usd_status,
        {{ one_or_mixed('suppliers.valuation') }} as valuation,
        sum(suppliers.n_suppressed_rows) as n_suppressed_rows,
        max(suppliers._source) as _source,  -- one per importer, mineral, stage and year: int_import_publishers_chosen
        max(suppliers.reporting_view) as reporting_view,
        max(suppliers.n_sources) as n_sources,
        max(suppliers._newest_retrieved_at) as _newest_retrieved_at
    from suppliers
    left join bloc_sizes
        on
            suppliers.supplier_kind = 'bloc'
            and suppliers.supplier_iso3 = bloc_sizes.bloc_iso3
            and suppliers.trade_year = bloc_sizes.trade_year
    group by suppliers.importer_iso3, suppliers.mineral, suppliers.stage, suppliers.trade_year

),

measured as (

    select
        summed.*,
        {{ ratio('summed.top_value', 'summed.total_value') }} as top_share,
        {{ ratio('summed.unidentified_value', 'summed.total_value') }} as unknown_share,
        -- among identified suppliers only
        10000 * {{ ratio('summed.squares', 'summed.identified_value') }}
        / nullif(cast(summed.identified_value as double), 0) as hhi_identified,
        -- the unidentified part spread over very many suppliers, and each bloc evenly over its members
        10000 * (
            cast(summed.squares_of_countries as double) + summed.least_squares_of_blocs
        )
        / nullif(cast(summed.total_value as double), 0)
        / nullif(cast(summed.total_value as double), 0) as hhi_least,
        -- the unidentified part all from the top supplier
        10000 * (
            cast(summed.squares - summed.top_value * summed.top_value as double)
            + cast(summed.top_value + summed.unidentified_value as double)
            * cast(summed.top_value + summed.unidentified_value as double)
        )
        / nullif(cast(summed.total_value as double), 0)
        / nullif(cast(summed.total_value as double), 0) as hhi_most
    from summed

)

select
    {{ surrogate_key([
        'measured.importer_iso3', 'measured.mineral', 'measured.stage', 'measured.trade_year'
    ]) }} as supply_dependency_key,
    measured.importer_iso3,
    measured.mineral,
    measured.stage,
    cast(measured.trade_year as integer) as trade_year,

    -- measures: shares and indices stay null where the importer's year is not covered at all
    cast(measured.total_value as decimal(38, 2)) as import_value,
    measured.value_currency,
    cast(measured.total_usd as decimal(38, 2)) as import_value_usd,
    measured.value_usd_status,
    cast(covered.world_total_value as decimal(38, 2)) as world_total_value,
    cast(measured.n_suppliers as integer) as n_suppliers,
    case when covered.coverage <> 'not_covered' then measured.top_supplier_iso3 end as top_supplier_iso3,
    case
        when covered.coverage <> 'not_covered' and measured.top_supplier_iso3 is not null
            then round(measured.top_share, 6)
    end as top_supplier_share,
    case when covered.coverage <> 'not_covered' then round(measured.hhi_identified, 1) end as hhi,
    case when covered.coverage <> 'not_covered' then round(measured.hhi_least, 1) end as hhi_lower,
    case when covered.coverage <> 'not_covered' then round(measured.hhi_most, 1) end as hhi_upper,
    case when covered.coverage <> 'not_covered' then round(measured.unknown_share, 6) end as unidentified_share,

    -- how far to trust them
    covered.coverage,
    covered.coverage_reason,
    cast(covered.n_partner_countries as integer) as n_partner_countries,
    covered.is_basket,
    covered.is_stage_ambiguous,
    covered.share_class,
    cast(covered.n_codes as integer) as n_codes,
    measured.valuation,
    cast(measured.n_suppressed_rows as integer) as n_suppressed_rows,
    measured._source,
    measured.reporting_view,
    cast(measured.n_sources as integer) as n_sources,
    series.series_status,
    {{ utc('measured._newest_retrieved_at') }} as _newest_retrieved_at
from measured
inner join {{ ref('int_imports_covered') }} as covered
    on
        measured._source = covered._source
        and measured.importer_iso3 = covered.importer_iso3
        and measured.mineral = covered.mineral
        and measured.stage = covered.stage
        and measured.trade_year = covered.trade_year
left join {{ ref('int_supply_series_linked') }} as series
    on
        measured.importer_iso3 = series.importer_iso3
        and measured.mineral = series.mineral
        and measured.stage = series.stage
        and measured.trade_year = series.trade_year

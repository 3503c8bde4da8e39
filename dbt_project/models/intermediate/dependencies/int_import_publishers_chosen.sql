-- Several publishers may report the same imports (the reporter's own office, the United Nations, a reconciled set).
-- Their values are never added: for each importer, mineral, stage and year one is measured, by a stated order: one
-- whose imports are covered; a whole year; the purest codes (national lines win); one that does not hold much less than
-- another of the same kind; then the seed publisher_precedence.
with held as (

    select
        _source,
        importer_iso3,
        mineral,
        stage,
        trade_year,
        min(purity_order) as purity_order,
        coalesce(sum(case when is_counted then primary_value_usd end), 0) as counted_usd,
        max(case when is_counted and value_usd_status = 'no_rate' then 1 else 0 end) as lacks_rate
    from {{ ref('int_imports_by_mineral') }}
    where is_measured
    group by _source, importer_iso3, mineral, stage, trade_year

),

judged as (

    select
        held._source,
        held.importer_iso3,
        held.mineral,
        held.stage,
        held.trade_year,
        held.purity_order,
        held.counted_usd,
        held.lacks_rate,
        covered.coverage,
        covered.coverage_reason,
        coalesce(precedence.precedence, 80) as precedence,
        coalesce(precedence.reporting_view, 'reporter') as reporting_view,
        max(held.counted_usd) over (
            partition by
                held.importer_iso3,
                held.mineral,
                held.stage,
                held.trade_year,
                covered.coverage,
                covered.coverage_reason = 'year_incomplete',
                held.purity_order
        ) as most_usd
    from held
    inner join {{ ref('int_imports_covered') }} as covered
        on
            held._source = covered._source
            and held.importer_iso3 = covered.importer_iso3
            and held.mineral = covered.mineral
            and held.stage = covered.stage
            and held.trade_year = covered.trade_year
    left join {{ ref('publisher_precedence') }} as precedence
        on held._source = precedence.source

),

placed as (

    select
        *,
        row_number() over (
            partition by importer_iso3, mineral, stage, trade_year
            order by
                case coverage
                    when 'covered' then 0
                    when 'partly_covered' then 1
                    when 'as_listed' then 2
                    else 3
                end asc,
                case when coverage_reason = 'year_incomplete' then 1 else 0 end asc,
                purity_order asc nulls last,
                case
                    when lacks_rate = 1 or counted_usd >= {{ var('publisher_least_share') }} * most_usd then 0
                    else 1
                end asc,
                precedence asc,
                _source asc
        ) as place,
        count(*) over (partition by importer_iso3, mineral, stage, trade_year) as n_sources
    from judged

)

select
    _source,
    importer_iso3,
    mineral,
    stage,
    trade_year,
    reporting_view,
    counted_usd,
    coverage,
    coverage_reason,
    precedence,
    n_sources,
    place,
    place = 1 as is_chosen
from placed

-- Between which bounds a kilogram of the goods under a code is plausibly worth, year by year: around published prices
-- where the code is one good of known form, else around what the other flows of the year say, by median and median
-- absolute deviation of the logarithms. Only weights that customs report count, and the kilogram is that of the goods
-- as they are traded: what is contained in them is never divided by it.
with codes as (

    select distinct hs6
    from {{ ref('hs6_minerals') }}

),

flows as (

    select
        flows.hs6,
        coalesce(flows.hs_edition, 'unknown') as hs_edition,
        flows.trade_year,
        case
            when
                flows.net_weight_status = 'reported'
                and flows.value_status = 'reported'
                and flows.is_counted
                and flows.primary_value_usd > 0
                then ln({{ ratio('flows.primary_value_usd', 'flows.net_weight_kg') }})
        end as log_value
    from {{ ref('int_trade_flows_classified') }} as flows
    inner join codes
        on flows.hs6 = codes.hs6
    where flows.commodity_level in ('HS6', 'HS8', 'HS10')

),

medians as (

    select
        hs6,
        hs_edition,
        trade_year,
        count(log_value) as n_flows,
        percentile_cont(0.5) within group (order by log_value) as middle
    from flows
    group by hs6, hs_edition, trade_year

),

deviations as (

    select
        flows.hs6,
        flows.hs_edition,
        flows.trade_year,
        percentile_cont(0.5) within group (order by abs(flows.log_value - medians.middle)) as spread
    from flows
    inner join medians
        on
            flows.hs6 = medians.hs6
            and flows.hs_edition = medians.hs_edition
            and flows.trade_year = medians.trade_year
    where flows.log_value is not null
    group by flows.hs6, flows.hs_edition, flows.trade_year

),

bounded as (

    select
        medians.hs6,
        medians.hs_edition,
        medians.trade_year,
        medians.n_flows,
        medians.middle,
        prices.source,
        cast(prices.low_price_usd_per_kg as double) as low_price,
        cast(prices.high_price_usd_per_kg as double) as high_price,
        -- 1.4826 makes the median absolute deviation a standard deviation of normal values
        greatest(
            {{ var('unit_value_deviations') }} * 1.4826 * deviations.spread, ln({{ var('unit_value_least_factor') }})
        ) as width
    from medians
    left join deviations
        on
            medians.hs6 = deviations.hs6
            and medians.hs_edition = deviations.hs_edition
            and medians.trade_year = deviations.trade_year
    left join {{ ref('unit_value_prices') }} as prices
        on medians.hs6 = prices.hs6

)

select
    {{ surrogate_key(['hs6', 'hs_edition', 'trade_year']) }} as unit_value_bounds_key,
    hs6,
    hs_edition,
    cast(trade_year as integer) as trade_year,
    case when source is null then 'other_flows' else 'published_prices' end as bounds_basis,
    round(
        case when source is null then exp(middle - width) else low_price / {{ var('unit_value_price_factor') }} end, 6
    ) as low_usd_per_gross_kg,
    round(
        case when source is null then exp(middle + width) else high_price * {{ var('unit_value_price_factor') }} end, 6
    ) as high_usd_per_gross_kg,
    round(exp(middle), 6) as median_usd_per_gross_kg,
    cast(n_flows as integer) as n_flows,
    source
from bounded
where source is not null or n_flows >= {{ var('unit_value_least_flows') }}

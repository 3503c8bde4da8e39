-- The duty that our rates ask of a trade beside the one that customs calculated: with nothing claimed, and with the
-- best preference claimed. What customs took lies between the two where rates and flows are right.
with flows as (

    select
        trade_flow_key,
        importer_iso3,
        exporter_iso3,
        mineral,
        stage,
        trade_year,
        n_days,
        max(trade_value_usd) as trade_value_usd,
        max(calculated_duty_usd) as calculated_duty_usd,
        max(case when rate_basis in ('mfn_applied', 'column_2') then days_under else 0 end) as days_rated,
        max(case when rate_basis <> 'preference' then days_not_added else 0 end) as days_not_added,
        coalesce(sum(case when rate_basis in ('mfn_applied', 'column_2') then point_days end), 0) as general_points,
        min(case when rate_basis = 'preference' and days_under = n_days then point_days end) as preferred_points,
        coalesce(sum(case
            when rate_basis = 'additional' and applies_when not like 'if_claimed:%' then point_days
        end), 0) as additional_points,
        coalesce(sum(case
            when rate_basis = 'additional' and applies_when not like 'unless_claimed:%' then point_days
        end), 0) as additional_points_claimed
    from {{ ref('int_imports_rated') }}
    group by trade_flow_key, importer_iso3, exporter_iso3, mineral, stage, trade_year, n_days

),

costed as (

    select
        *,
        cast(round(
            cast(trade_value_usd as double) * cast(general_points + additional_points as double) / (100 * n_days), 2
        ) as decimal(38, 2)) as duty_unclaimed_usd,
        cast(round(
            cast(trade_value_usd as double)
            * cast(coalesce(preferred_points, general_points) + additional_points_claimed as double) / (100 * n_days), 2
        ) as decimal(38, 2)) as duty_claimed_usd,
        days_rated = n_days and days_not_added = 0 as is_whole
    from flows

),

summed as (

    select
        importer_iso3,
        exporter_iso3,
        mineral,
        stage,
        trade_year,
        cast(count(*) as integer) as n_flows,
        cast(sum(trade_value_usd) as decimal(38, 2)) as trade_value_usd,
        cast(sum(case when is_whole then trade_value_usd else 0 end) as decimal(38, 2)) as rated_value_usd,
        cast(sum(case when is_whole then duty_unclaimed_usd end) as decimal(38, 2)) as duty_unclaimed_usd,
        cast(sum(case when is_whole then least(duty_claimed_usd, duty_unclaimed_usd) end) as decimal(38, 2))
            as duty_claimed_usd,
        cast(sum(case when is_whole then calculated_duty_usd end) as decimal(38, 2)) as calculated_duty_usd,
        count(case when is_whole then calculated_duty_usd end) as n_duties
    from costed
    group by importer_iso3, exporter_iso3, mineral, stage, trade_year

),

compared as (

    select
        *,
        -- rounding of shipments, low-value entries and minimum charges: half a point of the value, and a dollar a flow
        0.005 * cast(rated_value_usd as double) + n_flows as tolerance_usd
    from summed

)

select
    {{ surrogate_key(['importer_iso3', 'exporter_iso3', 'mineral', 'stage', 'trade_year']) }} as tariff_duty_check_key,
    importer_iso3,
    exporter_iso3,
    mineral,
    stage,
    cast(trade_year as integer) as trade_year,
    n_flows,
    trade_value_usd,
    rated_value_usd,
    duty_unclaimed_usd,
    duty_claimed_usd,
    calculated_duty_usd,
    round({{ ratio('100 * duty_unclaimed_usd', 'rated_value_usd') }}, 4) as unclaimed_pct,
    round({{ ratio('100 * calculated_duty_usd', 'rated_value_usd') }}, 4) as calculated_pct,
    case
        when rated_value_usd = 0 then 'no_rates'
        when n_duties = 0 then 'no_duty_published'
        when calculated_duty_usd > duty_unclaimed_usd + tolerance_usd then 'above'
        when calculated_duty_usd < duty_claimed_usd - tolerance_usd then 'below'
        when duty_unclaimed_usd - duty_claimed_usd > tolerance_usd then 'between'
        else 'agrees'
    end as check_status
from compared

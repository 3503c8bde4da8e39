-- Every day from 1990 to 2054. Digits are crossed, so that no engine's own series function is needed.
with digits as (

    select 0 as digit
    {% for digit in range(1, 10) %}
        union all
        select {{ digit }} as digit
    {% endfor %}

),

numbers as (

    select ones.digit + 10 * tens.digit + 100 * hundreds.digit + 1000 * thousands.digit + 10000 * myriads.digit as n
    from digits as ones
    cross join digits as tens
    cross join digits as hundreds
    cross join digits as thousands
    cross join digits as myriads
    where myriads.digit <= 2

),

days as (

    select cast({{ dbt.dateadd('day', 'n', "cast('1990-01-01' as date)") }} as date) as day_on
    from numbers

)

select
    day_on,
    cast(extract(year from day_on) as integer) as calendar_year,
    cast(extract(quarter from day_on) as integer) as calendar_quarter,
    cast(extract(month from day_on) as integer) as calendar_month,
    cast({{ dbt.date_trunc('month', 'day_on') }} as date) as month_start_on,
    {{ dbt.last_day('day_on', 'month') }} = day_on as is_month_end
from days
where day_on < cast('2055-01-01' as date)

-- What a reporter's tariff is on average over the lines of a six-digit code. Every retrieval passes.
with tariffs as (

    select
        *,
        case
            when tariff_type = 'MFN' or (tariff_type is null and partner_code = '000') then 'mfn'
            when tariff_type = 'PREF' or tariff_type is null then 'preferential'
            else 'unmapped'
        end as rate_kind,
        -- Some answers give every rate of one per cent and more without its decimals: a table of many rates among
        -- which not one has any is such an answer, because schedules are full of 3.7 and 5.5.
        sum(case when max_rate >= 1 then 1 else 0 end)
            over (partition by reporter_code, year, datatype, _retrieval_id) as n_rates,
        sum(case when max_rate >= 1 and max_rate <> floor(max_rate) then 1 else 0 end)
            over (partition by reporter_code, year, datatype, _retrieval_id) as n_rates_with_decimals
    from {{ source('staged', 'wits__tariffs') }}
    where {{ known('_retrieved_at') }}

),

judged as (

    select
        *,
        case
            when n_lines is null then 'lines_not_counted'
            when datatype = 'aveestimated' and n_na_lines >= n_lines and simple_average = 0 then 'not_estimated'
            when coalesce(datatype, 'reported') = 'reported' and n_na_lines >= n_lines then 'no_ad_valorem_line'
            when coalesce(datatype, 'reported') = 'reported' and n_na_lines > 0 then 'some_lines_left_out'
            else 'all_lines'
        end as average_status
    from tariffs

)

select
    -- grain
    tariffs.reporter_code,
    tariffs.partner_code,
    tariffs.product_code as hs6,
    cast(tariffs.year as integer) as tariff_year,
    tariffs.rate_kind,
    case tariffs.datatype
        when 'reported' then 'reported'
        when 'aveestimated' then 'with_equivalents'
        else 'not_stated'
    end as estimate_kind,

    -- what these are
    coalesce(reporters.iso3, importers.iso3, 'unmapped') as importer_iso3,
    case
        when partners.wits_code is not null then partners.iso3
        else coalesce(suppliers.iso3, 'unmapped')
    end as partner_iso3,
    case
        when partners.wits_code is not null then partners.partner_class
        when suppliers.iso3 is not null then 'country'
        else 'unmapped'
    end as partner_class,
    tariffs.hs_edition,

    -- measures: averages over lines, in per cent, never the rate of a line
    tariffs.average_status,
    case
        when tariffs.n_rates >= 20 and tariffs.n_rates_with_decimals = 0 then 'whole_numbers'
        else 'as_published'
    end as rate_precision,
    case
        when tariffs.average_status in ('all_lines', 'some_lines_left_out')
            then cast(round(tariffs.simple_average, 4) as decimal(18, 4))
    end as average_pct,
    case
        when tariffs.average_status in ('all_lines', 'some_lines_left_out')
            then cast(round(tariffs.min_rate, 4) as decimal(18, 4))
    end as lowest_pct,
    case
        when tariffs.average_status in ('all_lines', 'some_lines_left_out')
            then cast(round(tariffs.max_rate, 4) as decimal(18, 4))
    end as highest_pct,
    tariffs.simple_average as average_as_published,
    cast(tariffs.n_lines as integer) as n_lines,
    cast(tariffs.n_na_lines as integer) as n_lines_not_ad_valorem,
    cast(tariffs.n_pref_lines as integer) as n_lines_preferential,
    tariffs.excluded_from,

    -- provenance
    tariffs._source,
    tariffs._page_url,
    tariffs._page_sha256,
    {{ utc('tariffs._retrieved_at') }} as _retrieved_at,
    tariffs._retrieval_id,
    tariffs._record
from judged as tariffs
left join {{ ref('wits_country_codes') }} as reporters
    on tariffs.reporter_code = reporters.wits_code
left join {{ ref('countries') }} as importers
    on tariffs.reporter_code = importers.un_m49
left join {{ ref('wits_country_codes') }} as partners
    on tariffs.partner_code = partners.wits_code
left join {{ ref('countries') }} as suppliers
    on tariffs.partner_code = suppliers.un_m49

-- Which rule of each legal basis holds on each day for a line and a class of origins: candidates are cut at every first
-- and last day, the highest precedence wins (then the narrowest origin), and neighbours under one rule are joined.
with newest_lists as (

    select
        *,
        dense_rank() over (partition by list_name order by _retrieved_at desc, _retrieval_id desc) as vintage_rank
    from {{ ref('stg_us_measures__product_lists') }}

),

listed as (

    select
        rules.rule_id,
        lines.tariff_line,
        lists.date_basis as list_date_basis,
        case when lists.valid_from > rules.valid_from then lists.valid_from else rules.valid_from end as valid_from,
        case
            when lists.valid_to is null then rules.valid_to
            when rules.valid_to is null or lists.valid_to < rules.valid_to then lists.valid_to
            else rules.valid_to
        end as valid_to,
        lists._source,
        lists._page_url,
        lists._page_sha256,
        lists._retrieved_at,
        lists._retrieval_id,
        lists._record
    from {{ ref('us_duty_rules') }} as rules
    inner join newest_lists as lists
        on
            rules.scope_list = lists.list_id
            and lists.vintage_rank = 1
    inner join {{ ref('int_tariff_lines') }} as lines
        on left(lines.tariff_line, length(lists.code_prefix)) = lists.code_prefix

    union all

    select
        rules.rule_id,
        lines.tariff_line,
        cast(null as {{ dbt.type_string() }}) as list_date_basis,
        rules.valid_from,
        rules.valid_to,
        lines._source,
        lines._page_url,
        lines._page_sha256,
        lines._retrieved_at,
        lines._retrieval_id,
        lines._record
    from {{ ref('us_duty_rules') }} as rules
    cross join {{ ref('int_tariff_lines') }} as lines
    where rules.scope_list is null

),

candidates as (

    select
        listed.*,
        origins.legal_basis,
        origins.origin_class,
        origins.specificity,
        rules.precedence
    from listed
    inner join {{ ref('us_duty_rules') }} as rules
        on listed.rule_id = rules.rule_id
    inner join {{ ref('int_duty_origins') }} as origins
        on
            listed.rule_id = origins.rule_id
            and origins.speaks_for_class
    where
        coalesce(listed.tariff_line >= rules.code_from, true)
        and coalesce(listed.tariff_line < rules.code_to, true)
        and coalesce(listed.valid_from < listed.valid_to, true)

),

bounds as (

    select
        tariff_line,
        origin_class,
        legal_basis,
        valid_from as starts_on
    from candidates

    union

    select
        tariff_line,
        origin_class,
        legal_basis,
        valid_to as starts_on
    from candidates
    where valid_to is not null

),

segments as (

    select
        *,
        lead(starts_on) over (
            partition by tariff_line, origin_class, legal_basis
            order by starts_on
        ) as ends_on
    from bounds

),

chosen as (

    select
        segments.starts_on,
        segments.ends_on,
        candidates.*,
        row_number() over (
            partition by segments.tariff_line, segments.origin_class, segments.legal_basis, segments.starts_on
            order by
                candidates.precedence desc,
                candidates.specificity desc,
                candidates.rule_id asc,
                candidates._retrieval_id asc,
                candidates._record asc
        ) as place
    from segments
    inner join candidates
        on
            segments.tariff_line = candidates.tariff_line
            and segments.origin_class = candidates.origin_class
            and segments.legal_basis = candidates.legal_basis
            and {{ held_on('segments.starts_on', 'candidates.valid_from', 'candidates.valid_to') }}

),

marked as (

    select
        *,
        case
            when
                lag(rule_id) over (
                    partition by tariff_line, origin_class, legal_basis
                    order by starts_on
                ) = rule_id
                and lag(ends_on) over (
                    partition by tariff_line, origin_class, legal_basis
                    order by starts_on
                ) = starts_on
                then 0
            else 1
        end as is_first
    from chosen
    where place = 1

),

islands as (

    select
        *,
        sum(is_first) over (
            partition by tariff_line, origin_class, legal_basis
            order by starts_on
            rows between unbounded preceding and current row
        ) as island
    from marked

)

select
    tariff_line,
    origin_class,
    legal_basis,
    rule_id,
    min(starts_on) as valid_from,
    case when count(*) = count(ends_on) then max(ends_on) end as valid_to,
    max(case when is_first = 1 then list_date_basis end) as list_date_basis,
    max(case when is_first = 1 then _source end) as _source,
    max(case when is_first = 1 then _page_url end) as _page_url,
    max(case when is_first = 1 then _page_sha256 end) as _page_sha256,
    max(case when is_first = 1 then _retrieved_at end) as _retrieved_at,
    max(case when is_first = 1 then _retrieval_id end) as _retrieval_id,
    max(case when is_first = 1 then _record end) as _record
from islands
group by tariff_line, origin_class, legal_basis, rule_id, island

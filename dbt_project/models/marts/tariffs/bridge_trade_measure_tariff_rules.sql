-- What documents say beside what the law says: each trade measure with the rules of additional duties that it may speak
-- of, and how well they agree on origin, products, rate, day and stacking. A measure without a rule keeps one row that
-- says why.
with measures as (

    select
        trade_measure_key,
        imposer,
        measure,
        rate,
        rate_unit,
        rate_rule,
        effective_on,
        announced_on,
        imposer = 'USA' and measure = 'tariff' as is_followed
    from {{ ref('fct_trade_measures') }}

),

targets as (

    select
        targets.trade_measure_key,
        rules.tariff_rule_id,
        max(case when targets.target = rules.origin_iso3 then 'same' else 'covered' end) as target_match
    from {{ ref('bridge_trade_measure_targets') }} as targets
    inner join {{ ref('dim_tariff_rules') }} as rules
        on
            rules.rate_type = 'ad_valorem'
            and (targets.target = rules.origin_iso3 or rules.origin_iso3 = 'WLD')
    group by targets.trade_measure_key, rules.tariff_rule_id

),

rule_minerals as (

    -- the minerals on whose lines a rule holds, or whose codes its list names; none for a rule on all goods
    select
        applied.rule_id as tariff_rule_id,
        codes.mineral
    from {{ ref('int_duty_rules_applied') }} as applied
    inner join {{ ref('dim_tariff_rules') }} as rules
        on
            applied.rule_id = rules.tariff_rule_id
            and (rules.scope_list is not null or rules.code_from is not null)
    inner join {{ ref('int_tariff_lines') }} as lines
        on applied.tariff_line = lines.tariff_line
    inner join {{ ref('hs6_minerals') }} as codes
        on lines.hs6 = codes.hs6

    union

    select
        rules.tariff_rule_id,
        codes.mineral
    from {{ ref('dim_tariff_rules') }} as rules
    inner join {{ ref('stg_us_measures__product_lists') }} as lists
        on rules.scope_list = lists.list_id
    inner join {{ ref('hs6_minerals') }} as codes
        on left(codes.hs6, length(left(lists.code_prefix, 6))) = left(lists.code_prefix, 6)
    where
        coalesce(codes.hs6 >= left(rules.code_from, 6), true)
        and coalesce(codes.hs6 < rules.code_to, true)

),

named_minerals as (

    select
        trade_measure_key,
        mineral
    from {{ ref('bridge_trade_measure_products') }}
    where mineral is not null

    union

    select
        products.trade_measure_key,
        members.mineral
    from {{ ref('bridge_trade_measure_products') }} as products
    inner join {{ ref('bridge_mineral_groups') }} as members
        on products.mineral = members.mineral_group

),

products as (

    select
        named.trade_measure_key,
        rules.tariff_rule_id
    from named_minerals as named
    inner join rule_minerals as rules
        on named.mineral = rules.mineral

    union

    -- all goods beside a rule on all goods; steel, which is no mineral of ours, by the name of the law
    select
        products.trade_measure_key,
        rules.tariff_rule_id
    from {{ ref('bridge_trade_measure_products') }} as products
    inner join {{ ref('dim_tariff_rules') }} as rules
        on
            (products.product_kind = 'all_goods' and rules.scope_list is null and rules.code_from is null)
            or (products.product = 'steel' and rules.scope_list = 's232_steel')

),

compared as (

    select
        measures.trade_measure_key,
        rules.tariff_rule_key,
        rules.legal_basis,
        rules.origin_iso3,
        targets.target_match,
        measures.rate as rate_told,
        rules.ad_valorem_pct as rate_in_law,
        case
            when measures.rate is null then 'not_told'
            when measures.rate_unit not in ('ad_valorem_pct', 'percentage_points') then 'differs'
            when measures.rate = rules.ad_valorem_pct then 'same'
            else 'differs'
        end as rate_match,
        measures.effective_on as effective_on_told,
        rules.valid_from as effective_on_in_law,
        case
            when measures.effective_on is null and measures.announced_on is null then 'not_told'
            -- announced without a day of effect: law is made soon after, or for the past
            when measures.effective_on is null
                then
                    case
                        when
                            {{ days_between('measures.announced_on', 'rules.valid_from') }} between -30 and 60
                            then 'within'
                        else 'apart'
                    end
            when measures.effective_on = rules.valid_from then 'same'
            when abs({{ days_between('measures.effective_on', 'rules.valid_from') }}) <= 7 then 'near'
            when {{ held_on('measures.effective_on', 'rules.valid_from', 'rules.valid_to') }} then 'within'
            else 'apart'
        end as date_match,
        case
            when measures.rate_rule is null then 'not_told'
            when measures.rate_rule = rules.stacking then 'same'
            else 'differs'
        end as stacking_match
    from measures
    inner join targets
        on measures.trade_measure_key = targets.trade_measure_key
    inner join products
        on
            targets.trade_measure_key = products.trade_measure_key
            and targets.tariff_rule_id = products.tariff_rule_id
    inner join {{ ref('dim_tariff_rules') }} as rules
        on targets.tariff_rule_id = rules.tariff_rule_id
    where measures.is_followed

),

judged as (

    select
        *,
        case
            when rate_match = 'same' and date_match in ('same', 'near') then 'agrees'
            when rate_match = 'same' and date_match in ('within', 'not_told') then 'rate_agrees'
            when rate_match <> 'same' and date_match in ('same', 'near') then 'date_agrees'
        end as match_status
    from compared

),

ranked as (

    -- the origin that is named stands before the rule for all, and the closest status before the others
    select
        *,
        dense_rank() over (
            partition by trade_measure_key
            order by
                case match_status when 'agrees' then 1 when 'rate_agrees' then 2 else 3 end asc,
                target_match desc
        ) as place
    from judged
    where match_status is not null

),

linked as (

    select *
    from ranked
    where place = 1

)

select
    {{ surrogate_key(['measures.trade_measure_key', 'linked.tariff_rule_key']) }} as trade_measure_tariff_rule_key,
    measures.trade_measure_key,
    linked.tariff_rule_key,
    case
        when linked.match_status is not null then linked.match_status
        when measures.is_followed then 'no_rule'
        else 'not_followed'
    end as match_status,
    linked.legal_basis,
    linked.origin_iso3 as origin_in_law,
    linked.target_match,
    linked.rate_match,
    linked.date_match,
    linked.stacking_match,
    measures.rate as rate_told,
    cast(linked.rate_in_law as decimal(18, 6)) as rate_in_law,
    measures.effective_on as effective_on_told,
    linked.effective_on_in_law
from measures
left join linked
    on measures.trade_measure_key = linked.trade_measure_key

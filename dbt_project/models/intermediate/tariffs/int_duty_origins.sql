-- Each rule of an additional duty with the countries that it reaches. Countries that share all rules of a legal basis
-- are one class, so that lines are worked out once a class and not once a country.
with origins as (

    select
        iso3 as origin_iso3,
        iso3 as reached_as
    from {{ ref('countries') }}
    where
        iso3 <> 'USA'
        and (kind = 'country' or iso3 in ('{{ var("partner_blocs") | join("', '") }}'))

),

reached as (

    select
        rules.rule_id,
        rules.legal_basis,
        origins.origin_iso3,
        case when rules.origin_iso3 = 'WLD' then 1 when rules.origin_iso3 = origins.origin_iso3 then 3 else 2 end
            as specificity
    from {{ ref('us_duty_rules') }} as rules
    inner join origins
        on
            rules.origin_iso3 = 'WLD'
            or rules.origin_iso3 = origins.origin_iso3

    union all

    select
        rules.rule_id,
        rules.legal_basis,
        members.member_iso3 as origin_iso3,
        2 as specificity
    from {{ ref('us_duty_rules') }} as rules
    inner join {{ ref('bridge_bloc_members') }} as members
        on
            rules.origin_iso3 = members.bloc_iso3
            and {{ held_on('rules.valid_from', 'members.valid_from', 'members.valid_to') }}
    where members.member_iso3 <> 'USA'

),

signed as (

    select
        legal_basis,
        origin_iso3,
        {{ joined_text('rule_id') }} as rules_text
    from reached
    group by legal_basis, origin_iso3

),

classes as (

    select
        legal_basis,
        origin_iso3,
        min(origin_iso3) over (partition by legal_basis, rules_text) as origin_class
    from signed

)

select
    reached.rule_id,
    reached.legal_basis,
    reached.origin_iso3,
    reached.specificity,
    classes.origin_class,
    reached.origin_iso3 = classes.origin_class as speaks_for_class
from reached
inner join classes
    on
        reached.legal_basis = classes.legal_basis
        and reached.origin_iso3 = classes.origin_iso3

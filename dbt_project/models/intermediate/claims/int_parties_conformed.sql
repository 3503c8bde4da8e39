-- Every spelling of a party met in a claim, and the one name we use for it. Spellings are compared as words;
-- an organisation that the seed does not know keeps its own first spelling in alphabetical order.
with met as (

    select item as spelling from {{ ref('stg_claims__list_items') }}
    where item_role in ('party', 'target')
    union
    select payer from {{ ref('stg_claims__commitments') }}
    where payer is not null
    union
    select imposer from {{ ref('stg_claims__trade_measures') }}
    where imposer is not null
    union
    select dependent from {{ ref('stg_claims__dependencies') }}
    where dependent is not null
    union
    select supplier from {{ ref('stg_claims__dependencies') }}
    where supplier is not null

),

worded as (

    select
        spelling,
        case when spelling like 'org:%' then {{ words("substring(spelling, 5)") }} end as organisation_words
    from met

),

organisations as (

    select
        {{ words('name') }} as organisation_words,
        min(organisation) as organisation,
        min(iso3) as country_iso3
    from {{ ref('organisation_names') }}
    group by {{ words('name') }}

),

named as (

    select
        *,
        min(spelling) over (partition by organisation_words) as first_spelling
    from worded

)

select
    named.spelling,
    case
        when named.organisation_words is null then named.spelling
        else coalesce('org:' || organisations.organisation, named.first_spelling)
    end as party,
    case
        when named.organisation_words is not null then 'organisation'
        else coalesce(countries.kind, 'unmapped')
    end as party_kind,
    case
        when named.organisation_words is not null
            then coalesce(organisations.organisation, substring(named.first_spelling, 5))
        else coalesce(countries.name, named.spelling)
    end as party_name,
    countries.iso3 as party_iso3,
    coalesce(organisations.country_iso3, case when countries.kind = 'country' then countries.iso3 end) as country_iso3
from named
left join organisations
    on named.organisation_words = organisations.organisation_words
left join {{ ref('countries') }} as countries
    on named.spelling = countries.iso3

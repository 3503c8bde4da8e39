-- Whether the imports of a mineral at a stage in a year are all there, or why shares of them would mislead.
-- Partners are counted over all goods of the importer's year, on pages that hold no total of their own (a page of one
-- code with its total says nothing about the partners of other codes; it is judged by that total).
-- Where nothing proves the rows whole, what the publisher's year names over all importers tells a table of everybody
-- (many countries of several continents) from one that was cut to some partners (of one continent, or a few).
with pages_with_totals as (

    select distinct
        _source,
        reporter_iso3,
        _page_sha256
    from {{ ref('int_trade_flows_classified') }}
    where partner_role = 'world_total'

),

partners as (

    select distinct
        flows._source,
        flows.reporter_iso3,
        flows.trade_year,
        coalesce(spells.member_iso3, flows.partner_iso3) as country_iso3
    from {{ ref('int_trade_flows_classified') }} as flows
    left join pages_with_totals
        on
            flows._source = pages_with_totals._source
            and flows.reporter_iso3 = pages_with_totals.reporter_iso3
            and flows._page_sha256 = pages_with_totals._page_sha256
    left join {{ ref('bridge_bloc_members') }} as spells
        on
            flows.partner_role = 'bloc'
            and flows.partner_iso3 = spells.bloc_iso3
            and {{ held_on('flows.period_end_on', 'spells.valid_from', 'spells.valid_to') }}
    where
        flows.flow = 'import'
        and flows.partner_role in ('country', 'counted_in_bloc', 'bloc')
        and pages_with_totals._page_sha256 is null

),

flags as (

    -- measured codes are of one purity, except that a code of its own may stand beside one with several forms
    select
        imports._source,
        imports.importer_iso3,
        imports.mineral,
        imports.stage,
        imports.trade_year,
        bool_or(imports.is_basket) as is_basket,
        bool_or(imports.is_stage_ambiguous) as is_stage_ambiguous,
        max_by(imports.share_class, cast(classes.purity_order as integer)) as share_class
    from {{ ref('int_imports_by_mineral') }} as imports
    inner join {{ ref('share_classes') }} as classes
        on imports.share_class = classes.share_class
    where imports.is_measured
    group by imports._source, imports.importer_iso3, imports.mineral, imports.stage, imports.trade_year

),

counted_partners as (

    select
        _source,
        reporter_iso3,
        trade_year,
        count(*) as n_partner_countries
    from partners
    group by _source, reporter_iso3, trade_year

),

listed as (

    select
        partners._source,
        partners.trade_year,
        count(distinct partners.country_iso3) as n_listed_countries,
        count(distinct countries.continent) as n_listed_continents
    from partners
    left join {{ ref('countries') }} as countries
        on partners.country_iso3 = countries.iso3
    group by partners._source, partners.trade_year

),

by_code as (

    select
        _source,
        importer_iso3,
        mineral,
        stage,
        trade_year,
        commodity_code,
        sum(case when partner_role = 'world_total' then primary_value end) as world_total_value,
        -- the total holds goods that came home, and no country supplied those
        sum(case when partner_role = 'world_total' then primary_value end)
        - coalesce(sum(case when partner_role = 'own_goods' then primary_value end), 0) as foreign_total_value,
        coalesce(sum(case when partner_role in ('country', 'bloc') then primary_value end), 0) as identified_value,
        min(case when is_complete then 1 else 0 end) as completeness,
        min(case when partner_scope = 'all' then 1 else 0 end) as all_partners,
        max(case when partner_scope = 'some' then 1 else 0 end) as some_partners
    from {{ ref('int_imports_by_mineral') }}
    where is_measured
    group by _source, importer_iso3, mineral, stage, trade_year, commodity_code

),

summed as (

    select
        _source,
        importer_iso3,
        mineral,
        stage,
        trade_year,
        count(*) as n_codes,
        count(world_total_value) as n_codes_with_total,
        sum(world_total_value) as world_total_value,
        sum(foreign_total_value) as foreign_total_value,
        sum(identified_value) as identified_value,
        min(completeness) as completeness,
        min(all_partners) as all_partners,
        max(some_partners) as some_partners
    from by_code
    group by _source, importer_iso3, mineral, stage, trade_year

),

judged as (

    select
        summed.*,
        coalesce(partners.n_partner_countries, 0) as n_partner_countries,
        coalesce(listed.n_listed_countries, 0) as n_listed_countries,
        coalesce(listed.n_listed_continents, 0) as n_listed_continents,
        summed.n_codes = summed.n_codes_with_total as has_world_total
    from summed
    left join counted_partners as partners
        on
            summed._source = partners._source
            and summed.importer_iso3 = partners.reporter_iso3
            and summed.trade_year = partners.trade_year
    left join listed
        on
            summed._source = listed._source
            and summed.trade_year = listed.trade_year

),

reasoned as (

    select
        *,
        case
            when completeness = 0 then 'year_incomplete'
            when
                has_world_total
                and identified_value >= {{ var('min_world_total_share') }} * foreign_total_value
                then 'partners_reach_world_total'
            when all_partners = 1 then 'all_partners_given'
            when n_partner_countries >= {{ var('min_partner_countries') }} then 'enough_partners'
            when has_world_total then 'partners_below_world_total'
            when some_partners = 1 then 'some_partners_given'
            when
                n_listed_countries >= {{ var('min_listed_countries') }}
                and n_listed_continents >= {{ var('min_listed_continents') }}
                then 'partners_as_listed'
            else 'too_few_partners'
        end as coverage_reason
    from judged

),

rated as (

    select
        *,
        case
            when coverage_reason in ('partners_reach_world_total', 'all_partners_given', 'enough_partners')
                then 'covered'
            when coverage_reason = 'partners_below_world_total' and identified_value > 0 then 'partly_covered'
            when coverage_reason = 'partners_as_listed' then 'as_listed'
            else 'not_covered'
        end as coverage
    from reasoned

)

select
    rated._source,
    rated.importer_iso3,
    rated.mineral,
    rated.stage,
    rated.trade_year,
    rated.n_codes,
    rated.n_partner_countries,
    case when rated.has_world_total then rated.world_total_value end as world_total_value,
    rated.coverage,
    rated.coverage_reason,
    flags.is_basket,
    flags.is_stage_ambiguous,
    flags.share_class
from rated
inner join flags
    on
        rated._source = flags._source
        and rated.importer_iso3 = flags.importer_iso3
        and rated.mineral = flags.mineral
        and rated.stage = flags.stage
        and rated.trade_year = flags.trade_year

-- Does this deal cut the dependency? docs/methods/agreement_coverage.md works one example by hand.
with agreements as (

    select
        agreement_key,
        coalesce(signed_on, announced_on, first_reported_on) as happened_on,
        extract(year from coalesce(signed_on, announced_on, first_reported_on)) as signing_year
    from {{ ref('fct_agreements') }}

),

measured as (

    select *
    from {{ ref('fct_supply_dependencies') }}
    where coverage = 'covered'

),

breaks as (

    -- years whose codes are other goods than those of the year before
    select
        importer_iso3,
        mineral,
        stage,
        trade_year
    from {{ ref('fct_supply_dependencies') }}
    where series_status = 'codes_changed'

),

importer_years as (

    select distinct
        importer_iso3,
        trade_year
    from measured

),

-- Dependency at signing is that of the last whole year before the signing; latest is the last covered year.
importers as (

    select
        parties.agreement_key,
        parties.party as importer_iso3,
        parties.party_kind,
        agreements.signing_year,
        max(case when importer_years.trade_year < agreements.signing_year then importer_years.trade_year end)
            as signing_trade_year,
        max(importer_years.trade_year) as latest_trade_year
    from {{ ref('bridge_agreement_parties') }} as parties
    inner join agreements
        on parties.agreement_key = agreements.agreement_key
    left join importer_years
        on parties.party = importer_years.importer_iso3
    where parties.party_kind in ('country', 'bloc')
    group by parties.agreement_key, parties.party, parties.party_kind, agreements.signing_year

),

partner_counts as (

    select
        agreement_key,
        importer_iso3,
        count(*) as n_partners
    from {{ ref('int_agreement_partners') }}
    group by agreement_key, importer_iso3

),

stated as (

    select
        importers.*,
        minerals.mineral as stated_mineral,
        coalesce(partner_counts.n_partners, 0) as n_partners
    from importers
    left join {{ ref('bridge_agreement_minerals') }} as minerals
        on importers.agreement_key = minerals.agreement_key
    left join partner_counts
        on
            importers.agreement_key = partner_counts.agreement_key
            and importers.importer_iso3 = partner_counts.importer_iso3

),

-- Minerals and stages that the importer's trade can show. A single mineral reached through a group counts only where
-- it has codes of its own: a basket would repeat the group's value for each member.
reached as (

    select
        stated.agreement_key,
        stated.importer_iso3,
        stated.stated_mineral,
        measured.mineral,
        measured.stage,
        row_number() over (
            partition by stated.agreement_key, stated.importer_iso3, measured.mineral, measured.stage
            order by
                case reaches.reach when 'itself' then 0 when 'group_inside' then 1 else 2 end,
                stated.stated_mineral,
                measured.trade_year
        ) as reach_rank
    from stated
    inner join {{ ref('int_agreement_minerals_reached') }} as reaches
        on stated.stated_mineral = reaches.stated_mineral
    inner join measured
        on
            stated.importer_iso3 = measured.importer_iso3
            and reaches.mineral = measured.mineral
            and (
                stated.signing_trade_year = measured.trade_year
                or stated.latest_trade_year = measured.trade_year
            )
    where stated.party_kind = 'country' and (reaches.reach <> 'member' or not measured.is_basket)

),

stated_and_reached as (

    select distinct
        stated.agreement_key,
        stated.importer_iso3,
        stated.stated_mineral
    from stated
    inner join {{ ref('int_agreement_minerals_reached') }} as reaches
        on stated.stated_mineral = reaches.stated_mineral
    inner join reached
        on
            stated.agreement_key = reached.agreement_key
            and stated.importer_iso3 = reached.importer_iso3
            and reaches.mineral = reached.mineral

),

-- Singles that the importer's trade shows only mixed with others.
only_in_baskets as (

    select distinct
        stated.agreement_key,
        stated.importer_iso3,
        stated.stated_mineral
    from stated
    inner join {{ ref('int_agreement_minerals_reached') }} as reaches
        on stated.stated_mineral = reaches.stated_mineral
    inner join measured
        on
            stated.importer_iso3 = measured.importer_iso3
            and reaches.mineral = measured.mineral
    where reaches.reach = 'member' and measured.is_basket

),

minerals_with_codes as (

    select distinct reaches.stated_mineral
    from {{ ref('int_agreement_minerals_reached') }} as reaches
    inner join {{ ref('bridge_hs6_minerals') }} as codes
        on reaches.mineral = codes.mineral

),

lines as (

    select
        stated.agreement_key,
        stated.importer_iso3,
        reached.mineral,
        reached.stage,
        case when reached.mineral <> reached.stated_mineral then reached.stated_mineral end as through_group,
        'measured' as measurability
    from stated
    inner join reached
        on
            stated.agreement_key = reached.agreement_key
            and stated.importer_iso3 = reached.importer_iso3
            and stated.stated_mineral = reached.stated_mineral
    where reached.reach_rank = 1

    union all

    select
        stated.agreement_key,
        stated.importer_iso3,
        stated.stated_mineral as mineral,
        cast(null as {{ dbt.type_string() }}) as stage,
        cast(null as {{ dbt.type_string() }}) as through_group,
        case
            when stated.party_kind = 'bloc' then 'importer_is_bloc'
            when stated.stated_mineral is null then 'no_mineral_stated'
            when minerals_with_codes.stated_mineral is null then 'no_codes'
            when stated.latest_trade_year is null then 'not_covered'
            when only_in_baskets.agreement_key is not null then 'only_in_baskets'
            else 'no_trade'
        end as measurability
    from stated
    left join stated_and_reached
        on
            stated.agreement_key = stated_and_reached.agreement_key
            and stated.importer_iso3 = stated_and_reached.importer_iso3
            and stated.stated_mineral = stated_and_reached.stated_mineral
    left join only_in_baskets
        on
            stated.agreement_key = only_in_baskets.agreement_key
            and stated.importer_iso3 = only_in_baskets.importer_iso3
            and stated.stated_mineral = only_in_baskets.stated_mineral
    left join minerals_with_codes
        on stated.stated_mineral = minerals_with_codes.stated_mineral
    where stated_and_reached.agreement_key is null

),

partner_shares as (

    select
        partners.agreement_key,
        shares.supply_dependency_key,
        round(sum(cast(shares.value_share as decimal(18, 6))), 6) as partners_share
    from {{ ref('int_agreement_partners') }} as partners
    inner join {{ ref('fct_supplier_shares') }} as shares
        on
            partners.importer_iso3 = shares.importer_iso3
            and partners.supplier_iso3 = shares.supplier_iso3
    group by partners.agreement_key, shares.supply_dependency_key

),

stages_named as (

    select
        agreement_key,
        count(*) as n_stages
    from {{ ref('bridge_agreement_stages') }}
    group by agreement_key

),

compared as (

    select
        lines.*,
        importers.signing_year,
        importers.signing_trade_year,
        importers.latest_trade_year,
        coalesce(partner_counts.n_partners, 0) as n_partners,
        case
            when stages_named.n_stages > 0 and lines.stage is not null then bridge_stages.stage is not null
        end as is_stage_named,
        coalesce(latest.is_basket, signing.is_basket) as is_basket,
        coalesce(latest.is_stage_ambiguous, signing.is_stage_ambiguous) as is_stage_ambiguous,
        {% for moment in ['signing', 'latest'] %}
            {{ moment }}.supply_dependency_key as {{ moment }}_supply_dependency_key,
            {{ moment }}.import_value as {{ moment }}_import_value,
            {{ moment }}.import_value_usd as {{ moment }}_import_value_usd,
            {{ moment }}.top_supplier_iso3 as {{ moment }}_top_supplier_iso3,
            {{ moment }}.top_supplier_share as {{ moment }}_top_supplier_share,
            {{ moment }}.hhi as {{ moment }}_hhi,
            case
                when {{ moment }}.import_value > 0 and partner_counts.n_partners > 0
                    then coalesce(cast({{ moment }}_shares.partners_share as double), 0)
            end as {{ moment }}_partners_share,
        {% endfor %}
        latest_partners.supplier_iso3 is not null as is_top_supplier_partner
    from lines
    inner join importers
        on lines.agreement_key = importers.agreement_key and lines.importer_iso3 = importers.importer_iso3
    left join partner_counts
        on
            lines.agreement_key = partner_counts.agreement_key
            and lines.importer_iso3 = partner_counts.importer_iso3
    left join stages_named
        on lines.agreement_key = stages_named.agreement_key
    left join {{ ref('bridge_agreement_stages') }} as bridge_stages
        on lines.agreement_key = bridge_stages.agreement_key and lines.stage = bridge_stages.stage
    {% for moment in ['signing', 'latest'] %}
        left join measured as {{ moment }}
            on
                lines.importer_iso3 = {{ moment }}.importer_iso3
                and lines.mineral = {{ moment }}.mineral
                and lines.stage = {{ moment }}.stage
                and importers.{{ moment }}_trade_year = {{ moment }}.trade_year
        left join partner_shares as {{ moment }}_shares
            on
                lines.agreement_key = {{ moment }}_shares.agreement_key
                and {{ moment }}.supply_dependency_key = {{ moment }}_shares.supply_dependency_key
    {% endfor %}
    left join {{ ref('int_agreement_partners') }} as latest_partners
        on
            lines.agreement_key = latest_partners.agreement_key
            and lines.importer_iso3 = latest_partners.importer_iso3
            and latest.top_supplier_iso3 = latest_partners.supplier_iso3

),

broken as (

    select distinct
        compared.agreement_key,
        compared.importer_iso3,
        compared.mineral,
        compared.stage
    from compared
    inner join breaks
        on
            compared.importer_iso3 = breaks.importer_iso3
            and compared.mineral = breaks.mineral
            and compared.stage = breaks.stage
            and compared.signing_trade_year < breaks.trade_year
            and compared.latest_trade_year >= breaks.trade_year

),

judged as (

    select
        compared.*,
        case
            when compared.measurability <> 'measured' then compared.measurability
            when compared.signing_year is null then 'day_unknown'
            when
                compared.signing_trade_year is null
                or compared.latest_trade_year < compared.signing_year
                then 'not_covered'
            when
                compared.signing_supply_dependency_key is null
                or compared.latest_supply_dependency_key is null
                then 'no_trade'
            when broken.agreement_key is not null then 'codes_changed'
            else 'measured'
        end as change_measurability
    from compared
    left join broken
        on
            compared.agreement_key = broken.agreement_key
            and compared.importer_iso3 = broken.importer_iso3
            and compared.mineral = broken.mineral
            and compared.stage = broken.stage

)

select
    {{ surrogate_key(['agreement_key', 'importer_iso3', 'mineral', 'stage']) }} as agreement_coverage_key,

    -- grain
    agreement_key,
    importer_iso3,
    mineral,
    stage,

    -- how to read it
    measurability,
    change_measurability,
    through_group,
    is_stage_named,
    is_basket,
    is_stage_ambiguous,
    cast(n_partners as integer) as n_partners,

    -- dependency at signing: the last whole year before it
    cast(case when measurability = 'measured' then signing_trade_year end as integer) as signing_trade_year,
    signing_import_value_usd,
    signing_top_supplier_iso3,
    signing_top_supplier_share,
    signing_hhi,
    signing_partners_share,

    -- dependency in the latest covered year
    cast(case when measurability = 'measured' then latest_trade_year end as integer) as latest_trade_year,
    latest_import_value_usd,
    latest_top_supplier_iso3,
    latest_top_supplier_share,
    latest_hhi,
    latest_partners_share,
    case when latest_top_supplier_iso3 is not null then is_top_supplier_partner end as is_top_supplier_partner,

    -- what changed since
    case
        when change_measurability = 'measured'
            then round(100 * (latest_top_supplier_share - signing_top_supplier_share), 2)
    end as top_supplier_share_change_pp,
    case
        when change_measurability = 'measured' then round(100 * (latest_partners_share - signing_partners_share), 2)
    end as partners_share_change_pp,
    case when change_measurability = 'measured' then round(latest_hhi - signing_hhi, 1) end as hhi_change,

    -- the answer in a word
    case
        when measurability <> 'measured' then 'not_measured'
        when n_partners = 0 then 'no_partner_country'
        when latest_supply_dependency_key is null or latest_import_value = 0 then 'no_imports_now'
        when is_top_supplier_partner then 'partner_is_top_supplier'
        when latest_partners_share > 0 then 'partners_supply_part'
        else 'partners_supply_nothing'
    end as finding,

    -- lineage
    signing_supply_dependency_key,
    latest_supply_dependency_key
from judged

-- What documents state in figures that we can look up: one row per claim, mineral and figure that would settle it.
-- basis says which figure that is: import_share and import_rank (of a supplier in an importer's purchases),
-- production_share and production_rank (of a producer), import_reliance (net, of consumption), agreement_count and
-- measure_count (of what we hold); none: nobody we read measures it.
with dependencies as (

    select
        *,
        case
            when share_pct is null then null
            when relation = 'relies_on' and dependent_party is not null and supplier_party is not null
                and coalesce(share_of, 'importer_imports') = 'importer_imports' then 'import_share'
            when relation = 'relies_on' and dependent_party is not null and supplier_party is null
                and share_of = 'consumption' then 'import_reliance'
            when supplier_party is not null and dependent_party is null
                and coalesce(share_of, 'world_production') = 'world_production' then 'production_share'
            else 'none'
        end as share_basis,
        case
            when supplier_rank is null then null
            when relation = 'relies_on' and dependent_party is not null and supplier_party is not null
                then 'import_rank'
            when relation in ('producer', 'dominates') and supplier_party is not null and dependent_party is null
                then 'production_rank'
            else 'none'
        end as rank_basis
    from {{ ref('fct_dependency_claims') }}

),

stated as (

    {% for kind, basis, stated_value in [
        ('share', 'share_basis', 'share_pct'), ('rank', 'rank_basis', 'supplier_rank')
    ] %}
        select
            _claim_key as claim_key,
            '{{ kind }}' as check_kind,
            {{ basis }} as basis,
            case
                when {{ basis }} in ('production_share', 'production_rank') then supplier_party
                else dependent_party
            end as subject,
            case when {{ basis }} in ('production_share', 'production_rank') then null else supplier_party end
                as counterpart,
            mineral,
            stage,
            cast(null as {{ dbt.type_string() }}) as counted_kind,
            cast({{ stated_value }} as decimal(18, 4)) as stated_value,
            {% if kind == 'share' %}coalesce(share_qualifier, 'exactly'){% else %}'exactly'{% endif %} as qualifier,
            claim_year as stated_year,
            cast(null as date) as since_on,
            article_key,
            publisher,
            published_on,
            coalesce(published_on, cast(known_from as date)) as said_on,
            is_reprint,
            confidence,
            known_from
        from dependencies
        where {{ basis }} is not null
        union all
    {% endfor %}
    select
        deduplicated.claim_key,
        'count' as check_kind,
        case checkables.counted when 'agreements' then 'agreement_count' else 'measure_count' end as basis,
        checkables.subject,
        checkables.counterpart,
        minerals.item as mineral,
        cast(null as {{ dbt.type_string() }}) as stage,
        checkables.counted_kind,
        cast(checkables.stated_count as decimal(18, 4)) as stated_value,
        'exactly' as qualifier,
        cast(null as integer) as stated_year,
        checkables.since_on,
        deduplicated.article_key,
        deduplicated.publisher,
        deduplicated.published_on,
        deduplicated.said_on,
        deduplicated.is_reprint,
        deduplicated.confidence,
        {{ utc('deduplicated.known_from') }} as known_from
    from {{ ref('int_claims_deduplicated') }} as deduplicated
    inner join {{ ref('stg_claims__checkables') }} as checkables
        on
            deduplicated.claim_key = checkables.claim_key
            and deduplicated._retrieval_id = checkables._retrieval_id
    left join {{ ref('stg_claims__list_items') }} as minerals
        on deduplicated.claim_key = minerals.claim_key and minerals.item_role = 'mineral'
    where deduplicated.claim_kind = 'checkable' and not deduplicated.is_superseded

)

select
    {{ surrogate_key(['claim_key', 'check_kind', 'mineral']) }} as claim_check_key,
    *
from stated

-- Agreement claims of documents that still stand, with what decides which agreement they speak of: the party set,
-- the family of kinds, and a day. A claim with fewer than two parties names no agreement and stops here.
with claims as (

    select
        deduplicated.claim_key,
        deduplicated.document_id,
        deduplicated.article_key,
        deduplicated.story_key,
        deduplicated.is_reprint,
        deduplicated.published_on,
        deduplicated.said_on,
        deduplicated.known_from,
        deduplicated.confidence,
        agreements.kind,
        agreements.status,
        agreements.agreement_name,
        -- nobody reports a signature before it is given (a day for the time zone): such a day is a plan, or misread
        case
            when {{ days_between('deduplicated.published_on', 'agreements.signed_on') }} > 1 then null
            else agreements.signed_on
        end as signed_on,
        case
            when {{ days_between('deduplicated.published_on', 'agreements.announced_on') }} > 1 then null
            else agreements.announced_on
        end as announced_on,
        agreements.deadline_on,
        agreements.expires_on
    from {{ ref('int_claims_deduplicated') }} as deduplicated
    inner join {{ ref('stg_claims__agreements') }} as agreements
        on
            deduplicated.claim_key = agreements.claim_key
            and deduplicated._retrieval_id = agreements._retrieval_id
    where deduplicated.claim_kind = 'agreement' and not deduplicated.is_superseded

),

party_sets as (

    select
        items.claim_key,
        {{ joined_text('parties.party', '; ') }} as parties_text,
        count(distinct parties.party) as n_parties,
        min(case when parties.party_kind = 'organisation' then 0 else 1 end) = 1 as is_between_states
    from {{ ref('stg_claims__list_items') }} as items
    inner join {{ ref('int_parties_conformed') }} as parties
        on items.item = parties.spelling
    where items.item_role = 'party'
    group by items.claim_key

),

wider_subjects as (

    select
        reached.mineral,
        max(subjects.subject) as subject
    from {{ ref('int_agreement_minerals_reached') }} as reached
    inner join {{ ref('agreement_subjects') }} as subjects
        on reached.stated_mineral = subjects.mineral_group
    where reached.reach = 'member'
    group by reached.mineral

),

-- What an agreement is about: its one mineral or group (rare earths whichever), `several`, or null where not told.
subjects as (

    select
        items.claim_key,
        case
            when count(distinct coalesce(own.subject, wider_subjects.subject, items.item)) > 1 then 'several'
            else max(coalesce(own.subject, wider_subjects.subject, items.item))
        end as subject
    from {{ ref('stg_claims__list_items') }} as items
    left join {{ ref('agreement_subjects') }} as own
        on items.item = own.mineral_group
    left join wider_subjects
        on items.item = wider_subjects.mineral
    where items.item_role = 'mineral' and (own.mineral_group is null or own.subject is not null)
    group by items.claim_key

),

list_sizes as (

    select
        claim_key,
        count(*) as n_items
    from {{ ref('stg_claims__list_items') }}
    where item_role in ('mineral', 'stage', 'instrument')
    group by claim_key

)

select
    claims.claim_key,
    claims.document_id,
    claims.article_key,
    claims.story_key,
    claims.is_reprint,
    claims.published_on,
    claims.said_on,
    claims.known_from,
    claims.confidence,
    claims.kind,
    claims.status,
    claims.agreement_name,
    claims.signed_on,
    claims.announced_on,
    claims.deadline_on,
    claims.expires_on,
    coalesce(claims.announced_on, claims.published_on) as reported_on,
    party_sets.parties_text,
    party_sets.n_parties,
    party_sets.is_between_states,
    subjects.subject,
    case
        when party_sets.is_between_states then families.family_between_states
        else families.family_with_firms
    end as kind_family,
    {{ surrogate_key([
        'party_sets.parties_text',
        'case when party_sets.is_between_states then families.family_between_states else families.family_with_firms end',
    ]) }} as block_key,
    coalesce(list_sizes.n_items, 0)
    + case when claims.signed_on is not null then 1 else 0 end
    + case when claims.announced_on is not null then 1 else 0 end
    + case when claims.deadline_on is not null then 1 else 0 end
    + case when claims.agreement_name is not null then 1 else 0 end as n_filled
from claims
inner join party_sets
    on claims.claim_key = party_sets.claim_key
left join {{ ref('agreement_kind_families') }} as families
    on claims.kind = families.kind
left join subjects
    on claims.claim_key = subjects.claim_key
left join list_sizes
    on claims.claim_key = list_sizes.claim_key
where party_sets.n_parties >= 2

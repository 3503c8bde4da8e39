-- Pairs of agreements that a careful reader may take for one, each with its reason: listed, never merged.
-- And papers that one document tells apart but our rule cannot (same parties, kind and days).
with agreements as (

    select
        agreement_key,
        block_key,
        parties_text,
        n_parties,
        kind_family,
        kind,
        subject,
        coalesce(signed_on, announced_on, first_reported_on) as happened_on
    from {{ ref('int_agreements_voted') }}

),

parties as (

    select distinct
        resolved.agreement_key,
        conformed.party,
        case when conformed.party like 'org:%' then {{ words("substring(conformed.party, 5)") }} end as firm_words
    from {{ ref('int_agreements_resolved') }} as resolved
    inner join {{ ref('stg_claims__list_items') }} as items
        on resolved.claim_key = items.claim_key and items.item_role = 'party'
    inner join {{ ref('int_parties_conformed') }} as conformed
        on items.item = conformed.spelling

),

shared as (

    select
        one.agreement_key,
        other.agreement_key as other_agreement_key,
        count(*) as n_shared_parties
    from parties as one
    inner join parties as other
        on one.party = other.party
    where one.agreement_key < other.agreement_key
    group by one.agreement_key, other.agreement_key

),

-- One firm under a shorter and a longer name: Example, Example Metals.
spelled as (

    select distinct
        shared.agreement_key,
        shared.other_agreement_key
    from shared
    inner join parties as one
        on shared.agreement_key = one.agreement_key
    inner join parties as other
        on shared.other_agreement_key = other.agreement_key
    where one.firm_words like other.firm_words || ' %' or other.firm_words like one.firm_words || ' %'

),

pairs as (

    select
        shared.agreement_key,
        shared.other_agreement_key,
        shared.n_shared_parties,
        one.n_parties + other.n_parties - shared.n_shared_parties as n_all_parties,
        one.block_key = other.block_key as is_same_block,
        one.kind_family = other.kind_family as is_same_family,
        coalesce(one.kind = other.kind and one.subject <> other.subject, false) as is_other_subject,
        spelled.agreement_key is not null as is_spelled_otherwise,
        abs({{ days_between('one.happened_on', 'other.happened_on') }}) as days_apart
    from shared
    inner join agreements as one
        on shared.agreement_key = one.agreement_key
    inner join agreements as other
        on shared.other_agreement_key = other.agreement_key
    left join spelled
        on
            shared.agreement_key = spelled.agreement_key
            and shared.other_agreement_key = spelled.other_agreement_key

),

told_apart as (

    select
        agreement_key,
        document_id,
        count(*) as n_claims
    from {{ ref('int_agreements_resolved') }}
    group by agreement_key, document_id

),

reasoned as (

    select
        *,
        case
            when is_same_block and is_other_subject and coalesce(days_apart, 0) <= 30 then 'subjects_told_apart'
            when is_same_block and days_apart <= 7 then 'kinds_told_apart'
            when is_same_block and days_apart is null then 'same_parties_day_unknown'
            when is_same_block and days_apart <= 180 then 'same_parties_other_day'
            when n_shared_parties = n_all_parties and days_apart <= 7 then 'same_parties_other_family'
            when
                is_same_family and n_shared_parties >= 2 and days_apart <= 7
                then 'party_more_or_less'
            when
                is_same_family and is_spelled_otherwise and n_all_parties = n_shared_parties + 2
                and coalesce(days_apart, 0) <= 30
                then 'party_spelled_otherwise'
        end as reason
    from pairs

)

select
    agreement_key,
    other_agreement_key,
    reason,
    n_shared_parties,
    n_all_parties,
    days_apart,
    round(
        0.5 * n_shared_parties / n_all_parties
        + case when days_apart <= 7 then 0.3 when days_apart <= 30 then 0.2 when days_apart <= 180 then 0.1 else 0.0 end
        + case when is_same_family then 0.2 else 0.0 end,
        2
    ) as match_score
from reasoned
where reason is not null
union all
select
    agreement_key,
    agreement_key as other_agreement_key,
    'told_apart_by_a_document' as reason,
    cast(null as bigint) as n_shared_parties,
    cast(null as bigint) as n_all_parties,
    cast(null as bigint) as days_apart,
    cast(null as double) as match_score
from told_apart
where n_claims > 1
group by agreement_key
union all
select
    agreement_key,
    agreement_key as other_agreement_key,
    'other_subject_told' as reason,
    cast(null as bigint) as n_shared_parties,
    cast(null as bigint) as n_all_parties,
    cast(null as bigint) as days_apart,
    cast(null as double) as match_score
from {{ ref('int_agreements_resolved') }}
where subject_match = 'other'
group by agreement_key

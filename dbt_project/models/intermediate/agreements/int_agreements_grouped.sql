-- Which claims speak of one agreement (docs/methods/agreements.md). Within one party set and family of kinds (a block):
--   1. signing days at most 7 days apart, one after the other, are one signing;
--   2. a claim without a signing day belongs to the nearest signing at most 30 days from the day it was reported;
--   3. what is left is grouped by reporting days at most 30 days apart, or, with no day at all, lies in one group;
--   4. where one document tells two kinds apart in a group, the kinds are different papers;
--   5. so are two subjects (lithium, copper) that one document tells apart, or that different documents tell of deals
--      with firms, unless a claim names both. A claim that names none goes with the subject that most stories tell.
-- Gaps between neighbours, not a graph walk: no recursion, and the order of documents does not matter.
with claims as (

    select * from {{ ref('int_agreement_claims_conformed') }}

),

signed_gaps as (

    select
        claim_key,
        block_key,
        signed_on,
        lag(signed_on) over (partition by block_key order by signed_on, claim_key) as previous_on
    from claims
    where signed_on is not null

),

signed_claims as (

    select
        claim_key,
        block_key,
        signed_on,
        sum(
            case
                when {{ days_between('previous_on', 'signed_on') }} <= 7
                    then 0
                else 1
            end
        ) over (
            partition by block_key order by signed_on, claim_key rows between unbounded preceding and current row
        ) as signing_number
    from signed_gaps

),

signings as (

    select
        block_key,
        signing_number,
        min(signed_on) as first_on,
        max(signed_on) as last_on
    from signed_claims
    group by block_key, signing_number

),

near_signings as (

    select
        claims.claim_key,
        claims.block_key,
        signings.signing_number,
        signings.first_on,
        case
            when claims.reported_on < signings.first_on
                then {{ days_between('claims.reported_on', 'signings.first_on') }}
            when claims.reported_on > signings.last_on
                then {{ days_between('signings.last_on', 'claims.reported_on') }}
            else 0
        end as days_apart
    from claims
    inner join signings
        on claims.block_key = signings.block_key
    where claims.signed_on is null and claims.reported_on is not null

),

nearest_signings as (

    select
        *,
        row_number() over (partition by claim_key order by days_apart, first_on) as nearness
    from near_signings
    where days_apart <= 30

),

unsigned_gaps as (

    select
        claims.claim_key,
        claims.block_key,
        claims.reported_on,
        lag(claims.reported_on) over (
            partition by claims.block_key order by claims.reported_on, claims.claim_key
        ) as previous_on
    from claims
    left join nearest_signings
        on claims.claim_key = nearest_signings.claim_key and nearest_signings.nearness = 1
    where claims.signed_on is null and claims.reported_on is not null and nearest_signings.claim_key is null

),

unsigned_claims as (

    select
        claim_key,
        block_key,
        reported_on,
        sum(
            case
                when {{ days_between('previous_on', 'reported_on') }} <= 30
                    then 0
                else 1
            end
        ) over (
            partition by block_key order by reported_on, claim_key rows between unbounded preceding and current row
        ) as report_number
    from unsigned_gaps

),

grouped as (

    select
        signed_claims.claim_key,
        'signed' as group_kind,
        signings.first_on as group_from
    from signed_claims
    inner join signings
        on
            signed_claims.block_key = signings.block_key
            and signed_claims.signing_number = signings.signing_number
    union all
    select
        claim_key,
        'signed' as group_kind,
        first_on as group_from
    from nearest_signings
    where nearness = 1
    union all
    select
        claim_key,
        'reported' as group_kind,
        min(reported_on) over (partition by block_key, report_number) as group_from
    from unsigned_claims
    union all
    select
        claim_key,
        'undated' as group_kind,
        cast(null as date) as group_from
    from claims
    where signed_on is null and reported_on is null

),

kinds_told_apart as (

    select
        claims.block_key,
        grouped.group_kind,
        grouped.group_from,
        claims.document_id,
        count(distinct claims.kind) as n_kinds
    from claims
    inner join grouped
        on claims.claim_key = grouped.claim_key
    group by claims.block_key, grouped.group_kind, grouped.group_from, claims.document_id

),

judged as (

    select
        claims.claim_key,
        claims.block_key,
        claims.kind,
        grouped.group_kind,
        grouped.group_from,
        max(kinds_told_apart.n_kinds) as most_kinds
    from claims
    inner join grouped
        on claims.claim_key = grouped.claim_key
    inner join kinds_told_apart
        on
            claims.block_key = kinds_told_apart.block_key
            and grouped.group_kind = kinds_told_apart.group_kind
            and coalesce(grouped.group_from, cast('0001-01-01' as date))
            = coalesce(kinds_told_apart.group_from, cast('0001-01-01' as date))
    group by claims.claim_key, claims.block_key, claims.kind, grouped.group_kind, grouped.group_from

),

told as (

    select
        *,
        case when most_kinds > 1 then kind end as kind_told_apart
    from judged

),

placed as (

    select
        told.claim_key,
        told.block_key,
        told.group_kind,
        told.group_from,
        told.kind_told_apart,
        {{ surrogate_key(['told.block_key', 'told.group_kind', 'told.group_from', 'told.kind_told_apart']) }}
            as paper_key,
        claims.document_id,
        claims.story_key,
        claims.subject,
        claims.is_between_states
    from told
    inner join claims
        on told.claim_key = claims.claim_key

),

subjects_told as (

    select
        paper_key,
        subject,
        row_number() over (
            partition by paper_key order by count(distinct story_key) desc, subject
        ) as subject_rank,
        max(case when subject = 'several' then 1 else 0 end) over (partition by paper_key) as names_both,
        count(*) over (partition by paper_key) as n_subjects
    from placed
    where subject is not null
    group by paper_key, subject

),

counted_subjects as (

    select
        paper_key,
        document_id,
        count(distinct subject) as n_subjects
    from placed
    group by paper_key, document_id

),

subjects_in_documents as (

    select
        paper_key,
        max(n_subjects) as most_subjects
    from counted_subjects
    group by paper_key

),

split as (

    select
        placed.*,
        case
            when
                coalesce(main_subjects.names_both, 0) = 0
                and main_subjects.n_subjects > 1
                and (subjects_in_documents.most_subjects > 1 or not placed.is_between_states)
                then coalesce(placed.subject, main_subjects.subject)
        end as subject_told_apart
    from placed
    left join subjects_told as main_subjects
        on placed.paper_key = main_subjects.paper_key and main_subjects.subject_rank = 1
    left join subjects_in_documents
        on placed.paper_key = subjects_in_documents.paper_key

)

select
    claim_key,
    block_key,
    group_kind,
    group_from,
    kind_told_apart,
    subject_told_apart,
    case
        when subject_told_apart is null then paper_key
        else {{ surrogate_key(['paper_key', 'subject_told_apart']) }}
    end as agreement_key
from split

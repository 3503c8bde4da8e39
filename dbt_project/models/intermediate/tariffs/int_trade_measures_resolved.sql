-- Which claims speak of one measure (docs/methods/trade_measures.md). Within a block:
--   1. announcements at most 7 days apart, one after the other, are one announcement;
--   2. a claim without one speaks of the latest announcement on or before the day it was reported, else of the next
--      one if that follows within 30 days;
--   3. what is left is one measure whose announcement nobody has dated.
-- Score: 0.6 for the same block; 0.4 for the same announcement day, 0.3 within 7 days, 0.2 for the latest before,
-- 0.1 for one that follows or for no day at all.
with claims as (

    select * from {{ ref('int_trade_measure_claims_conformed') }}

),

announced_gaps as (

    select
        claim_key,
        block_key,
        announced_on,
        lag(announced_on) over (partition by block_key order by announced_on, claim_key) as previous_on
    from claims
    where announced_on is not null

),

announced_claims as (

    select
        claim_key,
        block_key,
        announced_on,
        sum(
            case
                when {{ days_between('previous_on', 'announced_on') }} <= 7 then 0
                else 1
            end
        ) over (
            partition by block_key order by announced_on, claim_key rows between unbounded preceding and current row
        ) as announcement_number
    from announced_gaps

),

announcements as (

    select
        block_key,
        announcement_number,
        min(announced_on) as first_on
    from announced_claims
    group by block_key, announcement_number

),

candidates as (

    select
        claims.claim_key,
        announcements.first_on,
        announcements.first_on <= claims.reported_on as is_before,
        row_number() over (
            partition by claims.claim_key
            order by
                case when announcements.first_on <= claims.reported_on then 0 else 1 end,
                abs({{ days_between('claims.reported_on', 'announcements.first_on') }}),
                announcements.first_on
        ) as nearness
    from claims
    inner join announcements
        on claims.block_key = announcements.block_key
    where
        claims.announced_on is null
        and {{ days_between('claims.reported_on', 'announcements.first_on') }} <= 30

),

matched as (

    select
        announced_claims.claim_key,
        announcements.first_on as announcement_on,
        case
            when announced_claims.announced_on = announcements.first_on then 'same_announcement_day'
            else 'announced_within_7_days'
        end as match_rule
    from announced_claims
    inner join announcements
        on
            announced_claims.block_key = announcements.block_key
            and announced_claims.announcement_number = announcements.announcement_number
    union all
    select
        claim_key,
        first_on as announcement_on,
        case when is_before then 'latest_announced_before' else 'announced_within_30_days_after' end as match_rule
    from candidates
    where nearness = 1

),

keyed as (

    select
        claims.*,
        matched.announcement_on,
        coalesce(matched.match_rule, 'no_announcement_dated') as match_rule,
        {{ surrogate_key(['claims.block_key', 'matched.announcement_on']) }} as trade_measure_key
    from claims
    left join matched
        on claims.claim_key = matched.claim_key

)

select
    claim_key,
    trade_measure_key,
    document_id,
    article_key,
    story_key,
    is_reprint,
    published_on,
    said_on,
    known_from,
    confidence,
    imposer,
    measure,
    targets_text,
    products_text,
    rate,
    rate_unit,
    rate_rule,
    status_told,
    firmness,
    said_by,
    announced_on,
    effective_on,
    expires_on,
    kind_key,
    match_rule,
    0.6 + case match_rule
        when 'same_announcement_day' then 0.4
        when 'announced_within_7_days' then 0.3
        when 'latest_announced_before' then 0.2
        else 0.1
    end as match_score,
    row_number() over (
        partition by trade_measure_key
        order by confidence desc, n_filled desc, published_on asc nulls last, claim_key asc
    ) as claim_rank
from keyed

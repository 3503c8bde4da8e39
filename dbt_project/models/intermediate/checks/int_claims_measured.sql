-- For each statement the one figure that settles it, if there is one. Stage: the stated one, else the headline. Year:
-- the stated one, else the one nearest to the year before the document, at most 5 years off; never a figure of years
-- after the document. The importer's own customs before a publisher's average of several years; then the largest
-- figure, then its key.
with statements as (

    select
        *,
        coalesce(stated_year, cast(extract(year from said_on) as integer) - 1) as wanted_year,
        cast(extract(year from said_on) as integer) as said_year
    from {{ ref('int_claim_statements') }}

),

candidates as (

    select
        statements.claim_check_key,
        figures.figure,
        figures.figure_low,
        figures.figure_high,
        figures.n_withheld,
        figures.first_year,
        figures.last_year,
        figures.figure_table,
        figures.figure_key,
        row_number() over (
            partition by statements.claim_check_key
            order by
                figures.preference asc,
                abs(statements.wanted_year - figures.last_year) asc,
                figures.last_year asc,
                figures.figure desc nulls last,
                figures.figure_key asc
        ) as nearness
    from statements
    inner join {{ ref('int_check_figures') }} as figures
        on
            statements.basis = figures.basis
            and statements.subject = figures.subject
            and statements.mineral = figures.mineral
            and (
                statements.counterpart = figures.counterpart
                or (statements.counterpart is null and figures.counterpart is null)
            )
            and (
                statements.stage = figures.stage
                or (statements.stage is null and figures.is_headline)
            )
            and (
                (
                    statements.stated_year between figures.first_year and figures.last_year
                    and statements.said_year >= figures.last_year
                )
                or (
                    statements.stated_year is null
                    and statements.said_year >= figures.last_year
                    and abs(statements.wanted_year - figures.last_year) <= 5
                )
            )

),

-- what we have of the subject and mineral at all, so that a missing figure has a reason
somewhere as (

    select
        statements.claim_check_key,
        count(*) as n_of_subject,
        sum(
            case
                when statements.stage = figures.stage or (statements.stage is null and figures.is_headline) then 1
                else 0
            end
        ) as n_at_stage,
        sum(
            case
                when statements.counterpart is null or statements.counterpart = figures.counterpart then 1
                else 0
            end
        ) as n_of_counterpart
    from statements
    inner join {{ ref('int_check_figures') }} as figures
        on
            statements.basis = figures.basis
            and statements.subject = figures.subject
            and statements.mineral = figures.mineral
    group by statements.claim_check_key

),

dated_agreements as (

    select
        agreements.agreement_key,
        agreements.kind,
        parties.party as subject,
        coalesce(agreements.signed_on, agreements.announced_on, agreements.first_reported_on) as happened_on
    from {{ ref('fct_agreements') }} as agreements
    inner join {{ ref('bridge_agreement_parties') }} as parties
        on agreements.agreement_key = parties.agreement_key

),

agreement_counts as (

    select
        statements.claim_check_key,
        count(distinct agreements.agreement_key) as n_held
    from statements
    inner join dated_agreements as agreements
        on
            statements.subject = agreements.subject
            and agreements.happened_on between statements.since_on and statements.said_on
            and (statements.counted_kind is null or statements.counted_kind = agreements.kind)
    left join {{ ref('bridge_agreement_parties') }} as others
        on agreements.agreement_key = others.agreement_key and statements.counterpart = others.party
    left join {{ ref('bridge_agreement_minerals') }} as minerals
        on agreements.agreement_key = minerals.agreement_key and statements.mineral = minerals.mineral
    where
        statements.basis = 'agreement_count'
        and (statements.counterpart is null or others.party is not null)
        and (
            statements.mineral is null
            or statements.mineral = 'critical_minerals'
            or minerals.mineral is not null
        )
    group by statements.claim_check_key

),

measure_counts as (

    select
        statements.claim_check_key,
        count(distinct measures.trade_measure_key) as n_held
    from statements
    inner join {{ ref('fct_trade_measures') }} as measures
        on
            statements.subject = measures.imposer
            and (statements.counted_kind is null or statements.counted_kind = measures.measure)
            and coalesce(measures.announced_on, measures.effective_on, measures.first_reported_on)
            between statements.since_on and statements.said_on
    left join {{ ref('bridge_trade_measure_targets') }} as targets
        on measures.trade_measure_key = targets.trade_measure_key and statements.counterpart = targets.target
    where
        statements.basis = 'measure_count'
        and (statements.counterpart is null or targets.target is not null)
    group by statements.claim_check_key

)

select
    statements.claim_check_key,
    statements.claim_key,
    statements.check_kind,
    statements.basis,
    statements.subject,
    statements.counterpart,
    statements.mineral,
    statements.stage,
    statements.counted_kind,
    statements.stated_value,
    statements.qualifier,
    statements.stated_year,
    statements.since_on,
    statements.article_key,
    statements.publisher,
    statements.published_on,
    statements.said_on,
    statements.is_reprint,
    statements.confidence,
    statements.known_from,
    case
        when statements.check_kind = 'count' and statements.since_on is not null
            then cast(coalesce(agreement_counts.n_held, measure_counts.n_held, 0) as double)
        else candidates.figure
    end as figure,
    candidates.figure_low,
    candidates.figure_high,
    coalesce(candidates.n_withheld, 0) as n_withheld,
    candidates.first_year,
    candidates.last_year,
    candidates.figure_table,
    candidates.figure_key,
    coalesce(somewhere.n_of_subject, 0) as n_of_subject,
    coalesce(somewhere.n_at_stage, 0) as n_at_stage,
    coalesce(somewhere.n_of_counterpart, 0) as n_of_counterpart
from statements
left join candidates
    on statements.claim_check_key = candidates.claim_check_key and candidates.nearness = 1
left join somewhere
    on statements.claim_check_key = somewhere.claim_check_key
left join agreement_counts
    on statements.claim_check_key = agreement_counts.claim_check_key
left join measure_counts
    on statements.claim_check_key = measure_counts.claim_check_key

-- What we hold of an agreement when its documents differ: the value that most independent stories give (reprints
-- count once), then the most confident, then the first told. The other values stay in the claims and are counted.
with claims as (

    select
        conformed.*,
        grouped.agreement_key,
        row_number() over (
            partition by grouped.agreement_key
            order by
                conformed.confidence desc,
                conformed.n_filled desc,
                conformed.published_on asc nulls last,
                conformed.claim_key asc
        ) as claim_rank
    from {{ ref('int_agreement_claims_conformed') }} as conformed
    inner join {{ ref('int_agreements_grouped') }} as grouped
        on conformed.claim_key = grouped.claim_key

),

{% for field in ['signed_on', 'kind', 'agreement_name', 'expires_on', 'subject'] %}
    {{ field }}_votes as (

        select
            agreement_key,
            {{ field }},
            row_number() over (
                partition by agreement_key
                order by
                    count(distinct story_key) desc,
                    max(confidence) desc,
                    min(said_on),
                    {{ field }}
            ) as vote_rank,
            count(*) over (partition by agreement_key) as n_values
        from claims
        where {{ field }} is not null
        group by agreement_key, {{ field }}

    ),
{% endfor %}

-- An end holds unless a later document says that the agreement is in force.
last_in_force as (

    select
        agreement_key,
        max(said_on) as in_force_said_on
    from claims
    where status = 'in_force'
    group by agreement_key

),

status_votes as (

    select
        claims.agreement_key,
        claims.status,
        claims.said_on as status_said_on,
        row_number() over (
            partition by claims.agreement_key
            order by
                case
                    when steps.is_end and claims.said_on < last_in_force.in_force_said_on then 0
                    else steps.step_order
                end desc,
                claims.said_on desc,
                claims.confidence desc,
                claims.claim_key asc
        ) as vote_rank
    from claims
    inner join {{ ref('agreement_status_steps') }} as steps
        on claims.status = steps.status
    left join last_in_force
        on claims.agreement_key = last_in_force.agreement_key

),

summed as (

    select
        agreement_key,
        max(block_key) as block_key,
        max(reported_on) as last_claim_on,
        max(parties_text) as parties_text,
        max(n_parties) as n_parties,
        max(kind_family) as kind_family,
        min(announced_on) as announced_on,
        min(published_on) as first_reported_on,
        max(published_on) as last_reported_on,
        min(known_from) as known_from,
        count(distinct story_key) as n_documents,
        count(*) as n_claims,
        max(case when claim_rank = 1 then claim_key end) as best_claim_key
    from claims
    group by agreement_key

)

select
    summed.agreement_key,
    summed.block_key,
    -- a paper that was split off by its kind may have no signing day of its own
    case
        when signed_on_votes.signed_on is not null then 'signed'
        when summed.last_claim_on is not null then 'reported'
        else 'undated'
    end as dated_by,
    summed.parties_text,
    summed.n_parties,
    summed.kind_family,
    kind_votes.kind,
    kind_votes.n_values as n_kinds_told,
    subject_votes.subject,
    agreement_name_votes.agreement_name,
    status_votes.status,
    status_votes.status_said_on,
    signed_on_votes.signed_on,
    coalesce(signed_on_votes.n_values, 0) as n_signing_days_told,
    summed.announced_on,
    expires_on_votes.expires_on,
    coalesce(expires_on_votes.n_values, 0) as n_expiries_told,
    summed.first_reported_on,
    summed.last_reported_on,
    summed.known_from,
    summed.n_documents,
    summed.n_claims,
    summed.best_claim_key
from summed
left join kind_votes
    on summed.agreement_key = kind_votes.agreement_key and kind_votes.vote_rank = 1
left join agreement_name_votes
    on summed.agreement_key = agreement_name_votes.agreement_key and agreement_name_votes.vote_rank = 1
left join signed_on_votes
    on summed.agreement_key = signed_on_votes.agreement_key and signed_on_votes.vote_rank = 1
left join expires_on_votes
    on summed.agreement_key = expires_on_votes.agreement_key and expires_on_votes.vote_rank = 1
left join subject_votes
    on summed.agreement_key = subject_votes.agreement_key and subject_votes.vote_rank = 1
left join status_votes
    on summed.agreement_key = status_votes.agreement_key and status_votes.vote_rank = 1

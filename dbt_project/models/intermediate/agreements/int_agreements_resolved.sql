-- Every claim with the agreement it was taken for, by which rule and with what score, so that the match can be
-- looked into. Score: 0.5 for the same parties; 0.3 the same day, 0.2 within 7 days, 0.1 reported within 30 days of
-- the signing or of each other; 0.2 the same kind, 0.1 a kind of the same family; 0.2 less where the claim is about
-- another mineral than the agreement is.
with matched as (

    select
        conformed.claim_key,
        conformed.document_id,
        conformed.article_key,
        conformed.story_key,
        conformed.is_reprint,
        conformed.published_on,
        conformed.confidence,
        conformed.kind,
        grouped.agreement_key,
        voted.kind as agreement_kind,
        case
            when conformed.subject is null or voted.subject is null then 'not_told'
            when conformed.subject = voted.subject then 'same'
            when conformed.subject = 'several' or voted.subject = 'several' then 'several'
            else 'other'
        end as subject_match,
        conformed.claim_key = voted.best_claim_key as is_best,
        case
            when voted.n_claims = 1 then 'only_claim'
            when conformed.signed_on = voted.signed_on then 'same_signing_day'
            when conformed.signed_on is not null then 'signed_within_7_days'
            when voted.dated_by = 'signed' then 'reported_within_30_days_of_signing'
            when voted.dated_by = 'reported' then 'reported_within_30_days'
            else 'no_day_told'
        end as match_rule
    from {{ ref('int_agreement_claims_conformed') }} as conformed
    inner join {{ ref('int_agreements_grouped') }} as grouped
        on conformed.claim_key = grouped.claim_key
    inner join {{ ref('int_agreements_voted') }} as voted
        on grouped.agreement_key = voted.agreement_key

)

select
    claim_key,
    agreement_key,
    document_id,
    article_key,
    story_key,
    is_reprint,
    is_best,
    published_on,
    confidence,
    match_rule,
    subject_match,
    round(
        0.5
        + case match_rule
            when 'only_claim' then 0.3
            when 'same_signing_day' then 0.3
            when 'signed_within_7_days' then 0.2
            when 'no_day_told' then 0.0
            else 0.1
        end
        + case when kind = agreement_kind then 0.2 else 0.1 end
        - case when subject_match = 'other' then 0.2 else 0.0 end,
        2
    ) as match_score
from matched

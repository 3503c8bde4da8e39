-- Which documents of the law belong to what documents say of a measure. Read in: a claim of the measure was read in the
-- notice itself. Same signing day: the United States announced the measure on the day on which a presidential document
-- about trade was signed; a hint, not a proof.
with read_in as (

    select distinct
        claims.trade_measure_key,
        notices.legal_notice_key,
        'read_in' as match_rule
    from {{ ref('bridge_trade_measure_claims') }} as claims
    inner join {{ ref('dim_articles') }} as articles
        on claims.article_key = articles.article_key
    inner join {{ ref('fct_legal_notices') }} as notices
        on articles.address = notices.address
    where articles._source = 'federal_register'

),

same_day as (

    select
        measures.trade_measure_key,
        notices.legal_notice_key,
        'same_signing_day' as match_rule
    from {{ ref('fct_trade_measures') }} as measures
    inner join {{ ref('fct_legal_notices') }} as notices
        on measures.announced_on = notices.signed_on
    where
        measures.imposer = 'USA'
        and notices.document_type = 'presidential_document'
        and notices.is_about_trade

),

matched as (

    select * from read_in
    union all
    select same_day.*
    from same_day
    left join read_in
        on
            same_day.trade_measure_key = read_in.trade_measure_key
            and same_day.legal_notice_key = read_in.legal_notice_key
    where read_in.trade_measure_key is null

)

select
    trade_measure_key,
    legal_notice_key,
    match_rule
from matched

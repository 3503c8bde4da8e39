-- Revisions of the US schedule, every vintage: a pointer to when something happened, never the law's own day.
select
    revisions.revision,
    revisions.listed_on,
    revisions.policy_on,
    revisions.event,
    case
        when revisions.policy_on is not null then 'law_as_listed'
        when revisions.event is null then 'publication'
        else 'law_or_publication'
    end as date_basis,
    revisions._source,
    revisions._page_url,
    revisions._page_sha256,
    {{ utc('revisions._retrieved_at') }} as _retrieved_at,
    revisions._retrieval_id,
    revisions._record
from {{ source('staged', 'us_measures__revisions') }} as revisions
where {{ known('revisions._retrieved_at') }}

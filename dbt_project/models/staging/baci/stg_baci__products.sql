-- CEPII's words for each code of an edition, as the newest list has them.
with lists as (

    select
        *,
        row_number() over (
            partition by hs_edition, commodity_code
            order by release desc nulls last, _retrieved_at desc, _page_sha256 asc, _record asc
        ) as place
    from {{ source('staged', 'baci__products') }}
    where {{ known('_retrieved_at') }}

)

select
    hs_edition as baci_edition,
    commodity_code,
    description,
    release,
    _source,
    _page_url,
    _page_sha256,
    {{ utc('_retrieved_at') }} as _retrieved_at,
    _retrieval_id,
    _record
from lists
where place = 1

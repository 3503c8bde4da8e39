-- What lists of US additional duties name, every vintage, with what each list is (seed us_product_lists). A list that
-- the seed does not know stays, as 'unmapped', and is not applied.
select
    -- grain
    lists.list_name,
    lists.sublist,
    lists.heading,
    lists.code as code_prefix,

    -- what these are
    coalesce(known_lists.list_id, 'unmapped') as list_id,
    length(lists.code) as n_digits,
    lists.metal,
    coalesce(lists.starts_on, known_lists.valid_from) as valid_from,
    coalesce(lists.ends_on, known_lists.valid_to) as valid_to,
    case when lists.starts_on is not null then 'list' else known_lists.date_basis end as date_basis,
    lists.list_source,
    lists.note,

    -- provenance
    lists._source,
    lists._page_url,
    lists._page_sha256,
    {{ utc('lists._retrieved_at') }} as _retrieved_at,
    lists._retrieval_id,
    lists._record
from {{ source('staged', 'us_measures__product_lists') }} as lists
left join {{ ref('us_product_lists') }} as known_lists
    on
        lists.list_name = known_lists.list_name
        and coalesce(lists.sublist, '-') = coalesce(known_lists.sublist, '-')
        and (known_lists.heading is null or lists.heading = known_lists.heading)
where {{ known('lists._retrieved_at') }}

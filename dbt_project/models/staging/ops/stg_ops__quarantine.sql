select distinct
    quarantine.source,
    quarantine.table_name,
    quarantine.batch_id,
    quarantine.door,
    quarantine.rule,
    quarantine.reason,
    quarantine.content,
    quarantine.value,
    quarantine.n_records,
    quarantine._page_url,
    quarantine._page_sha256,
    {{ utc('quarantine._retrieved_at') }} as _retrieved_at,
    quarantine._retrieval_id,
    quarantine._record
from {{ source('staged', 'ops__quarantine') }} as quarantine
where {{ known('quarantine._retrieved_at') }}

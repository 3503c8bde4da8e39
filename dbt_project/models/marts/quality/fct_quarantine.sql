with numbered as (

    select
        *,
        row_number() over (
            partition by table_name, batch_id, door, rule, _retrieval_id, _record
            order by reason, content
        ) as quarantine_number
    from {{ ref('stg_ops__quarantine') }}

)

select
    {{ surrogate_key([
        'table_name', 'batch_id', 'door', 'rule', '_retrieval_id', '_record', 'quarantine_number',
    ]) }} as quarantine_key,

    -- where it was stopped
    source,
    table_name,
    batch_id,
    door,
    rule,
    reason,

    -- what it was: enough to know it by, not a publisher's page
    substring(content, 1, 300) as content,
    cast(value as decimal(38, 6)) as quarantined_value,
    n_records,

    -- provenance
    _page_url,
    _page_sha256,
    _retrieved_at,
    _retrieval_id,
    _record
from numbered

-- Not cut by as_known_at: a batch is checked again whenever code changes, long after its retrieval.
select distinct
    results.door,
    results.table_name,
    results.batch_id,
    results.suite,
    results.suite_version,
    results.check_name,
    results.column_name,
    results.severity,
    results.is_success,
    results.n_rows,
    results.n_unexpected,
    results.observed,
    results.description,
    {{ utc('results.checked_at') }} as checked_at
from {{ source('staged', 'ops__quality_results') }} as results

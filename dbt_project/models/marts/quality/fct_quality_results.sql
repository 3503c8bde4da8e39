-- The batches' checks of this build. The checks of the finished marts (door `mart`) are added by the publisher, with
-- these very columns.
select
    door,
    table_name,
    batch_id,
    suite,
    suite_version,
    check_name,
    column_name,
    severity,
    is_success,
    n_rows,
    n_unexpected,
    observed,
    description,
    checked_at
from {{ ref('stg_ops__quality_results') }}

-- The publishers whose pages the warehouse rests on.
select
    source,
    title,
    publisher,
    licence,
    homepage
from {{ ref('sources') }}

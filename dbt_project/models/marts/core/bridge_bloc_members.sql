-- Who belonged to which bloc, and when (half-open; a null end is still).
select
    {{ surrogate_key(['bloc_iso3', 'member_iso3', 'valid_from']) }} as bloc_member_key,
    bloc_iso3,
    member_iso3,
    valid_from,
    valid_to,
    note
from {{ ref('bloc_members') }}

-- Countries, blocs and the world: the codes that every other table uses.
select
    countries.iso3,
    countries.iso2,
    countries.un_m49,
    countries.name as country_name,
    countries.kind as country_kind,
    countries.note
from {{ ref('countries') }} as countries

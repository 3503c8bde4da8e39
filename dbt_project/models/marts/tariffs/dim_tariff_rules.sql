-- Additional duties as law: each rule with its origin, scope, rate, way of stacking, days and citation.
select
    {{ surrogate_key(['rule_id']) }} as tariff_rule_key,
    rule_id as tariff_rule_id,
    'USA' as importer_iso3,
    legal_basis,
    heading,
    origin_iso3,
    scope_list,
    code_from,
    code_to,
    rate_type,
    cast(ad_valorem_pct as decimal(18, 6)) as ad_valorem_pct,
    stacking,
    content_of,
    applies_when,
    cast(precedence as integer) as precedence,
    valid_from,
    valid_to,
    authority,
    citation,
    firmness,
    note
from {{ ref('us_duty_rules') }}

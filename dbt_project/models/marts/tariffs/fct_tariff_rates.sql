-- The rates that a good of an origin meets on a tariff line, each with its spell and its law. What applies on a day is
-- every row whose spell holds it: one rate of the schedule (MFN or column 2), a preference for those who claim it, and
-- each additional duty. `added_pp` is what a row adds in points of the customs value; where it is null the row cannot
-- be added, and `not_added_because` says why.
with origins as (

    select iso3 as origin_iso3
    from {{ ref('countries') }}
    where
        iso3 <> 'USA'
        and (kind = 'country' or iso3 in ('{{ var("partner_blocs") | join("', '") }}'))

),

lines as (

    -- rates of the schedule hold for a line of eight digits and for those of ten that are named apart below it
    select
        rates.*,
        lines.tariff_line as followed_line,
        lines.wto_binding
    from {{ ref('int_tariff_rates_dated') }} as rates
    inner join {{ ref('int_tariff_lines') }} as lines
        on
            rates.importer_iso3 = lines.importer_iso3
            and rates.tariff_line = lines.parent_line

),

general as (

    -- column 1 for all, but those of column 2 while it applies to them
    select
        lines.*,
        origins.origin_iso3,
        'always' as applies_when,
        case
            when column_2.iso3 is null then lines.valid_to
            when lines.valid_to is null or column_2.valid_from < lines.valid_to then column_2.valid_from
            else lines.valid_to
        end as ends_on,
        lines.valid_from as starts_on
    from lines
    cross join origins
    left join {{ ref('hts_column_2_countries') }} as column_2
        on origins.origin_iso3 = column_2.iso3
    where
        lines.rate_basis = 'mfn_applied'
        and (column_2.iso3 is null or column_2.valid_from > lines.valid_from)

),

column_two as (

    select
        lines.*,
        column_2.iso3 as origin_iso3,
        'always' as applies_when,
        case
            when column_2.valid_to is null then lines.valid_to
            when lines.valid_to is null or column_2.valid_to < lines.valid_to then column_2.valid_to
            else lines.valid_to
        end as ends_on,
        case when column_2.valid_from > lines.valid_from then column_2.valid_from else lines.valid_from end as starts_on
    from lines
    inner join {{ ref('hts_column_2_countries') }} as column_2
        on coalesce(lines.valid_to > column_2.valid_from, true)
    where lines.rate_basis = 'column_2'

),

preferences as (

    select
        lines.*,
        programmes.iso3 as origin_iso3,
        'if_claimed:' || lines.programme as applies_when,
        case
            when programmes.valid_to is null then lines.valid_to
            when lines.valid_to is null or programmes.valid_to < lines.valid_to then programmes.valid_to
            else lines.valid_to
        end as ends_on,
        case when programmes.valid_from > lines.valid_from then programmes.valid_from else lines.valid_from end
            as starts_on
    from lines
    inner join {{ ref('hts_programmes') }} as programmes
        on
            lines.programme = programmes.programme
            and programmes.programme_kind = 'origin'
            and coalesce(lines.valid_to > programmes.valid_from, true)
            and coalesce(lines.valid_from < programmes.valid_to, true)
    where lines.rate_basis = 'preference'

),

scheduled as (

    select * from general
    union all
    select * from column_two
    union all
    select * from preferences

),

of_the_schedule as (

    select
        importer_iso3,
        followed_line as tariff_line,
        origin_iso3,
        rate_basis,
        case rate_basis when 'mfn_applied' then 'hts_general' when 'column_2' then 'hts_column_2' else 'hts_special' end
            as legal_basis,
        programme,
        component,
        rate_type,
        component_type,
        ad_valorem_pct,
        specific_usd,
        specific_unit,
        content_of,
        rate_text,
        cast(null as {{ dbt.type_string() }}) as stacking,
        applies_when,
        case
            when rate_type = 'free' then 0
            when component_type = 'ad_valorem' and content_of is null then ad_valorem_pct
        end as added_pp,
        case
            when rate_type = 'unread' then 'unread_rate'
            when content_of is not null then 'rate_on_content'
            when component_type = 'specific' then 'specific_rate'
        end as not_added_because,
        case when rate_basis = 'mfn_applied' then wto_binding end as wto_binding,
        cast(null as {{ dbt.type_string() }}) as rule_id,
        cast(null as {{ dbt.type_string() }}) as heading,
        starts_on as valid_from,
        ends_on as valid_to,
        date_basis,
        'law' as firmness,
        case when rate_basis = 'column_2' then 'HTSUS general note 3(b)' else 'HTSUS' end as citation,
        _source,
        _page_url,
        _page_sha256,
        _retrieved_at,
        _retrieval_id,
        _record
    from scheduled
    where coalesce(starts_on < ends_on, true)

),

mfn as (

    -- what an all-in floor is measured against: the column 1 rate, whole or not at all
    select
        followed_line as tariff_line,
        valid_from,
        valid_to,
        sum(case when rate_type = 'free' then 0 else ad_valorem_pct end) as mfn_pct,
        max(case when rate_type = 'free' or (component_type = 'ad_valorem' and content_of is null) then 0 else 1 end)
            as has_other_parts
    from lines
    where rate_basis = 'mfn_applied'
    group by followed_line, valid_from, valid_to

),

ruled as (

    select
        applied.tariff_line,
        origins.origin_iso3,
        applied.legal_basis,
        applied.rule_id,
        applied.list_date_basis,
        rules.heading,
        rules.rate_type,
        rules.ad_valorem_pct,
        rules.stacking,
        rules.content_of,
        rules.applies_when,
        rules.firmness,
        rules.citation,
        mfn.mfn_pct,
        mfn.has_other_parts,
        case when mfn.valid_from > applied.valid_from then mfn.valid_from else applied.valid_from end as starts_on,
        case
            when mfn.valid_to is null then applied.valid_to
            when applied.valid_to is null or mfn.valid_to < applied.valid_to then mfn.valid_to
            else applied.valid_to
        end as ends_on,
        applied._source,
        applied._page_url,
        applied._page_sha256,
        applied._retrieved_at,
        applied._retrieval_id,
        applied._record
    from {{ ref('int_duty_rules_applied') }} as applied
    inner join {{ ref('us_duty_rules') }} as rules
        on applied.rule_id = rules.rule_id
    inner join {{ ref('int_duty_origins') }} as origins
        on
            applied.rule_id = origins.rule_id
            and applied.origin_class = origins.origin_class
    left join mfn
        on
            rules.stacking = 'all_in_floor'
            and applied.tariff_line = mfn.tariff_line
            and coalesce(applied.valid_from < mfn.valid_to, true)
            and coalesce(applied.valid_to > mfn.valid_from, true)

),

additional as (

    select
        'USA' as importer_iso3,
        tariff_line,
        origin_iso3,
        'additional' as rate_basis,
        legal_basis,
        cast(null as {{ dbt.type_string() }}) as programme,
        1 as component,
        rate_type,
        case when rate_type = 'ad_valorem' then 'ad_valorem' else 'none' end as component_type,
        ad_valorem_pct,
        cast(null as decimal(24, 8)) as specific_usd,
        cast(null as {{ dbt.type_string() }}) as specific_unit,
        content_of,
        cast(null as {{ dbt.type_string() }}) as rate_text,
        stacking,
        applies_when,
        case
            when rate_type = 'exempt' then 0
            when stacking = 'additive' then ad_valorem_pct
            when stacking = 'all_in_floor' and has_other_parts = 0
                then case when mfn_pct >= ad_valorem_pct then 0 else ad_valorem_pct - mfn_pct end
        end as added_pp,
        case
            when rate_type = 'not_resolved' then 'not_resolved'
            when stacking = 'content_value' then 'value_of_content'
            when stacking = 'all_in_floor' and coalesce(has_other_parts, 1) = 1 then 'floor_over_another_rate'
        end as not_added_because,
        cast(null as {{ dbt.type_string() }}) as wto_binding,
        rule_id,
        heading,
        starts_on as valid_from,
        ends_on as valid_to,
        case
            when firmness = 'pointer' then 'revision_list'
            else coalesce(nullif(list_date_basis, 'undated'), 'law')
        end as date_basis,
        firmness,
        citation,
        _source,
        _page_url,
        _page_sha256,
        _retrieved_at,
        _retrieval_id,
        _record
    from ruled

),

everything as (

    select * from of_the_schedule
    union all
    select * from additional

)

select
    {{ surrogate_key([
        'importer_iso3',
        'tariff_line',
        'origin_iso3',
        'legal_basis',
        'programme',
        'component',
        'valid_from'
    ]) }} as tariff_rate_key,
    importer_iso3,
    tariff_line,
    origin_iso3,
    rate_basis,
    legal_basis,
    programme,
    cast(component as integer) as component,
    rate_type,
    component_type,
    cast(ad_valorem_pct as decimal(18, 6)) as ad_valorem_pct,
    cast(specific_usd as decimal(24, 8)) as specific_usd,
    specific_unit,
    content_of,
    rate_text,
    stacking,
    applies_when,
    cast(added_pp as decimal(18, 6)) as added_pp,
    not_added_because,
    wto_binding,
    case when rule_id is not null then {{ surrogate_key(['rule_id']) }} end as tariff_rule_key,
    heading,
    valid_from,
    valid_to,
    date_basis,
    firmness,
    citation,
    _source,
    _page_url,
    _page_sha256,
    {{ utc('_retrieved_at') }} as _retrieved_at,
    _retrieval_id,
    cast(_record as bigint) as _record
from everything

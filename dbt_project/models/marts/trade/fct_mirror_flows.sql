-- The same trade as its importer and as its exporter reported it, side by side, with the gap between them. Nothing is
-- reconciled and nobody is right: what the two sides mean by their values stands beside the gap, and where there is no
-- gap a word says why. Worked by hand in docs/methods/mirror_flows.md.
with sides as (

    select
        mirror_flow_key,
        side,
        importer_iso3,
        exporter_iso3,
        counterpart_kind,
        hs6,
        hs_edition,
        trade_year,
        max(_source) as _source,  -- one a side: int_mirror_reports
        -- what is known is kept; that it is not all is said beside it
        sum(value_usd) as value_usd,
        case
            when count(value_usd) > 0 and count(value_usd) < count(*) then 'partly_known'
            when count(value_usd) = 0 and max(case when value_status = 'suppressed' then 1 else 0 end) = 1
                then 'suppressed'
            when count(value_usd) = 0 and max(case when value_usd_status = 'no_rate' then 1 else 0 end) = 1
                then 'no_rate'
            when count(value_usd) = 0 then 'not_reported'
            when max(case when value_status = 'estimated' then 1 else 0 end) = 1 then 'estimated'
            else 'reported'
        end as value_status,
        {{ one_or_mixed('valuation') }} as valuation,
        {{ one_or_mixed('partner_basis') }} as partner_basis,
        {{ one_or_mixed('reported_edition') }} as reported_edition,
        {{ joined_text('reported_hs6', ';') }} as reported_codes,
        case
            when max(case when crossing in ('elsewhere', 'no_path') then 1 else 0 end) = 1 then 'not_crossed'
            when max(case when crossing = 'not_exact' then 1 else 0 end) = 1 then 'not_exact'
            when max(case when crossing = 'nearly_exact' then 1 else 0 end) = 1 then 'nearly_exact'
            when max(case when crossing = 'exact' then 1 else 0 end) = 1 then 'exact'
            else 'same_edition'
        end as crossing,
        sum(net_weight_kg) as net_weight_kg,
        case
            when min(case when net_weight_status = 'reported' then 1 else 0 end) = 1 then 'reported'
            when count(net_weight_kg) = count(*) then 'estimated'
            when count(net_weight_kg) > 0 then 'partly_reported'
            else {{ one_or_mixed('net_weight_status') }}
        end as net_weight_status,
        min(case when is_complete then 1 else 0 end) = 1 as is_complete,
        count(*) as n_flow_rows
    from {{ ref('int_mirror_reports') }}
    where is_chosen
    group by mirror_flow_key, side, importer_iso3, exporter_iso3, counterpart_kind, hs6, hs_edition, trade_year

),

publishers as (

    select
        mirror_flow_key,
        side,
        count(distinct _source) as n_sources
    from {{ ref('int_mirror_reports') }}
    group by mirror_flow_key, side

),

bought as (

    select *
    from sides
    where side = 'importer'

),

sold as (

    select *
    from sides
    where side = 'exporter'

),

beside as (

    select
        coalesce(imports.mirror_flow_key, exports.mirror_flow_key) as mirror_flow_key,
        coalesce(imports.importer_iso3, exports.importer_iso3) as importer_iso3,
        coalesce(imports.exporter_iso3, exports.exporter_iso3) as exporter_iso3,
        coalesce(imports.counterpart_kind, exports.counterpart_kind) as counterpart_kind,
        coalesce(imports.hs6, exports.hs6) as hs6,
        coalesce(imports.hs_edition, exports.hs_edition) as hs_edition,
        coalesce(imports.trade_year, exports.trade_year) as trade_year,
        case
            when imports.mirror_flow_key is null then 'exporter_only'
            when exports.mirror_flow_key is null then 'importer_only'
            else 'both_sides'
        end as mirror_status,
        imports._source as importer_source,
        imports.value_usd as importer_value_usd,
        imports.value_status as importer_value_status,
        imports.valuation as importer_valuation,
        imports.partner_basis as importer_partner_basis,
        imports.reported_edition as importer_hs_edition,
        imports.reported_codes as importer_hs6_codes,
        imports.crossing as importer_crossing,
        imports.net_weight_kg as importer_net_weight_kg,
        imports.net_weight_status as importer_net_weight_status,
        imports.is_complete as importer_is_complete,
        imports.n_flow_rows as importer_n_flow_rows,
        exports._source as exporter_source,
        exports.value_usd as exporter_value_usd,
        exports.value_status as exporter_value_status,
        exports.valuation as exporter_valuation,
        exports.partner_basis as exporter_partner_basis,
        exports.reported_edition as exporter_hs_edition,
        exports.reported_codes as exporter_hs6_codes,
        exports.crossing as exporter_crossing,
        exports.net_weight_kg as exporter_net_weight_kg,
        exports.net_weight_status as exporter_net_weight_status,
        exports.is_complete as exporter_is_complete,
        exports.n_flow_rows as exporter_n_flow_rows
    from bought as imports
    full outer join sold as exports
        on imports.mirror_flow_key = exports.mirror_flow_key

),

missing as (

    -- whose report a missing side would be, of which flow, and which partner it would name
    select
        *,
        case mirror_status when 'exporter_only' then importer_iso3 when 'importer_only' then exporter_iso3 end
            as missing_reporter_iso3,
        case mirror_status when 'exporter_only' then 'importer' when 'importer_only' then 'exporter' end
            as missing_side,
        case mirror_status when 'exporter_only' then exporter_iso3 when 'importer_only' then importer_iso3 end
            as missing_partner_iso3
    from beside

),

years_covered as (

    select
        side,
        reporter_iso3,
        trade_year
    from {{ ref('int_mirror_reports') }}
    group by side, reporter_iso3, trade_year

),

codes_named as (

    select
        side,
        reporter_iso3,
        trade_year,
        hs6,
        counterpart_kind,
        value_status,
        partner_scope
    from {{ ref('int_mirror_reports') }}

    union all

    select
        side,
        reporter_iso3,
        trade_year,
        reported_hs6 as hs6,
        counterpart_kind,
        value_status,
        partner_scope
    from {{ ref('int_mirror_reports') }}

),

codes_covered as (

    select
        side,
        reporter_iso3,
        trade_year,
        hs6,
        max(case when counterpart_kind = 'confidential' or value_status = 'suppressed' then 1 else 0 end) as has_hidden,
        max(case when partner_scope = 'all' then 1 else 0 end) as has_all_partners
    from codes_named
    group by side, reporter_iso3, trade_year, hs6

),

partners_covered as (

    select
        side,
        reporter_iso3,
        trade_year,
        partner_iso3
    from {{ ref('int_mirror_reports') }}
    group by side, reporter_iso3, trade_year, partner_iso3

),

judged as (

    select
        missing.*,
        case
            when missing.mirror_status = 'both_sides' then null
            when missing.counterpart_kind not in ('country', 'bloc') then 'no_mirror'
            when years_covered.reporter_iso3 is null then 'reporter_not_covered'
            when 'not_crossed' in (missing.importer_crossing, missing.exporter_crossing) then 'edition_not_crossed'
            when codes_covered.has_hidden = 1 then 'may_be_suppressed'
            when codes_covered.has_all_partners = 1 then 'none_reported'
            when codes_covered.hs6 is null then 'code_not_covered'
            when partners_covered.partner_iso3 is null then 'partner_not_covered'
            else 'not_reported'
        end as missing_side_status,
        case
            when missing.mirror_status <> 'both_sides' then 'side_missing'
            when
                missing.importer_value_status not in ('reported', 'estimated')
                or missing.exporter_value_status not in ('reported', 'estimated')
                then 'value_not_known'
            when not missing.importer_is_complete or not missing.exporter_is_complete then 'year_incomplete'
            when
                missing.importer_crossing in ('not_exact', 'not_crossed')
                or missing.exporter_crossing in ('not_exact', 'not_crossed')
                then 'code_divided'
            else 'comparable'
        end as gap_status
    from missing
    left join years_covered
        on
            missing.missing_side = years_covered.side
            and missing.missing_reporter_iso3 = years_covered.reporter_iso3
            and missing.trade_year = years_covered.trade_year
    left join codes_covered
        on
            missing.missing_side = codes_covered.side
            and missing.missing_reporter_iso3 = codes_covered.reporter_iso3
            and missing.trade_year = codes_covered.trade_year
            and missing.hs6 = codes_covered.hs6
    left join partners_covered
        on
            missing.missing_side = partners_covered.side
            and missing.missing_reporter_iso3 = partners_covered.reporter_iso3
            and missing.trade_year = partners_covered.trade_year
            and missing.missing_partner_iso3 = partners_covered.partner_iso3

),

compared as (

    select
        *,
        case when gap_status = 'comparable' then importer_value_usd - exporter_value_usd end as gap,
        case
            when
                gap_status = 'comparable'
                and importer_net_weight_status = 'reported'
                and exporter_net_weight_status = 'reported'
                then importer_net_weight_kg - exporter_net_weight_kg
        end as weight_gap
    from judged

)

select
    compared.mirror_flow_key,
    compared.importer_iso3,
    compared.exporter_iso3,
    compared.counterpart_kind,
    compared.hs6,
    compared.hs_edition,
    cast(compared.trade_year as integer) as trade_year,

    -- what kind of row
    compared.mirror_status,
    compared.missing_side_status,
    compared.gap_status,

    -- the gap: importer less exporter
    cast(compared.gap as decimal(38, 2)) as gap_usd,
    round({{ ratio('compared.gap', 'compared.importer_value_usd + compared.exporter_value_usd') }}, 6)
        as symmetric_gap_share,
    case
        when compared.mirror_status = 'both_sides'
            then compared.importer_valuation || '_against_' || compared.exporter_valuation
    end as valuations,
    cast(compared.weight_gap as decimal(38, 3)) as weight_gap_kg,
    round({{ ratio('compared.weight_gap', 'compared.importer_net_weight_kg + compared.exporter_net_weight_kg') }}, 6)
        as symmetric_weight_gap_share,

    -- both reports
    compared.importer_source,
    cast(imports.n_sources as integer) as importer_n_sources,
    cast(compared.importer_value_usd as decimal(38, 2)) as importer_value_usd,
    compared.importer_value_status,
    compared.importer_valuation,
    compared.importer_partner_basis,
    compared.importer_hs_edition,
    compared.importer_hs6_codes,
    compared.importer_crossing,
    cast(compared.importer_net_weight_kg as decimal(38, 3)) as importer_net_weight_kg,
    compared.importer_net_weight_status,
    compared.importer_is_complete,
    cast(compared.importer_n_flow_rows as integer) as importer_n_flow_rows,
    compared.exporter_source,
    cast(exports.n_sources as integer) as exporter_n_sources,
    cast(compared.exporter_value_usd as decimal(38, 2)) as exporter_value_usd,
    compared.exporter_value_status,
    compared.exporter_valuation,
    compared.exporter_partner_basis,
    compared.exporter_hs_edition,
    compared.exporter_hs6_codes,
    compared.exporter_crossing,
    cast(compared.exporter_net_weight_kg as decimal(38, 3)) as exporter_net_weight_kg,
    compared.exporter_net_weight_status,
    compared.exporter_is_complete,
    cast(compared.exporter_n_flow_rows as integer) as exporter_n_flow_rows
from compared
left join publishers as imports
    on compared.mirror_flow_key = imports.mirror_flow_key and imports.side = 'importer'
left join publishers as exports
    on compared.mirror_flow_key = exports.mirror_flow_key and exports.side = 'exporter'

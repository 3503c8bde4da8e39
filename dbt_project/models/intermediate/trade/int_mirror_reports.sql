-- What one customs office says of its trade with one partner under one HS6 code in a year, seen as one side of a pair:
-- flow rows with the importer and the exporter that they speak of, in the older of the editions that the pair's reports
-- of the year are in. Reconciled data are nobody's own report and stay out, and so do world totals, which hold the
-- others. Partners are not added up here: a member of a bloc is a partner of its own, also where its bloc is another.
with named as (

    select
        *,
        case flow when 'import' then 'importer' else 'exporter' end as side,
        -- areas that are no country have no mirror: a row for each side and kind, which nothing meets
        case when counterpart_kind in ('special', 'confidential', 'unmapped') then 'unmapped' else partner_iso3 end
            as named_iso3,
        case
            when counterpart_kind in ('country', 'bloc') then counterpart_kind
            when flow = 'import' then 'importer_' || counterpart_kind
            else 'exporter_' || counterpart_kind
        end as pairing
    from {{ ref('int_trade_years_reported') }}
    where reporting_view = 'reporter' and counterpart_kind <> 'world'

),

paired as (

    select
        *,
        case side when 'importer' then reporter_iso3 else named_iso3 end as importer_iso3,
        case side when 'importer' then named_iso3 else reporter_iso3 end as exporter_iso3
    from named

),

aimed as (

    select
        *,
        min(hs_edition) over (partition by importer_iso3, exporter_iso3, pairing, trade_year) as pair_edition
    from paired

),

crossed as (

    select
        aimed.*,
        coalesce(paths.crossing, case when aimed.hs_edition = aimed.pair_edition then 'same_edition' else 'no_path' end)
            as crossing,
        coalesce(paths.share, 1) as share,
        paths.to_hs6
    from aimed
    left join {{ ref('bridge_hs_editions') }} as paths
        on
            aimed.hs6 = paths.hs6
            and aimed.hs_edition = paths.from_edition
            and aimed.pair_edition = paths.to_edition

),

compared as (

    -- what no path leads on stays what it is, in its own edition
    select
        *,
        case when crossing in ('elsewhere', 'no_path') then hs6 else coalesce(to_hs6, hs6) end as compared_hs6,
        case when crossing in ('elsewhere', 'no_path') then hs_edition else pair_edition end as compared_edition
    from crossed

)

select
    {{ surrogate_key(['importer_iso3', 'exporter_iso3', 'pairing', 'compared_hs6', 'compared_edition', 'trade_year']) }}
        as mirror_flow_key,
    trade_flow_key,
    side,
    importer_iso3,
    exporter_iso3,
    counterpart_kind,
    pairing,
    compared_hs6 as hs6,
    compared_edition as hs_edition,
    trade_year,
    reporter_iso3,
    partner_iso3,
    hs6 as reported_hs6,
    hs_edition as reported_edition,
    crossing,
    cast(share as decimal(9, 6)) as share,
    cast(primary_value_usd * share as decimal(38, 8)) as value_usd,
    value_status,
    value_usd_status,
    valuation,
    partner_basis,
    partner_scope,
    cast(net_weight_kg * share as decimal(38, 8)) as net_weight_kg,
    net_weight_status,
    is_complete,
    publisher_place = min(publisher_place) over (
        partition by side, importer_iso3, exporter_iso3, pairing, compared_hs6, compared_edition, trade_year
    ) as is_chosen,
    _source,
    _retrieved_at
from compared

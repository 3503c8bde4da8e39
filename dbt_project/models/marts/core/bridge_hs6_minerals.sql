-- Which code holds which mineral at which stage: HS6 codes, and the national lines below them.
-- A national line is pure where it is narrower than its code, names one mineral (or a group and its members only)
-- and rests on the wording of a tariff rather than on somebody's reading of it; else it inherits its code's flags.
with codes as (

    select
        codes.hs6,
        codes.mineral,
        codes.stage,
        codes.is_basket,
        codes.is_stage_ambiguous,
        codes.share_class,
        codes.share_note,
        codes.mapping_sources,
        editions.hs_edition
    from {{ ref('hs6_minerals') }} as codes
    inner join {{ ref('hs_editions') }} as editions
        on ';' || codes.hs_editions || ';' like '%;' || editions.hs_edition || ';%'

),

strangers as (

    -- minerals that a line names beside another one which neither holds nor belongs to it
    select distinct
        lines.code_system,
        lines.national_code,
        lines.mineral
    from {{ ref('hs_national_lines') }} as lines
    inner join {{ ref('hs_national_lines') }} as others
        on
            lines.code_system = others.code_system
            and lines.national_code = others.national_code
            and lines.mineral <> others.mineral
    left join {{ ref('bridge_mineral_groups') }} as holds
        on
            lines.mineral = holds.mineral_group
            and others.mineral = holds.mineral
    left join {{ ref('bridge_mineral_groups') }} as belongs
        on
            others.mineral = belongs.mineral_group
            and lines.mineral = belongs.mineral
    where holds.mineral is null and belongs.mineral is null

),

national as (

    select
        lines.code_system,
        lines.national_code as commodity_code,
        codes.hs6,
        codes.hs_edition,
        codes.mineral,
        codes.stage,
        codes.is_basket,
        codes.is_stage_ambiguous,
        codes.share_class,
        coalesce(lines.note, codes.share_note) as note,
        codes.mapping_sources,
        (
            strangers.mineral is null
            and codes.share_class in ('single', 'mixed_form', 'basket')
            and lines.national_code not like '______00'
            and (
                ';' || codes.mapping_sources || ';' like '%;HS;%'
                or ';' || codes.mapping_sources || ';' like '%;USITC;%'
                or ';' || codes.mapping_sources || ';' like '%;EU-CN;%'
            )
        ) as is_pure_line
    from {{ ref('hs_national_lines') }} as lines
    inner join codes
        on
            lines.hs6 = codes.hs6
            and lines.mineral = codes.mineral
            and lines.stage = codes.stage
    left join strangers
        on
            lines.code_system = strangers.code_system
            and lines.national_code = strangers.national_code
            and lines.mineral = strangers.mineral

),

both_kinds as (

    select
        'HS' as code_system,
        hs6 as commodity_code,
        hs6,
        hs_edition,
        mineral,
        stage,
        is_basket,
        is_stage_ambiguous,
        share_class,
        share_note as note,
        mapping_sources
    from codes

    union all

    select
        code_system,
        commodity_code,
        hs6,
        hs_edition,
        mineral,
        stage,
        case when is_pure_line then false else is_basket end as is_basket,
        is_stage_ambiguous,
        case when is_pure_line and share_class = 'basket' then 'single' else share_class end as share_class,
        note,
        mapping_sources
    from national

)

select
    {{ surrogate_key(['code_system', 'commodity_code', 'hs_edition', 'mineral', 'stage']) }} as hs6_mineral_key,
    {{ surrogate_key(['hs6', 'hs_edition']) }} as hs6_key,
    code_system,
    commodity_code,
    hs6,
    hs_edition,
    mineral,
    stage,
    is_basket,
    is_stage_ambiguous,
    share_class,
    note,
    mapping_sources
from both_kinds

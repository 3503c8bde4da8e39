-- What a document states in a figure, beside the figure that we hold: confirmed, contradicted, or not checkable.
with judged as (

    select
        measured.*,
        tolerances.tolerance_pp
        + case when measured.first_year <> measured.last_year then tolerances.window_extra_pp else 0 end as tolerance,
        coalesce(measured.figure, measured.figure_low, 0) as at_least,
        coalesce(measured.figure, measured.figure_high, 100) as at_most,
        cast(measured.stated_value as double) as stated
    from {{ ref('int_claims_measured') }} as measured
    left join {{ ref('check_tolerances') }} as tolerances
        on measured.qualifier = tolerances.share_qualifier and measured.check_kind = 'share'

),

reasoned as (

    select
        *,
        case
            when basis = 'none' then 'nobody_measures_it'
            when check_kind = 'count' and since_on is null then 'period_not_stated'
            when check_kind = 'count' and figure < stated then 'fewer_held_than_stated'
            when check_kind = 'count' then null
            when mineral is null then 'no_mineral_stated'
            when n_of_subject = 0 then 'subject_not_measured'
            when n_of_counterpart = 0 then 'supplier_not_listed'
            when n_at_stage = 0 then 'stage_not_measured'
            when figure_key is null then 'year_not_measured'
            when
                check_kind = 'rank' and stated > figure_high and stated <= figure_high + n_withheld
                then 'figures_withheld'
            when
                check_kind = 'share' and figure is null
                and not (qualifier = 'at_least' and at_least >= stated - tolerance)
                and not (qualifier = 'up_to' and at_most <= stated + tolerance)
                and (qualifier = 'up_to' or at_most >= stated - tolerance)
                and (qualifier = 'at_least' or at_least <= stated + tolerance)
                then 'only_a_bound_is_known'
        end as reason
    from judged

)

select
    claim_check_key,

    -- what is stated
    check_kind,
    basis,
    subject,
    counterpart,
    mineral,
    stage,
    counted_kind,
    cast(stated_value as decimal(18, 4)) as stated_value,
    qualifier,
    cast(stated_year as integer) as stated_year,
    since_on,

    -- what is held
    case when reason is null or reason not in ('period_not_stated') then round(figure, 4) end as held_value,
    case when check_kind = 'share' then round(figure_low, 4) end as held_low,
    case when check_kind = 'share' then round(figure_high, 4) end as held_high,
    cast(first_year as integer) as held_first_year,
    cast(last_year as integer) as held_last_year,
    cast(tolerance as double) as tolerance_pp,

    -- what comes of it
    case
        when reason is not null then 'not_checkable'
        when check_kind = 'count' and figure = stated then 'confirmed'
        when check_kind = 'rank' and stated between figure_low and figure_high then 'confirmed'
        when check_kind = 'share' and qualifier = 'at_least' and at_least >= stated - tolerance then 'confirmed'
        when check_kind = 'share' and qualifier = 'up_to' and at_most <= stated + tolerance then 'confirmed'
        when
            check_kind = 'share' and qualifier in ('exactly', 'about')
            and figure between stated - tolerance and stated + tolerance
            then 'confirmed'
        else 'contradicted'
    end as verdict,
    reason,

    -- who states it
    article_key,
    publisher,
    published_on,
    is_reprint,
    cast(confidence as double) as confidence,
    {{ utc('known_from') }} as known_from,

    -- lineage
    figure_table,
    figure_key,
    claim_key as _claim_key
from reasoned

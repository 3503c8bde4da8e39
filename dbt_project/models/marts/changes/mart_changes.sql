-- What the warehouse learned, and on which day, by the second clock: a fact is learned when a document that tells of it
-- was first retrieved, a figure when a page with another value was. The steps of a measure that were learned together
-- with the measure are not told again.
with measures as (

    select
        *,
        cast(known_from as date) as known_on
    from {{ ref('fct_trade_measures') }}

),

agreements as (

    select
        *,
        cast(known_from as date) as known_on
    from {{ ref('fct_agreements') }}

),

-- The first day on which each status, and each signing day and end, was known of an agreement.
agreement_versions as (

    {% for field in ['status', 'signed_on', 'expires_on'] %}
        select
            grouped.agreement_key,
            '{{ field }}' as field,
            cast(conformed.{{ field }} as {{ dbt.type_string() }}) as version,
            cast(min(conformed.known_from) as date) as known_on,
            min(conformed.claim_key) as claim_key
        from {{ ref('int_agreement_claims_conformed') }} as conformed
        inner join {{ ref('int_agreements_grouped') }} as grouped
            on conformed.claim_key = grouped.claim_key
        where conformed.{{ field }} is not null
        group by grouped.agreement_key, conformed.{{ field }}
        {% if not loop.last %}union all{% endif %}
    {% endfor %}

),

ordered_versions as (

    select
        versions.*,
        case when versions.field = 'status' then steps.step_order else 0 end as step_order
    from agreement_versions as versions
    left join {{ ref('agreement_status_steps') }} as steps
        on versions.field = 'status' and versions.version = steps.status

),

known_before as (

    select
        later.agreement_key,
        later.field,
        later.version,
        later.known_on,
        later.step_order,
        later.claim_key,
        earlier.version as earlier_version,
        row_number() over (
            partition by later.agreement_key, later.field, later.version
            order by earlier.step_order desc, earlier.known_on desc, earlier.version asc
        ) as earlier_rank,
        row_number() over (
            partition by later.agreement_key, later.field, later.known_on, earlier.version
            order by later.step_order desc, later.version asc
        ) as later_rank,
        max(earlier.step_order) over (
            partition by later.agreement_key, later.field, later.version
        ) as furthest_before
    from ordered_versions as later
    inner join ordered_versions as earlier
        on
            later.agreement_key = earlier.agreement_key
            and later.field = earlier.field
            and later.known_on > earlier.known_on

),

agreement_steps as (

    select * from known_before
    where earlier_rank = 1 and later_rank = 1 and (field <> 'status' or step_order > furthest_before)

),

learned as (

    select
        'new_agreement' as change_kind,
        known_on as learned_on,
        label || ' (' || replace(status, '_', ' ') || ')' as label,
        cast(null as {{ dbt.type_string() }}) as from_value,
        cast(null as {{ dbt.type_string() }}) as to_value,
        cast(null as {{ dbt.type_string() }}) as unit,
        'fct_agreements' as fact_table,
        agreement_key as fact_key,
        _claim_key,
        cast(null as {{ dbt.type_string() }}) as _page_sha256
    from agreements
    union all
    select
        'new_commitment' as change_kind,
        cast(commitments.known_from as date) as learned_on,
        agreements.label || ': '
        || coalesce(
            cast(commitments.amount as {{ dbt.type_string() }}) || ' ' || commitments.currency,
            replace(commitments.instrument, '_', ' ')
        ) as label,
        cast(null as {{ dbt.type_string() }}) as from_value,
        cast(null as {{ dbt.type_string() }}) as to_value,
        cast(null as {{ dbt.type_string() }}) as unit,
        'fct_agreement_commitments' as fact_table,
        commitments.commitment_key as fact_key,
        commitments._claim_key,
        cast(null as {{ dbt.type_string() }}) as _page_sha256
    from {{ ref('fct_agreement_commitments') }} as commitments
    inner join agreements
        on commitments.agreement_key = agreements.agreement_key
    where cast(commitments.known_from as date) > agreements.known_on
    union all
    select
        case agreement_steps.field
            when 'status' then 'new_agreement_step'
            when 'signed_on' then 'other_signing_day'
            else 'other_end'
        end as change_kind,
        agreement_steps.known_on as learned_on,
        agreements.label || ': ' || replace(agreement_steps.field, '_', ' ') as label,
        agreement_steps.earlier_version as from_value,
        agreement_steps.version as to_value,
        cast(null as {{ dbt.type_string() }}) as unit,
        'fct_agreements' as fact_table,
        agreement_steps.agreement_key as fact_key,
        agreement_steps.claim_key as _claim_key,
        cast(null as {{ dbt.type_string() }}) as _page_sha256
    from agreement_steps
    inner join agreements
        on agreement_steps.agreement_key = agreements.agreement_key
    union all
    select
        'newly_overdue' as change_kind,
        greatest(
            cast(commitments.known_from as date),
            cast({{ dbt.dateadd('day', 31, 'commitments.deadline_on') }} as date)
        ) as learned_on,
        agreements.label || ': '
        || coalesce(
            cast(commitments.amount as {{ dbt.type_string() }}) || ' ' || commitments.currency,
            replace(commitments.instrument, '_', ' ')
        )
        || ', due on ' || cast(commitments.deadline_on as {{ dbt.type_string() }}) as label,
        cast(null as {{ dbt.type_string() }}) as from_value,
        cast(null as {{ dbt.type_string() }}) as to_value,
        cast(null as {{ dbt.type_string() }}) as unit,
        'fct_agreement_commitments' as fact_table,
        commitments.commitment_key as fact_key,
        commitments._claim_key,
        cast(null as {{ dbt.type_string() }}) as _page_sha256
    from {{ ref('fct_agreement_commitments') }} as commitments
    inner join agreements
        on commitments.agreement_key = agreements.agreement_key
    where commitments.commitment_state = 'overdue'
    union all
    select
        'new_measure' as change_kind,
        known_on as learned_on,
        label || ' (' || replace(coalesce(status, 'status not told'), '_', ' ') || ')' as label,
        cast(null as {{ dbt.type_string() }}) as from_value,
        cast(null as {{ dbt.type_string() }}) as to_value,
        cast(null as {{ dbt.type_string() }}) as unit,
        'fct_trade_measures' as fact_table,
        trade_measure_key as fact_key,
        _claim_key,
        cast(null as {{ dbt.type_string() }}) as _page_sha256
    from measures
    union all
    select
        'new_measure_step' as change_kind,
        cast(events.known_from as date) as learned_on,
        measures.label || ': ' || replace(events.status, '_', ' ') || ' from '
        || cast(events.valid_from as {{ dbt.type_string() }}) || ', ' || events.firmness as label,
        cast(null as {{ dbt.type_string() }}) as from_value,
        cast(null as {{ dbt.type_string() }}) as to_value,
        cast(null as {{ dbt.type_string() }}) as unit,
        'fct_trade_measure_events' as fact_table,
        events.trade_measure_event_key as fact_key,
        events._claim_key,
        cast(null as {{ dbt.type_string() }}) as _page_sha256
    from {{ ref('fct_trade_measure_events') }} as events
    inner join measures
        on events.trade_measure_key = measures.trade_measure_key
    where cast(events.known_from as date) > measures.known_on
    union all
    select
        'new_dependency_claim' as change_kind,
        cast(known_from as date) as learned_on,
        coalesce(dependent_party, supplier_party, 'somebody') || ' ' || replace(relation, '_', ' ')
        || coalesce(' ' || replace(mineral, '_', ' '), '')
        || case when dependent_party is not null then coalesce(' from ' || supplier_party, '') else '' end
        || coalesce(', ' || cast(cast(share_pct as double) as {{ dbt.type_string() }}) || ' per cent', '') as label,
        cast(null as {{ dbt.type_string() }}) as from_value,
        cast(null as {{ dbt.type_string() }}) as to_value,
        cast(null as {{ dbt.type_string() }}) as unit,
        'fct_dependency_claims' as fact_table,
        dependency_claim_key as fact_key,
        _claim_key,
        cast(null as {{ dbt.type_string() }}) as _page_sha256
    from {{ ref('fct_dependency_claims') }}
    where not is_reprint
    union all
    select
        'revised_figure' as change_kind,
        retrieved_on as learned_on,
        label,
        coalesce(from_text, 'not given') as from_value,
        coalesce(to_text, 'not given') as to_value,
        unit,
        fact_table,
        fact_key,
        cast(null as {{ dbt.type_string() }}) as _claim_key,
        _page_sha256
    from {{ ref('int_figures_revised') }}

)

select
    {{ surrogate_key(['change_kind', 'fact_table', 'fact_key', 'learned_on']) }} as change_key,
    change_kind,
    learned_on,
    label,

    -- a figure before and since
    from_value,
    to_value,
    unit,

    -- which fact
    fact_table,
    fact_key,

    -- lineage
    _claim_key,
    _page_sha256
from learned

-- Net import reliance as each edition prints it, in up to three tables: the salient table first, and of one table the
-- newest retrieval. Where the tables of one edition disagree, that is said, and the others stay here.
with figures as (

    select *
    from {{ ref('stg_usgs_mcs__import_reliance') }}

),

retrieved as (

    select
        *,
        row_number() over (
            partition by edition, importer_iso3, mineral, form, reliance_year, sheet
            order by _retrieved_at desc, _page_sha256 asc, _record asc
        ) as vintage_rank
    from figures

),

placed as (

    select
        *,
        row_number() over (
            partition by edition, importer_iso3, mineral, form, reliance_year, vintage_rank
            order by sheet_preference nulls last, sheet
        ) as sheet_rank
    from retrieved

),

compared as (

    select
        *,
        count(distinct case when vintage_rank = 1 then coalesce(value_text, flag) end) over (
            partition by edition, importer_iso3, mineral, form, reliance_year
        ) as n_figures,
        max(case when vintage_rank = 1 and sheet_rank = 1 then edition end) over (
            partition by importer_iso3, mineral, form, reliance_year
        ) as newest_edition
    from placed

)

select
    edition,
    importer_iso3,
    mineral,
    form,
    reliance_year,
    sheet,
    is_headline,
    consumption_basis,
    reliance_pct,
    reliance_low_pct,
    reliance_high_pct,
    flag,
    value_text,
    notes,
    vintage_rank,
    sheet_rank,
    vintage_rank = 1 and sheet_rank = 1 as is_chosen,
    edition = newest_edition as is_newest_edition,
    n_figures > 1 as has_other_figure,
    _source,
    _page_url,
    _page_sha256,
    _retrieved_at,
    _retrieval_id,
    _record
from compared

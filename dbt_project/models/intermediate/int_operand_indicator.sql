-- The indicators of the reports that are checked, with the form they stand in.
with

indicator as (

    select * from {{ ref('int_indicator') }}

),

report as (

    select * from {{ ref('int_report') }}

),

placed as (

    select
        indicator.*,
        coalesce(indicator.form, '') as form_name,
        report.report_type,
        min(indicator.sequence) over (partition by indicator.document_sha256, indicator.form) as form_begins
    from indicator
    inner join report
        on indicator.document_sha256 = report.document_sha256 and indicator.report_key = report.report_key

),

-- forms are told apart by their order in the document
ordered as (

    select
        *,
        dense_rank() over (partition by document_sha256 order by form_begins, form_name) as form_no
    from placed

)

select
    *,
    case
        when max(form_no) over (partition by document_sha256) > 1 then '（第' || form_no || '张表）'
        else ''
    end as form_label,
    {{ list_of([
        'figure_id', 'target_figure_id', 'actual_figure_id', 'completion_figure_id', 'weight_figure_id',
        'score_figure_id',
    ]) }} as figure_ids
from ordered

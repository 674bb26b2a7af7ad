-- A21: the figures the reader found in a file against those a second, independent reading found.
with

document as (

    select * from {{ ref('stg_document') }}

),

report as (

    select * from {{ ref('int_report') }}

),

counted as (

    select
        report.report_key,
        document.figures_recounted,
        {{ list_size('document.figures_missing') }} as missing,
        {{ list_size('document.figures_extra') }} as extra,
        {{ join_list('document.figures_missing') }} as missing_figures,
        {{ join_list('document.figures_extra') }} as extra_figures
    from document
    inner join report
        on document.report_key = report.report_key and document.sha256 = report.document_sha256
    -- a picture has one reading here; how sure it is stands in evidence.figure
    where document.state = 'loaded' and document.source_format <> 'scan'

)

-- the subject names the figures, as many as a line has room for; ops.document has them all
select
    'A21' as rule_id,
    report_key,
    '文件读取复核'
    || case when missing > 0 then '，漏读 ' || substr(missing_figures, 1, 200) else '' end
    || case when extra > 0 then '，多读 ' || substr(extra_figures, 1, 200) else '' end as subject,
    'eq' as relation,
    {{ exact('figures_recounted - missing') }} as stated,
    {{ exact('figures_recounted + extra') }} as expected,
    {{ exact('0') }} as tolerance,
    '个' as unit,
    figures_recounted is not null as is_ready,
    false as is_truncated,
    cast([] as varchar[]) as figure_ids
from counted

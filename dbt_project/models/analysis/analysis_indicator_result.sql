{{ config(alias='indicator_result') }}

with

indicator as (

    select * from {{ ref('fct_indicator') }}

),

report as (

    select * from {{ ref('dim_report') }}

),

judged as (

    select
        *,
        -- recomputed only where target and actual value have one unit; else the report's own word
        case
            when status in ('measured', 'qualitative') then coalesce(recomputed_completion_pct, completion_pct)
        end as judged_pct,
        case
            when status not in ('measured', 'qualitative') then null
            when recomputed_completion_pct is not null then 'recomputed'
            when completion_pct is not null then 'reported'
        end as judged_by
    from indicator

)

select
    judged.indicator_key,
    judged.report_key,
    judged.county_code,
    judged.department_key,
    judged.fiscal_year,
    report.report_type,
    report.period_end,
    judged.level1,
    judged.level2,
    judged.indicator_name,
    judged.status,
    judged.target_text,
    judged.actual_text,
    judged.judged_pct,
    judged.judged_by,
    judged.judged_pct >= 100 as is_met,
    judged.weight,
    judged.score,
    judged.has_open_finding
from judged
inner join report on judged.report_key = report.report_key

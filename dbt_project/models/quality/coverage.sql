with

report as (

    select * from {{ ref('stg_report') }}
    where is_current

),

checked as (

    select * from {{ ref('fct_check') }}

),

figure as (

    select * from {{ ref('stg_figure') }}

),

rule as (

    select * from {{ ref('stg_rule') }}

),

checks as (

    select
        report_key,
        count(case when outcome <> 'not_applicable' then 1 end) as checks_required,
        count(case when outcome in ('pass', 'pass_rounded', 'pass_truncated', 'fail') then 1 end) as checks_done,
        count(case when outcome in ('insufficient_data', 'execution_error') then 1 end) as checks_insufficient
    from checked
    group by report_key

),

planned as (

    select
        report.report_key,
        count(*) as checks_planned
    from report
    inner join rule
        on
            rule.state = 'planned'
            and (
                {{ contains('rule.applies_to', 'report.report_type') }} or {{ contains('rule.applies_to', "'*'") }}
            )
    group by report.report_key

),

figures as (

    select
        document_sha256,
        count(*) as figures_total,
        count(case when disposition <> 'unmapped' then 1 end) as figures_accounted,
        count(case when disposition = 'unmapped' then 1 end) as unmapped
    from figure
    group by document_sha256

)

select
    report.report_key,
    coalesce(checks.checks_required, 0) + coalesce(planned.checks_planned, 0) as checks_required,
    coalesce(checks.checks_done, 0) as checks_done,
    coalesce(checks.checks_insufficient, 0) as checks_insufficient,
    coalesce(figures.figures_total, 0) as figures_total,
    coalesce(figures.figures_accounted, 0) as figures_accounted,
    coalesce(figures.unmapped, 0) as unmapped,
    coalesce(planned.checks_planned, 0) as checks_planned
from report
left join checks on report.report_key = checks.report_key
left join planned on report.report_key = planned.report_key
left join figures on report.document_sha256 = figures.document_sha256

-- Every revision of every report, with the reason that keeps it out of the marts: its reading, or a blocking rule.
-- Revisions whose files are gone stand before those that lie in the landing folder.
with

report as (

    select * from {{ ref('stg_report') }}

),

document as (

    select distinct sha256 from {{ ref('stg_document') }}

),

finding as (

    select * from {{ ref('finding') }}

),

rule as (

    select * from {{ ref('stg_rule') }}

),

blocking as (

    select
        finding.report_key,
        min(concat(finding.rule_id, ' ', finding.message_zh)) as reason
    from finding
    inner join rule on finding.rule_id = rule.rule_id
    where finding.state = 'open' and rule.is_blocking
    group by finding.report_key

)

select
    report.report_key,
    report.document_sha256,
    report.county_code,
    report.department_key,
    report.department_name,
    report.aliases,
    report.fiscal_year,
    report.report_type,
    report.period_end,
    report.filed_on,
    report.title,
    report.source_path,
    report.source_format,
    cast(row_number() over (
        partition by report.report_key
        order by
            case when document.sha256 is null then 0 else 1 end,
            case when document.sha256 is null then report.recorded_at end,
            report.revision,
            report.document_sha256
    ) as integer) as revision,
    report.is_current,
    report.recorded_at,
    coalesce(report.blocked_reason, case when report.is_current then blocking.reason end) as blocked_reason
from report
left join document on report.document_sha256 = document.sha256
left join blocking on report.report_key = blocking.report_key

-- A23: a report whose file was taken away or replaced still has a file. What has none has no row among the reports.
with

report as (

    select * from {{ ref('stg_report') }}

),

document as (

    select distinct sha256 from {{ ref('stg_document') }}

),

rule as (

    select * from {{ ref('stg_rule') }}
    where rule_id = 'A23' and state <> 'planned'

),

word as (

    select * from {{ ref('word') }}
    where domain = 'report_type'

),

-- the last of its documents that are gone says what the report was
removed as (

    select
        report.*,
        row_number() over (
            partition by report.report_key order by report.recorded_at desc, report.document_sha256
        ) as preference
    from report
    left join document on report.document_sha256 = document.sha256
    where document.sha256 is null

),

standing as (

    select distinct report_key from report
    where is_current

),

counted as (

    select
        removed.report_key,
        removed.county_code,
        removed.department_key,
        removed.fiscal_year,
        concat(
            removed.fiscal_year, ' ', removed.department_name, ' ', coalesce(word.name_zh, removed.report_type)
        ) as subject,
        case when standing.report_key is null then 0 else 1 end as files
    from removed
    left join standing on removed.report_key = standing.report_key
    left join word on removed.report_type = word.code
    where removed.preference = 1

)

select
    {{ stable_key(['counted.report_key', 'rule.rule_id']) }} as check_key,
    rule.rule_id,
    counted.report_key,
    counted.county_code,
    counted.department_key,
    counted.fiscal_year,
    counted.subject,
    'eq' as relation,
    cast(counted.files as decimal(28, 8)) as stated,
    cast(1 as decimal(28, 8)) as expected,
    cast(counted.files - 1 as decimal(28, 8)) as difference,
    cast(1 - counted.files as decimal(28, 8)) as excess,
    cast(0 as decimal(28, 8)) as tolerance,
    '份' as unit,
    true as is_ready,
    false as is_truncated,
    cast([] as varchar[]) as operand_figure_ids
from counted
cross join rule

with

expected as (

    select * from {{ ref('stg_expected_report') }}

),

standing as (

    select * from {{ ref('int_report_standing') }}
    where is_current

),

document as (

    select * from {{ ref('ops_document') }}

),

-- a department may go by its name on the cover or by one of its other names
matched as (

    select
        expected.county_code,
        expected.department_name,
        expected.fiscal_year,
        expected.report_type,
        expected.due_on,
        count(case when standing.report_key is not null and standing.blocked_reason is null then 1 end) as published,
        count(case when standing.blocked_reason is not null then 1 end) as blocked
    from expected
    left join standing
        on
            expected.county_code = standing.county_code
            and expected.fiscal_year = standing.fiscal_year
            and expected.report_type = standing.report_type
            and (
                expected.department_name = standing.department_name
                or {{ contains('standing.aliases', 'expected.department_name') }}
            )
    group by
        expected.county_code, expected.department_name, expected.fiscal_year, expected.report_type, expected.due_on

),

-- a file that never became a report is told by the department's name in its path
unread as (

    select
        matched.county_code,
        matched.department_name,
        matched.fiscal_year,
        matched.report_type,
        max(case when document.state = 'held' then 1 else 0 end) as held,
        max(case when document.state = 'rejected' then 1 else 0 end) as rejected
    from matched
    inner join document
        on
            document.state in ('held', 'rejected')
            and document.source_path like concat('%', matched.department_name, '%')
            and coalesce(document.fiscal_year, matched.fiscal_year) = matched.fiscal_year
            and coalesce(document.county_code, matched.county_code) = matched.county_code
    group by matched.county_code, matched.department_name, matched.fiscal_year, matched.report_type

)

select
    matched.county_code,
    matched.department_name,
    matched.fiscal_year,
    matched.report_type,
    matched.due_on,
    case
        when matched.published > 0 then 'published'
        when matched.blocked > 0 or coalesce(unread.held, 0) = 1 then 'held'
        when coalesce(unread.rejected, 0) = 1 then 'rejected'
        when matched.due_on >= {{ load_date() }} then 'not_due'
        else 'missing'
    end as state
from matched
left join unread
    on
        matched.county_code = unread.county_code
        and matched.department_name = unread.department_name
        and matched.fiscal_year = unread.fiscal_year
        and matched.report_type = unread.report_type

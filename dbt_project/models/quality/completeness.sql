with

expected as (

    select * from {{ ref('int_expected_report') }}

),

standing as (

    select * from {{ ref('int_report_standing') }}
    where is_current and blocked_reason is null

),

published as (

    select distinct expected.expected_key
    from expected
    inner join standing on {{ contains('expected.report_keys', 'standing.report_key') }}

)

select
    expected.county_code,
    expected.department_name,
    expected.fiscal_year,
    expected.report_type,
    expected.due_on,
    case
        when expected.state <> 'arrived' then expected.state
        when published.expected_key is not null then 'published'
        else 'held'
    end as state
from expected
left join published on expected.expected_key = published.expected_key

-- What came of each report that is owed, before findings can block one: the reports that arrived, or files never read.
with

expected as (

    select * from {{ ref('stg_expected_report') }}

),

report as (

    select * from {{ ref('stg_report') }}
    where is_current

),

department as (

    select * from {{ ref('dim_department') }}

),

county as (

    select * from {{ ref('dim_county') }}

),

document as (

    select * from {{ ref('ops_document') }}
    where state in ('held', 'rejected')

),

-- a list may leave out the county, as in 水利局; a department may go by any of its other names
listed as (

    select
        expected.*,
        case
            when expected.department_name like concat(county.county_name, '%') then expected.department_name
            else concat(coalesce(county.county_name, ''), expected.department_name)
        end as full_name
    from expected
    left join county on expected.county_code = county.county_code

),

known as (

    select
        listed.county_code,
        listed.department_name,
        listed.fiscal_year,
        listed.report_type,
        department.department_key
    from listed
    inner join department
        on
            listed.county_code = department.county_code
            and (
                department.department_name in (listed.department_name, listed.full_name)
                or {{ contains('department.aliases', 'listed.department_name') }}
                or {{ contains('department.aliases', 'listed.full_name') }}
            )

),

arrived as (

    select
        known.county_code,
        known.department_name,
        known.fiscal_year,
        known.report_type,
        min(known.department_key) as department_key,
        {{ collect_distinct('report.report_key') }} as report_keys
    from known
    left join report
        on
            known.department_key = report.department_key
            and known.fiscal_year = report.fiscal_year
            and known.report_type = report.report_type
    group by known.county_code, known.department_name, known.fiscal_year, known.report_type

),

-- a file that never became a report is told by the department's name in its path
unread as (

    select
        listed.county_code,
        listed.department_name,
        listed.fiscal_year,
        listed.report_type,
        max(case when document.state = 'held' then 1 else 0 end) as held,
        max(case when document.state = 'rejected' then 1 else 0 end) as rejected
    from listed
    inner join document
        on
            document.source_path like concat('%', listed.department_name, '%')
            and coalesce(document.fiscal_year, listed.fiscal_year) = listed.fiscal_year
            and coalesce(document.county_code, listed.county_code) = listed.county_code
    group by listed.county_code, listed.department_name, listed.fiscal_year, listed.report_type

)

select
    {{ stable_key([
        'listed.county_code', 'listed.department_name', 'listed.fiscal_year', 'listed.report_type',
    ]) }} as expected_key,
    listed.county_code,
    listed.department_name,
    listed.fiscal_year,
    listed.report_type,
    listed.due_on,
    coalesce(arrived.department_key, {{ department_key('listed.county_code', 'listed.full_name') }}) as department_key,
    coalesce(arrived.report_keys, cast([] as varchar[])) as report_keys,
    case
        when {{ list_size('arrived.report_keys') }} > 0 then 'arrived'
        when unread.held = 1 then 'held'
        when unread.rejected = 1 then 'rejected'
        when listed.due_on >= {{ load_date() }} then 'not_due'
        else 'missing'
    end as state
from listed
left join arrived
    on
        listed.county_code = arrived.county_code
        and listed.department_name = arrived.department_name
        and listed.fiscal_year = arrived.fiscal_year
        and listed.report_type = arrived.report_type
left join unread
    on
        listed.county_code = unread.county_code
        and listed.department_name = unread.department_name
        and listed.fiscal_year = unread.fiscal_year
        and listed.report_type = unread.report_type

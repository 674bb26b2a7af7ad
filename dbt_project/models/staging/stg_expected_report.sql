with

source as (

    select * from {{ source('state', 'expected_report') }}

),

typed as (

    select
        cast(county_code as varchar) as county_code,
        cast(department_name as varchar) as department_name,
        cast(fiscal_year as integer) as fiscal_year,
        cast(report_type as varchar) as report_type,
        cast(due_on as date) as due_on
    from source

)

select * from typed

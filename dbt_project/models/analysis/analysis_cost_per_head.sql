{{ config(alias='cost_per_head') }}

with

report as (

    select * from {{ ref('dim_report') }}
    where report_type in ('final_accounts', 'performance_evaluation')

),

spending as (

    select
        report_key,
        fiscal_year,
        funding_source,
        max(case when item_code = 'personnel' then amount_yuan end) as personnel_yuan,
        max(case when item_code = 'public' then amount_yuan end) as public_yuan,
        bool_or(has_open_finding) as has_open_finding
    from {{ ref('fct_spending') }}
    where classification = 'basic_component' and not is_derived
    group by report_key, fiscal_year, funding_source

),

staff as (

    select * from {{ ref('fct_statistic') }}
    where statistic = 'staff' and item_name is null and value > 0

)

select
    report.county_code,
    report.department_key,
    report.fiscal_year,
    report.report_key,
    report.report_type,
    spending.funding_source,
    cast(staff.value as bigint) as staff,
    spending.personnel_yuan,
    spending.public_yuan,
    cast(round(spending.personnel_yuan / cast(staff.value as double), 2) as decimal(20, 2)) as personnel_per_head_yuan,
    cast(round(spending.public_yuan / cast(staff.value as double), 2) as decimal(20, 2)) as public_per_head_yuan,
    spending.has_open_finding or staff.has_open_finding as has_open_finding
from report
inner join spending on report.report_key = spending.report_key and report.fiscal_year = spending.fiscal_year
inner join staff on report.report_key = staff.report_key and report.fiscal_year = staff.fiscal_year

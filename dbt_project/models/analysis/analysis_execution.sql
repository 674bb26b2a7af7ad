{{ config(alias='execution') }}

-- Both sides of a rate come from one report and agree in year, classification, item and funding source.
with

report as (

    select * from {{ ref('dim_report') }}
    -- the total of such a report is its project's, not its department's
    where report_type <> 'project_evaluation'

),

budget as (

    select
        report_key,
        fiscal_year,
        classification,
        item_code,
        funding_source,
        min(item_name) as item_name,
        max(case when budget_stage = 'initial' then amount_yuan end) as initial_yuan,
        max(case when budget_stage = 'adjusted' then amount_yuan end) as adjusted_yuan,
        max(case when budget_stage = 'approved' then amount_yuan end) as approved_yuan,
        max(case when budget_stage = 'received' then amount_yuan end) as received_yuan,
        bool_or(has_open_finding) as has_open_finding
    from {{ ref('fct_budget') }}
    where item_code is not null and parent_classification is null and not is_derived
    group by report_key, fiscal_year, classification, item_code, funding_source

),

spending as (

    select * from {{ ref('fct_spending') }}
    where item_code is not null and parent_classification is null and not is_derived

),

scope as (

    select
        coalesce(budget.report_key, spending.report_key) as report_key,
        coalesce(budget.fiscal_year, spending.fiscal_year) as fiscal_year,
        coalesce(budget.classification, spending.classification) as classification,
        coalesce(budget.item_code, spending.item_code) as item_code,
        coalesce(spending.item_name, budget.item_name) as item_name,
        coalesce(budget.funding_source, spending.funding_source) as funding_source,
        budget.initial_yuan,
        budget.adjusted_yuan,
        budget.approved_yuan,
        budget.received_yuan,
        spending.amount_yuan as spent_yuan,
        coalesce(budget.adjusted_yuan, budget.approved_yuan, budget.initial_yuan) as budget_yuan,
        case
            when budget.adjusted_yuan is not null then 'adjusted'
            when budget.approved_yuan is not null then 'approved'
            when budget.initial_yuan is not null then 'initial'
        end as basis,
        coalesce(budget.has_open_finding, false) or coalesce(spending.has_open_finding, false) as has_open_finding
    from budget
    full outer join spending
        on
            budget.report_key = spending.report_key
            and budget.fiscal_year = spending.fiscal_year
            and budget.classification = spending.classification
            and budget.item_code = spending.item_code
            and budget.funding_source = spending.funding_source

),

ranked as (

    select
        scope.*,
        report.county_code,
        report.department_key,
        report.report_type,
        report.period_end,
        row_number() over (
            partition by
                report.department_key, scope.fiscal_year, scope.classification, scope.item_code, scope.funding_source
            order by
                case when scope.spent_yuan is not null and scope.budget_yuan is not null then 0 else 1 end,
                case when scope.spent_yuan is not null then 0 else 1 end,
                report.period_end desc nulls last,
                case report.report_type
                    when 'final_accounts' then 1
                    when 'performance_evaluation' then 2
                    when 'performance_monitoring' then 3
                    else 4
                end,
                scope.report_key
        ) as choice
    from scope
    inner join report
        on scope.report_key = report.report_key and scope.fiscal_year = report.fiscal_year

)

select
    county_code,
    department_key,
    fiscal_year,
    classification,
    item_code,
    item_name,
    funding_source,
    report_key,
    report_type,
    period_end,
    basis,
    budget_yuan,
    initial_yuan,
    adjusted_yuan,
    received_yuan,
    spent_yuan,
    {{ percent('spent_yuan', 'budget_yuan') }} as execution_pct,
    {{ percent('received_yuan', 'budget_yuan') }} as received_pct,
    has_open_finding
from ranked
where choice = 1

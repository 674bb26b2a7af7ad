{{ config(alias='year_on_year') }}

-- What a report says of its own year, what the same report says of the year before, and what that year's own report of
-- the same kind said. Monitoring reports end within a year and project reports are about a project: neither compares.
with

report as (

    select * from {{ ref('dim_report') }}
    where report_type in ('budget', 'final_accounts', 'performance_evaluation')

),

amount as (

    select
        report_key,
        fiscal_year,
        'budget' as measure,
        budget_stage as stage,
        classification,
        item_code,
        item_name,
        funding_source,
        amount_yuan,
        unit,
        decimals,
        is_derived,
        has_open_finding
    from {{ ref('fct_budget') }}
    where item_code is not null and parent_classification is null

    union all

    select
        report_key,
        fiscal_year,
        'spending' as measure,
        cast(null as varchar) as stage,
        classification,
        item_code,
        item_name,
        funding_source,
        amount_yuan,
        unit,
        decimals,
        is_derived,
        has_open_finding
    from {{ ref('fct_spending') }}
    where item_code is not null and parent_classification is null

    union all

    select
        report_key,
        fiscal_year,
        'revenue' as measure,
        stage,
        'revenue' as classification,
        revenue_source as item_code,
        cast(null as varchar) as item_name,
        funding_source,
        amount_yuan,
        unit,
        decimals,
        is_derived,
        has_open_finding
    from {{ ref('fct_revenue') }}

),

-- a change of the report's own making widens the interval by the change's
told as (

    select
        amount.*,
        report.county_code,
        report.department_key,
        report.report_type,
        report.fiscal_year as report_year,
        case when amount.is_derived then 2 else 1 end
        * {{ half_width('amount.decimals', unit_factor('amount.unit')) }} as half_width_yuan,
        row_number() over (
            partition by
                report.department_key, report.report_type, report.fiscal_year, amount.fiscal_year, amount.measure,
                amount.stage, amount.classification, amount.item_code, amount.funding_source
            order by report.filed_on desc nulls last, amount.report_key
        ) as choice
    from amount
    inner join report on amount.report_key = report.report_key

),

own as (

    select * from told
    where choice = 1 and fiscal_year = report_year and not is_derived

),

restated as (

    select * from told
    where choice = 1 and fiscal_year = report_year - 1

),

compared as (

    select
        own.*,
        restated.amount_yuan as restated_yuan,
        earlier.amount_yuan as first_told_yuan,
        restated.half_width_yuan + earlier.half_width_yuan as tolerance_yuan,
        earlier.report_key as prior_report_key,
        case
            when restated.amount_yuan is not null then 'same_report'
            when earlier.amount_yuan is not null then 'prior_report'
        end as prior_source,
        coalesce(restated.amount_yuan, earlier.amount_yuan) as prior_yuan,
        coalesce(restated.has_open_finding, false) or coalesce(earlier.has_open_finding, false) as has_prior_finding
    from own
    left join restated
        on
            own.report_key = restated.report_key
            and own.measure = restated.measure
            and coalesce(own.stage, '') = coalesce(restated.stage, '')
            and own.classification = restated.classification
            and own.item_code = restated.item_code
            and own.funding_source = restated.funding_source
    left join own as earlier
        on
            own.department_key = earlier.department_key
            and own.report_type = earlier.report_type
            and own.report_year - 1 = earlier.report_year
            and own.measure = earlier.measure
            and coalesce(own.stage, '') = coalesce(earlier.stage, '')
            and own.classification = earlier.classification
            and own.item_code = earlier.item_code
            and own.funding_source = earlier.funding_source

)

select
    county_code,
    department_key,
    fiscal_year,
    report_type,
    measure,
    stage,
    classification,
    item_code,
    item_name,
    funding_source,
    report_key,
    prior_report_key,
    amount_yuan,
    prior_yuan,
    prior_source,
    cast(amount_yuan - prior_yuan as decimal(20, 2)) as change_yuan,
    {{ percent('(amount_yuan - prior_yuan)', 'prior_yuan') }} as change_pct,
    first_told_yuan,
    restated_yuan,
    cast(restated_yuan - first_told_yuan as decimal(20, 2)) as restatement_yuan,
    abs(restated_yuan - first_told_yuan) > tolerance_yuan as is_restated,
    has_open_finding or has_prior_finding as has_open_finding
from compared
where prior_yuan is not null

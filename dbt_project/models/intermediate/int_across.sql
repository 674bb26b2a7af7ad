{{ config(tags=['departments']) }}

-- Figures of a department's reports that speak of one thing: B27 mid-year spending and the accounts, D27 last year's
-- figures and last year's report, D28 opening and closing carry-over, D30 the initial budget and the one published.
with

report as (

    select * from {{ ref('int_report') }}

),

-- amounts with the department and the kind of the report they stand in, those computed from a printed change included
amount as (

    select
        amount.*,
        report.report_type,
        report.fiscal_year as report_year
    from {{ ref('int_amount') }} as amount
    inner join report on amount.document_sha256 = report.document_sha256 and amount.report_key = report.report_key

),

link as (

    select
        case
            when here.report_type = 'performance_monitoring' then 'B27'
            when here.measure = 'revenue' and here.item = 'opening_carryover' then 'D28'
            when here.measure = 'budget' and here.report_type = 'final_accounts' then 'D30'
            else 'D27'
        end as rule_id,
        case when here.report_type = 'performance_monitoring' then 'le' else 'eq' end as relation,
        here.report_key,
        there.report_key as other_report_key,
        here.county_code,
        here.department_key,
        here.fiscal_year,
        here.subject,
        here.amount_yuan as here_yuan,
        there.amount_yuan as there_yuan,
        here.half_width as here_half_width,
        there.half_width as there_half_width,
        here.figure_id as here_figure_id,
        there.figure_id as there_figure_id,
        row_number() over (partition by here.figure_id order by there.is_derived, there.figure_id) as preference
    from amount as here
    inner join amount as there
        on
            here.department_key = there.department_key
            and here.report_key <> there.report_key
            and here.funding_source = there.funding_source
            and not there.is_derived
            and (
                (
                    here.report_type = 'performance_monitoring'
                    and there.report_type = 'final_accounts'
                    and here.classification in (
                        'total', 'expenditure_type', 'basic_component', 'three_public', 'project'
                    )
                    and here.measure = 'spending'
                    and there.measure = 'spending'
                    and here.fiscal_year = there.fiscal_year
                    and here.report_year = there.report_year
                    and here.fiscal_year = here.report_year
                    and here.item = there.item
                    and here.classification = there.classification
                )
                or (
                    here.report_type = 'final_accounts'
                    and there.report_type = 'final_accounts'
                    and here.measure = 'revenue'
                    and here.item = 'opening_carryover'
                    and there.measure = 'balance'
                    and there.item = 'closing_carryover'
                    and here.fiscal_year = here.report_year
                    and there.fiscal_year = there.report_year
                    and there.report_year = here.report_year - 1
                )
                or (
                    here.report_type = 'final_accounts'
                    and there.report_type = 'budget'
                    and here.measure = 'budget'
                    and there.measure = 'budget'
                    and here.stage = 'initial'
                    and there.stage = 'initial'
                    and here.classification in (
                        'total', 'expenditure_type', 'basic_component', 'function', 'three_public'
                    )
                    and here.classification = there.classification
                    and here.item = there.item
                    and here.fiscal_year = there.fiscal_year
                    and here.fiscal_year = here.report_year
                )
                or (
                    here.report_type in ('final_accounts', 'budget')
                    and here.report_type = there.report_type
                    and here.measure in ('spending', 'revenue', 'budget')
                    and here.measure = there.measure
                    and here.stage is not distinct from there.stage
                    and here.classification = there.classification
                    and here.classification <> 'use'
                    and here.item = there.item
                    and here.fiscal_year = here.report_year - 1
                    and there.report_year = here.report_year - 1
                    and there.fiscal_year = there.report_year
                )
            )

)

select
    *,
    here_half_width + there_half_width as tolerance,
    -- one of the two, or both, may have been cut off and not rounded
    abs(here_yuan - there_yuan) > here_half_width + there_half_width
    and here_yuan - there_yuan < 2 * there_half_width + here_half_width
    and there_yuan - here_yuan < 2 * here_half_width + there_half_width as is_cut
from link
where preference = 1

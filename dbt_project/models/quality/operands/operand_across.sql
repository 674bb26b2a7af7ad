-- A department's reports against each other: B27 mid-year spending, D27 last year's figures, D28 carry-over, D30 the
-- published budget; E21: personnel cost per head against the county's other departments of the same year.
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

statistic as (

    select * from {{ ref('int_statistic_mention') }}
    where is_checked

),

county as (

    select * from {{ ref('county') }}

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
        here.subject,
        here.amount_yuan as here_yuan,
        there.amount_yuan as there_yuan,
        here.half_width + there.half_width as tolerance,
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
                    and here.classification = 'total'
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
                    and here.classification in ('total', 'expenditure_type')
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

),

head as (

    select
        report_key,
        fiscal_year,
        max(case when statistic = 'staff' and item_name is null then value end) as staff,
        min(figure_id) as figure_id
    from statistic
    where statistic = 'staff' and item_name is null
    group by report_key, fiscal_year
    having count(distinct value) = 1

),

per_head as (

    select
        amount.report_key,
        amount.county_code,
        amount.fiscal_year,
        max(amount.amount_yuan) / cast(max(head.staff) as double) as yuan_per_head,
        min(amount.figure_id) as amount_figure_id,
        min(head.figure_id) as staff_figure_id
    from amount
    inner join head on amount.report_key = head.report_key and amount.fiscal_year = head.fiscal_year
    where
        amount.report_type = 'final_accounts'
        and amount.measure = 'spending'
        and amount.classification = 'basic_component'
        and amount.item = 'personnel'
        and amount.fiscal_year = amount.report_year
        and amount.amount_yuan > 0
        and head.staff > 0
    group by amount.report_key, amount.county_code, amount.fiscal_year

),

peers as (

    select
        county_code,
        fiscal_year,
        count(*) as departments,
        {{ median('yuan_per_head') }} as median_yuan
    from per_head
    group by county_code, fiscal_year

)

select
    rule_id,
    report_key,
    concat(subject, case rule_id when 'B27' then '（与决算）' when 'D30' then '（与公开预算）' else '（与上年报告）' end)
        as subject,
    relation,
    {{ exact('here_yuan') }} as stated,
    {{ exact('there_yuan') }} as expected,
    {{ exact('tolerance') }} as tolerance,
    '元' as unit,
    tolerance is not null as is_ready,
    false as is_truncated,
    {{ list_of(['here_figure_id', 'there_figure_id']) }} as figure_ids
from link
where preference = 1

union all

select {{ operand('E21',
    "concat(per_head.fiscal_year, ' 人均人员经费，同组：', county.county_name, ' ', peers.departments, ' 个部门')",
    'greatest(yuan_per_head / median_yuan, median_yuan / yuan_per_head)', var('outlier_ratio'), unit='',
    relation='le', ready='peers.departments >= ' ~ var('peers_needed'),
    figures=list_of(['amount_figure_id', 'staff_figure_id']), key='per_head.report_key') }}
from per_head
inner join peers on per_head.county_code = peers.county_code and per_head.fiscal_year = peers.fiscal_year
left join county on per_head.county_code = county.county_code

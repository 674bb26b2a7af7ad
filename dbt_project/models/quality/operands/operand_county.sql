-- A county's summary against the sum of its departments: D32 where all that owe a report have given it, D33 before.
{%- set stated_of = ['fiscal_year', 'measure', 'classification', 'item', 'fund'] %}
with

report as (

    select * from {{ ref('int_report') }}

),

-- whatever its fund is called, 三公经费 is paid from fiscal money
amount as (

    select
        amount.*,
        report.report_type,
        case
            when amount.measure = 'budget' then 'budget'
            else 'final_accounts'
        end as source_type,
        case
            when amount.classification = 'three_public' and amount.funding_source in ('all', 'general_public_budget')
                then 'fiscal'
            else amount.funding_source
        end as fund
    from {{ ref('int_operand_amount') }} as amount
    inner join report
        on
            amount.document_sha256 = report.document_sha256
            and amount.report_key = report.report_key
            and amount.fiscal_year = report.fiscal_year
    where
        (
            amount.classification in (
                'total', 'expenditure_type', 'basic_component', 'three_public', 'operating_cost', 'procurement'
            )
            and (amount.measure = 'spending' or (amount.measure = 'budget' and amount.stage = 'initial'))
        )
        or (amount.measure = 'revenue' and amount.item = 'total')

),

total as (

    select * from amount
    where report_type = 'county_summary'

),

-- beside its own accounts a department may have published those of its office alone: the larger are the whole's
ranked as (

    select
        *,
        row_number() over (
            partition by department_key, {{ stated_of | join(', ') }}
            order by amount_yuan desc, half_width, figure_id
        ) as preference
    from amount
    where report_type = source_type

),

part as (

    select * from ranked
    where preference = 1

),

summed as (

    select
        total.figure_id,
        sum(part.amount_yuan) as amount_yuan,
        sum(part.half_width) as half_width,
        {{ merge_lists(list_of(['total.figure_id', 'part.figure_id'])) }} as figure_ids
    from total
    inner join part
        on {{ same_columns('total', 'part', ['county_code'] + stated_of) }}
    group by total.figure_id

),

-- whether each department that owes a report prints this figure
owed as (

    select
        total.figure_id,
        min(case when part.figure_id is null then 0 else 1 end) as is_complete
    from total
    inner join {{ ref('int_expected_report') }} as expected
        on
            total.county_code = expected.county_code
            and total.fiscal_year = expected.fiscal_year
            and total.source_type = expected.report_type
    left join part
        on
            expected.department_key = part.department_key
            and {{ same_columns('total', 'part', stated_of) }}
    group by total.figure_id

),

compared as (

    select
        total.report_key,
        concat(total.subject, '（全县）') as subject,
        total.amount_yuan as total_yuan,
        summed.amount_yuan as sum_yuan,
        total.half_width + summed.half_width as tolerance,
        coalesce(owed.is_complete, 0) = 1 as is_complete,
        summed.figure_ids
    from total
    inner join summed on total.figure_id = summed.figure_id
    left join owed on total.figure_id = owed.figure_id

)

select
    case when is_complete then 'D32' else 'D33' end as rule_id,
    report_key,
    subject,
    case when is_complete then 'eq' else 'le' end as relation,
    {{ exact('case when is_complete then total_yuan else sum_yuan end') }} as stated,
    {{ exact('case when is_complete then sum_yuan else total_yuan end') }} as expected,
    {{ exact('tolerance') }} as tolerance,
    '元' as unit,
    tolerance is not null as is_ready,
    false as is_truncated,
    figure_ids
from compared

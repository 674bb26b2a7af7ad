-- D05, D12 (of one fund), D06, D13, D15: spending against its types, its functional classes, its components and their
-- economic items; D06 also a budget of the year against its functional classes, in the document that is that budget.
with

amount as (

    select * from {{ ref('int_operand_amount') }}

),

report as (

    select * from {{ ref('int_report') }}

),

economic_class as (

    select * from {{ ref('economic_class') }}

),

by_type as (

    select
        case funding_source when 'all' then 'D05' else 'D12' end as rule_id,
        report_key,
        concat(fiscal_year, ' ', measure_label, ' 合计与各类支出', funding_label) as subject,
        case classification when 'total' then 'whole' else 'part' end as role,
        item,
        amount_yuan as amount,
        half_width,
        figure_id
    from amount
    where
        measure = 'spending'
        and (classification = 'expenditure_type' or (classification = 'total' and item = 'total'))

),

by_function as (

    select
        'D06' as rule_id,
        amount.report_key,
        concat(amount.fiscal_year, ' ', amount.measure_label, ' 合计与功能分类', amount.funding_label) as subject,
        case amount.classification when 'total' then 'whole' else 'part' end as role,
        amount.item,
        amount.amount_yuan as amount,
        amount.half_width,
        amount.figure_id
    from amount
    inner join report on amount.report_key = report.report_key
    where
        (
            amount.measure = 'spending'
            or (
                amount.measure = 'budget'
                and amount.stage = 'initial'
                and report.report_type = 'budget'
                and amount.fiscal_year = report.fiscal_year
            )
        )
        and (
            (amount.classification = 'function' and length(amount.item_code) = 3)
            or (amount.classification = 'total' and amount.item = 'total')
        )

),

-- never from one component alone: below 基本支出 many tables print 工资福利支出 beside 日常公用经费
by_component as (

    select
        'D13' as rule_id,
        report_key,
        concat(fiscal_year, ' ', measure_label, ' 基本支出与人员、公用经费', funding_label) as subject,
        case classification when 'expenditure_type' then 'whole' else 'part' end as role,
        item,
        amount_yuan as amount,
        half_width,
        figure_id
    from amount
    where
        measure in ('budget', 'spending')
        and (classification = 'basic_component' or (classification = 'expenditure_type' and item = 'basic'))

),

block as (

    select
        figure.figure_id,
        block.kind <> 'row' and not {{ matches('block.text', '包括|用于|组成|构成|明细|分别') }} as may_leave_out
    from {{ ref('stg_figure') }} as figure
    inner join {{ ref('stg_block') }} as block
        on figure.document_sha256 = block.document_sha256 and figure.block = block.block

),

by_economic_item as (

    select
        'D15' as rule_id,
        amount.report_key,
        case
            when amount.classification = 'basic_component' then amount.item
            else economic_class.economic_group
        end as component,
        amount.fiscal_year,
        amount.measure_label,
        amount.funding_label,
        case amount.classification when 'basic_component' then 'whole' else 'part' end as role,
        amount.item,
        amount.amount_yuan as amount,
        amount.half_width,
        amount.figure_id,
        -- 其中：办公费 20 万元、差旅费 12 万元 may name some of them
        amount.classification = 'economic' and coalesce(block.may_leave_out, false) as may_leave_out,
        amount.origin = 'table' or amount.parent_item_code is not null as is_listed
    from amount
    left join economic_class
        on amount.classification = 'economic' and left(amount.item_code, 3) = economic_class.economic_code
    left join block on amount.figure_id = block.figure_id
    where
        amount.measure = 'spending'
        and (
            amount.classification = 'basic_component'
            or (amount.classification = 'economic' and length(amount.item_code) = 5)
        )

),

part as (

    select
        *,
        false as may_leave_out
    from (
        select * from by_type
        union all
        select * from by_function
        union all
        select * from by_component
    ) as summed
    union all
    select
        rule_id,
        report_key,
        concat(
            fiscal_year, ' ', measure_label, case component when 'personnel' then ' 人员经费明细' else ' 公用经费明细' end,
            funding_label
        ) as subject,
        role,
        item,
        amount,
        half_width,
        figure_id,
        may_leave_out
    from (
        select
            *,
            max(case when role = 'part' and is_listed then 1 else 0 end) over (
                partition by report_key, fiscal_year, measure_label, funding_label, component
            ) as has_list
        from by_economic_item
        where component is not null
    ) as listed
    -- 培训费支出 1.2 万元 in a paragraph of its own is in no list of 公用经费 that the report has
    where role = 'whole' or is_listed or has_list = 0

),

weighted as (

    select
        *,
        'eq' as relation,
        1 as weight
    from part

)

{{ sum_check(
    'weighted',
    "count(case when role = 'part' then amount end) >= 2 and (count(case when may_leave_out then 1 end) = 0"
    ~ " or sum(case role when 'whole' then amount else -amount end) <= sum(half_width))",
    complete="rule_id in ('D05', 'D06', 'D12')"
) }}

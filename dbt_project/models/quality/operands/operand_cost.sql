-- C06, C07: what the cost indicators (成本指标) aim at and reach makes the budget and the spending.
with

checked as (

    select * from {{ ref('int_operand_indicator') }}

),

amount as (

    select * from {{ ref('int_operand_amount') }}

),

cost as (

    select *
    from checked
    where
        report_type = 'performance_monitoring'
        and (level1 like '%成本指标' or level2 like '%成本指标')
        and {{ is_money('target_unit') }}
        and has_comparable_units

),

total as (

    select
        *,
        row_number() over (
            partition by report_key, fiscal_year, measure
            order by case stage when 'approved' then 1 when 'adjusted' then 2 else 3 end
        ) as preference
    from amount
    where
        classification = 'total'
        and item = 'total'
        and funding_source = 'all'
        and (measure = 'spending' or (measure = 'budget' and stage <> 'received'))

),

cost_part as (

    select
        'C06' as rule_id,
        report_key,
        concat(fiscal_year, ' 成本指标目标值之和与预算') as subject,
        'part' as role,
        indicator_key as item,
        target_base as amount,
        target_half_width as half_width,
        target_figure_id as figure_id
    from cost

    union all

    select
        'C07' as rule_id,
        report_key,
        concat(fiscal_year, ' 成本指标实际值之和与支出') as subject,
        'part' as role,
        indicator_key as item,
        actual_base as amount,
        actual_half_width as half_width,
        actual_figure_id as figure_id
    from cost

    union all

    select
        case measure when 'budget' then 'C06' else 'C07' end as rule_id,
        report_key,
        concat(
            fiscal_year,
            case measure when 'budget' then ' 成本指标目标值之和与预算' else ' 成本指标实际值之和与支出' end
        ) as subject,
        'whole' as role,
        item,
        amount_yuan as amount,
        half_width,
        figure_id
    from total
    where preference = 1

),

cost_weighted as (

    select
        *,
        'eq' as relation,
        1 as weight
    from cost_part

)

{{ sum_check(
    'cost_weighted',
    "count(case when role = 'part' then 1 end) >= 2 and count(amount) = count(*)"
) }}

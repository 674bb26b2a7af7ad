-- B01 到位率, B02 执行率 (D21 and E05 in final accounts): the printed percentages; B03, B10: spent ≤ received ≤ granted;
-- B12: projects paid for out of a budget that is all 基本支出.
with

rate as (

    select * from {{ ref('int_operand_rate') }}

),

amount as (

    select * from {{ ref('int_operand_amount') }}

),

report as (

    select * from {{ ref('int_report') }}

),

percentage as (

    select
        case
            when rate.rate_kind = 'received' then 'B01'
            when report.report_type not in ('final_accounts', 'budget') then 'B02'
            when rate.classification = 'three_public' then 'E05'
            else 'D21'
        end as rule_id,
        rate.report_key,
        rate.subject,
        'eq' as relation,
        rate.stated,
        rate.expected,
        rate.tolerance,
        rate.unit,
        rate.is_ready,
        rate.is_truncated,
        rate.figure_ids
    from rate
    inner join report on rate.report_key = report.report_key
    -- a budget of zero has no execution rate to check; B12 and D23 look at those
    where rate.rate_kind in ('received', 'execution') and rate.denominator_yuan is distinct from 0

),

-- spent, received and granted, as printed for the document's own subject and for its additional funds
flow as (

    select
        report_key,
        fiscal_year,
        classification,
        case
            when measure = 'spending' then 'spent'
            when stage = 'received' then 'received'
            else 'granted'
        end as step,
        amount_yuan,
        half_width,
        figure_id,
        row_number() over (
            partition by
                report_key, fiscal_year, classification, measure, case when stage = 'received' then 'received' end
            order by case stage when 'adjusted' then 1 when 'approved' then 2 else 3 end
        ) as preference
    from amount
    where
        funding_source = 'all'
        and item_code = 'total'
        and classification in ('total', 'supplementary')
        and measure in ('budget', 'spending')

),

bound as (

    -- additional funds may have paid for part of what was spent
    select
        'B03' as rule_id,
        report_key,
        concat(fiscal_year, ' 支出不超过到位资金') as subject,
        case
            when classification = 'total' and step = 'spent' then 'whole'
            when step = 'received' then 'part'
        end as role,
        classification as item,
        amount_yuan as amount,
        half_width,
        figure_id
    from flow
    where preference = 1

    union all

    select
        'B10' as rule_id,
        report_key,
        concat(fiscal_year, ' 追加资金支出不超过到位') as subject,
        case step when 'spent' then 'whole' when 'received' then 'part' end as role,
        classification as item,
        amount_yuan as amount,
        half_width,
        figure_id
    from flow
    where classification = 'supplementary' and preference = 1

    union all

    select
        'B10' as rule_id,
        report_key,
        concat(fiscal_year, ' 追加资金到位不超过追加额') as subject,
        case step when 'received' then 'whole' when 'granted' then 'part' end as role,
        classification as item,
        amount_yuan as amount,
        half_width,
        figure_id
    from flow
    where classification = 'supplementary' and preference = 1

),

part as (

    select
        *,
        'le' as relation,
        1 as weight
    from bound
    where role is not null

),

-- the whole budget is 基本支出, and none is printed for projects: theirs is zero
basic_only as (

    select
        total.report_key,
        total.fiscal_year,
        total.half_width + basic.half_width as half_width,
        total.figure_id as total_figure_id,
        basic.figure_id as basic_figure_id,
        row_number() over (
            partition by total.report_key, total.fiscal_year order by total.figure_id, basic.figure_id
        ) as preference
    from amount as total
    inner join amount as basic
        on {{ same_columns('total', 'basic', ['report_key', 'fiscal_year', 'measure']) }}
    left join amount as project
        on
            {{ same_columns('total', 'project', ['report_key', 'fiscal_year', 'measure']) }}
            and project.classification = 'expenditure_type'
            and project.item = 'project'
    where
        total.measure = 'budget'
        and total.stage <> 'received'
        and basic.stage <> 'received'
        and total.classification = 'total'
        and total.item = 'total'
        and total.funding_source = 'all'
        and basic.classification = 'expenditure_type'
        and basic.item = 'basic'
        and basic.amount_yuan > 0
        and abs(total.amount_yuan - basic.amount_yuan) <= total.half_width + basic.half_width
        and project.figure_id is null

),

limits as (

    {{ sum_check('part', "rule_id = 'B10' or " ~ has_part('total')) | indent(4) }}

)

select * from percentage
union all
select * from limits
union all
select {{ operand('B12', "concat(spent.fiscal_year, ' 项目支出（预算全部为基本支出）')", 'spent.amount_yuan', '0',
    'spent.half_width + basic_only.half_width', unit='元',
    figures=list_of(['spent.figure_id', 'total_figure_id', 'basic_figure_id']), key='spent.report_key') }}
from amount as spent
inner join basic_only on spent.report_key = basic_only.report_key and spent.fiscal_year = basic_only.fiscal_year
where
    basic_only.preference = 1
    and spent.measure = 'spending'
    and spent.classification = 'expenditure_type'
    and spent.item = 'project'
    and spent.funding_source = 'all'

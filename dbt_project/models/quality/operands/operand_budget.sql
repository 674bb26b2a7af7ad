-- B05–B08 and B10: budgets and executions against their printed parts.
with

amount as (

    select * from {{ ref('int_operand_amount') }}

),

-- B05 预算 = 基本 + 项目, B06 执行 = 基本 + 项目
by_type as (

    select
        case measure when 'budget' then 'B05' else 'B06' end as rule_id,
        report_key,
        concat(fiscal_year, ' ', measure_label, ' 合计与基本、项目支出', funding_label) as subject,
        case classification when 'total' then 'whole' else 'part' end as role,
        item,
        amount_yuan as amount,
        half_width,
        figure_id
    from amount
    where
        measure in ('budget', 'spending')
        and (classification = 'expenditure_type' or (classification = 'total' and item = 'total'))

),

-- B07 预算 = 财政 + 其他
by_fund as (

    select
        'B07' as rule_id,
        report_key,
        concat(fiscal_year, ' ', measure_label, ' ', item_label, ' 按资金来源') as subject,
        case funding_source when 'all' then 'whole' else 'part' end as role,
        funding_source as item,
        amount_yuan as amount,
        half_width,
        figure_id
    from amount
    where
        measure = 'budget'
        and funding_source in ('all', 'fiscal', 'other')
        and (
            (classification = 'total' and item = 'total')
            or (classification = 'expenditure_type' and item in ('basic', 'project'))
        )

),

-- B10 追加资金 = 本级 + 上级
supplementary as (

    select
        'B10' as rule_id,
        report_key,
        concat(fiscal_year, ' ', measure_label, ' 追加资金与本级、上级') as subject,
        case funding_source when 'all' then 'whole' else 'part' end as role,
        funding_source as item,
        amount_yuan as amount,
        half_width,
        figure_id
    from amount
    where
        measure = 'budget'
        and classification = 'supplementary'
        and item = 'total'
        and funding_source in ('all', 'local', 'superior_transfer')

),

-- B08 其中用于: what a list enumerates, and what it enumerates the parts of
used as (

    select *
    from amount
    where
        measure = 'spending'
        and parent_item_code is not null
        and (classification = 'use' or (classification = 'supplementary' and item_code is null))

),

list as (

    select
        report_key,
        fiscal_year,
        funding_source,
        parent_classification,
        parent_item_code,
        concat(fiscal_year, ' 支出 ', max(parent_label), ' 其中用途', max(funding_label)) as subject
    from used
    group by report_key, fiscal_year, funding_source, parent_classification, parent_item_code

),

by_use as (

    select
        'B08' as rule_id,
        list.report_key,
        list.subject,
        'part' as role,
        used.item,
        used.amount_yuan as amount,
        used.half_width,
        used.figure_id
    from list
    inner join used
        on
            list.report_key = used.report_key
            and list.fiscal_year = used.fiscal_year
            and list.funding_source = used.funding_source
            and list.parent_classification = used.parent_classification
            and list.parent_item_code = used.parent_item_code

    union all

    select
        'B08' as rule_id,
        list.report_key,
        list.subject,
        'whole' as role,
        amount.item,
        amount.amount_yuan as amount,
        amount.half_width,
        amount.figure_id
    from list
    inner join amount
        on
            list.report_key = amount.report_key
            and list.fiscal_year = amount.fiscal_year
            and list.funding_source = amount.funding_source
            and list.parent_classification = amount.classification
            and list.parent_item_code = amount.item_code
    where amount.measure = 'spending'

),

part as (

    select * from by_type
    union all
    select * from by_fund
    union all
    select * from supplementary
    union all
    select * from by_use

),

-- 合计 1301，基本支出 1136，项目支出 150，单位资金 15: a table may keep what is not fiscal beside the two kinds
other_money as (

    select
        report_key,
        concat(fiscal_year, ' ', measure_label, ' 合计与基本、项目支出') as subject,
        amount_yuan
    from amount
    where
        measure in ('budget', 'spending')
        and classification = 'total'
        and item = 'total'
        and funding_source = 'other'
        and origin = 'table'
        and amount_yuan > 0

),

-- what was carried over is neither 财政 nor 其他, and may be what the two lack
carried as (

    select distinct figure.report_key
    from {{ ref('stg_figure') }} as figure
    where figure.disposition <> 'unmapped' and figure.label like '%结转%' and figure.value <> 0

),

weighted as (

    select
        part.*,
        'eq' as relation,
        1 as weight,
        part.rule_id = 'B07' and carried.report_key is not null as may_lack,
        other_money.amount_yuan as other_yuan
    from part
    left join carried on part.report_key = carried.report_key
    left join other_money on part.report_key = other_money.report_key and part.subject = other_money.subject

)

{%- set gap = "sum(case role when 'whole' then amount else -amount end)" %}
{%- set is_other = "abs(" ~ gap ~ " - coalesce(max(other_yuan), 0)) <= sum(half_width) and max(other_yuan) > 0" %}

{{ sum_check(
    'weighted',
    "count(case when role = 'part' then amount end) >= 2 and not coalesce(" ~ is_other ~ ", false)"
    ~ " and (count(case when may_lack then 1 end) = 0 or " ~ gap ~ " <= sum(half_width))",
    complete="rule_id in ('B05', 'B06') and not coalesce(" ~ is_other ~ ", false)"
) }}

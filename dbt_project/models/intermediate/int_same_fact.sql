{{ config(materialized='ephemeral') }}

-- What is printed of one fact has one `same_fact`: A16, A18 and E03 compare the values.
{%- set item_columns = ['document_sha256', 'fiscal_year', 'classification', 'item', 'funding_source'] %}
with

amount as (

    select * from {{ ref('int_amount_mention') }}

),

report as (

    select * from {{ ref('int_report') }}

),

statistic as (

    select * from {{ ref('int_statistic_mention') }}

),

-- 预算 of an item without a qualifier means 年初预算, unless the report also prints an adjusted budget that differs; that
-- of the whole, of its kinds and of a project may hold what came in the year
adjusted as (

    select distinct
        initial.document_sha256,
        initial.fiscal_year,
        initial.classification,
        initial.item,
        initial.funding_source
    from amount as initial
    inner join amount as other
        on {{ same_columns('initial', 'other', item_columns) }}
    where
        (initial.measure = 'budget' and initial.stage = 'initial')
        and (other.measure = 'budget' and other.stage = 'adjusted')
        and abs(initial.amount_yuan - other.amount_yuan) > initial.printed_half_width + other.printed_half_width

),

-- money of a project that the department's own funds do not hold: 其中：财政拨款 200，其他资金 150
other_fund as (

    select distinct
        document_sha256,
        fiscal_year,
        measure
    from amount
    where funding_source = 'other' and amount_yuan > 0

),

-- the whole, and 三公 as a whole, with the fund named and without
named_fund as (

    select
        fund.document_sha256,
        fund.fiscal_year,
        fund.measure,
        fund.stage,
        fund.classification,
        fund.funding_source,
        abs(fund.amount_yuan - total.amount_yuan) as distance,
        fund.printed_half_width + total.printed_half_width as half_width
    from amount as fund
    inner join amount as total
        on
            {{ same_columns('fund', 'total', ['document_sha256', 'fiscal_year', 'measure', 'classification', 'item']) }}
            and fund.stage is not distinct from total.stage
    where
        fund.funding_source in ('fiscal', 'general_public_budget')
        and total.funding_source = 'all'
        and total.classification in ('total', 'three_public')
        and total.item = 'total'
        and total.amount_yuan > 0

),

-- where all of a report's money comes from one fund, naming the fund or not is the same
only_fund as (

    select
        fund.document_sha256,
        fund.fiscal_year,
        fund.measure,
        fund.funding_source
    from named_fund as fund
    left join other_fund
        on {{ same_columns('fund', 'other_fund', ['document_sha256', 'fiscal_year', 'measure']) }}
    where fund.classification = 'total' and other_fund.document_sha256 is null
    group by fund.document_sha256, fund.fiscal_year, fund.measure, fund.funding_source
    -- 年初预算 of 80 and 80, 全年预算 of 95 and 80: something else came in
    having max(fund.distance - fund.half_width) <= 0

),

-- 三公 is paid from what the state grants: where the totals agree, a table that names its fund and a text that names none
-- (or 财政拨款) speak of one thing
one_fund_of_three_public as (

    select distinct
        document_sha256,
        fiscal_year,
        measure,
        stage,
        funding_source
    from named_fund
    where classification = 'three_public' and distance = 0

)

-- what a list of the whole says of an economic class (支出 4158 万元，其中：商品和服务支出 2100 万元) holds projects, and
-- is no figure of the table of 基本支出
select
    amount.document_sha256,
    amount.report_key,
    {{ stable_key([
        'amount.measure',
        "case when amount.stage = 'approved' and adjusted.document_sha256 is null"
        ~ " and amount.classification not in ('total', 'expenditure_type', 'project') then 'initial'"
        ~ " else amount.stage end",
        'amount.fiscal_year', 'amount.classification', 'amount.item', 'amount.parent',
        "case when amount.classification = 'economic' and amount.parent_item_code = 'total' then 'total' end",
        "case when only_fund.document_sha256 is null and one_fund_of_three_public.document_sha256 is null"
        ~ " then amount.funding_source else 'all' end",
    ]) }} as same_fact,
    case
        when amount.classification = 'three_public' and report.report_type in ('final_accounts', 'budget')
            then 'E03'
        when report.report_type = 'final_accounts' then 'A18'
        else 'A16'
    end as rule_across,
    amount.origin,
    amount.subject,
    amount.amount_yuan as value,
    {{ as_printed('amount.value', 'amount.unit') }} as label,
    amount.printed_half_width,
    amount.decimals,
    amount.sequence,
    amount.figure_id,
    false as is_derived,
    '元' as unit
from amount
inner join report on amount.document_sha256 = report.document_sha256 and amount.report_key = report.report_key
left join adjusted
    on {{ same_columns('amount', 'adjusted', item_columns) }}
left join only_fund
    on {{ same_columns('amount', 'only_fund', ['document_sha256', 'fiscal_year', 'measure', 'funding_source']) }}
left join one_fund_of_three_public
    on
        {{ same_columns('amount', 'one_fund_of_three_public',
            ['document_sha256', 'fiscal_year', 'measure', 'funding_source']) }}
        and amount.stage is not distinct from one_fund_of_three_public.stage
        and amount.classification = 'three_public'
where not amount.is_derived and amount.measure <> 'change'

union all

select
    document_sha256,
    report_key,
    concat(fact_key, case when is_held then ' held' else '' end) as same_fact,
    'A16' as rule_across,
    origin,
    subject,
    base_value as value,
    {{ as_printed('value', 'unit') }} as label,
    printed_half_width,
    decimals,
    sequence,
    figure_id,
    false as is_derived,
    case when {{ is_money('unit') }} then '元' else coalesce(unit, '') end as unit
from statistic
where is_checked and statistic not like 'indicator_count%'

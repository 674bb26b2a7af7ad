-- A16: a fact printed several times, every other value against the main one; A18: prose against table; E03: of 三公.
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

-- where all of a report's money comes from one fund, naming the fund or not is the same
only_fund as (

    select
        fund.document_sha256,
        fund.fiscal_year,
        fund.measure,
        fund.funding_source
    from amount as fund
    inner join amount as total
        on
            {{ same_columns('fund', 'total', ['document_sha256', 'fiscal_year', 'measure', 'classification', 'item']) }}
            and fund.stage is not distinct from total.stage
    left join other_fund
        on {{ same_columns('fund', 'other_fund', ['document_sha256', 'fiscal_year', 'measure']) }}
    where
        other_fund.document_sha256 is null
        and fund.funding_source in ('fiscal', 'general_public_budget')
        and (total.funding_source = 'all' and total.classification = 'total' and total.item = 'total')
        and total.amount_yuan > 0
    group by fund.document_sha256, fund.fiscal_year, fund.measure, fund.funding_source
    -- 年初预算 of 80 and 80, 全年预算 of 95 and 80: something else came in
    having max(abs(fund.amount_yuan - total.amount_yuan) - fund.printed_half_width - total.printed_half_width) <= 0

),

-- 三公 is paid from what the state grants: where the totals agree, a table that names its fund and a text that names none
-- (or 财政拨款) speak of one thing
one_fund_of_three_public as (

    select
        fund.document_sha256,
        fund.fiscal_year,
        fund.measure,
        fund.stage,
        fund.funding_source
    from amount as fund
    inner join amount as total
        on
            {{ same_columns('fund', 'total', ['document_sha256', 'fiscal_year', 'measure', 'classification', 'item']) }}
            and fund.stage is not distinct from total.stage
    where
        fund.classification = 'three_public'
        and fund.item = 'total'
        and fund.funding_source in ('fiscal', 'general_public_budget')
        and total.funding_source = 'all'
        and fund.amount_yuan = total.amount_yuan
        and fund.amount_yuan > 0
    group by fund.document_sha256, fund.fiscal_year, fund.measure, fund.stage, fund.funding_source

),

mention as (

    select
        amount.document_sha256,
        amount.report_key,
        {{ stable_key([
            'amount.measure',
            "case when amount.stage = 'approved' and adjusted.document_sha256 is null"
            ~ " and amount.classification not in ('total', 'expenditure_type', 'project') then 'initial'"
            ~ " else amount.stage end",
            'amount.fiscal_year', 'amount.classification', 'amount.item', 'amount.parent',
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

),

counted as (

    select
        *,
        count(*) over (partition by document_sha256, same_fact, value) as value_count
    from mention

),

ranked as (

    select
        *,
        row_number() over (
            partition by document_sha256, same_fact
            order by {{ main_mention_order() }}
        ) as preference,
        -- of several mentions of one value, the one printed most coarsely decides how far it may lie off
        row_number() over (
            partition by document_sha256, same_fact, value
            order by printed_half_width desc, sequence, figure_id
        ) as value_preference,
        count(*) over (partition by document_sha256, same_fact) as mentions
    from counted

),

main as (

    select * from ranked
    where preference = 1 and mentions >= 2

),

values_held as (

    select
        document_sha256,
        same_fact,
        count(distinct value) as distinct_values
    from ranked
    group by document_sha256, same_fact

),

-- where every mention agrees, one row says so
agreed as (

    select
        -- prose and table together make it a comparison of the two
        case
            when main.rule_across = 'E03' or min(ranked.origin) <> max(ranked.origin) then main.rule_across
            else 'A16'
        end as rule_id,
        main.report_key,
        main.subject,
        main.value as stated,
        main.value as expected,
        main.printed_half_width * 2 as tolerance,
        false as is_cut,
        main.unit,
        {{ collect_distinct('ranked.figure_id') }} as figure_ids
    from main
    inner join values_held
        on main.document_sha256 = values_held.document_sha256 and main.same_fact = values_held.same_fact
    inner join ranked on main.document_sha256 = ranked.document_sha256 and main.same_fact = ranked.same_fact
    where values_held.distinct_values = 1
    group by
        main.rule_across, main.report_key, main.subject, main.same_fact, main.value, main.printed_half_width, main.unit

),

other as (

    select
        case
            when main.rule_across = 'E03' or main.origin <> ranked.origin then main.rule_across
            else 'A16'
        end as rule_id,
        main.report_key,
        main.subject || '：' || main.label || ' 与 ' || ranked.label as subject,
        ranked.value as stated,
        main.value as expected,
        main.printed_half_width + ranked.printed_half_width as tolerance,
        -- the finer value cut off at the coarser one's last place is the coarser value
        case
            when main.printed_half_width > ranked.printed_half_width
                then
                    floor(round(ranked.value / (2 * main.printed_half_width), 6)) * 2 * main.printed_half_width
                    = main.value
            when main.printed_half_width < ranked.printed_half_width
                then
                    floor(round(main.value / (2 * ranked.printed_half_width), 6)) * 2 * ranked.printed_half_width
                    = ranked.value
            else false
        end as is_cut,
        main.unit,
        {{ list_of(['main.figure_id', 'ranked.figure_id']) }} as figure_ids
    from main
    inner join ranked
        on main.document_sha256 = ranked.document_sha256 and main.same_fact = ranked.same_fact
    where ranked.value_preference = 1 and ranked.value <> main.value

),

compared as (

    select * from agreed
    union all
    select * from other

)

select
    rule_id,
    report_key,
    subject,
    'eq' as relation,
    {{ exact('stated') }} as stated,
    {{ exact('expected') }} as expected,
    {{ exact('case when is_cut then greatest(tolerance, abs(stated - expected)) else tolerance end') }} as tolerance,
    unit,
    true as is_ready,
    coalesce(is_cut and abs(stated - expected) > tolerance, false) as is_truncated,
    figure_ids
from compared

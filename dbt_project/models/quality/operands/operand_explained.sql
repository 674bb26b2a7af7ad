-- B12, D23: rates on a budget of zero; B13: the overall rate and those of its parts; B14, B15, B20: rates a report has
-- to explain; B17: a budget that was adjusted; B24, C28: what is said of payment.
with

rate as (

    select * from {{ ref('int_operand_rate') }}
    where rate_kind = 'execution'

),

amount as (

    select * from {{ ref('int_operand_amount') }}

),

report as (

    select * from {{ ref('int_report') }}

),

block as (

    select * from {{ ref('stg_block') }}

),

said as (

    select
        report.report_key,
        report.document_sha256,
        report.report_type,
        report.fiscal_year,
        report.period_end,
        -- a title is no paragraph: nothing is explained in it
        count(case when block.kind <> 'row' and block.text like '%。%' then 1 end) as paragraphs,
        {{ said_columns('block.text') | indent(8) }}
    from report
    left join block on report.document_sha256 = block.document_sha256
    group by report.report_key, report.document_sha256, report.report_type, report.fiscal_year, report.period_end

),

-- the report's own execution rate: printed first, of all funds, on the widest budget
overall as (

    select
        rate.*,
        said.report_type,
        said.period_end,
        said.says_added,
        said.says_adjusted,
        said.says_why,
        said.says_all_paid,
        said.says_unpaid,
        row_number() over (
            partition by rate.report_key, rate.fiscal_year
            order by case rate.found_basis when 'adjusted' then 1 when 'approved' then 2 else 3 end, rate.figure_id
        ) as preference
    from rate
    inner join said on rate.report_key = said.report_key and rate.fiscal_year = said.fiscal_year
    where rate.classification = 'total' and rate.item = 'total' and rate.funding_source = 'all'

),

main as (

    select * from overall
    where preference = 1

),

-- B13: a total lies between its parts where both parts are there on the same budget
parts as (

    select
        main.report_key,
        main.fiscal_year,
        main.stated,
        main.decimals,
        main.figure_id,
        min(rate.stated) as lowest,
        max(rate.stated) as highest,
        min(rate.decimals) as part_decimals,
        count(distinct rate.item) as items,
        {{ collect_distinct('rate.figure_id') }} as figure_ids
    from main
    inner join rate
        on
            main.report_key = rate.report_key
            and main.fiscal_year = rate.fiscal_year
            and main.found_basis is not distinct from rate.found_basis
            and rate.classification = 'expenditure_type'
            and rate.funding_source = 'all'
    group by main.report_key, main.fiscal_year, main.stated, main.decimals, main.figure_id

),

stages as (

    select
        said.report_key,
        said.fiscal_year,
        said.paragraphs,
        said.says_adjusted,
        said.says_otherwise_adjusted,
        max(case when amount.stage = 'adjusted' then amount.amount_yuan end) as adjusted,
        max(case when amount.stage = 'initial' then amount.amount_yuan end) as initial,
        max(case when amount.classification = 'supplementary' then amount.amount_yuan end) as supplementary,
        sum(case when amount.classification = 'total' then amount.half_width end) as tolerance,
        sum(amount.half_width) as tolerance_of_all,
        {{ collect_distinct("case when amount.classification = 'total' then amount.figure_id end") }} as figure_ids,
        {{ collect_distinct('amount.figure_id') }} as all_figure_ids
    from said
    inner join amount on said.report_key = amount.report_key and said.fiscal_year = amount.fiscal_year
    where
        amount.measure = 'budget'
        and (
            (amount.classification = 'total' and amount.stage in ('adjusted', 'initial'))
            or (amount.classification = 'supplementary' and amount.stage = 'approved')
        )
        and amount.item = 'total'
        and amount.funding_source = 'all'
    group by
        said.report_key, said.fiscal_year, said.paragraphs, said.says_adjusted, said.says_otherwise_adjusted

)

select {{ operand("case when said.report_type in ('final_accounts', 'budget') then 'D23' else 'B12' end",
    'rate.subject', 'rate.stated', '0', unit='%', ready='rate.denominator_yuan is not null', figures='rate.figure_ids', key='rate.report_key') }}
from rate
inner join said on rate.report_key = said.report_key
where coalesce(rate.denominator_yuan, 0) = 0

union all

select {{ operand('B13', "concat(fiscal_year, ' 整体执行率不低于最低分项')", 'lowest', 'stated',
    half_width('decimals') ~ ' + ' ~ half_width('part_decimals'), unit='%', relation='le', ready='items = 2',
    figures='figure_ids') }}
from parts

union all

select {{ operand('B13', "concat(fiscal_year, ' 整体执行率不高于最高分项')", 'stated', 'highest',
    half_width('decimals') ~ ' + ' ~ half_width('part_decimals'), unit='%', relation='le', ready='items = 2',
    figures='figure_ids') }}
from parts

union all

select {{ operand('B14', 'subject', 'stated', '100', half_width('decimals'), unit='%', relation='le',
    figures='figure_ids') }}
from main
where
    (says_added = 0 or stated <= 100)
    -- more than 年初预算 may be within the budget it became
    and (coalesce(found_basis, '') <> 'initial' or says_adjusted = 0)

union all

select {{ operand('B15', 'subject', '100 * month(period_end) / 12.0 - ' ~ var('behind_schedule_points'), 'stated',
    half_width('decimals'), unit='%', relation='le', ready='period_end is not null', figures='figure_ids') }}
from main
where
    report_type = 'performance_monitoring'
    and (says_why = 0 or stated >= 100 * month(period_end) / 12.0 - {{ var('behind_schedule_points') }})

union all

select {{ operand('B20', 'subject', var('reason_due_below_pct'), 'stated', half_width('decimals'), unit='%',
    relation='le', figures='figure_ids') }}
from main
where report_type = 'project_evaluation' and (says_why = 0 or stated >= {{ var('reason_due_below_pct') }})

union all

select {{ operand('B17', "concat(fiscal_year, ' 调整预算与年初预算')", 'adjusted', 'initial',
    'case when says_adjusted = 1 then greatest(tolerance, abs(adjusted - initial)) else tolerance end', unit='元',
    ready='initial is not null', figures='figure_ids') }}
from stages
-- a form without prose has no room to explain
where adjusted is not null and paragraphs > 0

union all

select {{ operand('B17', "concat(fiscal_year, ' 全年预算与年初预算、追加资金')", 'adjusted', 'initial + supplementary',
    'tolerance_of_all', unit='元', figures='all_figure_ids') }}
from stages
-- nothing else is said to have changed the budget
where adjusted is not null and initial is not null and supplementary is not null and says_otherwise_adjusted = 0

union all

select {{ operand('B24', "concat(said.fiscal_year, ' 资金全部支付与执行率')", 'main.stated', '100',
    half_width('main.decimals'), unit='%', ready='main.stated is not null',
    figures='coalesce(main.figure_ids, cast([] as varchar[]))', key='said.report_key') }}
from said
left join main on said.report_key = main.report_key
where said.says_all_paid = 1 and said.report_type = 'project_evaluation'

union all

select {{ operand('C28', "concat(said.fiscal_year, ' 资金未支付与执行率')",
    'case when main.stated >= 100 then 1 else 0 end', ready='main.stated is not null',
    figures='coalesce(main.figure_ids, cast([] as varchar[]))', key='said.report_key') }}
from said
left join main on said.report_key = main.report_key
where said.says_unpaid = 1

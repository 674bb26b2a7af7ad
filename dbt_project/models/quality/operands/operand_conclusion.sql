-- B16: what a deviation quotes of an indicator; C22, C24: the indicators together beside spending and conclusion;
-- C27: where a satisfaction comes from.
with

rate as (

    select * from {{ ref('int_operand_rate') }}
    where rate_kind = 'execution' and classification = 'total' and item = 'total' and funding_source = 'all'

),

indicator as (

    select * from {{ ref('int_operand_indicator') }}

),

report as (

    select * from {{ ref('int_report') }}

),

block as (

    select * from {{ ref('stg_block') }}

),

figure as (

    select * from {{ ref('stg_figure') }}

),

main as (

    select
        *,
        row_number() over (
            partition by report_key, fiscal_year
            order by case found_basis when 'adjusted' then 1 when 'approved' then 2 else 3 end, figure_id
        ) as preference
    from rate

),

said as (

    select
        report.report_key,
        count(block.block) as blocks,
        coalesce(max(case when {{ matches('block.text', said_patterns().says_survey) }} then 1 else 0 end), 0)
            as says_survey
    from report
    left join block on report.document_sha256 = block.document_sha256
    group by report.report_key

),

deviation as (

    select
        block.document_sha256,
        block.block,
        block.text
    from block
    left join {{ ref('stg_section') }} as section
        on block.document_sha256 = section.document_sha256 and block.section_id = section.section_id
    where
        block.kind <> 'row'
        and {{ matches('block.text', '完成率') }}
        and {{ matches("concat_ws(' ', section.title, block.text)", '偏离|偏差') }}

),

-- B16: the first percentage after an indicator's name in a paragraph about deviations, where it is called 完成率
quoted as (

    select
        indicator.report_key,
        indicator.subject,
        indicator.completion_pct,
        indicator.completion_decimals,
        indicator.completion_figure_id,
        figure.value as quoted_pct,
        figure.decimals as quoted_decimals,
        figure.figure_id,
        count(*) over (partition by indicator.indicator_key) as quotes
    from indicator
    inner join deviation
        on
            indicator.document_sha256 = deviation.document_sha256
            and length(indicator.indicator_name) >= 4
            and position(indicator.indicator_name in deviation.text) > 0
    inner join figure
        on
            deviation.document_sha256 = figure.document_sha256
            and deviation.block = figure.block
            and figure.kind = 'percent'
            and figure.figure_id is distinct from indicator.completion_figure_id
            and {{ matches(
                "substr(deviation.text, position(indicator.indicator_name in deviation.text)"
                ~ " + length(indicator.indicator_name), greatest(0, cast(figure.char_start as integer) + 1"
                ~ " - position(indicator.indicator_name in deviation.text) - length(indicator.indicator_name)))",
                '^[^0-9%。；]*完成率[^0-9%。；]{0,6}$',
            ) }}

),

-- C22, C24: the mean completion of what was measured, of all indicators and of quantities
mean as (

    select
        indicator.report_key,
        avg(indicator.completion_pct) as completion,
        avg(case when indicator.level2 = '数量指标' then indicator.completion_pct end) as quantity
    from indicator
    group by indicator.report_key

),

conclusion as (

    select
        report_key,
        document_sha256,
        block,
        regexp_extract(text, '目标(?:总体|已)?完成率?(?:为|达到|达)?([0-9]+[.]?[0-9]*)%', 1) as concluded
    from (
        select
            report.report_key,
            block.document_sha256,
            block.block,
            block.text
        from block
        inner join report on block.document_sha256 = report.document_sha256
        where {{ matches('text', '目标(总体|已)?完成率?(为|达到|达)?[0-9]+[.]?[0-9]*%') }}
    ) as found

)

select {{ operand('B16', 'subject', 'quoted_pct', 'completion_pct',
    half_width('quoted_decimals') ~ ' + ' ~ half_width('completion_decimals'), unit='%',
    ready='quotes = 1 and completion_pct is not null', figures=list_of(['figure_id', 'completion_figure_id'])) }}
from quoted

union all

select {{ operand('C22', "concat(main.fiscal_year, ' 数量指标平均完成率与执行率')", 'abs(mean.quantity - main.stated)',
    var('output_and_spending_points'), unit='%', relation='le', ready='mean.quantity is not null',
    figures='main.figure_ids', key='main.report_key') }}
from main
inner join mean on main.report_key = mean.report_key
where main.preference = 1

union all

select {{ operand('C24', "concat('结论“目标完成', conclusion.concluded, '%”')",
    'abs(' ~ printed_number('conclusion.concluded') ~ ' - mean.completion)', var('conclusion_points'), unit='%',
    relation='le', ready='mean.completion is not null', key='conclusion.report_key') }}
from conclusion
left join mean on conclusion.report_key = mean.report_key

union all

select {{ operand('C27', "'满意度的调查来源'", 'case when max(said.says_survey) = 1 then 0 else 1 end',
    ready='max(said.blocks) > 0', key='said.report_key') }}
from said
inner join indicator on said.report_key = indicator.report_key
where indicator.actual_value is not null and indicator.indicator_name like '%满意度%'
group by said.report_key

-- B21, B23, B25, C31: sums that a sentence tells in words; B09, C30: numbers that are not above others; B26: a standard
-- times a number; C29: the amounts under evaluation against project spending; C32: what is budgeted for the year. The
-- wordings are said_sums() and said_limits().
{%- set n = '([0-9][0-9,]*[.]?[0-9]*)' %}
{%- set things = '(?:户|人|名|亩|套|个|间|辆|头|只|株|场|次|公里|平方米)' %}
{%- set standard = n ~ things ~ '[^。0-9]{0,12}每' ~ things ~ '[^0-9。，]{0,8}' ~ n ~ '(万元|元)' %}
{%- set times = standard ~ '[^。0-9]{0,12}(?:共计|合计|共需|总计)[^0-9。，]{0,6}' ~ n ~ '(万元|元)' %}
{%- set under_evaluation = '(?:绩效|项目总数)[^。]*?涉及(?:预算|财政(?:拨款)?|一般公共预算(?:财政)?(?:拨款)?)?(?:总)?(?:金额|资金|拨款)' ~ n ~ '万元' %}
with

report as (

    select * from {{ ref('int_report') }}

),

paragraph as (

    select
        report.report_key,
        report.report_type,
        report.fiscal_year,
        block.document_sha256,
        block.block,
        block.section_id,
        block.text
    from {{ ref('stg_block') }} as block
    inner join report on block.document_sha256 = report.document_sha256
    where block.kind <> 'row'

),

section as (

    select * from {{ ref('stg_section') }}

),

amount as (

    select * from {{ ref('int_operand_amount') }}

),

sentence as (

    select
        report_key,
        document_sha256,
        block,
        {{ explode("split(text, '。')") }} as sentence
    from paragraph

),

whole_paragraph as (

    select
        report_key,
        document_sha256,
        block,
        text as sentence
    from paragraph

),

told as (

    {{ said_numbers('sentence', 'whole_paragraph') | indent(4) }}

),

figure as (

    select
        document_sha256,
        block,
        value,
        min(figure_id) as figure_id
    from {{ ref('stg_figure') }}
    group by document_sha256, block, value

),

part as (

    select
        told.rule_id,
        told.report_key,
        concat(told.what, '“', left(trim(told.sentence), 24), '”') as subject,
        'eq' as relation,
        told.role,
        1 as weight,
        'told' as item,
        told.factor * {{ printed_number('told.printed') }} as amount,
        case told.unit when '元' then told.factor * {{ printed_half('told.printed') }} else 0 end as half_width,
        figure.figure_id,
        told.unit,
        told.is_all_told
    from told
    left join figure
        on
            told.document_sha256 = figure.document_sha256
            and told.block = figure.block
            and {{ printed_number('told.printed') }} = figure.value

),

money as (

    select * from part
    where unit = '元'

),

number as (

    select * from part
    where unit = '个'

),

told_once as (

    select distinct
        report_key,
        text
    from paragraph

),

limited as (

    {{ said_bounds('told_once') | indent(4) }}

),

standard as (

    select
        report_key,
        sentence,
        regexp_extract(sentence, '{{ times }}', 1) as number_text,
        regexp_extract(sentence, '{{ times }}', 2) as each_text,
        regexp_extract(sentence, '{{ times }}', 3) as each_unit,
        regexp_extract(sentence, '{{ times }}', 4) as whole_text,
        regexp_extract(sentence, '{{ times }}', 5) as whole_unit
    from sentence
    where {{ matches('sentence', standard) }}

),

evaluated as (

    select
        paragraph.report_key,
        paragraph.fiscal_year,
        sum(10000 * {{ printed_number("regexp_extract(text, '" ~ under_evaluation ~ "', 1)") }}) as yuan,
        sum(10000 * {{ printed_half("regexp_extract(text, '" ~ under_evaluation ~ "', 1)") }}) as half_width
    from paragraph
    where {{ matches('text', under_evaluation) }}
    group by paragraph.report_key, paragraph.fiscal_year

),

project as (

    select
        report_key,
        fiscal_year,
        max(amount_yuan) as yuan,
        max(half_width) as half_width,
        min(figure_id) as figure_id
    from amount
    where
        classification = 'expenditure_type' and item = 'project'
        and (measure = 'spending' or (measure = 'budget' and stage = 'initial'))
    group by report_key, fiscal_year

),

planned as (

    select
        paragraph.report_key,
        paragraph.fiscal_year,
        {{ join_list(collect_distinct('paragraph.text')) }} as text
    from paragraph
    left join section
        on paragraph.document_sha256 = section.document_sha256 and paragraph.section_id = section.section_id
    where section.title like '%年度预算安排%' or paragraph.text like '%年度预算安排%'
    group by paragraph.report_key, paragraph.fiscal_year

)

{{ sum_check('money', "count(case when role = 'part' then 1 end) >= 2") }}

union all

{%- set gap = "sum(case role when 'whole' then amount else -amount end)" %}

{{ sum_check(
    'number',
    "count(case when role = 'part' then 1 end) >= 2 and (count(case when not is_all_told then 1 end) = 0 or "
    ~ gap ~ " <= 0)",
    unit='个',
) }}

union all

select
    rule_id,
    report_key,
    what as subject,
    'le' as relation,
    {{ exact('factor * less') }} as stated,
    {{ exact('factor * more') }} as expected,
    {{ exact("case unit when '元' then 2 * factor * half_width else 0 end") }} as tolerance,
    unit,
    more is not null as is_ready,
    false as is_truncated,
    cast([] as varchar[]) as figure_ids
from limited
where less is not null

union all

select {{ operand('B26', "concat('“', left(trim(sentence), 30), '”')",
    printed_number('whole_text') ~ " * case whole_unit when '万元' then 10000 else 1 end",
    printed_number('number_text') ~ " * " ~ printed_number('each_text')
    ~ " * case each_unit when '万元' then 10000 else 1 end",
    printed_half('whole_text') ~ " * case whole_unit when '万元' then 10000 else 1 end + " ~ printed_number('number_text')
    ~ " * " ~ printed_half('each_text') ~ " * case each_unit when '万元' then 10000 else 1 end",
    unit='元', ready="whole_text <> ''") }}
from standard

union all

select {{ operand('C29', "concat(evaluated.fiscal_year, ' 绩效涉及金额与项目支出')", 'evaluated.yuan', 'project.yuan',
    'evaluated.half_width + project.half_width', unit='元', relation='le', ready='project.yuan is not null',
    figures=list_of(['project.figure_id']), key='evaluated.report_key') }}
from evaluated
left join project on evaluated.report_key = project.report_key and evaluated.fiscal_year = project.fiscal_year

union all

select {{ operand('C32', "'“年度预算安排”一节'",
    "case when " ~ matches('text', '本年|当年|今年|年度(?:预算)?安排[^。，总]{0,4}[0-9.]+万?元')
    ~ " or text like concat('%', cast(fiscal_year as varchar), '年%') then 0 else 1 end",
    ready=matches('text', '[0-9]万?元')) }}
from planned

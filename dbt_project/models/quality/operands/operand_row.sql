-- D10: a row of the tables of spending and income, whose first column is the sum of the others; C10: weights printed
-- beside a level and those below it.
{#- the numbers behind the last word of a row: codes stand before the name #}
{%- set cells = "regexp_replace(block.text, '^.*[一-龥)”]', '')" %}
{%- set code = '^\t*2[0-9]{2}([0-9]{2}){0,2}\t' %}
{#- 事业收入 with 小计 and 其中 within it is no row of parts #}
{%- set income_head = '合计\t财政(?:补助|拨款)(?:收入)?\t上级补助收入\t事业收入\t经营收入\t附属单位上缴收入'
    ~ '\t其他收入$' %}
with

report as (

    select * from {{ ref('int_report') }}

),

checked as (

    select * from {{ ref('int_operand_indicator') }}

),

block as (

    select
        report.report_key,
        block.document_sha256,
        block.block,
        block.kind,
        block.text,
        block.block
        - row_number() over (partition by block.document_sha256, block.kind order by block.block) as table_no
    from {{ ref('stg_block') }} as block
    inner join report on block.document_sha256 = report.document_sha256

),

-- each row with the last one above it that has no amounts (486.20; 4,862,000; 4862000): the head of its table; the
-- numbers of its columns (栏次 | 1 | 2 | 3) are neither
headed as (

    select
        *,
        max(case when not {{ matches('text', '[0-9][.][0-9]|[0-9],[0-9]{3}|[0-9]{5}') }} then block end) over (
            partition by document_sha256, table_no order by block
        ) as head_block
    from block
    where kind = 'row' and not {{ matches('text', '(^|\t)1\t2(\t|$)') }}

),

spending_row as (

    select
        block.report_key,
        block.document_sha256,
        block.block,
        left(regexp_extract(block.text, '^(.*[一-龥)”])', 1), 40) as label,
        regexp_extract({{ cells }}, '(-?[0-9][0-9,]*[.]?[0-9]*)', 1) as first_cell,
        regexp_extract(head.text, '合计(\t[^\t]*(?:基本支出|财政拨款).*?)\t*$', 1) as parts,
        {{ matches('head.text', income_head) }} as is_income,
        {{ explode(every_match(cells, '(-?[0-9][0-9,]*[.]?[0-9]*)')) }} as printed
    from headed as block
    inner join headed as head
        on
            block.document_sha256 = head.document_sha256
            and block.head_block = head.block
            and {{ matches('head.text', '合计\t[^\t]*基本支出[^\t]*\t[^\t]*项目支出|' ~ income_head) }}
            and not {{ matches('head.text', '增减|变动|上年|合计.*合计') }}
    where block.block > head.block and not {{ matches(cells, code ~ '|%') }}

),

added as (

    select
        report_key,
        block,
        min(concat(label, case when is_income then '（收入）' else '' end)) as label,
        min({{ printed_number('first_cell') }}) as whole,
        sum({{ printed_number('printed') }}) as all_of_it,
        -- 3087 beside 373.17 stands for 3087.00
        count(*) * min({{ printed_half('printed') }}) as half_width,
        count(*) as cells,
        -- of a row with more cells the first is no sum of the others: 2023年预算数 stands beside them
        min(length(parts) - length(regexp_replace(parts, '\t', '', 'g')) + 1) as head_cells
    from spending_row
    group by report_key, block

),

weighed as (

    select distinct
        report_key,
        regexp_extract(text, '([一-龥]{2,6}指标)[(][0-9.]+分?[)]', 1) as level,
        {{ printed_number("regexp_extract(text, '[一-龥]{2,6}指标[(]([0-9.]+)分?[)]', 1)") }} as weight
    from block
    where {{ matches('text', '[一-龥]{2,6}指标[(][0-9.]+分?[)]') }}

),

-- a form that ends in its 产出指标 goes on elsewhere
level_count as (

    select
        report_key,
        count(distinct case when level1 <> '预算执行率' then level1 end) as levels
    from checked
    group by report_key

),

below as (

    select
        weighed.report_key,
        weighed.level,
        weighed.weight,
        sum(checked.weight) as lower_weight,
        count(checked.indicator_name) = count(checked.weight)
        and count(distinct checked.form_name) = 1
        and (sum(checked.weight) >= weighed.weight or max(level_count.levels) > 1) as is_ready,
        {{ collect_distinct('checked.weight_figure_id') }} as figure_ids
    from weighed
    inner join checked
        on weighed.report_key = checked.report_key and weighed.level in (checked.level1, checked.level2)
    inner join level_count on checked.report_key = level_count.report_key
    group by weighed.report_key, weighed.level, weighed.weight

)

select {{ operand('D10', "concat('“', replace(label, '\t', ' '), '”一行')", '10000 * whole',
    '10000 * (all_of_it - whole)', '10000 * half_width', unit='元', ready='cells > 1 and cells <= head_cells') }}
from added

union all

select {{ operand('C10', "concat(level, '的权重')", 'weight', 'lower_weight', unit='分', ready='is_ready',
    figures='figure_ids') }}
from below

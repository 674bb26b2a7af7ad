-- A06: tables that are listed and tables that are there; A07: empty tables and the note that they are; D10: a row of
-- the tables of spending and income, whose first column is the sum of the others; C10: weights printed beside a level
-- and those below it.
{#- the numbers behind the last word of a row: codes stand before the name #}
{%- set cells = "regexp_replace(block.text, '^.*[一-龥)”]', '')" %}
{%- set code = '^\t*2[0-9]{2}([0-9]{2}){0,2}\t' %}
{#- 一般公共预算…表 begins with a numeral that is none: such a number ends with a mark #}
{%- set numeral = '(?:[一二三四五六七八九十]+[、.:： ]+|[0-9]+[、.:： ]*)' %}
{%- set numbering = '^(?:附?表?' ~ numeral ~ '|附?表[、.:： ]*)?(?:20[0-9][0-9]年度?)?' %}
{%- set title = '([一-龥“”()]{4,36}表)(?:[.…· \t0-9]*)$' %}
{#- 事业收入 with 小计 and 其中 within it is no row of parts #}
{%- set income_head = '合计\t财政(?:补助|拨款)(?:收入)?\t上级补助收入\t事业收入\t经营收入\t附属单位上缴收入'
    ~ '\t其他收入$' %}
{%- set subject_of_table = '政府性基金|国有资本经营|三公' %}
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
        - row_number() over (partition by block.document_sha256, block.kind order by block.block) as table_no,
        -- a title alone on its line, in the list or above its table: without number, year, dots and page; 预算公开表1
        -- numbers the table below it
        case
            when {{ matches('block.text', '^[预决算部门单位]*(?:公开|附)表?[0-9]+表?$') }} then ''
            else regexp_extract(block.text, '{{ numbering }}{{ title }}', 1)
        end as title
    from {{ ref('stg_block') }} as block
    inner join report on block.document_sha256 = report.document_sha256

),

following as (

    select
        *,
        min(case when kind = 'row' then block end) over (
            partition by document_sha256 order by block rows between 1 following and unbounded following
        ) as next_row,
        min(case when title <> '' then block end) over (
            partition by document_sha256 order by block rows between 1 following and unbounded following
        ) as next_title
    from block

),

titled as (

    select
        *,
        kind = 'row' or coalesce(next_row < coalesce(next_title, next_row + 1), false) as has_table
    from following
    where title <> ''

),

table_name as (

    select
        report_key,
        title,
        max(case when has_table then 0 else 1 end) as is_listed,
        max(case when has_table then 1 else 0 end) as is_there
    from titled
    group by report_key, title

),

list_of_tables as (

    select
        report_key,
        sum(is_listed) as listed,
        sum(is_listed * is_there) as there,
        max(is_there) as has_tables,
        {{ join_list(collect_distinct('case when is_listed = 1 and is_there = 0 then title end')) }} as lacking
    from table_name
    group by report_key
    having sum(is_listed) >= 3

),

-- the rows of a table and whether they hold an amount other than zero; a whole number may be one, or number a row
filled as (

    select
        titled.report_key,
        titled.document_sha256,
        titled.title,
        regexp_extract(titled.title, '{{ subject_of_table }}', 0) as about,
        count(rows_of.block) as rows_printed,
        max(case when {{ matches('rows_of.text', '[1-9][0-9,]*[.][0-9]|0[.]0*[1-9]') }} then 1 else 0 end)
            as has_amount,
        max(case
            when {{ matches('rows_of.text', '栏次|行次|(^|\t)1\t2(\t|$)') }} then 0
            when {{ matches('rows_of.text', '(^|\t)[1-9][0-9]{0,5}(\t|$)') }} then 1
            else 0
        end) as has_whole_number
    from titled
    left join block as rows_of
        on
            titled.document_sha256 = rows_of.document_sha256
            and titled.block <= rows_of.block
            and coalesce(titled.next_title, rows_of.block + 1) > rows_of.block
            and rows_of.kind = 'row'
    where titled.has_table and {{ matches('titled.title', subject_of_table) }}
    group by titled.report_key, titled.document_sha256, titled.title

),

-- the note may stand in a text beside the tables: a file of tables alone says nothing of it
with_prose as (

    select distinct document_sha256
    from block
    where kind <> 'row' and text like '%。%'

),

noted as (

    select
        filled.report_key,
        filled.title,
        filled.has_amount,
        filled.rows_printed > 1
        and with_prose.document_sha256 is not null
        and (filled.has_amount = 1 or filled.has_whole_number = 0) as is_ready,
        max(case when {{ matches('block.text', '没有|无|不涉及|空表|未安排|未发生') }} then 1 else 0 end) as has_note,
        max(case when {{ matches('block.text', '本表为空|为空表|本表无数据|故本表无') }} then 1 else 0 end) as says_empty
    from filled
    left join block
        on
            filled.document_sha256 = block.document_sha256
            and block.kind <> 'row'
            and block.title = ''
            and block.text like concat('%', filled.about, '%')
    left join with_prose on filled.document_sha256 = with_prose.document_sha256
    group by
        filled.report_key,
        filled.title,
        filled.rows_printed,
        filled.has_amount,
        filled.has_whole_number,
        with_prose.document_sha256

),

-- each row with the last one above it that has no amounts: the head of its table
headed as (

    select
        *,
        max(case when not {{ matches('text', '[0-9][.][0-9]') }} then block end) over (
            partition by document_sha256, table_no order by block
        ) as head_block
    from block
    where kind = 'row'

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
            and not {{ matches('head.text', '增减|变动|上年') }}
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

below as (

    select
        weighed.report_key,
        weighed.level,
        weighed.weight,
        sum(checked.weight) as lower_weight,
        count(checked.indicator_name) = count(checked.weight) and count(distinct checked.form_name) = 1 as is_ready,
        {{ collect_distinct('checked.weight_figure_id') }} as figure_ids
    from weighed
    inner join checked
        on weighed.report_key = checked.report_key and weighed.level in (checked.level1, checked.level2)
    group by weighed.report_key, weighed.level, weighed.weight

)

select {{ operand('A06', "concat('目录所列的表', case when lacking <> '' then concat('，缺', lacking) else '' end)",
    'listed', 'there', unit='张', ready='has_tables = 1') }}
from list_of_tables

union all

select {{ operand('A07', "concat('“', title, '”')",
    'case when has_amount = 1 then says_empty else 1 - has_note end', ready='is_ready') }}
from noted

union all

select {{ operand('D10', "concat('“', replace(label, '\t', ' '), '”一行')", '10000 * whole',
    '10000 * (all_of_it - whole)', '10000 * half_width', unit='元', ready='cells > 1 and cells <= head_cells') }}
from added

union all

select {{ operand('C10', "concat(level, '的权重')", 'weight', 'lower_weight', unit='分', ready='is_ready',
    figures='figure_ids') }}
from below

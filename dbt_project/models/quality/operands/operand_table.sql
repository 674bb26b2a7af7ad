-- A06: tables that are listed and tables that are there; A07: empty tables and the note that they are.
{#- 一般公共预算…表 begins with a numeral that is none: such a number ends with a mark #}
{%- set numeral = '(?:[一二三四五六七八九十]+[、.:： ]+|[0-9]+[、.:： ]*)' %}
{%- set numbering = '^(?:附?表?' ~ numeral ~ '|附?表[、.:： ]*)?(?:20[0-9][0-9]年度?)?' %}
{%- set title = '([一-龥“”()]{4,36}表)(?:[.…· \t0-9]*)$' %}
{%- set subject_of_table = '政府性基金|国有资本经营|三公' %}
with

report as (

    select * from {{ ref('int_report') }}

),

block as (

    select
        report.report_key,
        block.document_sha256,
        block.block,
        block.kind,
        block.text,
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

)

select {{ operand('A06', "concat('目录所列的表', case when lacking <> '' then concat('，缺', lacking) else '' end)",
    'listed', 'there', unit='张', ready='has_tables = 1') }}
from list_of_tables

union all

select {{ operand('A07', "concat('“', title, '”')",
    'case when has_amount = 1 then says_empty else 1 - has_note end', ready='is_ready') }}
from noted

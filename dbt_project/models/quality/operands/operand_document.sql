-- A01–A04, A15, A17: names, years, dates and chapter numbers of a document; A12, A13: its functional codes.
{%- set name_label = '(?:单位|部门)(?:[(]单位[)])?名称(?:[(](?:公章|盖章)[)])?[：:\t ]+([^ \t:：,，。;；()]{2,30})' %}
{#- the title's unit, where it stands before the year: 某县水利局2022年… #}
{%- set titled_unit = '^([一-龥]{2,20}(?:局|委员会|办公室|中心|联合会|协会|法院|检察院|人民政府|学校|医院))(?:关于)?20[0-9]{2}年' %}
{%- set column_title = '[合小总]计|性质|规格|级别|类[型别]|代码|编码|收入|支出|[预决]算|金额|人数|编制数|序号|备注|拨款|经费|资金来源|名称|科目|^20[0-9]{2}' %}
{%- set common = '[省州市县区旗局办公室中心委员会共党的]' %}
{%- set code_label = '统一社会信用代码[^0-9A-Z]{0,8}' %}
with

report as (

    select * from {{ ref('int_report') }}

),

block as (

    select
        stg_block.*,
        report.report_key as read_as,
        report.report_type,
        report.fiscal_year,
        report.department_name,
        regexp_extract(report.title, '{{ titled_unit }}', 1) as unit_of_title
    from {{ ref('stg_block') }} as stg_block
    inner join report on stg_block.document_sha256 = report.document_sha256

),

printed_code as (

    select * from {{ ref('stg_function_name') }}

),

function_class as (

    select * from {{ ref('function_class') }}

),

-- abbreviations keep some character of the name; a name that shares none with it, offices and places aside, is another
labelled as (

    select
        read_as as report_key,
        printed_name,
        min(regexp_replace(printed_name, '{{ common }}', '', 'g')) as printed_core,
        min(regexp_replace(regexp_replace(department_name, '^.*[县市区旗]', ''), '{{ common }}', '', 'g')) as own_core,
        min(regexp_replace(regexp_replace(unit_of_title, '^[^县市区旗]*[县市区旗]', ''), '{{ common }}', '', 'g'))
            as core_of_title
    from (
        select
            *,
            regexp_extract(text, '{{ name_label }}', 1) as printed_name
        from block
    ) as extracted
    where
        printed_name <> ''
        -- the title of the next column: 单位名称 | 单位性质 | 合计
        and not {{ matches('printed_name', column_title) }}
    group by read_as, printed_name

),

dated as (

    select
        read_as as report_key,
        fiscal_year,
        cast(nullif(case
            when report_type = 'final_accounts' and length(text) <= 60 and not {{ matches('text', '预算') }}
                then coalesce(
                    -- 较2022年决算数 is a year compared with
                    nullif(regexp_extract(
                        text, '(?:^|[^较比与和同为])(20[0-9][0-9])年度?(?:部门|单位)?(?:收入|支出|收支)?决算', 1
                    ), ''),
                    regexp_extract(text, '截[至止](20[0-9][0-9])年(?:12月31日|12月底|末|底)', 1)
                )
            when report_type = 'final_accounts' and not {{ matches('text', '上年|去年|期初') }}
                then regexp_extract(text, '截[至止](20[0-9][0-9])年(?:12月31日|12月底|末|底)', 1)
            when report_type = 'budget' and length(text) <= 60
                then regexp_extract(text, '(20[0-9][0-9])年度?(?:部门|单位)?(?:收支)?预算(?:公开|编制|说明|情况说明)', 1)
        end, '') as integer) as printed_year,
        text
    from block
    where kind <> 'row'

),

years as (

    select
        report_key,
        printed_year,
        fiscal_year,
        min(text) as example
    from dated
    where printed_year is not null
    group by report_key, printed_year, fiscal_year

),

credit_code as (

    select distinct
        read_as as report_key,
        regexp_extract(text, '{{ code_label }}([0-9A-HJ-NPQRTUWXY]{18})', 1) as code,
        regexp_extract(text, '{{ code_label }}[0-9A-Z]*', 0) as printed
    from block
    where {{ matches('text', '统一社会信用代码') }}

),

headings as (

    select
        read_as as report_key,
        report_type,
        min(case
            when report_type = 'final_accounts' and {{ matches('text', '(收入|支出|收支)预算(总体)?情况') }} then text
            when report_type = 'budget' and {{ matches('text', '(收入|支出|收支)决算(总体)?情况') }} then text
        end) as foreign_heading
    from block
    where kind = 'heading'
    group by read_as, report_type

),

numbered as (

    select
        read_as as report_key,
        text,
        chapter_no,
        max(chapter_no) over (
            partition by read_as order by block rows between unbounded preceding and 1 preceding
        ) as highest_before,
        max(chapter_no) over (
            partition by read_as, part_no order by block rows between unbounded preceding and 1 preceding
        ) as highest_of_part
    from (
        select
            *,
            {{ chinese_ordinal("regexp_extract(text, '^([一二三四五六七八九十]+)、', 1)") }} as chapter_no,
            sum(case when {{ matches('text', '^第[一二三四五六七八九十]+部分') }} then 1 else 0 end) over (
                partition by read_as order by block
            ) as part_no
        from block
        where kind <> 'row'
    ) as read_numbers
    where chapter_no is not null

),

code as (

    select
        printed_code.report_key,
        printed_code.function_code,
        printed_code.function_name,
        min(class.function_name) as class_name,
        min(other.function_code) as code_of_name
    from printed_code
    inner join report on printed_code.document_sha256 = report.document_sha256
    left join function_class as class on left(printed_code.function_code, 3) = class.function_code
    left join function_class as other
        on replace(printed_code.function_name, '支出', '') = replace(other.function_name, '支出', '')
    group by printed_code.report_key, printed_code.function_code, printed_code.function_name

)

select {{ operand('A01', "concat('单位名称“', printed_name, '”')",
    'case when ' ~ shares_character('printed_core', 'own_core') ~ " and (coalesce(core_of_title, '') = '' or "
    ~ shares_character('printed_core', 'core_of_title') ~ ') then 0 else 1 end',
    ready="own_core <> ''") }}
from labelled
where printed_core <> ''

union all

select {{ operand('A02', "concat('标题或截至日期“', left(example, 30), '”')", 'printed_year', 'fiscal_year', unit='',
    ready='fiscal_year is not null') }}
from years

union all

select {{ operand('A03', "concat('“', printed, '”')",
    "case when code <> '' and " ~ credit_code_sum('code')
    ~ " = (31 - (position(substr(code, 18, 1) in '0123456789ABCDEFGHJKLMNPQRTUWXY') - 1)) % 31 then 0 else 1 end",
    ready="code <> ''") }}
from credit_code

union all

select {{ operand('A04', "concat('章节标题“', coalesce(left(foreign_heading, 30), '全部'), '”')",
    'case when foreign_heading is null then 0 else 1 end') }}
from headings
where report_type in ('final_accounts', 'budget')

union all

select {{ operand('A15', "'报送日期与所述期间'",
    'year(period_end) * 10000 + month(period_end) * 100 + day(period_end)',
    'year(filed_on) * 10000 + month(filed_on) * 100 + day(filed_on)', unit='', relation='le',
    ready='filed_on is not null and period_end is not null') }}
from report

union all

-- a part begins at one, or goes on where the part before it ended
select {{ operand('A17', "concat('“', left(text, 30), '”')", 'chapter_no',
    'least(chapter_no, coalesce(highest_of_part, highest_before, 0) + 1)', unit='') }}
from numbered

union all

select {{ operand('A12', "concat(function_code, ' ', function_name)",
    'case when code_of_name is null or code_of_name = function_code then 0 else 1 end',
    ready='class_name is not null') }}
from code
where length(function_code) = 3

union all

select {{ operand('A13', "concat(function_code, ' ', function_name)", 'case when class_name is null then 1 else 0 end',
    ready='length(function_code) in (3, 5, 7)') }}
from code

union all

-- a report of which no text was kept cannot be read for any of these
select {{ operand('asked.rule_id', "'全文'", '0', ready='false') }}
from report
cross join (values ('A01'), ('A02'), ('A03'), ('A04'), ('A17')) as asked (rule_id)
left join (select distinct document_sha256 from block) as kept on report.document_sha256 = kept.document_sha256
where kept.document_sha256 is null

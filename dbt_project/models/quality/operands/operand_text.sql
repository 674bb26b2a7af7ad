-- A08–A11, A14, A19, A20, D22, D25, E10: what should not stand in a paragraph, by the patterns of wordings(); D24, E06:
-- words and amounts of one sentence; A05: what the template's chapters speak of. A report without prose is not asked.
{%- set amount = '([0-9][0-9,]*[.]?[0-9]*)' %}
{%- set both = '预算(?:数)?为?' ~ amount ~ '万元，(?:支出)?决算(?:数)?为?' ~ amount ~ '万元' %}
{%- set above = '决算数(大于|小于|等于)(?:年初|调整|全年)?预算' %}
{%- set against = '(?:比|较)(?:年初|调整|全年)?预算(?:数)?(增加|减少|节约|下降)' ~ amount ~ '万元' %}
with

report as (

    select * from {{ ref('int_report') }}

),

block as (

    select * from {{ ref('stg_block') }}

),

figure as (

    select * from {{ ref('stg_figure') }}

),

paragraph as (

    select
        block.document_sha256,
        report.report_key,
        report.report_type,
        report.fiscal_year,
        block.block,
        block.text
    from block
    inner join report on block.document_sha256 = report.document_sha256
    where block.kind <> 'row'

),

prose as (

    select
        report.report_key,
        count(block.block) as blocks,
        count(case when block.kind <> 'row' then 1 end) as paragraphs,
        max(
            case when block.kind <> 'row' and {{ matches('block.text', '^第[一二三四五六]部分') }} then 1 else 0 end
        ) as has_parts
    from report
    left join block on report.document_sha256 = block.document_sha256
    group by report.report_key

),

hit as (

    {{ wording_hits('paragraph') | indent(4) }}

),

in_block as (

    select
        figure.document_sha256,
        figure.block,
        {{ collect_distinct('figure.figure_id') }} as figure_ids
    from figure
    inner join (
        select distinct
            document_sha256,
            block
        from hit
    ) as found
        on figure.document_sha256 = found.document_sha256 and figure.block = found.block
    group by figure.document_sha256, figure.block

),

text_rule as (

    select listed.rule_id
    from (values {{ "('" ~ wordings() | map(attribute='rule') | unique | join("'), ('") ~ "')" }}) as listed (rule_id)

),

-- a report without any text cannot be read for words; one that is clean says so in one row
clean as (

    select
        text_rule.rule_id,
        prose.report_key,
        prose.blocks
    from prose
    cross join text_rule
    left join hit on prose.report_key = hit.report_key and text_rule.rule_id = hit.rule_id
    where hit.rule_id is null and (prose.paragraphs > 0 or prose.blocks = 0)

),

sentence as (

    select
        report_key,
        trim(sentence) as sentence
    from (
        select
            report_key,
            {{ explode("split(text, '。')") }} as sentence
        from paragraph
        where report_type = 'final_accounts' and {{ matches('text', '预算') }}
    ) as cut

),

worded as (

    select
        *,
        regexp_extract(sentence, '{{ both }}', 1) as budget_text,
        regexp_extract(sentence, '{{ both }}', 2) as spent_text,
        regexp_extract(sentence, '{{ above }}', 1) as said,
        regexp_extract(sentence, '{{ against }}', 1) as direction,
        regexp_extract(sentence, '{{ against }}', 2) as change_text
    from sentence

),

-- which of 大于, 小于 and 等于 the two amounts give
compared as (

    select
        report_key,
        left(sentence, 40) as excerpt,
        case said when '大于' then 1 when '小于' then -1 else 0 end as said_sign,
        sign({{ printed_number('spent_text') }} - {{ printed_number('budget_text') }}) as true_sign
    from worded
    where said <> ''

),

topic as (

    select
        prose.report_key,
        topics.topic,
        max(case when paragraph.text like concat('%', topics.keyword, '%') then 0 else 1 end) = 1
        and max(case when paragraph.text like concat('%', topics.keyword, '%') then 1 else 0 end) = 0 as is_missing
    from prose
    inner join paragraph on prose.report_key = paragraph.report_key
    cross join (
        values ('“三公”经费', '三公'), ('机关运行经费', '机关运行经费'), ('政府采购', '政府采购'),
        ('国有资产', '国有资产'), ('预算绩效', '绩效'), ('名词解释', '名词')
    ) as topics (topic, keyword)
    where prose.has_parts = 1
    group by prose.report_key, topics.topic

)

select
    hit.rule_id,
    hit.report_key,
    concat('“', hit.excerpt, '”') as subject,
    'eq' as relation,
    {{ exact('1') }} as stated,
    {{ exact('0') }} as expected,
    {{ exact('0') }} as tolerance,
    '处' as unit,
    true as is_ready,
    false as is_truncated,
    coalesce(in_block.figure_ids, cast([] as varchar[])) as figure_ids
from hit
left join in_block on hit.document_sha256 = in_block.document_sha256 and hit.block = in_block.block

union all

select
    rule_id,
    report_key,
    '全文' as subject,
    'eq' as relation,
    {{ exact('0') }} as stated,
    {{ exact('0') }} as expected,
    {{ exact('0') }} as tolerance,
    '处' as unit,
    blocks > 0 as is_ready,
    false as is_truncated,
    cast([] as varchar[]) as figure_ids
from clean

union all

select {{ operand('D24', "concat('“', excerpt, '”')", 'case when said_sign = true_sign then 0 else 1 end',
    ready='true_sign is not null') }}
from compared

union all

select {{ operand('E06', "concat('“', left(sentence, 40), '”')",
    "10000 * " ~ printed_number('change_text') ~ " * case direction when '增加' then 1 else -1 end",
    "10000 * (" ~ printed_number('spent_text') ~ " - " ~ printed_number('budget_text') ~ ")",
    "10000 * (" ~ printed_half('change_text') ~ " + " ~ printed_half('spent_text') ~ " + "
    ~ printed_half('budget_text') ~ ")", unit='元', ready="budget_text <> ''") }}
from worded
where change_text <> ''

union all

select {{ operand('A05', "concat(topic, '一节')", 'case when is_missing then 1 else 0 end') }}
from topic

union all

select {{ operand('A05', "'全文'", '0', ready='false') }}
from prose
where blocks = 0

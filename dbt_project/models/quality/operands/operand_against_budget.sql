-- E06: what stands behind an amount that was spent of how far it lies from its budget (支出 5.21 万元，与年度预算相比减少
-- 0.1 万元，下降 0.7%), against the budget that the report prints of it, wherever that stands.
{%- set n = '([0-9][0-9,]*[.]?[0-9]*)' %}
{%- set up = '增加|增长|上升|超支|超出' %}
{%- set down = '减少|下降|降低|节约' %}
{%- set flat = '无增减|无变化|没有变化|持平' %}
{%- set between = '(?:，(?:完成|占)[^，。；]{1,14}%)?(?:，[与同较比](?:上年|去年|20[0-9]{2}年度?决算)[^。；预]*)?' %}
{%- set against = '^' ~ between ~ '，?[与同较比][^，。；0-9]{0,6}(?:20[0-9]{2}年度?)?(年初|调整|全年)?[^，。；0-9上去]{0,4}预算数?'
    ~ '(?:相比|比较|对比)?，?' %}
{%- set changed = against ~ '(?:' ~ up ~ '|' ~ down ~ ')了?' ~ n ~ '万元' %}
with

amount as (

    select * from {{ ref('int_operand_amount') }}

),

mention as (

    select * from {{ ref('stg_amount') }}
    where measure = 'spending' and not is_derived and origin = 'prose' and classification <> 'use'

),

figure as (

    select * from {{ ref('stg_figure') }}

),

block as (

    select * from {{ ref('stg_block') }}

),

-- 预算 for X, 决算 for Y in one sentence is what operand_text compares
followed as (

    select
        mention.*,
        {{ item_identity('mention.item_code', 'mention.item_name') }} as item,
        substr(block.text, figure.char_end + 1, 120) as words
    from mention
    inner join figure on mention.document_sha256 = figure.document_sha256 and mention.figure_id = figure.figure_id
    inner join block on figure.document_sha256 = block.document_sha256 and figure.block = block.block
    where not {{ matches('block.text', '预算(数)?为?[0-9.,]+万元，(支出)?决算(数)?为?[0-9.,]+万元') }}

),

told as (

    select
        *,
        regexp_extract(words, '{{ against }}(?:{{ up }}|{{ down }}|{{ flat }})', 1) as basis_text,
        regexp_extract(words, '{{ against }}({{ up }}|{{ down }}|{{ flat }})', 2) as direction,
        regexp_extract(words, '{{ changed }}', 2) as change_text,
        regexp_extract(words, '{{ changed }}[，(（]?(?:{{ up }}|{{ down }})?了?{{ n }}%', 3) as rate_text
    from followed
    where {{ matches('words', against ~ '(' ~ up ~ '|' ~ down ~ '|' ~ flat ~ ')') }}

),

-- the budget that comes nearest to what is said, of those the word allows
weighed as (

    select
        told.report_key,
        spent.subject,
        told.change_text,
        told.rate_text,
        told.direction,
        spent.amount_yuan - budget.amount_yuan as gap_yuan,
        budget.amount_yuan as budget_yuan,
        spent.half_width + budget.half_width as half_width,
        case
            when {{ matches('told.direction', flat) }} then 0
            when {{ matches('told.direction', up) }} then 10000
            else -10000
        end as sign_yuan,
        {{ list_of(['told.figure_id', 'budget.figure_id']) }} as figure_ids,
        row_number() over (
            partition by told.document_sha256, told.figure_id
            order by
                abs(
                    abs(spent.amount_yuan - budget.amount_yuan)
                    - 10000 * coalesce({{ printed_number('told.change_text') }}, 0)
                ),
                budget.figure_id
        ) as preference
    from told
    inner join amount as spent
        on
            {{ same_columns('told', 'spent',
                ['report_key', 'fiscal_year', 'classification', 'item', 'funding_source', 'measure']) }}
    inner join amount as budget
        on
            {{ same_columns('told', 'budget',
                ['report_key', 'fiscal_year', 'classification', 'item', 'funding_source']) }}
            and budget.measure = 'budget'
            and budget.stage <> 'received'
    where
        told.basis_text = ''
        or budget.stage = 'approved'
        or (told.basis_text = '年初' and budget.stage = 'initial')
        or (told.basis_text in ('调整', '全年') and budget.stage = 'adjusted')

)

select {{ operand('E06', "concat(subject, ' 比预算增减')",
    "sign_yuan * coalesce(" ~ printed_number('change_text') ~ ", 0)", 'gap_yuan',
    "half_width + case when change_text = '' then 0 else 10000 * " ~ printed_half('change_text') ~ " end", unit='元',
    ready="sign_yuan = 0 or change_text <> ''", figures='figure_ids') }}
from weighed
where preference = 1 and (sign_yuan = 0 or change_text <> '')

union all

select {{ operand('E06', "concat(subject, ' 比预算增减率')", "sign(sign_yuan) * " ~ printed_number('rate_text'),
    '100 * gap_yuan / cast(nullif(budget_yuan, 0) as double)',
    "100 * half_width * (1 + abs(gap_yuan) / cast(nullif(budget_yuan, 0) as double))"
    ~ " / cast(nullif(budget_yuan, 0) as double) + " ~ printed_half('rate_text'),
    unit='%', ready='budget_yuan > 0', figures='figure_ids') }}
from weighed
where preference = 1 and rate_text <> ''

-- B18: 年度资金总额 of a project's form against the rows below it, column by column. What the contract has no place for
-- (上年结转资金) is among them, so the cells themselves are added up. A list within the list (其中 twice, or 财政拨款 beside
-- the levels of government that it came from) is not added up; neither is one without its last row, 其他资金.
{%- set columns = range(2, 10) %}
{%- set tab = "'\t'" %}
{%- set of_funds = '财政|拨款|结转|结余|其他|自筹|自有|单位资金|中央|省|市|县|区|上级|本级|专户|债券|社会资金|补助|配套' %}
{%- set levels = '中央|省|市|县|区|上级|本级|公共预算|政府性基金' %}
with

report as (

    select * from {{ ref('int_report') }}

),

figure as (

    select * from {{ ref('stg_figure') }}

),

with_funds as (

    select distinct document_sha256
    from {{ ref('stg_block') }}
    where kind = 'row' and text like '%总额%'

),

printed as (

    select
        report.report_key,
        report.fiscal_year,
        block.document_sha256,
        block.block,
        block.kind,
        block.text,
        regexp_replace(regexp_extract(block.text, '^([^0-9]*)', 1), '[\t ]', '', 'g') as label,
        lag(block.text) over (partition by block.document_sha256 order by block.block) as header
    from {{ ref('stg_block') }} as block
    inner join report on block.document_sha256 = report.document_sha256
    inner join with_funds on block.document_sha256 = with_funds.document_sha256

),

-- in which unit a row was understood
factor as (

    select
        figure.document_sha256,
        figure.block,
        max(amount.unit_factor) as unit_factor
    from {{ ref('stg_amount') }} as amount
    inner join figure on amount.figure_id = figure.figure_id
    group by figure.document_sha256, figure.block

),

placed as (

    select
        *,
        max(case when is_total then block end) over (partition by document_sha256 order by block) as total_block,
        max(case when not is_total and not is_part then block end) over (
            partition by document_sha256 order by block
        ) as last_other
    from (
        select
            *,
            greatest(
                0, length(regexp_replace(header, '[^\t]', '', 'g')) - length(regexp_replace(text, '[^\t]', '', 'g'))
            ) as header_ahead,
            kind = 'row' and {{ matches('label', '^[^其]*(资金|预算)总额[(（)）元万AB]*$') }} as is_total,
            kind = 'row' and position({{ tab }} in text) > 0 and {{ matches('label', of_funds) }}
            and not {{ matches('label', '总额') }} as is_part
        from printed
    ) as kinds

),

form as (

    select
        *,
        count(case when is_part and label like '%其中%' then 1 end) over (
            partition by document_sha256, total_block
        ) as lists,
        max(case when is_part and {{ matches('label', levels) }} then 1 else 0 end) over (
            partition by document_sha256, total_block
        ) as has_levels,
        max(case when is_part and {{ matches('label', '财政拨款|财政资金') }} then 1 else 0 end) over (
            partition by document_sha256, total_block
        ) as has_fiscal,
        max(case when is_part and {{ matches('label', '其他|自筹|单位资金') }} then 1 else 0 end) over (
            partition by document_sha256, total_block
        ) as has_last
    from placed
    where total_block is not null and coalesce(last_other, 0) < total_block

),

cell as (

    {%- for column in columns %}
    select
        form.*,
        {{ column }} as column_no,
        regexp_extract(split_part(text, {{ tab }}, {{ column }}), '^ *([0-9][0-9,]*[.]?[0-9]*) *$', 1) as printed,
        {{ matches("split_part(text, " ~ tab ~ ", " ~ column ~ ")", '[0-9]') }} as has_digits,
        -- a cell that is merged downwards stands in the header's row alone
        nullif(regexp_replace(split_part(header, {{ tab }}, {{ column }} + header_ahead), '[(（ ].*$', ''), '') as named
    from form
    {{ 'union all' if not loop.last }}
    {%- endfor %}

),

line as (

    select
        'B18' as rule_id,
        cell.report_key,
        concat_ws(
            ' ', cell.fiscal_year, '资金总额与各项资金',
            coalesce(max(case when cell.is_total then cell.named end) over (
                partition by cell.document_sha256, cell.total_block, cell.column_no
            ), concat('第', cell.column_no, '列'))
        ) as subject,
        'eq' as relation,
        case when cell.is_total then 'whole' else 'part' end as role,
        1 as weight,
        cell.label as item,
        factor.unit_factor * {{ printed_number('cell.printed') }} as amount,
        factor.unit_factor * {{ printed_half('cell.printed') }} as half_width,
        figure.figure_id,
        cell.lists,
        cell.has_levels,
        cell.has_fiscal,
        cell.has_last
    from cell
    inner join factor on cell.document_sha256 = factor.document_sha256 and cell.total_block = factor.block
    left join (
        select
            document_sha256,
            block,
            value,
            min(figure_id) as figure_id
        from figure
        group by document_sha256, block, value
    ) as figure
        on
            cell.document_sha256 = figure.document_sha256
            and cell.block = figure.block
            and {{ printed_number('cell.printed') }} = figure.value
    where cell.printed <> '' or not cell.has_digits

),

-- points and rates stand beside the total alone
summed as (

    select *
    from (
        select
            *,
            count(case when role = 'part' then amount end) over (partition by report_key, subject) as parts_printed,
            count(case when role = 'whole' then amount end) over (partition by report_key, subject) as wholes_printed
        from line
    ) as counted
    where parts_printed >= 2 and wholes_printed >= 1

)

{%- set gap = "sum(case role when 'whole' then amount else -amount end)" %}

{{ sum_check(
    'summed',
    "max(lists) <= 1 and max(has_levels + has_fiscal) <= 1 and (" ~ gap ~ " <= 0 or (max(has_last) = 1"
    ~ " and count(case when amount is null then 1 end) = 0))",
) }}

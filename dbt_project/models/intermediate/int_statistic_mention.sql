{{ config(tags=['departments']) }}

with

statistic as (

    select * from {{ ref('stg_statistic') }}

),

word as (

    select * from {{ ref('word') }}

),

report as (

    select * from {{ ref('stg_report') }}

),

indicator_form as (

    select distinct
        document_sha256,
        form
    from {{ ref('stg_indicator') }}

),

-- a score or a count belongs to a form of indicators where it is printed with one; any other list a statistic stands
-- in is only where it is printed
placed as (

    select
        statistic.*,
        indicator_form.form as indicator_form
    from statistic
    left join indicator_form
        on
            statistic.document_sha256 = indicator_form.document_sha256
            and statistic.form = indicator_form.form
            and (statistic.statistic = 'evaluation_score' or statistic.statistic like 'indicator_count%')

),

-- 公务用车保有量 is of the vehicles that run on fiscal money, 共有车辆 of all
held as (

    select figure.figure_id
    from {{ ref('stg_figure') }} as figure
    inner join {{ ref('stg_block') }} as block
        on figure.document_sha256 = block.document_sha256 and figure.block = block.block
    where
        figure.label = 'vehicles'
        and {{ matches('substr(block.text, 1, cast(figure.char_start as integer))', '保有[^0-9。，；、]*$') }}

),

measured as (

    select
        *,
        -- a form tells apart what has no name: the score of a named project is one, in its form and in a list
        {{ stable_key([
            'report_key', 'fiscal_year', 'statistic', 'item_name', 'case when item_name is null then indicator_form end',
        ]) }} as fact_key,
        value * {{ unit_factor('unit') }} as base_value,
        -- a count without decimals is exact; money and scores are rounded to their last printed place
        case
            when decimals = 0 and not {{ is_money('unit') }} then cast(0 as decimal(28, 8))
            else {{ half_width('decimals', unit_factor('unit')) }}
        end as printed_half_width
    from placed
    where value is not null

)

select
    measured.*,
    held.figure_id is not null as is_held,
    report.is_current and report.blocked_reason is null as is_checked,
    concat_ws(' ', measured.fiscal_year, coalesce(word.name_zh, measured.statistic), measured.item_name) as subject
from measured
inner join report
    on measured.document_sha256 = report.document_sha256 and measured.report_key = report.report_key
left join held on measured.figure_id = held.figure_id
left join word on word.domain = 'statistic' and measured.statistic = word.code

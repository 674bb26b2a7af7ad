-- B19, C12, C16, C17: the score of an indicator against its completion; C14: the score in the text against that of the
-- form; C15: the grade against the score.
{#- 评价结果为优的项目12个 is a number of projects #}
{%- set graded_as = '(?:(?:等级|等次|评价档次)(?:评定)?(?:为|是|：|:)?|评价?结果(?:评定)?(?:为|是|：|:))[“"‘]?(优|良|中|差)' %}
{%- set counted_as = '[优良中差](?:秀|好)?[”"’]?的' %}
with

checked as (

    select * from {{ ref('int_operand_indicator') }}

),

statistic as (

    select * from {{ ref('int_statistic_mention') }}
    where is_checked and statistic = 'evaluation_score' and item_name is null

),

report as (

    select * from {{ ref('int_report') }}

),

block as (

    select * from {{ ref('stg_block') }}

),

marked as (

    select
        *,
        max(case when score is not null then 1 else 0 end) over (partition by report_key, form_name) as has_scores,
        -- 预算执行率 has no target: it is of 100
        coalesce(
            completion_pct, case when actual_unit = '%' and coalesce(target_value, 100) = 100 then actual_value end
        ) as done_pct,
        coalesce(completion_decimals, actual_decimals) as done_decimals,
        -- ★补助粮食作物 has the points, 红薯 5.5 亩 and 玉米 2 亩 below it what was done
        coalesce(target_text, '') = '' and coalesce(
            lead(weight is null and score is null and actual_text <> '') over (
                partition by document_sha256, form_name order by sequence
            ),
            false
        ) as is_told_below,
        case
            when {{ matches('actual_text', '^(基本|部分)?(未达成|没有达成|未完成)') }} then 0
            when {{ matches('actual_text', '^(部分|基本)(达成|完成)') }} then 1
            when {{ matches('actual_text', '^(全部|已)?(达成|完成)(预期|$)') }} then 2
        end as tier
    from checked

),

tiered as (

    select
        *,
        100 * score / cast(nullif(weight, 0) as double) as share_pct,
        case tier when 0 then 0 when 1 then 60 else 80 end as low_pct_of_tier,
        case tier when 0 then 60 when 1 then 80 else 100 end as high_pct_of_tier
    from marked
    where tier is not null and operator = 'qualitative'

),

form_score as (

    select
        report_key,
        fiscal_year,
        min(value) as value,
        min(figure_id) as figure_id,
        count(distinct indicator_form) as forms,
        count(distinct value) as form_values
    from statistic
    where indicator_form is not null
    group by report_key, fiscal_year

),

text_score as (

    select
        report_key,
        fiscal_year,
        value,
        min(figure_id) as figure_id,
        min(printed_half_width) as half_width
    from statistic
    where indicator_form is null
    group by report_key, fiscal_year, value

),

graded as (

    select
        report.report_key,
        cut.sentence,
        regexp_extract(cut.sentence, '{{ graded_as }}', 1) as grade,
        -- the score that is called the whole's, else the one right before the grade, else the first one behind it
        coalesce(
            nullif(
                regexp_extract(
                    cut.sentence,
                    '(?:总得分|综合得分|自评得分|评价得分|最终得分|总分|综合评分|自评分)[为是：: ]*([0-9]+[.]?[0-9]*) ?分', 1
                ),
                ''
            ),
            nullif(
                regexp_extract(cut.sentence, '([0-9]+[.]?[0-9]*) ?分[^0-9]*(?:等级|等次|评价档次|[评考]价?结果)', 1), ''
            ),
            regexp_extract(cut.sentence, '(?:等级|等次|评价档次|[评考]价?结果)[^0-9]*([0-9]+[.]?[0-9]*) ?分', 1)
        ) as score_text
    from (
        select
            document_sha256,
            {{ explode("split(text, '。')") }} as sentence
        from block
        where {{ matches('text', graded_as) }}
    ) as cut
    inner join report on cut.document_sha256 = report.document_sha256
    where not {{ matches('cut.sentence', counted_as) }}

),

banded as (

    select
        report_key,
        grade,
        sentence,
        {{ printed_number('score_text') }} as score,
        case grade when '优' then 90 when '良' then 80 when '中' then 60 else 0 end as low,
        case grade when '优' then 100 when '良' then 90 when '中' then 80 else 60 end as high
    from graded
    where grade <> ''

)

select {{ operand('B19', "concat(subject, ' 得分')", 'score', 'weight * least(done_pct, 100) / 100',
    half_width('score_decimals') ~ ' + weight * ' ~ half_width('done_decimals') ~ ' / 100', unit='分',
    ready='score is not null and done_pct is not null', figures='figure_ids') }}
from marked
where
    report_type = 'project_evaluation'
    and weight = 10
    and {{ matches('indicator_name', '^(预算|资金)?执行率$') }}

union all

select {{ operand('C12', "concat(subject, ' 得分与完成率')", 'score', 'weight * least(completion_pct, 100) / 100',
    half_width('score_decimals') ~ ' + weight * ' ~ half_width('completion_decimals') ~ ' / 100', unit='分',
    relation='le', ready='score is not null and weight is not null', figures='figure_ids') }}
from marked
where completion_pct is not null and has_scores = 1 and not {{ matches('indicator_name', '^(预算|资金)?执行率$') }}

union all

-- a form without 完成率 takes points off as it likes, but not none for a number that was not reached
select {{ operand('C12', "concat(subject, ' 得分与实际值')", 'score', 'weight * least(recomputed_pct, 100) / 100',
    half_width('score_decimals') ~ ' + weight * actual_half_width / cast(nullif(target_base, 0) as double)', unit='分', relation='le', figures='figure_ids') }}
from marked
where
    completion_pct is null
    and has_scores = 1
    and actual_unit = target_unit
    and operator in ('>=', '=')
    and score = weight
    and recomputed_pct is not null
    and not {{ matches('indicator_name', '^(预算|资金)?执行率$') }}

union all

select {{ operand('C16', "concat(subject, '“', actual_text, '”')", 'share_pct',
    'least(greatest(share_pct, low_pct_of_tier), high_pct_of_tier)',
    '100 * ' ~ half_width('score_decimals') ~ ' / cast(nullif(weight, 0) as double)', unit='%',
    ready='score is not null and weight > 0', figures='figure_ids') }}
from tiered

union all

select {{ operand('C17', "concat(subject, ' 实际值与得分')",
    "case when (actual_text is null or trim(actual_text) = '') = (score is null) then 0 else 1 end",
    ready='weight is not null', figures='figure_ids') }}
from marked
where has_scores = 1 and not is_told_below

union all

select {{ operand('C14', "concat(text_score.fiscal_year, ' 正文得分与表内总分')", 'text_score.value', 'form_score.value',
    'text_score.half_width', unit='分', ready='form_score.forms = 1 and form_score.form_values = 1',
    figures=list_of(['text_score.figure_id', 'form_score.figure_id']), key='text_score.report_key') }}
from text_score
inner join form_score
    on text_score.report_key = form_score.report_key and text_score.fiscal_year = form_score.fiscal_year

union all

select {{ operand('C15', "concat('等级“', grade, '”')", 'score', 'least(greatest(score, low), high)', unit='分',
    ready='score is not null') }}
from banded

-- C09 the weights of a form, C13 its scores.
with

indicator as (

    select
        *,
        level1 = '预算执行率' as is_execution_row,
        sum(case when level1 <> '预算执行率' then weight end) over (partition by document_sha256, form_name)
            as weight_of_indicators
    from {{ ref('int_operand_indicator') }}

),

-- forms give the row of funds its points within the full mark or beside it: 50 + 30 + 10 + 10, or 70 + 20 + 10
checked as (

    select *
    from indicator
    where
        not (coalesce(is_execution_row, false) and coalesce(weight_of_indicators = 100, false))
        -- prose may tell some indicators of many; where their weights are 100, it tells all
        and (origin = 'table' or weight_of_indicators = 100)

),

statistic as (

    select * from {{ ref('int_statistic_mention') }}

),

-- C13: the score a form's indicators add up to, where it is plain which form a printed score belongs to
scored_form as (

    select
        document_sha256,
        report_key,
        form_name,
        form_label,
        count(*) over (partition by document_sha256) as forms
    from (
        select distinct
            document_sha256,
            report_key,
            form_name,
            form_label
        from checked
        where score is not null
    ) as forms_with_scores

),

evaluated as (

    select
        statistic.*,
        scored_form.form_name,
        scored_form.form_label,
        row_number() over (
            partition by statistic.document_sha256, scored_form.form_name, statistic.value
            order by statistic.sequence, statistic.figure_id
        ) as preference,
        min(statistic.value) over (partition by statistic.document_sha256, scored_form.form_name)
        <> max(statistic.value) over (partition by statistic.document_sha256, scored_form.form_name) as has_rivals
    from statistic
    inner join scored_form
        on
            statistic.document_sha256 = scored_form.document_sha256
            and (
                statistic.indicator_form = scored_form.form_name
                or (statistic.indicator_form is null and scored_form.forms = 1)
            )
    where statistic.statistic = 'evaluation_score' and statistic.item_name is null and statistic.is_checked

),

titled as (

    select
        *,
        '得分之和' || form_label
        || case when has_rivals then '（' || cast(cast(value as double) as varchar) || '）' else '' end as score_subject
    from evaluated
    where preference = 1

),

score_part as (

    select
        'C13' as rule_id,
        report_key,
        score_subject as subject,
        'whole' as role,
        'score' as item,
        value as amount,
        cast(0 as decimal(28, 8)) as half_width,
        figure_id
    from titled

    union all

    select
        'C13' as rule_id,
        titled.report_key,
        titled.score_subject as subject,
        'part' as role,
        checked.indicator_key as item,
        checked.score as amount,
        cast(0 as decimal(28, 8)) as half_width,
        checked.score_figure_id as figure_id
    from titled
    inner join checked
        on titled.document_sha256 = checked.document_sha256 and titled.form_name = checked.form_name

),

-- a form's weights, unless only one is printed
weights as (

    select
        'C09' as rule_id,
        report_key,
        '权重之和' || form_label as subject,
        'eq' as relation,
        {{ exact('sum(weight)') }} as stated,
        {{ exact('100') }} as expected,
        {{ exact('0') }} as tolerance,
        '分' as unit,
        count(*) = count(weight) as is_ready,
        false as is_truncated,
        {{ collect_distinct('weight_figure_id') }} as figure_ids
    from checked
    group by report_key, form_name, form_label
    having count(weight) >= 2

),

score_weighted as (

    select
        *,
        'eq' as relation,
        1 as weight
    from score_part

),

sums_of_scores as (

    {{ sum_check('score_weighted', 'count(amount) = count(*)', unit='分') | indent(4) }}

)

select * from sums_of_scores
union all
select * from weights

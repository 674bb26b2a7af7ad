-- C09: the weights of a form, C13: its scores. A form may give the execution rate points (10, in some provinces 20)
-- beside its indicators without a row of theirs: they are in the total, and may be what the others lack.
with

indicator as (

    select
        *,
        level1 = '预算执行率' as is_execution_row,
        sum(case when level1 <> '预算执行率' then weight end) over (partition by document_sha256, form_name)
            as weight_of_indicators,
        max(case when level1 = '预算执行率' then 1 else 0 end) over (partition by document_sha256, form_name)
            as has_execution_row
    from {{ ref('int_operand_indicator') }}

),

executed as (

    select report_key
    from {{ ref('int_operand_rate') }}
    where rate_kind = 'execution'

    union distinct

    -- 全年预算数 880，全年执行数 880，分值 10，执行率 left empty
    select spent.report_key
    from {{ ref('int_operand_amount') }} as spent
    inner join {{ ref('int_operand_amount') }} as budget on spent.report_key = budget.report_key
    where
        spent.measure = 'spending'
        and budget.measure = 'budget'
        and spent.classification = 'total'
        and budget.classification = 'total'

),

-- forms give the row of funds its points within the full mark or beside it: 50 + 30 + 10 + 10, or 70 + 20 + 10
checked as (

    select
        indicator.*,
        case
            when indicator.has_execution_row = 1 or executed.report_key is null then 0
            when indicator.weight_of_indicators is null then 20
            when indicator.weight_of_indicators in (80, 90) then 100 - indicator.weight_of_indicators
            else 0
        end as points_beside
    from indicator
    left join executed on indicator.report_key = executed.report_key
    where
        not (coalesce(indicator.is_execution_row, false) and coalesce(indicator.weight_of_indicators = 100, false))
        -- prose may tell some indicators of many; where their weights are 100, it tells all
        and (indicator.origin = 'table' or indicator.weight_of_indicators = 100)

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
    where
        statistic.statistic = 'evaluation_score'
        and statistic.is_checked
        -- a project's own score is its form's, or that of a list
        and (statistic.item_name is null or statistic.indicator_form is not null)

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
        figure_id,
        0 as points_beside
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
        checked.score_figure_id as figure_id,
        checked.points_beside
    from titled
    inner join checked
        on titled.document_sha256 = checked.document_sha256 and titled.form_name = checked.form_name

),

-- a form's weights, unless only one is printed
weights as (

    select
        'C09' as rule_id,
        checked.report_key,
        '权重之和' || checked.form_label as subject,
        'eq' as relation,
        {{ exact('sum(checked.weight)') }} as stated,
        {{ exact('100') }} as expected,
        {{ exact('0') }} as tolerance,
        '分' as unit,
        count(*) = count(checked.weight) and not coalesce(
            max(checked.points_beside) > 0
            and coalesce(
                max(total.score) > sum(checked.score)
                and max(total.score) <= sum(checked.score) + max(checked.points_beside),
                true
            ),
            false
        )
        -- a form that ends in its 产出指标 goes on elsewhere
        and (
            sum(checked.weight) >= 100
            or max(total.score) is not null
            or count(distinct case when not coalesce(checked.is_execution_row, false) then checked.level1 end) <> 1
        ) as is_ready,
        false as is_truncated,
        {{ collect_distinct('checked.weight_figure_id') }} as figure_ids
    from checked
    left join (
        select
            document_sha256,
            form_name,
            max(value) as score
        from evaluated
        group by document_sha256, form_name
    ) as total
        on checked.document_sha256 = total.document_sha256 and checked.form_name = total.form_name
    group by checked.report_key, checked.form_name, checked.form_label
    having count(checked.weight) >= 2

),

score_weighted as (

    select
        *,
        'eq' as relation,
        1 as weight
    from score_part

),

sums_of_scores as (

    {%- set gap = "sum(case role when 'whole' then amount else -amount end)" %}
    {{ sum_check(
        'score_weighted',
        'count(amount) = count(*) and (' ~ gap ~ ' <= 0 or ' ~ gap ~ ' > max(points_beside))',
        unit='分',
    ) | indent(4) }}

)

select * from sums_of_scores
union all
select * from weights

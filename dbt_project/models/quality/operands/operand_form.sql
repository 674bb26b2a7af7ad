-- C05 declared counts of indicators, C06 and C07 cost indicators against the money, C09 weights, C13 scores of a form.
with

indicator as (

    select * from {{ ref('int_indicator') }}

),

report as (

    select * from {{ ref('int_report') }}

),

statistic as (

    select * from {{ ref('int_statistic_mention') }}

),

amount as (

    select * from {{ ref('int_operand_amount') }}

),

checked as (

    select
        indicator.*,
        coalesce(indicator.form, '') as form_name,
        report.report_type
    from indicator
    inner join report
        on indicator.document_sha256 = report.document_sha256 and indicator.report_key = report.report_key

),

-- C05: each declaration against what the form, or else the whole report, holds
declared as (

    select
        *,
        coalesce(form, '') as form_name,
        row_number() over (
            partition by document_sha256, statistic
            order by sequence, figure_id
        ) as declaration,
        count(*) over (partition by document_sha256, statistic) as declarations
    from statistic
    where is_checked and statistic in ('indicator_count_level1', 'indicator_count_level2', 'indicator_count_level3')

),

held as (

    select
        document_sha256,
        form_name,
        count(distinct level1) as level1,
        count(distinct coalesce(level2, level1)) as level2,
        count(*) as level3
    from checked
    group by document_sha256, form_name

),

held_by_report as (

    select
        document_sha256,
        count(distinct level1) as level1,
        count(distinct coalesce(level2, level1)) as level2,
        count(*) as level3
    from checked
    group by document_sha256

),

counted as (

    select
        declared.*,
        case declared.statistic
            when 'indicator_count_level1' then coalesce(held.level1, held_by_report.level1)
            when 'indicator_count_level2' then coalesce(held.level2, held_by_report.level2)
            else coalesce(held.level3, held_by_report.level3)
        end as held_count
    from declared
    left join held on declared.document_sha256 = held.document_sha256 and declared.form_name = held.form_name
    left join held_by_report on declared.document_sha256 = held_by_report.document_sha256

),

counts as (

    select
        'C05' as rule_id,
        report_key,
        subject || case when declarations > 1 then '（第' || declaration || '处）' else '' end as subject,
        'eq' as relation,
        {{ exact('value') }} as stated,
        {{ exact('held_count') }} as expected,
        {{ exact('0') }} as tolerance,
        '个' as unit,
        held_count is not null as is_ready,
        false as is_truncated,
        {{ list_of(['figure_id']) }} as figure_ids
    from counted

),

-- C06, C07: what the cost indicators aim at and reach makes the budget and the execution
cost as (

    select *
    from checked
    where
        report_type = 'performance_monitoring'
        and (level1 like '%成本指标' or level2 like '%成本指标')
        and {{ is_money('target_unit') }}
        and has_comparable_units

),

total as (

    select
        *,
        row_number() over (
            partition by report_key, fiscal_year, measure
            order by case stage when 'approved' then 1 when 'adjusted' then 2 else 3 end
        ) as preference
    from amount
    where
        classification = 'total'
        and item = 'total'
        and funding_source = 'all'
        and (measure = 'spending' or (measure = 'budget' and stage <> 'received'))

),

cost_part as (

    select
        'C06' as rule_id,
        report_key,
        concat(fiscal_year, ' 成本指标目标值之和与预算') as subject,
        'part' as role,
        indicator_key as item,
        target_base as amount,
        target_half_width as half_width,
        target_figure_id as figure_id
    from cost

    union all

    select
        'C07' as rule_id,
        report_key,
        concat(fiscal_year, ' 成本指标实际值之和与支出') as subject,
        'part' as role,
        indicator_key as item,
        actual_base as amount,
        actual_half_width as half_width,
        actual_figure_id as figure_id
    from cost

    union all

    select
        case measure when 'budget' then 'C06' else 'C07' end as rule_id,
        report_key,
        concat(
            fiscal_year,
            case measure when 'budget' then ' 成本指标目标值之和与预算' else ' 成本指标实际值之和与支出' end
        ) as subject,
        'whole' as role,
        item,
        amount_yuan as amount,
        half_width,
        figure_id
    from total
    where preference = 1

),

-- C13: the score a form's indicators add up to, where it is plain which form a printed score belongs to
scored_form as (

    select
        document_sha256,
        report_key,
        form_name,
        count(*) over (partition by document_sha256) as forms
    from (
        select distinct
            document_sha256,
            report_key,
            form_name
        from checked
        where score is not null
    ) as forms_with_scores

),

evaluated as (

    select
        statistic.*,
        scored_form.form_name,
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
                statistic.form = scored_form.form_name
                or (statistic.form is null and scored_form.forms = 1)
            )
    where statistic.statistic = 'evaluation_score' and statistic.item_name is null and statistic.is_checked

),

titled as (

    select
        *,
        concat_ws(' ', '得分之和', nullif(form_name, ''))
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
        concat_ws(' ', '权重之和', nullif(form_name, '')) as subject,
        'eq' as relation,
        {{ exact('sum(weight)') }} as stated,
        {{ exact('100') }} as expected,
        {{ exact('0') }} as tolerance,
        '分' as unit,
        count(*) = count(weight) as is_ready,
        false as is_truncated,
        {{ collect_distinct('weight_figure_id') }} as figure_ids
    from checked
    group by report_key, form_name
    having count(weight) >= 2

),

cost_weighted as (

    select
        *,
        'eq' as relation,
        1 as weight
    from cost_part

),

score_weighted as (

    select
        *,
        'eq' as relation,
        1 as weight
    from score_part

),

costs as (

    {{ sum_check(
        'cost_weighted',
        "count(case when role = 'part' then 1 end) >= 2 and count(amount) = count(*)"
    ) | indent(4) }}

),

sums_of_scores as (

    {{ sum_check('score_weighted', 'count(amount) = count(*)', unit='分') | indent(4) }}

)

select * from counts
union all
select * from costs
union all
select * from sums_of_scores
union all
select * from weights

-- C02, C03: completion of what is better when lower, and of percentages; C08, C18–C21, C23, C26: single indicators
-- against what their kind allows.
{%- set is_rate = matches('indicator_name', '率|满意度|程度') %}
with

checked as (

    select * from {{ ref('int_operand_indicator') }}

),

report as (

    select * from {{ ref('int_report') }}

),

-- what falls short of its limit may be printed as reached, as the ratio of both, or as that ratio turned round; what
-- exceeds it is not reached
reading as (

    select
        *,
        case when actual_base <= target_base then 100 end as as_reached,
        100 * actual_base / cast(nullif(target_base, 0) as double) as as_ratio,
        100 * target_base / cast(nullif(actual_base, 0) as double) as as_inverse
    from checked
    where operator in ('<=', '<') and completion_pct is not null and actual_base is not null and has_comparable_units

),

lower_is_better as (

    select
        *,
        case
            when
                abs(completion_pct - as_reached)
                <= least(abs(completion_pct - as_inverse), abs(completion_pct - as_ratio))
                then as_reached
            when as_reached is not null and as_ratio is null then as_reached
            when abs(completion_pct - as_ratio) <= abs(completion_pct - as_inverse) or as_inverse is null then as_ratio
            else as_inverse
        end as nearest
    from reading

),

percentage as (

    select
        *,
        completion_pct = 100 and actual_base >= target_base as is_capped,
        {{ ratio_tolerance('completion_pct', 'completion_decimals') }} as rounding_tolerance,
        {{ is_cut_ratio('completion_pct', 'completion_decimals') }} as is_cut
    from checked
    where
        {{ is_copied_percentage() }}

),

form as (

    select
        checked.report_key,
        checked.form_label,
        report.period_end,
        count(case when {{ is_rate }} then 1 end) as named_rates,
        count(case when {{ is_rate }} and checked.target_unit = '%' then 1 end) as rates,
        count(
            case when {{ is_rate }} and checked.target_unit = '%' and (
                checked.target_value > 100 or (checked.target_value = 100 and checked.operator = '>')
            ) then 1 end
        ) as beyond,
        count(case when checked.occurrence > 1 then 1 end) as repeated,
        count(case when checked.level2 = '数量指标' and checked.completion_pct is not null then 1 end) as quantities,
        count(
            case when checked.level2 = '数量指标' and checked.completion_pct >= 100 and checked.target_value > 1 then 1 end
        ) as done_early,
        count(case when checked.indicator_name is not null then 1 end) as named
    from checked
    inner join report on checked.report_key = report.report_key
    group by checked.report_key, checked.form_label, report.period_end

)

select {{ operand('C02', 'subject', 'completion_pct', 'nearest',
    half_width('completion_decimals') ~ ' + 100 * actual_half_width / cast(nullif(target_base, 0) as double)',
    unit='%', ready='nearest is not null', figures='figure_ids') }}
from lower_is_better

union all

select {{ operand('C03', 'subject', 'completion_pct', 'case when is_capped then 100 else point_pct end',
    'case when is_cut and not is_capped then greatest(rounding_tolerance, abs(completion_pct - point_pct))'
    ~ ' else rounding_tolerance end',
    unit='%', ready='point_pct is not null',
    cut='coalesce(is_cut and not is_capped and abs(completion_pct - point_pct) > rounding_tolerance, false)',
    figures='figure_ids') }}
from percentage

union all

select {{ operand('C08', 'subject', 'actual_base', 'target_base', 'actual_half_width + target_half_width', unit='元',
    relation='le', ready='actual_base is not null and has_comparable_units', figures='figure_ids') }}
from checked
where (level1 like '%成本指标' or level2 like '%成本指标') and {{ is_money('target_unit') }} and target_base is not null

union all

select {{ operand('C18', "concat(subject, '：目标值', target_text)",
    "case when operator in ('<=', '<') then 1 else 0 end", ready="operator <> 'qualitative'", figures='figure_ids') }}
from checked
where {{ matches('indicator_name', '满意度|合格率|达标率|覆盖率|及时率') }} and not {{ matches('indicator_name', '不合格|不达标|不满意') }}

union all

select {{ operand('C19', "concat('比率指标的目标值', form_label)", 'beyond', unit='个', ready='rates > 0') }}
from form
where named_rates > 0

union all

select {{ operand('C20', 'subject', 'case when completion_pct is not null or score is not null then 1 else 0 end',
    ready='indicator_name is not null', figures='figure_ids') }}
from checked
where status = 'not_due'

union all

select {{ operand('C21', "concat('年中完成的数量指标', form_label)", 'done_early', unit='个', ready='quantities > 0') }}
from form
where month(period_end) < 12

union all

select {{ operand('C23', 'subject', 'greatest(completion_pct, coalesce(point_pct, completion_pct))',
    var('target_low_beyond_pct'), half_width('completion_decimals'), unit='%', relation='le',
    ready='point_pct is not null', figures='figure_ids') }}
from checked
where operator in ('>=', '>', '=') and completion_pct is not null

union all

select {{ operand('C23', "concat(subject, ' 实际值与目标值')", 'recomputed_pct', var('target_low_beyond_pct'), unit='%',
    relation='le', figures='figure_ids') }}
from checked
-- 1 次 that became 3 is no low target
where
    operator in ('>=', '=')
    and completion_pct is null
    and recomputed_pct is not null
    and actual_unit = target_unit
    and target_unit <> '%'
    and target_value >= 10

union all

select {{ operand('C26', "concat('重复的指标', form_label)", 'repeated', unit='个', ready='named > 0') }}
from form

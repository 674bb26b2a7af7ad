-- C01 completion against target and actual value, C04 their units, C11 score against weight.
with

checked as (

    select * from {{ ref('int_operand_indicator') }}

),

-- what exceeds its target may be printed as just reached: 100 %
completed as (

    select
        *,
        completion_pct = 100 and actual_base >= target_base as is_capped,
        {{ ratio_tolerance('completion_pct', 'completion_decimals') }} as rounding_tolerance,
        {{ is_cut_ratio('completion_pct', 'completion_decimals') }} as is_cut
    from checked
    where
        operator in ('>=', '>', '=')
        and completion_pct is not null
        and target_base <> 0
        and actual_base is not null
        and has_comparable_units
        and not {{ is_copied_percentage() }}

),

completion as (

    select
        'C01' as rule_id,
        report_key,
        subject,
        'eq' as relation,
        {{ exact('completion_pct') }} as stated,
        case when is_capped then {{ exact('100') }} else point_pct end as expected,
        case
            when is_cut and not is_capped then greatest(rounding_tolerance, abs(completion_pct - point_pct))
            else rounding_tolerance
        end as tolerance,
        '%' as unit,
        point_pct is not null as is_ready,
        is_cut and not is_capped and abs(completion_pct - point_pct) > rounding_tolerance as is_truncated,
        figure_ids
    from completed

),

-- a day to be done by, which neither a span of time nor a percentage can be held against; what is to be done every
-- month, or in good time, is a word and no date
dated as (

    select
        *,
        target_value is null
        and {{ matches('target_text', '[0-9一二三四五六七八九十] *[月日]|[年月]底|年末') }}
        and not {{ matches('target_text', '[每各]|按[月季年]|个月|工作日') }}
        and coalesce(actual_unit in ('天', '日', '周', '个月', '月', '年', '小时', '分钟', '%'), false) as is_dated
    from checked

),

-- 1400元/生 by the middle of a year against 2800元/生·年 is counted in the same unit; nothing done needs none
compared as (

    select
        *,
        regexp_replace(target_unit, '[·/]年$', '') = regexp_replace(actual_unit, '[·/]年$', '')
        or (actual_unit is null and actual_value = 0) as is_same_unit
    from dated

),

units as (

    select
        'C04' as rule_id,
        report_key,
        subject || case
            when is_dated then '：目标值是日期“' || target_text || '”，实际值单位“' || actual_unit || '”'
            when is_same_unit then ' 单位'
            when actual_unit is null then '：目标值单位“' || target_unit || '”，实际值无单位'
            when actual_unit <> target_unit then '：目标值单位“' || target_unit || '”，实际值单位“' || actual_unit || '”'
            else ' 单位'
        end as subject,
        'eq' as relation,
        -- how many of the two units disagree with the other
        {{ exact("case when is_same_unit and not is_dated then 0 else 1 end") }} as stated,
        {{ exact('0') }} as expected,
        {{ exact('0') }} as tolerance,
        '处' as unit,
        true as is_ready,
        false as is_truncated,
        figure_ids
    from compared
    where actual_value is not null and (is_dated or (target_value is not null and target_unit is not null))

),

scores as (

    select
        'C11' as rule_id,
        report_key,
        subject || ' 得分不超过分值' as subject,
        'le' as relation,
        {{ exact('score') }} as stated,
        {{ exact('weight') }} as expected,
        {{ exact('0') }} as tolerance,
        '分' as unit,
        true as is_ready,
        false as is_truncated,
        figure_ids
    from checked
    where score is not null and weight is not null

)

select * from completion
union all
select * from units
union all
select * from scores

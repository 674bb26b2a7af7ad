with

report as (

    select * from {{ ref('int_report') }}

),

rule as (

    select * from {{ ref('stg_rule') }}
    where state <> 'planned'

),

operand as (

    select * from {{ ref('operand') }}

),

verdict as (

    select * from {{ ref('stg_verdict') }}

),

unexpected as (

    select distinct check_key from {{ ref('stg_unexpected') }}

),

judged as (

    select
        operand.check_key,
        operand.rule_id,
        operand.report_key,
        operand.subject,
        operand.stated,
        operand.expected,
        operand.difference,
        operand.tolerance,
        operand.unit,
        case
            when not operand.is_ready then 'insufficient_data'
            -- a rule nobody judged is not a pass
            when not coalesce(verdict.executed, false) then 'execution_error'
            when unexpected.check_key is not null then 'fail'
            when operand.excess <= 0 then 'pass'
            when operand.is_truncated then 'pass_truncated'
            else 'pass_rounded'
        end as outcome,
        operand.operand_figure_ids
    from operand
    left join verdict on operand.rule_id = verdict.rule_id
    left join unexpected on operand.check_key = unexpected.check_key

),

operand_pair as (

    select distinct
        report_key,
        rule_id
    from operand

),

-- a rule without any comparison in a report still says why
unjudged as (

    select
        {{ stable_key(['report.report_key', 'rule.rule_id']) }} as check_key,
        rule.rule_id,
        report.report_key,
        rule.title_zh as subject,
        cast(null as decimal(28, 8)) as stated,
        cast(null as decimal(28, 8)) as expected,
        cast(null as decimal(28, 8)) as difference,
        cast(null as decimal(28, 8)) as tolerance,
        cast(null as varchar) as unit,
        case
            when not (
                {{ contains('rule.applies_to', 'report.report_type') }} or {{ contains('rule.applies_to', "'*'") }}
            ) then 'not_applicable'
            when not coalesce(verdict.executed, true) then 'execution_error'
            else rule.if_absent
        end as outcome,
        cast([] as varchar[]) as operand_figure_ids
    from report
    cross join rule
    left join operand_pair on report.report_key = operand_pair.report_key and rule.rule_id = operand_pair.rule_id
    left join verdict on rule.rule_id = verdict.rule_id
    where operand_pair.rule_id is null

)

select * from judged
union all
select * from unjudged

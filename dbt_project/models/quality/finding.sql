-- A failing check over its life. Findings of earlier loads come from the last published snapshot.
with

checked as (

    select * from {{ ref('fct_check') }}

),

report as (

    select * from {{ ref('int_report') }}

),

rule as (

    select * from {{ ref('stg_rule') }}

),

verdict as (

    select * from {{ ref('stg_verdict') }}

),

previous as (

    select * from {{ ref('stg_previous_finding') }}

),

failing as (

    select
        checked.check_key as finding_key,
        checked.rule_id,
        rule.severity,
        checked.report_key,
        report.county_code,
        report.department_key,
        report.fiscal_year,
        checked.subject,
        checked.stated,
        checked.expected,
        checked.difference,
        checked.tolerance,
        checked.unit,
        rule.message_zh as template_zh,
        rule.message_en as template_en,
        explanation.explanation as likely_explanation,
        checked.operand_figure_ids as figure_ids
    from checked
    inner join report on checked.report_key = report.report_key
    inner join rule on checked.rule_id = rule.rule_id
    left join {{ ref('explanation') }} as explanation on checked.check_key = explanation.check_key
    where checked.outcome = 'fail' and rule.state = 'active'

),

-- a waiver holds as long as the figures it was given for, and not beyond its date
carried as (

    select
        failing.*,
        previous.first_seen_at,
        previous.waived_by,
        previous.waiver_reason,
        previous.waiver_until,
        coalesce(
            previous.state = 'waived'
            and previous.stated is not distinct from failing.stated
            and previous.expected is not distinct from failing.expected
            and (
                previous.waiver_until is null
                or previous.waiver_until >= {{ load_date() }}
            ),
            false
        ) as is_waived
    from failing
    left join previous on failing.finding_key = previous.finding_key

),

live as (

    select
        finding_key,
        rule_id,
        severity,
        report_key,
        county_code,
        department_key,
        fiscal_year,
        subject,
        stated,
        expected,
        difference,
        tolerance,
        unit,
        {{ render_message('template_zh') }} as message_zh,
        {{ render_message('template_en') }} as message_en,
        likely_explanation,
        figure_ids,
        case when is_waived then 'waived' else 'open' end as state,
        coalesce(first_seen_at, {{ load_instant() }}) as first_seen_at,
        {{ load_instant() }} as last_seen_at,
        cast(null as timestamp with time zone) as resolved_at,
        case when is_waived then waived_by end as waived_by,
        case when is_waived then waiver_reason end as waiver_reason,
        case when is_waived then waiver_until end as waiver_until
    from carried

),

-- what no longer fails is put right, unless its rule was not judged this time
past as (

    select
        previous.finding_key,
        previous.rule_id,
        previous.severity,
        previous.report_key,
        previous.county_code,
        previous.department_key,
        previous.fiscal_year,
        previous.subject,
        previous.stated,
        previous.expected,
        previous.difference,
        previous.tolerance,
        previous.unit,
        previous.message_zh,
        previous.message_en,
        previous.likely_explanation,
        previous.figure_ids,
        case when coalesce(verdict.executed, false) then 'resolved' else previous.state end as state,
        previous.first_seen_at,
        previous.last_seen_at,
        case
            when previous.state = 'resolved' then previous.resolved_at
            when coalesce(verdict.executed, false) then {{ load_instant() }}
        end as resolved_at,
        previous.waived_by,
        previous.waiver_reason,
        previous.waiver_until
    from previous
    left join failing on previous.finding_key = failing.finding_key
    left join verdict on previous.rule_id = verdict.rule_id
    where failing.finding_key is null

)

select * from live
union all
select * from past

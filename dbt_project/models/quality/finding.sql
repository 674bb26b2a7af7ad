-- A failing check over its life. Findings of earlier loads come from the last published snapshot, waivers from a file.
with

checked as (

    select * from {{ ref('fct_check') }}

),

operand as (

    select * from {{ ref('operand') }}

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

waiver as (

    select * from {{ ref('stg_waiver') }}

),

failing as (

    select
        checked.check_key as finding_key,
        checked.rule_id,
        rule.severity,
        checked.report_key,
        operand.county_code,
        operand.department_key,
        operand.fiscal_year,
        checked.subject,
        checked.stated,
        checked.expected,
        checked.difference,
        checked.tolerance,
        checked.unit,
        rule.message_zh as template_zh,
        rule.message_en as template_en,
        explanation.explanation as likely_explanation,
        checked.operand_figure_ids as figure_ids,
        {{ rule_version('rule') }} as rule_version
    from checked
    inner join operand on checked.check_key = operand.check_key
    inner join rule on checked.rule_id = rule.rule_id
    left join {{ ref('explanation') }} as explanation on checked.check_key = explanation.check_key
    where checked.outcome = 'fail' and rule.state = 'active'

),

-- one row per finding known so far: as it is now, or as it was where its rule was not judged this time
known as (

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
        rule_version,
        true as is_failing
    from failing

    union all

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
        previous.rule_version,
        false as is_failing
    from previous
    left join failing on previous.finding_key = failing.finding_key
    where failing.finding_key is null

),

-- what no longer fails is put right, unless its rule was not judged; a rule that makes no findings any more keeps none
lived as (

    select
        known.*,
        previous.state as previous_state,
        previous.first_seen_at as previous_first_seen_at,
        previous.last_seen_at as previous_last_seen_at,
        previous.resolved_at as previous_resolved_at,
        previous.reopened_at as previous_reopened_at,
        previous.reopened_because as previous_reopened_because,
        not known.is_failing
        and (
            previous.state = 'resolved'
            or coalesce(verdict.executed, false)
            or coalesce(rule.state, 'gone') <> 'active'
        ) as is_resolved,
        waiver.waived_by,
        waiver.waiver_reason,
        waiver.waiver_until,
        -- a waiver holds for the figures and the rule it was given for, and not beyond its date
        case
            when waiver.finding_key is null then 'waiver_withdrawn'
            when coalesce(waiver.waiver_until < {{ load_date() }}, false) then 'waiver_expired'
            when waiver.rule_version <> coalesce(known.rule_version, '') then 'rule_changed'
            when
                not (
                    waiver.stated is not distinct from known.stated
                    and waiver.expected is not distinct from known.expected
                    and waiver.tolerance is not distinct from known.tolerance
                )
                then 'figures_changed'
        end as waiver_ended
    from known
    left join previous on known.finding_key = previous.finding_key
    left join verdict on known.rule_id = verdict.rule_id
    left join rule on known.rule_id = rule.rule_id
    left join waiver on known.finding_key = waiver.finding_key

),

judged as (

    select
        *,
        case
            when is_resolved then 'resolved'
            when waiver_ended is null then 'waived'
            else 'open'
        end as state,
        -- a waiver that never held, since the figures changed before the load, is told like one that ended
        case
            when is_resolved or waiver_ended is null then null
            when waiver_ended <> 'waiver_withdrawn' then waiver_ended
            when previous_state = 'waived' then 'waiver_withdrawn'
            when previous_state = 'resolved' then 'failed_again'
            else previous_reopened_because
        end as reopened_because
    from lived

)

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
    message_zh,
    message_en,
    likely_explanation,
    figure_ids,
    state,
    coalesce(previous_first_seen_at, {{ load_instant() }}) as first_seen_at,
    -- told by the day, so that the second load of a night changes nothing
    case
        when not is_failing then previous_last_seen_at
        when previous_state in ('open', 'waived') and previous_last_seen_at >= {{ load_day_start() }}
            then previous_last_seen_at
        else {{ load_instant() }}
    end as last_seen_at,
    case
        when not is_resolved then null
        when previous_state = 'resolved' then previous_resolved_at
        else {{ load_instant() }}
    end as resolved_at,
    case when state = 'waived' then waived_by end as waived_by,
    case when state = 'waived' then waiver_reason end as waiver_reason,
    case when state = 'waived' then waiver_until end as waiver_until,
    case
        when reopened_because is null then null
        when previous_state = 'open' and previous_reopened_because = reopened_because then previous_reopened_at
        else {{ load_instant() }}
    end as reopened_at,
    reopened_because,
    rule_version
from judged

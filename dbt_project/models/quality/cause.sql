-- Findings with one cause. The figure of a failing check that speaks against it is the one that breaks most checks and
-- keeps fewest; checks that suspect the same figure are one case. Where figures are suspected alike that break other
-- checks each, nothing tells which is wrong, and no case is made. The check nearest to the figure leads.
with

checked as (

    select
        checked.check_key,
        checked.report_key,
        checked.rule_id,
        checked.subject,
        checked.stated,
        checked.outcome,
        rule.severity,
        checked.operand_figure_ids
    from {{ ref('fct_check') }} as checked
    inner join {{ ref('stg_rule') }} as rule on checked.rule_id = rule.rule_id
    inner join {{ ref('operand') }} as operand on checked.check_key = operand.check_key
    where
        (checked.outcome = 'fail' and rule.state = 'active')
        -- being below a limit, or of one unit, says nothing for a figure's value
        or (
            checked.outcome in ('pass', 'pass_rounded', 'pass_truncated')
            and operand.relation = 'eq'
            and checked.unit <> '处'
        )

),

figure as (

    select
        *,
        {{ explode('operand_figure_ids') }} as figure_id
    from checked

),

amount as (

    select distinct
        figure_id,
        amount_yuan
    from {{ ref('int_amount_mention') }}

),

weighed as (

    select
        figure.*,
        coalesce(amount.amount_yuan = figure.stated, false) as is_stated,
        count(case when figure.outcome = 'fail' then 1 end) over (partition by figure.report_key, figure.figure_id)
            as broken,
        count(case when figure.outcome <> 'fail' then 1 end) over (partition by figure.report_key, figure.figure_id)
            as kept
    from figure
    left join amount on figure.figure_id = amount.figure_id

),

-- the checks that a figure breaks, as one text
signed as (

    select
        report_key,
        figure_id,
        {{ join_list(collect_distinct('check_key')) }} as broken_checks
    from figure
    where outcome = 'fail'
    group by report_key, figure_id

),

ranked as (

    select
        weighed.*,
        signed.broken_checks,
        rank() over (
            partition by weighed.check_key
            order by weighed.broken - weighed.kept desc, weighed.kept
        ) as suspicion
    from weighed
    inner join signed on weighed.report_key = signed.report_key and weighed.figure_id = signed.figure_id
    where weighed.outcome = 'fail'

),

-- a figure that keeps as many checks as it breaks is no common cause
suspected as (

    select
        check_key,
        min(figure_id) as figure_id,
        max(case when is_stated then 1 else 0 end) as is_stated
    from ranked
    where suspicion = 1
    group by check_key
    having count(distinct broken_checks) = 1 and min(broken) > 1 and min(broken) > max(kept)

),

grouped as (

    select
        checked.check_key,
        checked.report_key,
        checked.rule_id,
        checked.subject,
        checked.severity,
        {{ list_size('checked.operand_figure_ids') }} as figures,
        suspected.figure_id,
        coalesce(suspected.is_stated, 0) as is_stated,
        coalesce(suspected.figure_id, checked.check_key) as group_key
    from checked
    left join suspected on checked.check_key = suspected.check_key
    where checked.outcome = 'fail'

),

led as (

    select
        *,
        first_value(check_key) over (
            partition by report_key, group_key
            order by
                case severity when 'critical' then 1 when 'warning' then 2 else 3 end,
                is_stated desc,
                figures,
                rule_id,
                subject
        ) as leader_key,
        count(*) over (partition by report_key, group_key) as findings
    from grouped

)

select
    check_key as finding_key,
    report_key,
    leader_key as cause_key,
    check_key <> leader_key as is_dependent,
    cast(case when check_key = leader_key then findings - 1 else 0 end as bigint) as dependants,
    case when findings > 1 then figure_id end as figure_id
from led

-- A22: each report that is owed has arrived. It has a row of its own kind, since what did not arrive has no report.
with

expected as (

    select * from {{ ref('int_expected_report') }}

),

rule as (

    select * from {{ ref('stg_rule') }}
    where rule_id = 'A22' and state <> 'planned'

),

word as (

    select * from {{ ref('word') }}
    where domain = 'report_type'

),

counted as (

    select
        expected.*,
        case when expected.state in ('arrived', 'held') then 1 else 0 end as arrived,
        concat(
            expected.fiscal_year, ' ', expected.department_name, ' ', coalesce(word.name_zh, expected.report_type),
            case when expected.due_on is null then '' else concat('（', expected.due_on, '前报送）') end,
            case when expected.state = 'rejected' then '，收到的文件无法读取' else '' end
        ) as subject
    from expected
    left join word on expected.report_type = word.code
    where expected.state <> 'not_due'

)

select
    {{ stable_key(['counted.expected_key', 'rule.rule_id']) }} as check_key,
    rule.rule_id,
    counted.expected_key as report_key,
    counted.county_code,
    counted.department_key,
    counted.fiscal_year,
    counted.subject,
    'eq' as relation,
    cast(counted.arrived as decimal(28, 8)) as stated,
    cast(1 as decimal(28, 8)) as expected,
    cast(counted.arrived - 1 as decimal(28, 8)) as difference,
    cast(1 - counted.arrived as decimal(28, 8)) as excess,
    cast(0 as decimal(28, 8)) as tolerance,
    '份' as unit,
    -- what never arrived and has no due date is not overdue, and not a pass either
    counted.arrived = 1 or counted.due_on is not null as is_ready,
    false as is_truncated,
    cast([] as varchar[]) as operand_figure_ids
from counted
cross join rule

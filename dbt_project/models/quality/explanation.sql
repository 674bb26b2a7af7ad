-- What explains a failing check, as far as the arithmetic supports it: one row per check and explanation. Where several
-- would do, none is given.
with

failing as (

    select
        checked.*,
        rule.family
    from {{ ref('fct_check') }} as checked
    inner join {{ ref('stg_rule') }} as rule on checked.rule_id = rule.rule_id
    where
        checked.outcome = 'fail'
        and checked.unit in ('元', '%')
        and checked.stated <> checked.expected

),

amount as (

    select * from {{ ref('int_amount_mention') }}
    where not is_derived

),

rate as (

    select * from {{ ref('int_rate_mention') }}

),

report as (

    select * from {{ ref('int_report') }}

),

printed as (

    select
        *,
        {{ explode('operand_figure_ids') }} as figure_id
    from failing

),

-- the amounts of a check and what each would have to be for the check to hold; a sum says so of its parts as well
operand as (

    select
        printed.check_key,
        printed.tolerance,
        amount.amount_yuan,
        amount.unit_factor,
        amount.decimals,
        case
            when amount.amount_yuan = printed.stated then printed.expected
            else amount.amount_yuan + printed.difference
        end as needed_yuan,
        earlier.amount_yuan as earlier_yuan
    from printed
    inner join amount on printed.figure_id = amount.figure_id
    left join amount as earlier
        on
            {{ same_columns('amount', 'earlier', [
                'document_sha256', 'measure', 'classification', 'item', 'funding_source', 'parent'
            ]) }}
            and amount.stage is not distinct from earlier.stage
            and amount.fiscal_year = earlier.fiscal_year + 1
            and printed.rule_id in ('A16', 'A18', 'E03')
    where
        printed.unit = '元'
        and (
            amount.amount_yuan = printed.stated
            or (printed.family = 'total' and printed.rule_id not in ('D16', 'D18', 'A16', 'A18', 'E03'))
        )

),

found as (

    select
        check_key,
        'unit' as explanation
    from failing
    where
        least(abs(stated - expected * 10000), abs(expected - stated * 10000)) <= tolerance
        and stated <> 0
        and expected <> 0

    union

    select
        check_key,
        'unit' as explanation
    from operand
    where
        amount_yuan <> 0
        and least(abs(needed_yuan - amount_yuan * 10000), abs(needed_yuan - amount_yuan / 10000)) <= tolerance

    union

    select
        check_key,
        'digit' as explanation
    from operand
    where
        sign(amount_yuan) = sign(needed_yuan)
        and {{ is_digit_slip(
            last_places('amount_yuan / unit_factor', 'decimals'), last_places('needed_yuan / unit_factor', 'decimals')
        ) }}

    union

    select
        printed.check_key,
        'digit' as explanation
    from printed
    inner join rate on printed.figure_id = rate.figure_id and printed.stated = rate.reported_pct
    where
        printed.unit = '%'
        and sign(printed.stated) = sign(printed.expected)
        -- a slip of a digit leaves the size: 100 for 0.01 is another unit
        and abs(printed.stated) < 10 * abs(printed.expected)
        and abs(printed.expected) < 10 * abs(printed.stated)
        and {{ is_digit_slip(
            last_places('printed.stated', 'rate.decimals'), last_places('printed.expected', 'rate.decimals')
        ) }}

    union

    select
        check_key,
        'savings' as explanation
    from failing
    where
        rule_id in ('B02', 'D21', 'E05')
        and stated between 0 and 100
        and stated <> 100
        and abs(100 - stated - expected) <= tolerance

    union

    select
        check_key,
        'sign' as explanation
    from failing
    where abs(stated + expected) <= tolerance

    union

    select
        check_key,
        'prior' as explanation
    from operand
    where amount_yuan = earlier_yuan

    union

    -- each of two figures stands where the other belongs
    select
        first.check_key,
        'swapped' as explanation
    from failing as first
    inner join failing as second
        on first.report_key = second.report_key and first.rule_id = second.rule_id and first.unit = second.unit
    where
        first.check_key <> second.check_key
        and first.family <> 'total'
        and abs(first.stated - second.expected) <= second.tolerance
        and abs(second.stated - first.expected) <= first.tolerance

    union

    -- one amount of the report that the sum leaves out is just what it lacks
    select
        failing.check_key,
        'missing' as explanation
    from failing
    inner join report on failing.report_key = report.report_key
    inner join amount
        on
            report.document_sha256 = amount.document_sha256
            and report.fiscal_year = amount.fiscal_year
            and failing.difference = amount.amount_yuan
    where
        failing.family = 'total'
        and failing.difference > failing.tolerance
        and failing.rule_id not in ('A16', 'A18', 'B09', 'E03', 'D18')
        and amount.measure <> 'change'
        and not {{ contains('failing.operand_figure_ids', 'amount.figure_id') }}

),

counted as (

    select
        *,
        count(*) over (partition by check_key) as explanations
    from found

)

select
    counted.check_key,
    word.name_zh as explanation
from counted
inner join {{ ref('word') }} as word on word.domain = 'explanation' and counted.explanation = word.code
where counted.explanations = 1

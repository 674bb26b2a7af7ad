-- The sums and limits that are rows of the seed `identity` (D01–D04, D07, D08, D11, D16, D31, E12–E14, E16, E22, B04,
-- B18, B22). A part that is not printed is not zero: where it could still close the gap, the comparison is not ready.
-- A sum with an `asked` line is made where that is printed, one with an `absent` line where that is not. In prose 资金
-- 5404 万元 may be what came from above and 县级配套 775 万元 stand beside it: a source that is the whole by itself, with
-- another beside it, breaks B22 in tables only.
with

identity as (

    select
        *,
        row_number() over (
            order by rule_id, check_no, role, measure, stage, classification, item, funding_source
        ) as line_no,
        count(case when need = 'asked' then 1 end) over (partition by rule_id, check_no) as lines_asked
    from {{ ref('identity') }}

),

report as (

    select * from {{ ref('int_report') }}

),

-- a balance tells no stage: in a budget it is planned, everywhere else it came about
amount as (

    select
        amount.*,
        case
            -- spending: names what changed and no stage of it
            when amount.measure = 'change' then concat_ws(':', amount.change_measure, amount.change_stage)
            when amount.measure <> 'balance' then amount.stage
            when report.report_type = 'budget' then 'initial'
            else 'executed'
        end as own_stage
    from {{ ref('int_operand_amount') }} as amount
    inner join report on amount.document_sha256 = report.document_sha256 and amount.report_key = report.report_key

),

-- alternatives are written a+b, the first that is printed counts; =a+b compares each with its own
matched as (

    select
        identity.*,
        amount.report_key,
        amount.fiscal_year,
        case when identity.stage like '=%' then amount.own_stage else '' end as own_stage,
        case when identity.funding_source = '=' then amount.funding_source else '' end as own_fund,
        amount.amount_yuan as amount,
        amount.half_width,
        amount.figure_id,
        row_number() over (
            partition by
                identity.line_no, amount.report_key, amount.fiscal_year,
                case when identity.stage like '=%' then amount.own_stage end,
                case when identity.funding_source = '=' then amount.funding_source end
            order by
                position(amount.stage in identity.stage), position(amount.funding_source in identity.funding_source),
                amount.sequence
        ) as preference
    from identity
    inner join amount
        on
            identity.measure = amount.measure
            and identity.classification = amount.classification
            and identity.item = amount.item
            and (
                identity.stage = '-'
                or concat('+', replace(identity.stage, '=', ''), '+') like concat('%+', amount.own_stage, '+%')
            )
            and (
                identity.funding_source = '='
                or concat('+', identity.funding_source, '+') like concat('%+', amount.funding_source, '+%')
            )

),

whole as (

    select
        report_key,
        fiscal_year,
        rule_id,
        check_no,
        own_stage,
        own_fund
    from matched
    group by report_key, fiscal_year, rule_id, check_no, own_stage, own_fund
    having
        count(case when role = 'whole' then 1 end) > 0
        and count(case when need = 'absent' then 1 end) = 0
        and count(distinct case when need = 'asked' then line_no end) = max(lines_asked)

),

of_table as (

    select figure.figure_id
    from {{ ref('stg_figure') }} as figure
    inner join {{ ref('stg_block') }} as block
        on figure.document_sha256 = block.document_sha256 and figure.block = block.block
    where block.kind = 'row'

),

-- every line of the identity, printed or not, for each whole
line as (

    select
        identity.rule_id,
        whole.report_key,
        concat_ws(
            ' ', whole.fiscal_year, identity.title,
            case whole.own_stage
                when 'initial' then '（年初预算）' when 'adjusted' then '（调整预算）' when 'approved' then '（预算）'
            end,
            nullif(whole.own_fund, '')
        ) as subject,
        identity.relation,
        identity.role,
        identity.weight,
        identity.item,
        identity.need,
        matched.amount,
        matched.half_width,
        matched.figure_id,
        of_table.figure_id is not null as is_of_table,
        max(case when identity.role = 'whole' then matched.amount end) over (
            partition by
                whole.report_key, whole.fiscal_year, whole.rule_id, whole.check_no, whole.own_stage, whole.own_fund
        ) as whole_amount,
        count(case when identity.role = 'part' then matched.amount end) over (
            partition by
                whole.report_key, whole.fiscal_year, whole.rule_id, whole.check_no, whole.own_stage, whole.own_fund
        ) as items_printed
    from whole
    inner join report on whole.report_key = report.report_key
    inner join identity on whole.rule_id = identity.rule_id and whole.check_no = identity.check_no
    left join matched
        on
            identity.line_no = matched.line_no
            and whole.report_key = matched.report_key
            and whole.fiscal_year = matched.fiscal_year
            and whole.own_stage = matched.own_stage
            and whole.own_fund = matched.own_fund
            and matched.preference = 1
    left join of_table on matched.figure_id = of_table.figure_id
    -- what only counts where it is stated is asked of the report's own year, whose statements are complete
    where
        identity.need <> 'absent'
        and (
            whole.fiscal_year = report.fiscal_year
            or not exists (
                select 1
                from identity as stated_line
                where
                    stated_line.need = 'stated'
                    and stated_line.rule_id = whole.rule_id
                    and stated_line.check_no = whole.check_no
            )
        )

)

{%- set gap = "sum(case when role = 'whole' then amount else -weight * coalesce(amount, 0) end)" %}
{%- set slack = 'sum(abs(weight) * coalesce(half_width, 0))' %}
{%- set unsaid = "amount is null and (need in ('optional', 'signed') or (need = 'listed' and items_printed < 2))" %}

{%- set is_whole_alone = "rule_id = 'B22' and count(case when role = 'part' and amount = whole_amount then 1 end) > 0"
    ~ " and count(case when not is_of_table then amount end) > 0 and " ~ gap ~ " < 0" %}

{{ sum_check(
    'line',
    "not (" ~ is_whole_alone ~ ") and count(case when need = 'required' and amount is null then 1 end) = 0 and (relation = 'le' or ("
    ~ "(count(case when " ~ unsaid ~ " and (weight > 0 or need = 'signed') then 1 end) = 0 or " ~ gap ~ " <= " ~ slack
    ~ ") and (count(case when " ~ unsaid ~ " and (weight < 0 or need = 'signed') then 1 end) = 0 or -(" ~ gap ~ ") <= "
    ~ slack ~ ")))",
    complete="rule_id in ('D02', 'D03', 'D04', 'D08', 'E22') and"
    ~ " count(case when need = 'required' and amount is null then 1 end) = 0"
) }}

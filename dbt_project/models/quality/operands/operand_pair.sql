-- E07–E09, E11: a number of things and what they cost; E18, E19: a total and the list it opens; E20: staff and posts.
with

amount as (

    select * from {{ ref('int_operand_amount') }}

),

statistic as (

    select * from {{ ref('int_statistic_mention') }}
    where is_checked

),

figure as (

    select * from {{ ref('stg_figure') }}

),

-- a number without its own total is the sum of its kinds; what runs on fiscal money is 公务用车保有量 where that is told
number_of as (

    select
        report_key,
        fiscal_year,
        statistic,
        coalesce(
            max(case when is_held then value end),
            max(case when item_name is null then value end),
            sum(case when item_name is not null then value end)
        ) as number,
        {{ collect_distinct('figure_id') }} as figure_ids
    from statistic
    where statistic in ('vehicles_purchased', 'vehicles', 'receptions', 'overseas_groups')
    group by report_key, fiscal_year, statistic

),

cost as (

    select
        *,
        row_number() over (
            partition by report_key, fiscal_year, item
            order by case funding_source when 'fiscal' then 1 when 'general_public_budget' then 2 else 3 end
        ) as preference
    from amount
    where classification = 'three_public' and measure = 'spending'

),

pair as (

    select
        number_of.report_key,
        number_of.fiscal_year,
        case number_of.statistic
            when 'vehicles_purchased' then 'E07' when 'vehicles' then 'E08' when 'receptions' then 'E09' else 'E11'
        end as rule_id,
        number_of.number,
        cost.amount_yuan,
        -- vehicles may stand still, but none cannot run up a cost
        case
            when number_of.statistic = 'vehicles' then number_of.number = 0 and cost.amount_yuan > 0
            else (number_of.number = 0) <> (cost.amount_yuan = 0)
        end as is_broken,
        number_of.figure_ids,
        cost.figure_id
    from number_of
    left join cost
        on
            number_of.report_key = cost.report_key
            and number_of.fiscal_year = cost.fiscal_year
            and cost.preference = 1
            and cost.item = case number_of.statistic
                when 'vehicles_purchased' then 'vehicle_purchase'
                when 'vehicles' then 'vehicle_operation'
                when 'receptions' then 'reception'
                else 'overseas'
            end

),

-- each total opens a list of its own, as far as its paragraph goes
listed as (

    select
        statistic.*,
        figure.block,
        count(case when statistic.item_name is null then 1 end) over (
            partition by statistic.document_sha256, statistic.fiscal_year, statistic.statistic
            order by statistic.sequence, statistic.figure_id
            rows between unbounded preceding and current row
        ) as list_no
    from statistic
    left join figure on statistic.figure_id = figure.figure_id
    where
        statistic.statistic in ('asset_value', 'staff', 'staff_quota', 'headcount')
        and coalesce(statistic.item_name, '') not in ('资产总额', '离退休人员', '离休人员')
        -- beside 固定资产, no kinds of them
        and coalesce(statistic.item_name, '') not in ('流动资产', '在建工程', '无形资产', '其他资产', '固定资产净值')

),

placed as (

    select
        *,
        max(case when item_name is null then block end) over (
            partition by document_sha256, fiscal_year, statistic, list_no
        ) as total_block
    from listed
    where list_no > 0

),

list_line as (

    select
        case statistic when 'asset_value' then 'E18' else 'E19' end as rule_id,
        report_key,
        concat(subject_of_total, case when list_no > 1 then concat('（第', list_no, '处）') else '' end) as subject,
        'eq' as relation,
        case when item_name is null then 'whole' else 'part' end as role,
        1 as weight,
        coalesce(item_name, 'total') as item,
        base_value as amount,
        printed_half_width as half_width,
        figure_id,
        statistic
    from (
        select
            *,
            max(case when item_name is null then subject end) over (
                partition by document_sha256, fiscal_year, statistic, list_no
            ) as subject_of_total
        from placed
        where block is not distinct from total_block
    ) as kept

),

asset as (

    select * from list_line
    where statistic = 'asset_value'

),

person as (

    select * from list_line
    where statistic <> 'asset_value'

),

list_checks as (

    {{ sum_check('asset', "count(case when role = 'part' then 1 end) >= 2") | indent(4) }}
    union all
    -- 在职11人(其中临聘人员1人、志愿者1人) gives examples; a list of kinds of staff reaches most of the whole
    {{ sum_check(
        'person',
        "count(case when role = 'part' then 1 end) >= 2"
        ~ " and 2 * sum(case role when 'part' then amount end) >= sum(case role when 'whole' then amount end)",
        unit='人',
    ) | indent(4) }}

),

head as (

    select
        report_key,
        fiscal_year,
        max(case when statistic = 'staff' then value end) as staff,
        max(case when statistic = 'staff_quota' then value end) as quota,
        count(distinct case when statistic = 'staff' then value end) as staff_values,
        count(distinct case when statistic = 'staff_quota' then value end) as quota_values,
        {{ collect_distinct('figure_id') }} as figure_ids
    from statistic
    where statistic in ('staff', 'staff_quota') and item_name is null
    group by report_key, fiscal_year

)

select * from list_checks

union all

select {{ operand(
    'pair.rule_id',
    "concat(fiscal_year, ' 数量 ', cast(cast(number as double) as varchar), '，金额 ',"
    ~ " coalesce(cast(amount_yuan as varchar), '未写'), ' 元')",
    'case when is_broken then 1 else 0 end', ready='amount_yuan is not null and number is not null',
    figures=list_of(['figure_id', 'figure_ids[1]'])
) }}
from pair

union all

select {{ operand('E20', "concat(fiscal_year, ' 在职人数与编制')", 'staff', 'quota', unit='人', relation='le',
    ready='staff_values = 1 and quota_values = 1', figures='figure_ids') }}
from head
where staff is not null

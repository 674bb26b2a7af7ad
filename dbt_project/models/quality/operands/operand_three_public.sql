-- E01, E02, E15: “三公”经费 and 政府采购 against their parts; E17: vehicles against the list of their uses.
with

amount as (

    select * from {{ ref('int_operand_amount') }}

),

statistic as (

    select * from {{ ref('int_statistic_mention') }}

),

three_public as (

    select
        *,
        max(case when item = 'vehicles' then 1 else 0 end) over (
            partition by report_key, fiscal_year, measure, stage, funding_source
        ) as has_vehicles
    from amount
    where classification = 'three_public' and measure in ('budget', 'spending')

),

by_category as (

    select
        'E01' as rule_id,
        report_key,
        concat(fiscal_year, ' ', measure_label, ' “三公”经费合计', funding_label) as subject,
        case item when 'total' then 'whole' else 'part' end as role,
        item,
        amount_yuan as amount,
        half_width,
        figure_id
    from three_public
    -- purchase and operation stand in for 公务用车购置及运行费 only where that is not printed
    where item not in ('vehicle_purchase', 'vehicle_operation') or has_vehicles = 0

),

by_vehicle_cost as (

    select
        'E02' as rule_id,
        report_key,
        concat(fiscal_year, ' ', measure_label, ' 公务用车购置及运行费', funding_label) as subject,
        case item when 'vehicles' then 'whole' else 'part' end as role,
        item,
        amount_yuan as amount,
        half_width,
        figure_id
    from three_public
    where item in ('vehicles', 'vehicle_purchase', 'vehicle_operation') and has_vehicles = 1

),

by_procurement as (

    select
        'E15' as rule_id,
        report_key,
        concat(fiscal_year, ' ', measure_label, ' 政府采购合计', funding_label) as subject,
        case item when 'total' then 'whole' else 'part' end as role,
        item,
        amount_yuan as amount,
        half_width,
        figure_id
    from amount
    where
        classification = 'procurement'
        and item in ('total', 'goods', 'works', 'services')
        and measure in ('budget', 'spending')

),

part as (

    select * from by_category
    union all
    select * from by_vehicle_cost
    union all
    select * from by_procurement

),

weighted as (

    select
        *,
        'eq' as relation,
        1 as weight
    from part

),

money as (

    {{ sum_check(
        'weighted',
        "case rule_id"
        ~ " when 'E01' then " ~ has_part('overseas') ~ " and " ~ has_part('reception')
        ~ " and (" ~ has_part('vehicles')
        ~ " or (" ~ has_part('vehicle_purchase') ~ " and " ~ has_part('vehicle_operation') ~ "))"
        ~ " when 'E02' then " ~ has_part('vehicle_purchase') ~ " and " ~ has_part('vehicle_operation')
        ~ " else " ~ has_part('goods') ~ " and " ~ has_part('works') ~ " and " ~ has_part('services')
        ~ " end",
        complete='true',
    ) | indent(4) }}

),

-- each total opens a list of its own: 公务用车 by make and 车辆 by use are two lists of the same vehicles
listed as (

    select
        *,
        count(case when item_name is null then 1 end) over (
            partition by document_sha256, fiscal_year
            order by sequence, figure_id
            rows between unbounded preceding and current row
        ) as list_no
    from statistic
    where statistic = 'vehicles' and is_checked

),

vehicle as (

    select
        'E17' as rule_id,
        report_key,
        concat(fiscal_year, ' 车辆合计（第', list_no, '处）') as subject,
        case when item_name is null then 'whole' else 'part' end as role,
        coalesce(item_name, 'total') as item,
        base_value as amount,
        printed_half_width as half_width,
        figure_id,
        'eq' as relation,
        1 as weight,
        count(item_name) over (partition by document_sha256, fiscal_year, list_no) as items,
        form,
        max(case when item_name is null then form end) over (partition by document_sha256, fiscal_year, list_no)
            as total_form
    from listed
    where list_no > 0

),

vehicle_list as (

    select * from vehicle
    where items >= 2 and (form is null or total_form is null or form = total_form)

),

counts as (

    {{ sum_check('vehicle_list', unit='辆') | indent(4) }}

)

select * from money
union all
select * from counts

-- D09, D14: a class against the items below it; D26: all 项 of the general public budget against its spending; B09 and
-- B11: the uses of a sum. A list that stays below its class may leave items out, which prose may do and a table not.
with

amount as (

    select * from {{ ref('int_operand_amount') }}

),

coded as (

    select
        *,
        case
            when classification = 'economic' then case length(item_code) when 3 then 1 when 5 then 2 end
            else case length(item_code) when 3 then 1 when 5 then 2 when 7 then 3 end
        end as level
    from amount
    where classification in ('function', 'economic') and item_code is not null and measure in ('spending', 'budget')

),

-- the next level that is printed below a class: 款, or else 项
below as (

    select
        upper.figure_id as whole_id,
        lower.*,
        upper.item_label as whole_label,
        min(lower.level) over (partition by upper.figure_id) as nearest_level
    from coded as upper
    inner join coded as lower
        on
            upper.report_key = lower.report_key
            and upper.fiscal_year = lower.fiscal_year
            and upper.classification = lower.classification
            and upper.measure = lower.measure
            and upper.stage is not distinct from lower.stage
            and upper.funding_source = lower.funding_source
            and upper.level < lower.level
            and left(lower.item_code, length(upper.item_code)) = upper.item_code

),

-- classes of which nothing is printed below: 208 with its items, 221 住房保障支出 alone. Such a table is a choice of rows
childless as (

    select
        coded.report_key,
        coded.fiscal_year,
        coded.classification,
        coded.measure,
        coded.stage,
        coded.funding_source,
        sum(coded.amount_yuan) as amount_yuan
    from coded
    left join below on coded.figure_id = below.whole_id
    where coded.level = 1 and coded.amount_yuan > 0 and below.whole_id is null
    group by
        coded.report_key,
        coded.fiscal_year,
        coded.classification,
        coded.measure,
        coded.stage,
        coded.funding_source

),

-- 农林水（类）水利（款）行政运行（项） whose code the report does not tell may be what a list lacks
uncoded as (

    select distinct
        report_key,
        fiscal_year,
        measure,
        funding_source
    from amount
    where classification = 'function' and item_code is null and measure in ('spending', 'budget') and amount_yuan > 0

),

class_part as (

    select
        case below.classification when 'function' then 'D09' else 'D14' end as rule_id,
        below.report_key,
        concat(
            below.fiscal_year, ' ', below.measure_label, ' ', below.whole_label, ' 与下级科目', below.funding_label
        ) as subject,
        'part' as role,
        below.item,
        below.amount_yuan as amount,
        below.half_width,
        below.figure_id,
        below.origin = 'table' and childless.amount_yuan is null and uncoded.report_key is null as is_complete
    from below
    left join uncoded
        on
            {{ same_columns('below', 'uncoded', ['report_key', 'fiscal_year', 'measure', 'funding_source']) }}
            and below.classification = 'function'
    left join childless
        on
            {{ same_columns('below', 'childless',
                ['report_key', 'fiscal_year', 'classification', 'measure', 'funding_source']) }}
            and below.stage is not distinct from childless.stage
    where below.level = below.nearest_level

    union all

    select
        case coded.classification when 'function' then 'D09' else 'D14' end as rule_id,
        coded.report_key,
        concat(
            coded.fiscal_year, ' ', coded.measure_label, ' ', coded.item_label, ' 与下级科目', coded.funding_label
        ) as subject,
        'whole' as role,
        coded.item,
        coded.amount_yuan as amount,
        coded.half_width,
        coded.figure_id,
        true as is_complete
    from coded
    inner join (select distinct whole_id from below) as parent on coded.figure_id = parent.whole_id

),

-- D26: the list is complete where every class printed has an item of its own below it; what a table lacks is a missing
-- item where it is a whole class, and not where the items of other classes lack something as well
item_list as (

    select
        report_key,
        fiscal_year,
        count(distinct case when level = 1 then item_code end) as classes,
        count(distinct case when level = 3 then left(item_code, 3) end) as classes_with_items
    from coded
    where classification = 'function' and measure = 'spending' and funding_source = 'general_public_budget'
    group by report_key, fiscal_year

),

item_part as (

    select
        'D26' as rule_id,
        amount.report_key,
        concat(amount.fiscal_year, ' 支出 合计与项级科目', amount.funding_label) as subject,
        case amount.classification when 'total' then 'whole' else 'part' end as role,
        amount.item,
        amount.amount_yuan as amount,
        amount.half_width,
        amount.figure_id,
        item_list.classes = item_list.classes_with_items
        and item_list.classes >= 2
        and uncoded.report_key is null as is_complete,
        coalesce(childless.amount_yuan, 0) as childless_yuan
    from amount
    left join uncoded
        on {{ same_columns('amount', 'uncoded', ['report_key', 'fiscal_year', 'measure', 'funding_source']) }}
    inner join item_list on amount.report_key = item_list.report_key and amount.fiscal_year = item_list.fiscal_year
    left join childless
        on
            {{ same_columns('amount', 'childless', ['report_key', 'fiscal_year', 'measure', 'funding_source']) }}
            and childless.classification = 'function'
    where
        amount.measure = 'spending'
        and amount.funding_source = 'general_public_budget'
        and item_list.classes_with_items > 0
        and (
            (amount.classification = 'total' and amount.item = 'total')
            or (amount.classification = 'function' and length(amount.item_code) = 7)
        )

),

-- B11: what additional funds were received for
supplementary as (

    select
        'B11' as rule_id,
        report_key,
        concat(fiscal_year, ' 追加到位资金与各项') as subject,
        case when item_code = 'total' then 'whole' else 'part' end as role,
        item,
        amount_yuan as amount,
        half_width,
        figure_id,
        true as is_complete
    from amount
    where
        classification = 'supplementary'
        and measure = 'budget'
        and stage = 'received'
        and funding_source = 'all'
        and (item_code = 'total' or (item_code is null and parent_item_code = 'total'))

),

part as (

    select
        *,
        'eq' as relation,
        1 as weight
    from (
        select
            *,
            0 as childless_yuan
        from class_part
        union all
        select * from item_part
        union all
        select
            *,
            0 as childless_yuan
        from supplementary
    ) as listed

),

-- B09: one use does not cost more than what it is a use of
use_part as (

    select
        'B09' as rule_id,
        part_of.report_key,
        concat(part_of.fiscal_year, ' 支出 ', part_of.item_label, ' 不超过 ', spent.item_label) as subject,
        'le' as relation,
        {{ exact('part_of.amount_yuan') }} as stated,
        {{ exact('spent.amount_yuan') }} as expected,
        {{ exact('part_of.half_width + coalesce(spent.half_width, 0)') }} as tolerance,
        '元' as unit,
        spent.amount_yuan is not null as is_ready,
        false as is_truncated,
        {{ list_of(['part_of.figure_id', 'spent.figure_id']) }} as figure_ids
    from amount as part_of
    left join amount as spent
        on
            part_of.report_key = spent.report_key
            and part_of.fiscal_year = spent.fiscal_year
            and part_of.funding_source = spent.funding_source
            and part_of.parent_classification = spent.classification
            and part_of.parent_item_code = spent.item_code
            and spent.measure = 'spending'
    where
        part_of.measure = 'spending'
        and part_of.parent_item_code is not null
        and (
            part_of.classification = 'use' or (part_of.classification = 'supplementary' and part_of.item_code is null)
        )

)

{%- set gap = "sum(case when role = 'whole' then amount else -amount end)" %}

{{ sum_check('part', 'count(case when not is_complete then 1 end) = 0 or ' ~ gap ~ ' <= sum(half_width)',
    complete="rule_id = 'D26' and (max(childless_yuan) = 0 or abs(" ~ gap ~ " - max(childless_yuan)) <= sum(half_width))"
) }}

union all

select * from use_part

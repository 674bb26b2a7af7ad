-- D17 占比 (E04 of the three public expenses): each share and the shares of a list together; D19 增减率; D20 零基数.
with

rate as (

    select * from {{ ref('int_operand_rate') }}

),

percentage as (

    select
        case
            when rate_kind = 'share' and classification = 'three_public' then 'E04'
            when rate_kind = 'share' then 'D17'
            else 'D19'
        end as rule_id,
        report_key,
        subject,
        'eq' as relation,
        stated,
        expected,
        tolerance,
        unit,
        is_ready,
        is_truncated,
        figure_ids
    from rate
    where rate_kind in ('share', 'year_on_year') and denominator_yuan is distinct from 0

),

-- the shares of one list make 100 %, if the amounts they are shares of make the whole; where one of them is wrong by
-- itself, the sum says nothing more
share as (

    select
        *,
        -- purchase and operation stand beside their own sum: only the finer parts are added up
        max(case when item in ('vehicle_purchase', 'vehicle_operation') then 1 else 0 end) over (
            partition by report_key, fiscal_year, classification, funding_source, measure, denominator_figure_id
        ) as has_vehicle_parts
    from rate
    where rate_kind = 'share' and item <> 'total' and denominator_figure_id is not null and is_main

),

share_sum as (

    select
        case classification when 'three_public' then 'E04' else 'D17' end as rule_id,
        report_key,
        concat_ws(' ', fiscal_year, max(classification_label), '占比之和', max(funding_label)) as subject,
        'eq' as relation,
        {{ exact('sum(stated)') }} as stated,
        {{ exact('100') }} as expected,
        {{ exact('sum(' ~ half_width('decimals') ~ ')') }} as rounding_tolerance,
        -- shares that were cut off lack up to a unit of their last place each
        {{ exact('sum(2 * ' ~ half_width('decimals') ~ ')') }} as cut_tolerance,
        '%' as unit,
        count(case when verdict = 'mismatch' then 1 end) = 0 as is_ready,
        {{ collect_distinct('figure_id') }} as figure_ids
    from share
    where not (item = 'vehicles' and has_vehicle_parts = 1)
    group by
        report_key, fiscal_year, classification, funding_source, measure, denominator_figure_id, denominator_yuan,
        denominator_half_width
    having
        count(*) >= 2
        and abs(sum(numerator_yuan) - denominator_yuan) <= sum(top_half_width) + denominator_half_width

),

share_list as (

    select
        rule_id,
        report_key,
        subject,
        relation,
        stated,
        expected,
        case when is_cut then greatest(rounding_tolerance, expected - stated) else rounding_tolerance end as tolerance,
        unit,
        is_ready,
        is_cut as is_truncated,
        figure_ids
    from (
        select
            *,
            expected - stated > rounding_tolerance and expected - stated < cut_tolerance as is_cut
        from share_sum
    ) as summed

),

-- D20: on a base of exactly zero no growth rate can be given; what is expected instead is none
zero_base as (

    select
        'D20' as rule_id,
        report_key,
        subject,
        'eq' as relation,
        {{ exact('stated') }} as stated,
        {{ exact('case when denominator_yuan = 0 then 0 else stated end') }} as expected,
        {{ exact('0') }} as tolerance,
        unit,
        denominator_yuan is not null as is_ready,
        false as is_truncated,
        figure_ids
    from rate
    where rate_kind = 'year_on_year'

)

select * from percentage
union all
select * from share_list
union all
select * from zero_base

-- D17 占比 (E04 of the three public expenses), D18 增减额, D19 增减率, D20 零基数.
with

rate as (

    select * from {{ ref('int_operand_rate') }}

),

amount as (

    select * from {{ ref('int_operand_amount') }}

),

mention as (

    select * from {{ ref('int_amount_mention') }}

),

report as (

    select * from {{ ref('int_report') }}

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

-- D18: a printed change beside both years' printed amounts, whichever stage of the measure it is closest to
change as (

    select
        mention.*,
        row_number() over (
            partition by mention.document_sha256, mention.fact_key, mention.amount_yuan
            order by mention.decimals desc, mention.sequence, mention.figure_id
        ) as mention_preference
    from mention
    inner join report
        on mention.document_sha256 = report.document_sha256 and mention.report_key = report.report_key
    where mention.measure = 'change' and not mention.is_derived

),

compared as (

    select
        change.figure_id as change_no,
        change.report_key,
        change.subject,
        change.amount_yuan as change_yuan,
        change.half_width as change_half_width,
        present.amount_yuan as present_yuan,
        present.half_width as present_half_width,
        present.figure_id as present_figure_id,
        earlier.amount_yuan as prior_yuan,
        earlier.half_width as prior_half_width,
        earlier.figure_id as prior_figure_id,
        row_number() over (
            partition by change.figure_id
            order by abs(change.amount_yuan - present.amount_yuan + earlier.amount_yuan), present.stage
        ) as preference,
        min(change.amount_yuan) over (partition by change.report_key, change.fact_key)
        <> max(change.amount_yuan) over (partition by change.report_key, change.fact_key) as has_rivals
    from change
    inner join amount as present
        on
            change.document_sha256 = present.document_sha256
            and change.change_measure = present.measure
            and (change.change_stage is null or change.change_stage = present.stage)
            and change.fiscal_year = present.fiscal_year
            and change.classification = present.classification
            and change.item = present.item
            and change.funding_source = present.funding_source
            and change.parent = present.parent
    inner join amount as earlier
        on
            present.document_sha256 = earlier.document_sha256
            and present.measure = earlier.measure
            and present.stage is not distinct from earlier.stage
            and present.fiscal_year = earlier.fiscal_year + 1
            and present.classification = earlier.classification
            and present.item = earlier.item
            and present.funding_source = earlier.funding_source
            and present.parent = earlier.parent
    where change.mention_preference = 1

),

best as (

    select
        *,
        subject || case
            when has_rivals then '（' || cast(cast(change_yuan as double) as varchar) || '元）'
            else ''
        end as change_subject
    from compared
    where preference = 1

),

difference_part as (

    select
        'D18' as rule_id,
        report_key,
        change_subject as subject,
        'eq' as relation,
        'whole' as role,
        1 as weight,
        'change' as item,
        change_yuan as amount,
        change_half_width as half_width,
        change_no as figure_id
    from best

    union all

    select
        'D18' as rule_id,
        report_key,
        change_subject as subject,
        'eq' as relation,
        'part' as role,
        1 as weight,
        'present' as item,
        present_yuan as amount,
        present_half_width as half_width,
        present_figure_id as figure_id
    from best

    union all

    select
        'D18' as rule_id,
        report_key,
        change_subject as subject,
        'eq' as relation,
        'part' as role,
        -1 as weight,
        'prior' as item,
        prior_yuan as amount,
        prior_half_width as half_width,
        prior_figure_id as figure_id
    from best

),

difference as (

    {{ sum_check('difference_part') | indent(4) }}

),

-- an increase printed in another unit than its amount, and larger than it: last year cannot have been less than nothing
increase as (

    select
        'D18' as rule_id,
        change.report_key,
        concat(change.subject, ' 不超过本年数') as subject,
        'le' as relation,
        {{ exact('change.amount_yuan') }} as stated,
        {{ exact('max(present.amount_yuan)') }} as expected,
        {{ exact('change.half_width + max(present.half_width)') }} as tolerance,
        '元' as unit,
        true as is_ready,
        false as is_truncated,
        {{ list_of(['change.figure_id', 'min(present.figure_id)']) }} as figure_ids
    from change
    inner join amount as present
        on
            change.document_sha256 = present.document_sha256
            and change.change_measure = present.measure
            and (change.change_stage is null or change.change_stage = present.stage)
            and {{ same_columns('change', 'present', [
                'fiscal_year', 'classification', 'item', 'funding_source', 'parent'
            ]) }}
    where change.mention_preference = 1 and change.unit <> present.unit
    group by change.report_key, change.subject, change.amount_yuan, change.half_width, change.figure_id

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
select * from difference
union all
select * from increase
union all
select * from zero_base

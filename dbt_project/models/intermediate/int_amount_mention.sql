{{ config(tags=['departments']) }}

with

amount as (

    select * from {{ ref('stg_amount') }}

),

word as (

    select * from {{ ref('word') }}

),

-- how many decimals a report mostly prints for money of a unit: "391.2" beside "506.83" stands for 391.20
decimals_used as (

    select
        document_sha256,
        unit,
        decimals,
        row_number() over (partition by document_sha256, unit order by count(*) desc, decimals desc) as preference
    from amount
    where not is_derived and value <> 0
    group by document_sha256, unit, decimals

),

prevailing as (

    select
        document_sha256,
        unit,
        decimals as prevailing_decimals
    from decimals_used
    where preference = 1

),

identified as (

    select
        amount.*,
        {{ item_identity('amount.item_code', 'amount.item_name') }} as item,
        -- the uses of one parent are another list than those of the next, even where their names agree
        case
            when amount.classification = 'use'
                then concat_ws('|', amount.parent_classification, amount.parent_item_code)
            else ''
        end as parent,
        -- the stage of a change names the measure it is a change of and that measure's own stage: budget:approved
        case when amount.measure = 'change' then split_part(amount.stage, ':', 1) end as change_measure,
        case when amount.measure = 'change' then nullif(split_part(amount.stage, ':', 2), '') end as change_stage,
        greatest(amount.decimals, coalesce(prevailing.prevailing_decimals, amount.decimals)) as effective_decimals,
        coalesce(prevailing.prevailing_decimals, amount.decimals) as prevailing_decimals
    from amount
    left join prevailing
        on
            amount.document_sha256 = prevailing.document_sha256
            and amount.unit is not distinct from prevailing.unit
    where amount.amount_yuan is not null

),

measured as (

    select
        *,
        {{ stable_key([
            'report_key', 'measure', 'stage', 'fiscal_year', 'classification', 'item', 'parent', 'funding_source'
        ]) }} as fact_key,
        {{ half_width('decimals', 'unit_factor') }} as printed_half_width,
        -- a derived amount is as wide as the two it was computed from: the change and the other year's amount
        {{ half_width('effective_decimals', 'unit_factor') }}
        + case when is_derived then {{ half_width('prevailing_decimals', 'unit_factor') }} else 0 end as half_width
    from identified

),

labelled as (

    select
        measured.*,
        coalesce(measure_word.name_zh, measured.measure)
        || case when measured.measure = 'change' then '增减额' else '' end as measure_label,
        case
            when measured.classification = 'function' or measured.classification = 'economic'
                then concat_ws(' ', measured.item_code, measured.item_name)
            when measured.classification = 'use'
                then concat_ws('·', parent_word.name_zh, measured.item_name)
            else coalesce(item_word.name_zh, nullif(concat_ws(' ', measured.item_code, measured.item_name), ''), '未名')
        end as item_label,
        coalesce(parent_word.name_zh, measured.parent_item_code) as parent_label,
        case
            when measured.funding_source <> 'all' then ' ' || coalesce(funding_word.name_zh, measured.funding_source)
            else ''
        end as funding_label
    from measured
    left join word as measure_word
        on
            measure_word.domain = 'measure'
            and measure_word.code
            = case
                when measured.measure = 'change' then concat_ws('.', measured.change_measure, measured.change_stage)
                else concat_ws('.', measured.measure, measured.stage)
            end
    left join word as item_word
        on measured.classification = item_word.domain and measured.item_code = item_word.code
    left join word as parent_word
        on measured.parent_classification = parent_word.domain and measured.parent_item_code = parent_word.code
    left join word as funding_word
        on funding_word.domain = 'funding_source' and measured.funding_source = funding_word.code

)

select
    *,
    concat(fiscal_year, ' ', measure_label, ' ', item_label, funding_label) as subject
from labelled

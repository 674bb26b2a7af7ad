{{ config(tags=['departments']) }}

-- Each indicator beside the completion its own target and actual value give.
with

indicator as (

    select * from {{ ref('stg_indicator') }}

),

amount as (

    select * from {{ ref('int_amount_mention') }}

),

-- money in an indicator is read with the decimals the report mostly prints for that unit
prevailing as (

    select
        document_sha256,
        unit,
        max(prevailing_decimals) as prevailing_decimals
    from amount
    group by document_sha256, unit

),

occurring as (

    select
        indicator.*,
        row_number() over (
            partition by document_sha256, form, level1, level2, indicator_name
            order by sequence, figure_id
        ) as occurrence,
        -- an actual value without a unit is read in the target's; the missing unit is a finding of its own (C04)
        coalesce(actual_unit, target_unit) as read_unit
    from indicator

),

read as (

    select
        occurring.*,
        greatest(occurring.target_decimals, coalesce(target_use.prevailing_decimals, 0)) as target_read_decimals,
        greatest(occurring.actual_decimals, coalesce(actual_use.prevailing_decimals, 0)) as actual_read_decimals
    from occurring
    left join prevailing as target_use
        on
            occurring.document_sha256 = target_use.document_sha256
            and occurring.target_unit = target_use.unit
    left join prevailing as actual_use
        on
            occurring.document_sha256 = actual_use.document_sha256
            and occurring.read_unit = actual_use.unit

),

measured as (

    select
        *,
        {{ stable_key([
            'report_key', 'form', 'level1', 'level2', 'indicator_name', 'occurrence'
        ]) }} as indicator_key,
        target_value * {{ unit_factor('target_unit') }} as target_base,
        actual_value * {{ unit_factor('read_unit') }} as actual_base,
        coalesce(read_unit, '') = coalesce(target_unit, '')
        or ({{ is_money('read_unit') }} and {{ is_money('target_unit') }}) as has_comparable_units,
        -- a target is a threshold and exact, unless it is money, which is rounded to its last place
        case
            when {{ is_money('target_unit') }}
                then {{ half_width('target_read_decimals', unit_factor('target_unit')) }}
            else cast(0 as decimal(28, 8))
        end as target_half_width,
        -- a count is exact; money, percentages and figures with decimals are rounded
        case
            when {{ is_money('read_unit') }}
                then {{ half_width('actual_read_decimals', unit_factor('read_unit')) }}
            when read_unit = '%' or actual_decimals > 0 then {{ half_width('actual_decimals') }}
            else cast(0 as decimal(28, 8))
        end as actual_half_width
    from read

),

computed as (

    select
        *,
        {{ ratio_columns('actual_base', 'actual_half_width', 'target_base', 'target_half_width') }}
    from measured

)

select
    *,
    concat_ws('·', coalesce(level2, level1), indicator_name)
    || case when occurrence > 1 then '（' || occurrence || '）' else '' end as subject,
    case
        when not has_comparable_units or actual_value is null or target_value is null then null
        when operator in ('<=', '<') and actual_base <= target_base then 100
        when operator in ('<=', '<') and actual_base > 0
            then {{ exact('100 * target_base / cast(actual_base as double)') }}
        when operator in ('>=', '>', '=') then point_pct
    end as recomputed_pct
from computed

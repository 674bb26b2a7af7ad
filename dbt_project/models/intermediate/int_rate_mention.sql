{{ config(tags=['departments']) }}

-- Every printed percentage beside the one its own report's amounts give, with the denominator that fits best.
with

candidate as (

    select * from {{ ref('int_rate_candidate') }}

),

word as (

    select * from {{ ref('word') }}

),

figure as (

    select * from {{ ref('stg_figure') }}

),

computed as (

    select
        *,
        {{ ratio_columns(
            'top_yuan', 'top_half_width', 'denominator_yuan', 'denominator_half_width', 'offset_pct', 'cut_below_yuan'
        ) }}
    from candidate

),

judged as (

    select
        *,
        {{ ratio_tolerance('reported_pct', 'decimals') }} as tolerance_pct,
        case
            when point_pct is null then 'not_computable'
            when 100 * top_yuan = (reported_pct + offset_pct) * denominator_yuan then 'match'
            when {{ within_ratio('reported_pct', 'decimals') }} then 'match_rounded'
            when {{ is_cut_ratio('reported_pct', 'decimals') }} then 'match_truncated'
            -- 到位 3,780 万元, 执行 1,080 万元, 执行率 30%: of a budget that was not read, then, and not of what came; nor of
            -- an income, nor of a first budget that was outspent where the rate is below 100 %
            when
                rate_kind = 'execution'
                and is_open_basis
                and (
                    coalesce(candidate_stage, 'received') = 'received'
                    or (candidate_stage = 'initial' and reported_pct <= 100 and low_pct > 100)
                )
                then 'not_computable'
            else 'mismatch'
        end as read_verdict
    from computed

),

-- amounts that nobody understood beside those of a rate: 预算 462 万元…。追加补助 86 万元。到位率 54.44%(298.4÷548)
unread as (

    select
        document_sha256,
        block,
        value * case unit when '元' then 1 when '亿元' then 100000000 else 10000 end as amount_yuan
    from figure
    where disposition = 'unmapped' and kind in ('money', 'other') and value > 0

),

-- a rate that such an amount would explain, alone or added to the budget, says nothing against the report
unread_whole as (

    select distinct judged.mention_no
    from judged
    inner join figure
        on
            judged.document_sha256 = figure.document_sha256
            and figure.figure_id in (judged.figure_id, judged.denominator_figure_id)
    inner join unread on figure.document_sha256 = unread.document_sha256 and figure.block = unread.block
    where
        judged.read_verdict = 'mismatch'
        and judged.rate_kind in ('execution', 'received')
        and (
            abs(100 * judged.top_yuan / cast(unread.amount_yuan as double) - judged.reported_pct)
            <= {{ half_width('judged.decimals') }}
            or abs(
                100 * judged.top_yuan / cast(unread.amount_yuan + judged.denominator_yuan as double)
                - judged.reported_pct
            ) <= {{ half_width('judged.decimals') }}
        )

),

settled as (

    select
        judged.*,
        case when unread_whole.mention_no is null then judged.read_verdict else 'not_computable' end as verdict
    from judged
    left join unread_whole on judged.mention_no = unread_whole.mention_no

),

-- the first budget that fits, in this order; where none fits, the one that is printed, else the first there is
ranked as (

    select
        *,
        row_number() over (
            partition by mention_no
            order by
                case when verdict in ('match', 'match_rounded', 'match_truncated') then 0 else 1 end,
                case when is_main_denominator then 0 else 1 end,
                case
                    when verdict not in ('match', 'match_rounded', 'match_truncated') and candidate_stage = basis
                        then 0
                    when candidate_stage = 'adjusted' then 1
                    when candidate_stage = 'approved' then 2
                    when candidate_stage = 'initial' then 3
                    else 4
                end,
                denominator_figure_id
        ) as candidate_rank
    from settled

),

chosen as (

    select
        *,
        case
            when is_open_basis and verdict in ('match', 'match_rounded', 'match_truncated') then candidate_stage
            else basis
        end as found_basis
    from ranked
    where candidate_rank = 1

)

select
    chosen.*,
    {{ stable_key([
        'report_key', 'fiscal_year', 'rate_kind', 'classification', 'item', 'funding_source', 'found_basis'
    ]) }} as fact_key,
    concat_ws(
        ' ',
        chosen.fiscal_year,
        measure_word.name_zh || coalesce('（' || basis_word.name_zh || '）', ''),
        rate_word.name_zh,
        coalesce(item_word.name_zh, nullif(concat_ws(' ', chosen.item_code, chosen.item_name), ''), '合计'),
        case when chosen.funding_source <> 'all' then funding_word.name_zh end
    ) as subject,
    coalesce(classification_word.name_zh, chosen.classification) as classification_label,
    case when chosen.funding_source <> 'all' then funding_word.name_zh end as funding_label
from chosen
left join word as measure_word on measure_word.domain = 'measure' and chosen.measure = measure_word.code
left join word as basis_word
    on
        basis_word.domain = 'budget_stage'
        and chosen.basis = basis_word.code
        and chosen.rate_kind = 'execution'
left join word as rate_word on rate_word.domain = 'rate_kind' and chosen.rate_kind = rate_word.code
left join word as item_word on chosen.classification = item_word.domain and chosen.item_code = item_word.code
left join word as classification_word
    on classification_word.domain = 'classification' and chosen.classification = classification_word.code
left join word as funding_word
    on funding_word.domain = 'funding_source' and chosen.funding_source = funding_word.code

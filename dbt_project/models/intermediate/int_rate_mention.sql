{{ config(tags=['departments']) }}

-- Every printed percentage beside the one its own report's amounts give, with the denominator that fits best.
with

candidate as (

    select * from {{ ref('int_rate_candidate') }}

),

word as (

    select * from {{ ref('word') }}

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
            -- 到位 3,780 万元, 执行 1,080 万元, 执行率 30%: of a budget that was not read, then, and not of what came
            when rate_kind = 'execution' and is_open_basis and candidate_stage = 'received' then 'not_computable'
            else 'mismatch'
        end as verdict
    from computed

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
    from judged

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

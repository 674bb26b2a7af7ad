-- What a printed percentage is judged by (R1): one row per rate and printed value of the reports that are checked.
with

mention as (

    select * from {{ ref('int_rate_mention') }}

),

report as (

    select * from {{ ref('int_report') }}

),

checked as (

    select
        mention.*,
        false as is_derived,
        count(*) over (partition by mention.document_sha256, mention.fact_key, mention.reported_pct) as value_count,
        min(mention.reported_pct) over (partition by mention.document_sha256, mention.fact_key)
        <> max(mention.reported_pct) over (partition by mention.document_sha256, mention.fact_key) as has_rivals
    from mention
    inner join report on mention.document_sha256 = report.document_sha256 and mention.report_key = report.report_key

),

ranked as (

    select
        *,
        row_number() over (
            partition by document_sha256, fact_key, reported_pct
            order by {{ main_mention_order() }}
        ) as mention_preference,
        row_number() over (
            partition by document_sha256, fact_key
            order by {{ main_mention_order() }}
        ) = 1 as is_main
    from checked

)

select
    report_key,
    document_sha256,
    fiscal_year,
    rate_kind,
    classification,
    item,
    funding_source,
    classification_label,
    funding_label,
    measure,
    decimals,
    figure_id,
    numerator_figure_id,
    denominator_figure_id,
    numerator_yuan,
    denominator_yuan,
    top_half_width,
    denominator_half_width,
    is_main,
    found_basis,
    verdict,
    subject || case when has_rivals then '（' || cast(cast(reported_pct as double) as varchar) || '%）' else '' end
        as subject,
    reported_pct as stated,
    point_pct as expected,
    -- cut instead of rounded: the tolerance then reaches as far as cutting does
    case
        when verdict = 'match_truncated' then greatest(tolerance_pct, abs(reported_pct - point_pct))
        else tolerance_pct
    end as tolerance,
    '%' as unit,
    verdict <> 'not_computable' as is_ready,
    verdict = 'match_truncated' as is_truncated,
    {{ list_of(['figure_id', 'change_figure_id', 'numerator_figure_id', 'denominator_figure_id']) }} as figure_ids
from ranked
where mention_preference = 1

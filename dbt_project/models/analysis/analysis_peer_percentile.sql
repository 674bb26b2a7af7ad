{{ config(alias='peer_percentile') }}

-- Peers are departments of one county and year whose figure comes from the same kind of report, up to the same day,
-- held against the same budget: a rate in June is no peer of one in December.
with

execution as (

    select * from {{ ref('analysis_execution') }}
    where execution_pct is not null and item_code = 'total' and classification in ('total', 'three_public')

),

per_head as (

    select
        per_head.*,
        report.period_end
    from {{ ref('analysis_cost_per_head') }} as per_head
    inner join {{ ref('dim_report') }} as report on per_head.report_key = report.report_key
    where per_head.personnel_per_head_yuan is not null

),

scorecard as (

    select
        report_key,
        county_code,
        department_key,
        fiscal_year,
        report_type,
        period_end,
        sum(met) as met,
        sum(judged) as judged,
        bool_or(has_open_finding) as has_open_finding
    from {{ ref('analysis_indicator_scorecard') }}
    where report_type <> 'project_evaluation'
    group by report_key, county_code, department_key, fiscal_year, report_type, period_end

),

county as (

    select * from {{ ref('dim_county') }}

),

word as (

    select * from {{ ref('word') }}

),

measured as (

    select
        case classification when 'total' then 'execution' else 'three_public_execution' end as metric,
        report_key,
        county_code,
        department_key,
        fiscal_year,
        report_type,
        period_end,
        funding_source,
        basis,
        cast(execution_pct as decimal(20, 4)) as value,
        '%' as unit,
        has_open_finding
    from execution

    union all

    select
        'personnel_per_head' as metric,
        report_key,
        county_code,
        department_key,
        fiscal_year,
        report_type,
        period_end,
        funding_source,
        cast(null as varchar) as basis,
        cast(personnel_per_head_yuan as decimal(20, 4)) as value,
        '元' as unit,
        has_open_finding
    from per_head

    union all

    select
        'indicators_met' as metric,
        report_key,
        county_code,
        department_key,
        fiscal_year,
        report_type,
        period_end,
        cast(null as varchar) as funding_source,
        cast(null as varchar) as basis,
        cast({{ percent('met', 'judged') }} as decimal(20, 4)) as value,
        '%' as unit,
        has_open_finding
    from scorecard
    where judged > 0

),

named as (

    select
        measured.*,
        concat_ws(
            '·', county.county_name, concat(measured.fiscal_year, '年'), coalesce(genre.name_zh, measured.report_type),
            concat('截至', measured.period_end), coalesce(stage.name_zh, measured.basis),
            coalesce(fund.name_zh, measured.funding_source)
        ) as peer_group
    from measured
    inner join county on measured.county_code = county.county_code
    left join word as genre on genre.domain = 'report_type' and measured.report_type = genre.code
    left join word as stage on stage.domain = 'budget_stage' and measured.basis = stage.code
    left join word as fund on fund.domain = 'funding_source' and measured.funding_source = fund.code

),

middle as (

    select
        metric,
        peer_group,
        count(*) as peers,
        cast({{ median('value') }} as decimal(20, 4)) as median_value
    from named
    group by metric, peer_group

),

placed as (

    select
        named.*,
        middle.peers,
        middle.median_value,
        percent_rank() over (partition by named.metric, named.peer_group order by named.value) as place
    from named
    inner join middle on named.metric = middle.metric and named.peer_group = middle.peer_group

)

select
    metric,
    county_code,
    department_key,
    fiscal_year,
    report_key,
    funding_source,
    value,
    unit,
    peer_group,
    peers,
    median_value,
    case when peers >= {{ var('peers_needed') }} then cast(round(100 * place, 4) as decimal(12, 4)) end as percentile,
    has_open_finding
from placed

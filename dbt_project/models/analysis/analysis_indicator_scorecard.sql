{{ config(alias='indicator_scorecard') }}

with

indicator as (

    select * from {{ ref('analysis_indicator_result') }}

),

counted as (

    select
        report_key,
        county_code,
        department_key,
        fiscal_year,
        report_type,
        period_end,
        level1,
        count(*) as indicators,
        count(is_met) as judged,
        count(case when is_met then 1 end) as met,
        count(case when status = 'not_due' then 1 end) as not_due,
        count(case when status = 'missing' then 1 end) as missing,
        -- points of the indicators that print both, so that a score is never held against another indicator's weight
        sum(case when score is not null then weight end) as weight,
        sum(case when weight is not null then score end) as score,
        count(case when score is not null and weight is not null then 1 end) as scored,
        bool_or(has_open_finding) as has_open_finding
    from indicator
    group by report_key, county_code, department_key, fiscal_year, report_type, period_end, level1

)

select
    report_key,
    county_code,
    department_key,
    fiscal_year,
    report_type,
    period_end,
    level1,
    indicators,
    judged,
    met,
    {{ percent('met', 'judged') }} as met_pct,
    not_due,
    missing,
    scored,
    cast(weight as decimal(12, 4)) as weight,
    cast(score as decimal(12, 4)) as score,
    {{ percent('score', 'weight') }} as score_pct,
    has_open_finding
from counted

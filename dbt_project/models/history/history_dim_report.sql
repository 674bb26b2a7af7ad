{{ config(alias='dim_report') }}

with

standing as (

    select * from {{ ref('int_report_standing') }}

)

select
    report_key,
    document_sha256,
    county_code,
    department_key,
    fiscal_year,
    report_type,
    period_end,
    filed_on,
    title,
    source_path,
    source_format,
    revision,
    recorded_at,
    is_current,
    blocked_reason
from standing

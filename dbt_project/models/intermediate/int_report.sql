{{ config(materialized='view') }}

-- The reports whose arithmetic is checked: current, and not kept out by their reading. A county's summary stands
-- outside the marts, but is compared with its departments.
with

report as (

    select * from {{ ref('stg_report') }}

)

select * from report
where is_current and (blocked_reason is null or report_type = 'county_summary')

-- The reports whose arithmetic is checked: current, and not kept out by their reading.
with

report as (

    select * from {{ ref('stg_report') }}

)

select * from report
where is_current and blocked_reason is null

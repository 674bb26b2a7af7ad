{{ config(materialized='view', tags=['operands']) }}

-- The comparisons that can be judged: what Great Expectations is asked about, rule by rule.
with

operand as (

    select * from {{ ref('operand') }}

)

select
    check_key,
    rule_id,
    tolerance,
    excess
from operand
where is_ready

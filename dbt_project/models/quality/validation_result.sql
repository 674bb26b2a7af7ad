with

result as (

    select * from {{ ref('stg_validation_result') }}

)

select
    suite,
    expectation,
    rule_id,
    severity,
    problem,
    error,
    success,
    evaluated,
    unexpected,
    run_at
from result

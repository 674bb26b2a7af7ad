with

source as (

    select * from {{ source('state', 'validation_result') }}

),

typed as (

    select
        cast(suite as varchar) as suite,
        cast(expectation as varchar) as expectation,
        cast(rule_id as varchar) as rule_id,
        cast(severity as varchar) as severity,
        cast(problem as varchar) as problem,
        cast(error as varchar) as error,
        cast(success as boolean) as success,
        cast(evaluated as bigint) as evaluated,
        cast(unexpected as bigint) as unexpected,
        cast(run_at as timestamp with time zone) as run_at
    from source

)

select * from typed

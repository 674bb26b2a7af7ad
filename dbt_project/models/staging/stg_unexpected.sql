with

source as (

    select * from {{ source('state', 'unexpected') }}

),

typed as (

    select
        cast(check_key as varchar) as check_key,
        cast(rule_id as varchar) as rule_id
    from source

)

select * from typed

with

source as (

    select * from {{ source('state', 'verdict') }}

),

typed as (

    select
        cast(rule_id as varchar) as rule_id,
        cast(executed as boolean) as executed,
        cast(error as varchar) as error
    from source

)

select * from typed

with

source as (

    select * from {{ source('state', 'bad_row') }}

),

typed as (

    select
        cast(file as varchar) as file,
        cast(line as integer) as line,
        cast(reason as varchar) as reason
    from source

)

select * from typed

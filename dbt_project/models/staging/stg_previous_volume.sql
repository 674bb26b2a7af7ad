with

source as (

    select * from {{ source('state', 'volume') }}

),

typed as (

    select
        cast(county_code as varchar) as county_code,
        cast(fiscal_year as integer) as fiscal_year,
        cast(documents as bigint) as documents,
        cast(facts as bigint) as facts
    from source

)

select * from typed

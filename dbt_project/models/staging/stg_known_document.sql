with

source as (

    select * from {{ source('state', 'document') }}

),

typed as (

    select
        cast(source_path as varchar) as source_path,
        cast(sha256 as varchar) as sha256,
        cast(bytes as bigint) as bytes,
        cast(county_code as varchar) as county_code,
        cast(fiscal_year as integer) as fiscal_year,
        cast(state as varchar) as state,
        cast(reason_code as varchar) as reason_code,
        cast(reason as varchar) as reason,
        cast(first_seen_at as timestamp with time zone) as first_seen_at,
        cast(last_loaded_at as timestamp with time zone) as last_loaded_at
    from source

)

select * from typed

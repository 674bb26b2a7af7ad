with

source as (

    select * from {{ source('clean', 'function_name') }}

),

typed as (

    select
        report_key,
        document_sha256,
        fiscal_year,
        function_code,
        function_name,
        parent_code
    from source

)

select * from typed

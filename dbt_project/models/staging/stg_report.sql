with

source as (

    select * from {{ source('clean', 'report') }}

),

typed as (

    select
        report_key,
        document_sha256,
        county_code,
        department_key,
        department_name,
        aliases,
        fiscal_year,
        report_type,
        period_end,
        filed_on,
        title,
        source_path,
        source_format,
        revision,
        is_current,
        recorded_at,
        blocked_reason
    from source

)

select * from typed

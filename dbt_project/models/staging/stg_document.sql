with

source as (

    select * from {{ source('clean', 'document') }}

),

typed as (

    select
        source_path,
        sha256,
        bytes,
        source_format,
        county_code,
        fiscal_year,
        state,
        reason_code,
        reason,
        report_key,
        figures_read,
        figures_recounted,
        figures_missing,
        figures_extra
    from source

)

select * from typed

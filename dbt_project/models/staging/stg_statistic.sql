with

source as (

    select * from {{ source('clean', 'statistic') }}

),

typed as (

    select
        report_key,
        document_sha256,
        county_code,
        department_key,
        fiscal_year,
        figure_id,
        section_id,
        sequence,
        origin,
        unit,
        decimals,
        statistic,
        item_name,
        value,
        form
    from source

)

select * from typed

with

source as (

    select * from {{ source('clean', 'amount') }}

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
        classification,
        item_code,
        item_name,
        funding_source,
        measure,
        stage,
        value,
        unit_factor,
        amount_yuan,
        parent_classification,
        parent_item_code,
        is_derived
    from source

)

select * from typed

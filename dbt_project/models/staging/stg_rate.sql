with

source as (

    select * from {{ source('clean', 'rate') }}

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
        rate_kind,
        basis,
        reported_pct,
        numerator_measure,
        numerator_stage,
        denominator_measure,
        denominator_stage,
        denominator_classification,
        denominator_item_code,
        denominator_funding_source,
        denominator_fiscal_year
    from source

)

select * from typed

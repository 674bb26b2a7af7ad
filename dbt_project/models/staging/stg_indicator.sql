with

source as (

    select * from {{ source('clean', 'indicator') }}

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
        section_path,
        form,
        level1,
        level2,
        indicator_name,
        operator,
        target_text,
        target_value,
        target_unit,
        target_decimals,
        actual_text,
        actual_value,
        actual_unit,
        actual_decimals,
        completion_pct,
        completion_decimals,
        status,
        weight,
        weight_decimals,
        score,
        score_decimals,
        target_figure_id,
        actual_figure_id,
        completion_figure_id,
        weight_figure_id,
        score_figure_id
    from source

)

select * from typed

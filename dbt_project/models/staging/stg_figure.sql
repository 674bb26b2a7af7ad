with

source as (

    select * from {{ source('clean', 'figure') }}

),

typed as (

    select
        figure_id,
        report_key,
        document_sha256,
        section_id,
        page,
        block,
        char_start,
        char_end,
        raw_text,
        kind,
        value,
        unit,
        decimals,
        disposition,
        reason,
        label,
        confidence
    from source

)

select * from typed

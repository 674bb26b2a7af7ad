with

source as (

    select * from {{ source('clean', 'block') }}

),

typed as (

    select
        report_key,
        document_sha256,
        block,
        page,
        section_id,
        kind,
        text
    from source

)

select * from typed

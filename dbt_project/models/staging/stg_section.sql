with

source as (

    select * from {{ source('clean', 'section') }}

),

typed as (

    select
        report_key,
        document_sha256,
        section_id,
        parent_id,
        title,
        path
    from source

)

select * from typed

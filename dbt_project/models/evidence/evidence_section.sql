{{ config(alias='section') }}

with

section as (

    select * from {{ ref('stg_section') }}

)

select
    report_key,
    section_id,
    parent_id,
    title,
    path,
    document_sha256
from section

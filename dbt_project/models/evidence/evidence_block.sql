{{ config(alias='block') }}

with

block as (

    select * from {{ ref('stg_block') }}

)

select
    report_key,
    block,
    page,
    section_id,
    kind,
    text,
    document_sha256
from block

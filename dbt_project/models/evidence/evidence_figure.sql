{{ config(alias='figure') }}

with

figure as (

    select * from {{ ref('stg_figure') }}

)

select
    figure_id,
    report_key,
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
    confidence,
    document_sha256
from figure

{{ config(tags=['departments']) }}

-- Facts beside a figure that nobody understood, in its sentence or in the next row of its table: a sum of them that
-- does not come out may only lack that figure.
with

figure as (

    select * from {{ ref('stg_figure') }}

),

block as (

    select * from {{ ref('stg_block') }}

),

unread as (

    select distinct
        figure.document_sha256,
        figure.block,
        block.kind,
        block.text
    from figure
    left join block on figure.document_sha256 = block.document_sha256 and figure.block = block.block
    where figure.disposition = 'unmapped'

),

in_print as (

    select
        figure.report_key,
        figure.figure_id,
        figure.disposition,
        lead(figure.figure_id) over following as next_figure_id,
        lead(figure.disposition) over following as next_disposition,
        substr(
            unread.text, figure.char_end + 1, lead(figure.char_start) over following - figure.char_end
        ) as words_between
    from figure
    inner join unread on figure.document_sha256 = unread.document_sha256 and figure.block = unread.block
    where figure.disposition <> 'context'
    window following as (partition by figure.document_sha256, figure.block order by figure.char_start, figure.figure_id)

)

select
    report_key,
    case disposition when 'fact' then figure_id else next_figure_id end as figure_id
from in_print
where disposition <> next_disposition and coalesce(words_between, '') not like '%。%'

union distinct

select
    figure.report_key,
    figure.figure_id
from figure
inner join block on figure.document_sha256 = block.document_sha256 and figure.block = block.block
inner join unread
    on block.document_sha256 = unread.document_sha256 and block.block in (unread.block - 1, unread.block + 1)
where block.kind = 'row' and unread.kind = 'row' and figure.disposition = 'fact'

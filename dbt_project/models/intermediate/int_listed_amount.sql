-- Which tables print an amount, by the figure that speaks for it. Only tables of which every figure was understood: in
-- those, what is not listed is not there.
with

mention as (

    select * from {{ ref('int_amount_mention') }}

),

amount as (

    select * from {{ ref('int_operand_amount') }}

),

figure as (

    select * from {{ ref('stg_figure') }}

),

-- the rows of one table follow each other
placed_row as (

    select
        document_sha256,
        block,
        block - row_number() over (partition by document_sha256 order by block) as table_no
    from {{ ref('stg_block') }}
    where kind = 'row'

),

placed as (

    select
        figure.document_sha256,
        figure.figure_id,
        placed_row.table_no,
        max(case when figure.disposition = 'unmapped' then 1 else 0 end) over (
            partition by figure.document_sha256, placed_row.table_no
        ) as has_unmapped
    from figure
    inner join placed_row on figure.document_sha256 = placed_row.document_sha256 and figure.block = placed_row.block

)

select distinct
    amount.figure_id,
    placed.table_no
from amount
inner join mention
    on
        amount.document_sha256 = mention.document_sha256
        and amount.fact_key = mention.fact_key
        and amount.amount_yuan = mention.amount_yuan
inner join placed on mention.document_sha256 = placed.document_sha256 and mention.figure_id = placed.figure_id
where placed.has_unmapped = 0 and not mention.is_derived

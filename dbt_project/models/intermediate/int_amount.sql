{{ config(tags=['departments']) }}

with

mention as (

    select * from {{ ref('int_amount_mention') }}

),

counted as (

    select
        *,
        count(*) over (partition by document_sha256, fact_key) as mention_count,
        count(*) over (partition by document_sha256, fact_key, is_derived, amount_yuan) as value_count
    from mention

),

ranked as (

    select
        *,
        row_number() over (
            partition by document_sha256, fact_key
            order by {{ main_mention_order() }}
        ) as mention_rank
    from counted

)

select * from ranked
where mention_rank = 1

{{ config(tags=['operands']) }}
-- The words that the marts use, each with the Chinese name that views and pages show.
with

used as (

    {{ used_words() | indent(4) }}

),

word as (

    select * from {{ ref('word') }}

)

select
    used.domain,
    used.code,
    word.name_zh
from used
left join word on used.domain = word.domain and used.code = word.code

with

rule as (

    select * from {{ ref('stg_rule') }}

)

select
    rule_id,
    family,
    title_zh,
    title_en,
    formula,
    severity,
    is_blocking,
    applies_to,
    basis,
    state,
    since,
    if_absent
from rule

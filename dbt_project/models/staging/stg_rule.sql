with

source as (

    select * from {{ source('state', 'rule') }}

),

typed as (

    select
        cast(rule_id as varchar) as rule_id,
        cast(state as varchar) as state,
        cast(since as date) as since,
        cast(family as varchar) as family,
        cast(title_zh as varchar) as title_zh,
        cast(title_en as varchar) as title_en,
        cast(formula as varchar) as formula,
        cast(severity as varchar) as severity,
        cast(is_blocking as boolean) as is_blocking,
        cast(applies_to as varchar[]) as applies_to,
        cast(if_absent as varchar) as if_absent,
        cast(basis as varchar) as basis,
        cast(message_zh as varchar) as message_zh,
        cast(message_en as varchar) as message_en
    from source

)

select * from typed

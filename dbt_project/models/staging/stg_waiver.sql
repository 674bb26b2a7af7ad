with

source as (

    select * from {{ source('state', 'waiver') }}

),

typed as (

    select
        cast(finding_key as varchar) as finding_key,
        cast(rule_version as varchar) as rule_version,
        cast(stated as decimal(28, 8)) as stated,
        cast(expected as decimal(28, 8)) as expected,
        cast(tolerance as decimal(28, 8)) as tolerance,
        cast(waiver_reason as varchar) as waiver_reason,
        cast(waived_by as varchar) as waived_by,
        cast(waiver_until as date) as waiver_until
    from source

)

select * from typed

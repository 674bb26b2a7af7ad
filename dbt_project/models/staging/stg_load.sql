with

source as (

    select * from {{ source('state', 'load') }}

),

typed as (

    select
        cast(load_id as varchar) as load_id,
        cast(started_at as timestamp with time zone) as started_at,
        cast(finished_at as timestamp with time zone) as finished_at,
        cast(status as varchar) as status,
        cast(documents_seen as bigint) as documents_seen,
        cast(documents_loaded as bigint) as documents_loaded,
        cast(documents_unchanged as bigint) as documents_unchanged,
        cast(documents_held as bigint) as documents_held,
        cast(documents_rejected as bigint) as documents_rejected,
        cast(documents_removed as bigint) as documents_removed,
        cast(facts as bigint) as facts,
        cast(findings_open as bigint) as findings_open,
        cast(findings_new as bigint) as findings_new,
        cast(findings_resolved as bigint) as findings_resolved,
        cast(code_version as varchar) as code_version,
        cast(reason as varchar) as reason
    from source

)

select * from typed

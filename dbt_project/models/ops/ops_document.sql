{{ config(alias='document') }}

with

document as (

    select * from {{ ref('stg_document') }}

),

known as (

    select * from {{ ref('stg_known_document') }}

),

-- a path stands in one partition; should an old partition still hold it, the loaded one speaks
ranked as (

    select
        *,
        row_number() over (
            partition by source_path
            order by case when state = 'loaded' then 0 else 1 end, sha256
        ) as preference
    from document

),

latest as (

    select * from ranked
    where preference = 1

)

select
    coalesce(latest.source_path, known.source_path) as source_path,
    coalesce(latest.sha256, known.sha256) as sha256,
    coalesce(latest.bytes, known.bytes) as bytes,
    case when latest.source_path is null then known.county_code else latest.county_code end as county_code,
    case when latest.source_path is null then known.fiscal_year else latest.fiscal_year end as fiscal_year,
    coalesce(latest.state, known.state) as state,
    case when latest.source_path is null then known.reason_code else latest.reason_code end as reason_code,
    case when latest.source_path is null then known.reason else latest.reason end as reason,
    latest.figures_read,
    latest.figures_recounted,
    latest.figures_missing,
    latest.figures_extra,
    coalesce(known.first_seen_at, {{ load_instant() }}) as first_seen_at,
    case
        when latest.source_path is null or latest.sha256 = known.sha256
            then coalesce(known.last_loaded_at, case when latest.state = 'loaded' then {{ load_instant() }} end)
        when latest.state = 'loaded' then {{ load_instant() }}
    end as last_loaded_at
from latest
full outer join known on latest.source_path = known.source_path

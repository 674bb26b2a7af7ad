with

report as (

    select * from {{ ref('stg_report') }}

),

-- the newest cover gives the name
ranked as (

    select
        *,
        row_number() over (
            partition by department_key
            order by fiscal_year desc, recorded_at desc, document_sha256
        ) as preference
    from report

),

named as (

    select
        department_key,
        {{ merge_lists('coalesce(aliases, cast([] as varchar[]))') }} as aliases
    from report
    group by department_key

)

select
    ranked.department_key,
    ranked.county_code,
    ranked.department_name,
    named.aliases
from ranked
inner join named on ranked.department_key = named.department_key
where ranked.preference = 1

with

measure as (

    select * from {{ ref('int_measure') }}

),

previous as (

    select * from {{ ref('stg_previous_measure') }}

),

release as (

    select count(*) as published
    from {{ ref('stg_load') }}
    where status = 'published'

),

compared as (

    select
        case
            when previous.fact_key is null then 'added'
            when measure.fact_key is null then 'withdrawn'
            else 'changed'
        end as kind,
        coalesce(measure.fact_table, previous.fact_table) as fact_table,
        coalesce(measure.fact_key, previous.fact_key) as fact_key,
        coalesce(measure.measure, previous.measure) as measure,
        coalesce(measure.report_key, previous.report_key) as report_key,
        coalesce(measure.county_code, previous.county_code) as county_code,
        coalesce(measure.department_key, previous.department_key) as department_key,
        coalesce(measure.fiscal_year, previous.fiscal_year) as fiscal_year,
        coalesce(measure.subject, previous.subject) as subject,
        previous.value as old_value,
        measure.value as new_value,
        previous.text as old_text,
        measure.text as new_text
    from measure
    full outer join previous
        on
            measure.fact_table = previous.fact_table
            and measure.fact_key = previous.fact_key
            and measure.measure = previous.measure
    where
        measure.fact_key is null
        or previous.fact_key is null
        or measure.value is distinct from previous.value
        or measure.text is distinct from previous.text

)

select
    {{ stable_key(['compared.fact_table', 'compared.fact_key', 'compared.measure']) }} as change_key,
    compared.*
from compared
cross join release
-- the first release has none before it that it could differ from
where release.published > 0

with

source as (

    select * from {{ source('state', 'finding') }}

),

typed as (

    select
        cast(finding_key as varchar) as finding_key,
        cast(rule_id as varchar) as rule_id,
        cast(severity as varchar) as severity,
        cast(report_key as varchar) as report_key,
        cast(county_code as varchar) as county_code,
        cast(department_key as varchar) as department_key,
        cast(fiscal_year as integer) as fiscal_year,
        cast(subject as varchar) as subject,
        cast(stated as decimal(28, 8)) as stated,
        cast(expected as decimal(28, 8)) as expected,
        cast(difference as decimal(28, 8)) as difference,
        cast(tolerance as decimal(28, 8)) as tolerance,
        cast(unit as varchar) as unit,
        cast(message_zh as varchar) as message_zh,
        cast(message_en as varchar) as message_en,
        cast(likely_explanation as varchar) as likely_explanation,
        cast(figure_ids as varchar[]) as figure_ids,
        cast(state as varchar) as state,
        cast(first_seen_at as timestamp with time zone) as first_seen_at,
        cast(last_seen_at as timestamp with time zone) as last_seen_at,
        cast(resolved_at as timestamp with time zone) as resolved_at,
        cast(waived_by as varchar) as waived_by,
        cast(waiver_reason as varchar) as waiver_reason,
        cast(waiver_until as date) as waiver_until,
        cast(reopened_at as timestamp with time zone) as reopened_at,
        cast(reopened_because as varchar) as reopened_because,
        cast(rule_version as varchar) as rule_version
    from source

)

select * from typed

{{ config(alias='fct_statistic') }}

with

statistic as (

    select * from {{ ref('int_statistic') }}

),

-- two forms of one document may each have a score: the form then tells them apart
fact as (

    select
        *,
        case
            when
                item_name is null
                and count(*) over (partition by document_sha256, fiscal_year, statistic, item_name) > 1
                then indicator_form
            else item_name
        end as told_apart_name
    from statistic

),

standing as (

    select * from {{ ref('int_report_standing') }}

),

flagged as (

    select * from {{ ref('int_flagged_fact') }}

)

select
    fact.fact_key as statistic_key,
    {{ fact_columns() }},
    fact.statistic,
    fact.told_apart_name as item_name,
    fact.value,
    fact.indicator_form as form,
    {{ revision_columns() }}
{{ fact_joins() }}

{{ config(alias='fct_change') }}

with

fact as (

    select * from {{ ref('int_amount') }}
    where measure = 'change'

),

standing as (

    select * from {{ ref('int_report_standing') }}

),

flagged as (

    select * from {{ ref('int_flagged_fact') }}

)

select
    fact.fact_key as change_key,
    {{ fact_columns() }},
    fact.change_measure as measure,
    fact.change_stage as stage,
    fact.classification,
    fact.item_code,
    fact.item_name,
    fact.funding_source,
    fact.amount_yuan,
    {{ revision_columns() }}
{{ fact_joins() }}

{{ config(alias='fct_spending') }}

with

fact as (

    select * from {{ ref('int_amount') }}
    where measure = 'spending'

),

standing as (

    select * from {{ ref('int_report_standing') }}

),

flagged as (

    select * from {{ ref('int_flagged_fact') }}

)

select
    fact.fact_key as spending_key,
    {{ fact_columns() }},
    fact.classification,
    fact.item_code,
    fact.item_name,
    fact.funding_source,
    fact.amount_yuan,
    fact.parent_classification,
    fact.parent_item_code,
    fact.is_derived,
    {{ revision_columns() }}
{{ fact_joins() }}

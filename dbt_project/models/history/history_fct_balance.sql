{{ config(alias='fct_balance') }}

with

fact as (

    select * from {{ ref('int_amount') }}
    where measure = 'balance'

),

standing as (

    select * from {{ ref('int_report_standing') }}

),

flagged as (

    select * from {{ ref('int_flagged_fact') }}

)

select
    fact.fact_key as balance_key,
    {{ fact_columns() }},
    fact.classification,
    fact.item_code,
    fact.item_name,
    fact.funding_source,
    fact.stage,
    fact.amount_yuan,
    fact.is_derived,
    {{ revision_columns() }}
{{ fact_joins() }}

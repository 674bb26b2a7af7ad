{{ config(alias='fct_rate') }}

with

fact as (

    select * from {{ ref('int_rate') }}

),

standing as (

    select * from {{ ref('int_report_standing') }}

),

flagged as (

    select * from {{ ref('int_flagged_fact') }}

)

select
    fact.fact_key as rate_key,
    {{ fact_columns() }},
    fact.rate_kind,
    fact.classification,
    fact.item_code,
    fact.item_name,
    fact.funding_source,
    fact.found_basis as basis,
    fact.reported_pct,
    cast(fact.numerator_yuan as decimal(20, 2)) as numerator_yuan,
    fact.denominator_yuan,
    cast(round(fact.point_pct, 4) as decimal(12, 4)) as recomputed_pct,
    fact.verdict,
    {{ revision_columns() }}
{{ fact_joins() }}

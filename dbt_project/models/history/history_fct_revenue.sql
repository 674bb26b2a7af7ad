{{ config(alias='fct_revenue') }}

with

amount as (

    select * from {{ ref('int_amount') }}
    where measure = 'revenue'

),

-- one row per source and stage: income of all funds speaks before a part of it that bears the same name
ranked as (

    select
        *,
        row_number() over (
            partition by document_sha256, fiscal_year, item, stage
            order by case when funding_source = 'all' then 0 else 1 end, {{ main_mention_order() }}
        ) as funding_preference
    from amount

),

fact as (

    select * from ranked
    where funding_preference = 1

),

standing as (

    select * from {{ ref('int_report_standing') }}

),

flagged as (

    select * from {{ ref('int_flagged_fact') }}

)

select
    fact.fact_key as revenue_key,
    {{ fact_columns() }},
    coalesce(fact.item_code, fact.item_name) as revenue_source,
    fact.stage,
    fact.amount_yuan,
    fact.funding_source,
    fact.is_derived,
    {{ revision_columns() }}
{{ fact_joins() }}

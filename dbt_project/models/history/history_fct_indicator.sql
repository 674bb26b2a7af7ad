{{ config(alias='fct_indicator') }}

with

indicator as (

    select * from {{ ref('int_indicator') }}

),

fact as (

    select
        *,
        indicator_key as fact_key,
        1 as mention_count
    from indicator

),

standing as (

    select * from {{ ref('int_report_standing') }}

),

flagged as (

    select * from {{ ref('int_flagged_fact') }}

)

select
    fact.fact_key as indicator_key,
    {{ fact_columns() }},
    fact.section_path,
    fact.sequence,
    fact.level1,
    fact.level2,
    fact.indicator_name,
    fact.operator,
    fact.target_text,
    fact.target_value,
    fact.target_unit,
    fact.actual_text,
    fact.actual_value,
    fact.actual_unit,
    fact.completion_pct,
    cast(round(fact.recomputed_pct, 4) as decimal(12, 4)) as recomputed_completion_pct,
    fact.status,
    fact.weight,
    fact.score,
    fact.form,
    {{ revision_columns() }}
{{ fact_joins() }}

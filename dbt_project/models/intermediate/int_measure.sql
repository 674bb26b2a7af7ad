{{ config(materialized='view') }}

with

measure as (

    {{ measures({
        'fct_budget': ref('fct_budget'),
        'fct_spending': ref('fct_spending'),
        'fct_revenue': ref('fct_revenue'),
        'fct_balance': ref('fct_balance'),
        'fct_change': ref('fct_change'),
        'fct_rate': ref('fct_rate'),
        'fct_indicator': ref('fct_indicator'),
        'fct_statistic': ref('fct_statistic'),
    }) | indent(4) }}

)

select * from measure

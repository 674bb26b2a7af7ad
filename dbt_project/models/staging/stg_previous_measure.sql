with

measure as (

    {{ measures({
        'fct_budget': source('state', 'previous_fct_budget'),
        'fct_spending': source('state', 'previous_fct_spending'),
        'fct_revenue': source('state', 'previous_fct_revenue'),
        'fct_balance': source('state', 'previous_fct_balance'),
        'fct_change': source('state', 'previous_fct_change'),
        'fct_rate': source('state', 'previous_fct_rate'),
        'fct_indicator': source('state', 'previous_fct_indicator'),
        'fct_statistic': source('state', 'previous_fct_statistic'),
    }) | indent(4) }}

)

select * from measure

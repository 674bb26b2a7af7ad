{{ config(tags=['operands']) }}
{%- set columns = [
    ('int_report', 'report_type', 'report_type', none),
    ('int_amount', 'classification', 'classification', none),
    ('int_amount', 'funding_source', 'funding_source', none),
    ('int_amount', 'stage', 'budget_stage', "measure = 'budget'"),
    ('int_amount', 'stage', 'revenue_stage', "measure = 'revenue'"),
    ('int_rate', 'rate_kind', 'rate_kind', none),
    ('int_rate', 'verdict', 'verdict', none),
    ('int_indicator', 'status', 'status', none),
    ('int_statistic', 'statistic', 'statistic', none),
] %}

-- The words that the marts use, each with the Chinese name that views and pages show.
with

used as (
{% for model, column, domain, condition in columns %}
    select distinct
        '{{ domain }}' as domain,
        {{ column }} as code
    from {{ ref(model) }}
    where {{ column }} is not null{% if condition %} and {{ condition }}{% endif %}
{{ '    union' if not loop.last }}
{%- endfor %}
),

word as (

    select * from {{ ref('word') }}

)

select
    used.domain,
    used.code,
    word.name_zh
from used
left join word on used.domain = word.domain and used.code = word.code

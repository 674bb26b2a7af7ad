{#- The coded columns of the marts: the model each comes from, the column, its domain in dim_word, for which rows. -#}
{% macro coded_columns() -%}
{{ return([
    ('int_report', 'report_type', 'report_type', none),
    ('int_amount', 'classification', 'classification', none),
    ('int_amount', 'funding_source', 'funding_source', none),
    ('int_amount', 'stage', 'budget_stage', "measure = 'budget'"),
    ('int_amount', 'stage', 'revenue_stage', "measure = 'revenue'"),
    ('int_rate', 'rate_kind', 'rate_kind', none),
    ('int_rate', 'verdict', 'verdict', none),
    ('int_indicator', 'status', 'status', none),
    ('int_statistic', 'statistic', 'statistic', none),
]) }}
{%- endmacro %}

{% macro used_words() -%}
{%- for model, column, domain, condition in coded_columns() %}
select distinct
    '{{ domain }}' as domain,
    {{ column }} as code
from {{ ref(model) }}
where {{ column }} is not null{% if condition %} and {{ condition }}{% endif %}
{{ 'union' if not loop.last }}
{%- endfor %}
{%- endmacro %}

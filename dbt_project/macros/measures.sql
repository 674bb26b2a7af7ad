{#-
    What is compared from release to release: one row per fact and measure, of fact tables given by name. `subject` says
    what a measure is about to a person; a value that is printed in words has only a text.
-#}
{% macro measures(tables) -%}
{%- set item = ['classification', 'coalesce(item_code, item_name)', 'funding_source'] -%}
{%- set amount = {'amount_yuan': ['amount_yuan', 'null']} -%}
{%- set facts = [
    ('fct_budget', 'budget_key', ['budget_stage'] + item, amount),
    ('fct_spending', 'spending_key', item, amount),
    ('fct_revenue', 'revenue_key', ['revenue_source', 'stage'], amount),
    ('fct_balance', 'balance_key', ['stage'] + item, amount),
    ('fct_change', 'change_key', ['measure', 'stage'] + item, amount),
    ('fct_rate', 'rate_key', ['rate_kind', 'basis'] + item, {'reported_pct': ['reported_pct', 'null']}),
    ('fct_indicator', 'indicator_key', ['section_path', 'indicator_name'], {
        'target': ['target_value', 'target_text'],
        'actual': ['actual_value', 'actual_text'],
        'completion_pct': ['completion_pct', 'null'],
        'score': ['score', 'null'],
    }),
    ('fct_statistic', 'statistic_key', ['statistic', 'item_name'], {'value': ['value', 'null']}),
] -%}
{%- for table, key, subject, measured in facts %}
{%- for measure, (value, text) in measured.items() %}
{{ 'union all' if not (loop.first and table == 'fct_budget') }}
select
    '{{ table }}' as fact_table,
    {{ key }} as fact_key,
    '{{ measure }}' as measure,
    report_key,
    county_code,
    department_key,
    fiscal_year,
    concat_ws(' ', {{ subject | join(', ') }}) as subject,
    cast({{ value }} as decimal(28, 8)) as value,
    cast({{ text }} as varchar) as text
from {{ tables[table] }}
where {{ value }} is not null{{ ' or ' ~ text ~ ' is not null' if text != 'null' }}
{%- endfor %}
{%- endfor %}
{%- endmacro %}

{#-
    The columns every fact row carries, and those of its revision. Expects the CTEs `fact` (a chosen mention),
    `standing` (the reports) and `flagged` (facts with an open finding), joined by fact_joins().
-#}
{% macro fact_columns() -%}
fact.report_key,
    fact.county_code,
    fact.department_key,
    fact.fiscal_year,
    fact.figure_id,
    cast(fact.mention_count as integer) as mention_count,
    fact.unit,
    fact.decimals,
    flagged.fact_key is not null as has_open_finding
{%- endmacro %}

{% macro revision_columns() -%}
standing.document_sha256,
    standing.revision,
    standing.is_current,
    standing.recorded_at,
    standing.blocked_reason
{%- endmacro %}

{% macro fact_joins() -%}
from fact
inner join standing
    on fact.document_sha256 = standing.document_sha256 and fact.report_key = standing.report_key
left join flagged
    on fact.document_sha256 = flagged.document_sha256 and fact.fact_key = flagged.fact_key
{%- endmacro %}

{#- The rows of a history table that analysts read: current and not blocked, with the columns of the mart's contract. -#}
{% macro published(history) -%}
select
{%- for column in model.get('columns', {}).values() %}
    {{ adapter.quote(column['name']) }}{{ ',' if not loop.last }}
{%- else %}
    *
{%- endfor %}
from {{ history }}
where is_current and blocked_reason is null
{%- endmacro %}

{#-
    A Chinese view of a table, written from the labels in the YAML: column names are the labels, amounts are in 万元,
    coded words are given by their Chinese names, and the county's and department's names stand first.
    A column's meta may say `words: <domain>` (a domain of the seed `word`, or the name of the column that holds it).
-#}
{% macro zh_view(model_name) -%}
-- depends_on: {{ ref('word') }} {{ ref('dim_county') }} {{ ref('dim_department') }}
{%- set relation = ref(model_name) %}
{%- set columns = zh_columns(model_name) %}
{%- set names = columns | map(attribute='name') | list %}
select
{%- if 'county_code' in names and model_name != 'dim_county' %}
    dim_county.province_name as "省份",
    dim_county.county_name as "县区",
{%- endif %}
{%- if 'department_key' in names and model_name != 'dim_department' %}
    dim_department.department_name as "部门",
{%- endif %}
{%- for column in columns %}
    {{ zh_expression(column) }} as "{{ zh_label(column) }}"{{ ',' if not loop.last }}
{%- else %}
    fact.*
{%- endfor %}
from {{ relation }} as fact
{%- if 'county_code' in names and model_name != 'dim_county' %}
left join {{ ref('dim_county') }} as dim_county on fact.county_code = dim_county.county_code
{%- endif %}
{%- if 'department_key' in names and model_name != 'dim_department' %}
left join {{ ref('dim_department') }} as dim_department on fact.department_key = dim_department.department_key
{%- endif %}
{%- for column in columns if zh_meta(column).get('words') %}
left join {{ ref('word') }} as word_{{ column['name'] }}
    on
        word_{{ column['name'] }}.domain
        = {{ 'fact.' ~ zh_meta(column)['words'] if zh_meta(column)['words'] in names and
             zh_meta(column)['words'] != column['name'] else "'" ~ zh_meta(column)['words'] ~ "'" }}
        and word_{{ column['name'] }}.code = fact.{{ column['name'] }}
{%- endfor %}
{%- endmacro %}

{% macro zh_columns(model_name) -%}
    {%- if not execute -%}{{ return([]) }}{%- endif -%}
    {%- set found = graph.nodes.values() | selectattr('name', 'equalto', model_name)
        | selectattr('resource_type', 'equalto', 'model') | first -%}
    {{ return(found.columns.values() | list) }}
{%- endmacro %}

{% macro zh_meta(column) -%}
    {{ return(column.get('config', {}).get('meta', {}) or column.get('meta', {})) }}
{%- endmacro %}

{% macro zh_label(column) -%}
    {%- if zh_meta(column).get('unit') == '元' -%}
        {{ return(zh_meta(column)['label_zh'] ~ '（万元）') }}
    {%- endif -%}
    {{ return(column_label(column) | trim) }}
{%- endmacro %}

{% macro zh_expression(column) -%}
    {%- set name = 'fact.' ~ adapter.quote(column['name']) -%}
    {%- if zh_meta(column).get('unit') == '元' -%}
        cast({{ name }} / 10000 as decimal(20, 6))
    {%- elif zh_meta(column).get('words') -%}
        coalesce(word_{{ column['name'] }}.name_zh, {{ name }})
    {%- else -%}
        {{ name }}
    {%- endif -%}
{%- endmacro %}

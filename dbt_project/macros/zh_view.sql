{#-
    A Chinese view of a table, written from the labels in the YAML: column names are the labels, amounts are in 万元,
    coded words are given by their Chinese names, the county's and department's names stand first, and what joins tables
    or tells of the print last. Decimals carry their unit in the name; what a whole number counts, its label says.
    A column's meta may say `words: <domain>`, a domain of the seed `word`; of an item's code, the column that holds it.
    One macro, since each call of another one for each column would cost more than the view.
-#}
{% macro zh_view(model_name) -%}
-- depends_on: {{ ref('word') }} {{ ref('dim_county') }} {{ ref('dim_department') }}
{%- set relation = ref(model_name) %}
{%- set listed = (graph.nodes['model.' ~ project_name ~ '.' ~ model_name].columns if execute else {}).values() | list %}
{%- set names = listed | map(attribute='name') | list %}
{%- set for_joins = ['county_code', 'figure_id', 'mention_count', 'decimals'] if 'figure_id' in names else [] %}
{%- set columns, last = [], [] %}
{%- for column in listed %}
    {%- set is_last = column['name'].endswith('_key') or column['name'] in for_joins %}
    {%- do (last if is_last else columns).append(column) %}
{%- endfor %}
{%- set columns = columns + last %}
{%- set has_county = 'county_code' in names and model_name != 'dim_county' %}
{%- set has_department = 'department_key' in names and model_name != 'dim_department' %}
select
{%- if has_county %}
    dim_county.province_name as "省份",
    dim_county.county_name as "县区",
{%- endif %}
{%- if has_department %}
    dim_department.department_name as "部门",
{%- endif %}
{%- for column in columns %}
    {%- set name, meta = column['name'], column['config'].get('meta', {}) %}
    {%- set field, label = 'fact."' ~ name ~ '"', meta['label_zh'] %}
    {%- set unit = meta.get('unit') if column['data_type'].startswith('decimal') %}
    {%- if unit == '元' %}
    cast({{ field }} / 10000 as decimal(20, 6)) as "{{ label }}（万元）"
    {%- else %}
    {{ 'coalesce(word_' ~ name ~ '.name_zh, ' ~ field ~ ')' if meta.get('words') else field }} as "{{ label -}}
    {{ '（' ~ unit ~ '）' if unit }}"
    {%- endif %}
    {{- ',' if not loop.last }}
{%- else %}
    fact.*
{%- endfor %}
from {{ relation }} as fact
{%- if has_county %}
left join {{ ref('dim_county') }} as dim_county on fact.county_code = dim_county.county_code
{%- endif %}
{%- if has_department %}
left join {{ ref('dim_department') }} as dim_department on fact.department_key = dim_department.department_key
{%- endif %}
{%- for column in columns if column['config'].get('meta', {}).get('words') %}
    {%- set name, words = column['name'], column['config']['meta']['words'] %}
left join {{ ref('word') }} as word_{{ name }}
    on
        word_{{ name }}.domain = {{ 'fact.' ~ words if name.endswith('item_code') else "'" ~ words ~ "'" }}
        and word_{{ name }}.code = fact.{{ name }}
{%- endfor %}
{%- endmacro %}

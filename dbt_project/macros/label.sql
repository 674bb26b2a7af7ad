{#-
    Column comments carry the Chinese label and the unit of the YAML's meta: `金额（元）: …`. dbt's persist_docs calls
    this in place of the adapter's own, which writes the description alone.
-#}
{% macro duckdb__alter_column_comment(relation, column_dict) %}
    {%- for column in column_dict.values() %}
        {%- set meta = column['config'].get('meta', {}) %}
        {%- set unit = '（' ~ meta['unit'] ~ '）' if meta.get('unit') else '' %}
        {%- set comment = meta.get('label_zh', column['name']) ~ unit ~ ': ' ~ column['description'] %}
        comment on column {{ relation }}.{{ adapter.quote(column['name']) }} is '{{ comment | replace("'", "''") }}';
    {%- endfor %}
{% endmacro %}

{#- A figure as a reader writes it: money in 万元 with two to six decimals, anything else without trailing zeros. -#}
{% macro readable_number(value, unit) -%}
case
    when {{ unit }} = '元'
        then regexp_replace(
            cast(cast(round({{ value }} / 10000, 6) as decimal(28, 6)) as varchar), '(\.[0-9][0-9][0-9]*?)0+$', '\1'
        )
    else regexp_replace(cast(cast(round({{ value }}, 4) as decimal(28, 4)) as varchar), '\.?0+$', '')
end
{%- endmacro %}

{% macro readable_unit(unit) -%}
case {{ unit }} when '元' then '万元' else {{ unit }} end
{%- endmacro %}

{#- A printed figure with its printed unit, trailing zeros aside. -#}
{% macro as_printed(value, unit) -%}
concat(regexp_replace(cast({{ value }} as varchar), '\.?0+$', ''), {{ unit }})
{%- endmacro %}

{#- A rule's message with its placeholders filled in. -#}
{% macro render_message(template) -%}
replace(replace(replace(replace(replace(replace({{ template }},
    '{subject}', subject),
    '{stated}', {{ readable_number('stated', 'unit') }}),
    '{expected}', {{ readable_number('expected', 'unit') }}),
    '{difference}', {{ readable_number('difference', 'unit') }}),
    '{tolerance}', {{ readable_number('tolerance', 'unit') }}),
    '{unit}', {{ readable_unit('unit') }})
{%- endmacro %}

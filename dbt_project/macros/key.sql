{#- Stable keys: hashes of business keys. NULL and the empty string are different from each other. -#}
{% macro stable_key(columns) -%}
md5(concat_ws('|'{% for column in columns %}, coalesce(cast({{ column }} as varchar), '~'){% endfor %}))
{%- endmacro %}

{#- Two amounts or rates are about the same item when their codes agree, or their names where no code is printed. -#}
{% macro item_identity(item_code, item_name) -%}
coalesce({{ item_code }}, {{ item_name }}, '')
{%- endmacro %}

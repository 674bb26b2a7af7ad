{#- Stable keys: hashes of business keys. NULL and the empty string are different from each other. -#}
{% macro stable_key(columns) -%}
md5(concat_ws('|'{% for column in columns %}, coalesce(cast({{ column }} as varchar), '~'){% endfor %}))
{%- endmacro %}

{#- Two amounts or rates are about the same item when their codes agree, or their names where no code is printed. -#}
{% macro item_identity(item_code, item_name) -%}
coalesce({{ item_code }}, {{ item_name }}, '')
{%- endmacro %}

{#- The key that ingest gives a department: the beginning of a hash of its county's code and its name. -#}
{% macro department_key(county_code, department_name) -%}
{{ return(adapter.dispatch('department_key', 'budget_warehouse')(county_code, department_name)) }}
{%- endmacro %}

{% macro default__department_key(county_code, department_name) -%}
left(sha256(concat({{ county_code }}, chr(31), {{ department_name }})), 16)
{%- endmacro %}

{% macro spark__department_key(county_code, department_name) -%}
left(sha2(concat({{ county_code }}, chr(31), {{ department_name }}), 256), 16)
{%- endmacro %}

{#- Which wording of a rule was judged: a waiver holds for this one only. -#}
{% macro rule_version(rule) -%}
left({{ stable_key([rule ~ '.since', rule ~ '.formula']) }}, 8)
{%- endmacro %}

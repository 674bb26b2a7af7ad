{#- The columns every operand model gives, for a comparison of two plain expressions. -#}
{% macro operand(
    rule, subject, stated, expected='0', tolerance='0', unit='处', relation='eq', ready='true', cut='false',
    figures='cast([] as varchar[])', key='report_key'
) -%}
{{ rule if ' ' in rule or '.' in rule else "'" ~ rule ~ "'" }} as rule_id,
    {{ key }},
    {{ subject }} as subject,
    '{{ relation }}' as relation,
    {{ exact(stated) }} as stated,
    {{ exact(expected) }} as expected,
    {{ exact(tolerance) }} as tolerance,
    '{{ unit }}' as unit,
    {{ ready }} as is_ready,
    {{ cut }} as is_truncated,
    {{ figures }} as figure_ids
{%- endmacro %}

{#- Whether two names share a character, as arrays of characters. -#}
{% macro shares_character(first, second) -%}
{{ return(adapter.dispatch('shares_character', 'budget_warehouse')(first, second)) }}
{%- endmacro %}

{% macro default__shares_character(first, second) -%}
list_has_any(string_split({{ first }}, ''), string_split({{ second }}, ''))
{%- endmacro %}

{% macro spark__shares_character(first, second) -%}
arrays_overlap(split({{ first }}, ''), split({{ second }}, ''))
{%- endmacro %}

{#- A Chinese numeral from 一 to 二十 as a number. -#}
{% macro chinese_ordinal(text) -%}
{%- set digits = ['', '一', '二', '三', '四', '五', '六', '七', '八', '九'] -%}
case {{ text }}
{%- for number in range(1, 21) %}
    when '{{ {1: '十', 2: '二十'}.get(number // 10 if number % 10 == 0 else 0) or ('十' if number > 10 else '') ~ digits[number % 10] }}' then {{ number }}
{%- endfor %}
end
{%- endmacro %}

{#- The weighted sum of the first 17 characters of a unified social credit code, modulo 31 (GB 32100-2015). -#}
{% macro credit_code_sum(code) -%}
({%- for place in range(17) %}
    (position(substr({{ code }}, {{ place + 1 }}, 1) in '0123456789ABCDEFGHJKLMNPQRTUWXY') - 1) * {{ 3 ** place % 31 }}
    {{- ' +' if not loop.last }}
{%- endfor %}
) % 31
{%- endmacro %}

{#- A number as printed in a sentence: without separators, and half of its last place. -#}
{% macro printed_number(text) -%}
cast(nullif(replace({{ text }}, ',', ''), '') as decimal(28, 8))
{%- endmacro %}

{% macro printed_half(text) -%}
0.5 * power(10, -length(split_part({{ text }}, '.', 2)))
{%- endmacro %}

{#- C03 takes from C01 the percentages whose actual value is printed again as their completion, a mistake of its own. -#}
{% macro is_copied_percentage() -%}
(
    coalesce(target_unit, '') = '%'
    and coalesce(actual_unit, target_unit) = '%'
    and operator in ('>=', '>', '=')
    and completion_pct is not null
    and target_value not in (0, 100)
    and actual_value is not null
)
{%- endmacro %}

{#- Two tables joined on columns of the same names. -#}
{% macro same_columns(first, second, columns) -%}
{%- for column in columns -%}
{{ first }}.{{ column }} = {{ second }}.{{ column }}{{ ' and ' if not loop.last }}
{%- endfor %}
{%- endmacro %}

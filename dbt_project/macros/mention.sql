{#-
    Which of several mentions speaks for a fact: one that is printed before one that was derived, then the value most
    mentions agree on, then the one with more printed decimals, then the first in the document.
    Needs columns is_derived, value_count, decimals, sequence and figure_id.
-#}
{% macro main_mention_order() -%}
is_derived, value_count desc, decimals desc, sequence, figure_id
{%- endmacro %}

{#- Chinese name of a money unit → yuan per unit; 1 for everything that is no money unit. -#}
{% macro unit_factor(unit) -%}
case {{ unit }}
    when '亿元' then 100000000 when '千万元' then 10000000 when '百万元' then 1000000
    when '万元' then 10000 when '千元' then 1000 when '百元' then 100 else 1
end
{%- endmacro %}

{% macro is_money(unit) -%}
{{ unit }} in ('元', '百元', '千元', '万元', '百万元', '千万元', '亿元')
{%- endmacro %}

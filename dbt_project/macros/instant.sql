{#- The instant of the load, from the invocation's variables. -#}
{% macro load_instant() -%}
cast('{{ var("as_of") }}' as timestamp with time zone)
{%- endmacro %}

{#- The day of the load, in the time zone its instant is written in. -#}
{% macro load_date() -%}
cast('{{ var("as_of")[:10] }}' as date)
{%- endmacro %}

{#- The instant at which the day of the load began. -#}
{% macro load_day_start() -%}
cast('{{ var("as_of")[:10] }}T00:00:00{{ var("as_of")[-6:] }}' as timestamp with time zone)
{%- endmacro %}

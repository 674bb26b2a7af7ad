{#-
    100 · top / bottom with four decimals, NULL where the bottom is missing or not above zero, or where the result is
    beyond a million percent, which no rate of a budget is and the type does not hold.
-#}
{% macro percent(top, bottom) -%}
case
    when {{ bottom }} > 0 and abs({{ top }}) < 10000 * {{ bottom }}
        then cast(round(100 * {{ top }} / cast({{ bottom }} as double), 4) as decimal(12, 4))
end
{%- endmacro %}

{#- What a slip of the pen turns a number into: one digit for another, two neighbouring digits in each other's place. -#}

{#- The digit of a whole number at a place, counted from the right. -#}
{% macro digit(number, place) -%}
cast(floor({{ number }} / {{ 10 ** place }}) as bigint) % 10
{%- endmacro %}

{#-
    Whether two whole numbers of at least three digits differ in one digit, or in the order of two neighbours. Shorter
    ones nearly always do.
-#}
{% macro is_digit_slip(printed, meant) -%}
{%- set places = range(15) -%}
(
    least({{ printed }}, {{ meant }}) >= 100
    and {{ printed }} <> {{ meant }}
    and (
        ({% for place in places %}case when {{ digit(printed, place) }} <> {{ digit(meant, place) }} then 1 else 0 end
        {{- ' + ' if not loop.last }}{% endfor %}) = 1
        or {% for place in places[:-1] -%}
        ({{ printed }} - {{ meant }} = cast({{ 9 * 10 ** place }} as bigint)
        * ({{ digit(printed, place + 1) }} - {{ digit(printed, place) }})
        and {{ digit(printed, place) }} = {{ digit(meant, place + 1) }}
        and {{ digit(printed, place + 1) }} = {{ digit(meant, place) }})
        {{- ' or ' if not loop.last }}{% endfor %}
    )
)
{%- endmacro %}

{#- A printed value as the whole number of its last place. -#}
{% macro last_places(value, decimals) -%}
cast(round(abs({{ value }}) * power(10, {{ decimals }})) as bigint)
{%- endmacro %}

{#-
    Interval arithmetic on printed figures. A figure printed with d decimals stands for a true value within half a unit
    of its last place; no tolerance in this project is a constant. Results are rounded to eight places, so that a value
    exactly on the border of an interval counts as inside.
-#}

{% macro exact(expression) -%}
cast(round({{ expression }}, 8) as decimal(28, 8))
{%- endmacro %}

{#- Half of the last printed place, in yuan when `factor` is the yuan per printed unit. -#}
{% macro half_width(decimals, factor='1') -%}
cast(0.5 * power(10, -{{ decimals }}) * {{ factor }} as decimal(28, 8))
{%- endmacro %}

{#- `value` with everything after its k-th decimal cut off, towards zero. -#}
{% macro truncated(value, decimals) -%}
cast(
    sign({{ value }}) * floor(round(abs(cast({{ value }} as double)) * power(10, {{ decimals }}), 6))
    / power(10, {{ decimals }})
    as decimal(28, 8)
)
{%- endmacro %}

{#-
    100 · top / bottom − offset: the point value and the interval that the printed decimals of both allow (R1).
    Adds point_pct, low_pct and high_pct; all NULL where the bottom is missing, zero or not told from zero. cut_low_pct
    and cut_high_pct are the interval where both may have been cut off, and not rounded, to their printed decimals. A
    bottom that is a difference of two cut figures may also lie below itself, by `cut_below`.
-#}
{% macro ratio_columns(top, top_half, bottom, bottom_half, offset='0', cut_below='0') -%}
{%- set usable = bottom ~ ' - ' ~ bottom_half ~ ' > 0' -%}
{%- set low = '(' ~ top ~ ' - ' ~ top_half ~ ')' -%}
{%- set high = '(' ~ top ~ ' + ' ~ top_half ~ ')' -%}
{%- set narrow = 'cast(' ~ bottom ~ ' - ' ~ bottom_half ~ ' as double)' -%}
{%- set wide = 'cast(' ~ bottom ~ ' + ' ~ bottom_half ~ ' as double)' -%}
{%- set whole = 'cast(nullif(greatest(' ~ bottom ~ ' - ' ~ cut_below ~ ', 0), 0) as double)' -%}
{%- set cut_bottom = 'cast(' ~ bottom ~ ' + 2 * ' ~ bottom_half ~ ' - ' ~ cut_below ~ ' as double)' -%}
{%- set cut_top = '(' ~ top ~ ' + case when ' ~ top ~ ' < 0 then -2 else 2 end * ' ~ top_half ~ ')' -%}
case when {{ usable }} then {{ exact('100 * ' ~ top ~ ' / cast(' ~ bottom ~ ' as double) - ' ~ offset) }} end
    as point_pct,
case
    when {{ usable }}
        then {{ exact('100 * least(' ~ low ~ ' / ' ~ narrow ~ ', ' ~ low ~ ' / ' ~ wide ~ ') - ' ~ offset) }}
end as low_pct,
case
    when {{ usable }}
        then {{ exact('100 * greatest(' ~ high ~ ' / ' ~ narrow ~ ', ' ~ high ~ ' / ' ~ wide ~ ') - ' ~ offset) }}
end as high_pct,
case
    when {{ usable }}
        then {{ exact('100 * case when ' ~ top ~ ' < 0 then ' ~ cut_top ~ ' / ' ~ whole ~ ' else ' ~ top ~ ' / '
            ~ cut_bottom ~ ' end - ' ~ offset) }}
end as cut_low_pct,
case
    when {{ usable }}
        then {{ exact('100 * case when ' ~ top ~ ' < 0 then ' ~ top ~ ' / ' ~ cut_bottom ~ ' else ' ~ cut_top ~ ' / '
            ~ whole ~ ' end - ' ~ offset) }}
end as cut_high_pct
{%- endmacro %}

{#- How far a printed percentage may lie from point_pct: the interval's own side and half of its last place. -#}
{% macro ratio_tolerance(printed, decimals) -%}
{{ exact('case when ' ~ printed ~ ' >= point_pct then high_pct - point_pct else point_pct - low_pct end'
    ~ ' + ' ~ half_width(decimals)) }}
{%- endmacro %}

{% macro within_ratio(printed, decimals) -%}
abs({{ printed }} - point_pct) <= {{ ratio_tolerance(printed, decimals) }}
{%- endmacro %}

{#- Whether a percentage is one that its interval allows, cut off to its decimals and not rounded. -#}
{% macro is_cut_ratio(printed, decimals) -%}
coalesce(
    {{ printed }} between {{ truncated('least(low_pct, cut_low_pct)', decimals) }}
    and {{ truncated('greatest(high_pct, cut_high_pct)', decimals) }},
    false
)
{%- endmacro %}

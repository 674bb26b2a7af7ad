{#-
    The rows of the singular tests in `tests`: one sentence per key or reference that is broken. All of a kind are asked
    for in one query, since a node of its own for each takes dbt longer than building the tables.
-#}

{#- `keys` maps each model to the columns that no two of its rows share; NULL counts as a value. -#}
{% macro repeated_keys(keys) -%}
{%- for model_name, columns in keys.items() %}
select
    concat(
        '{{ model_name }}: {{ columns | join(", ") }}: not unique: ', count(*), ' stand in several rows, such as ',
        min(example)
    ) as message
from (
    select concat_ws(', ', {{ columns | join(', ') }}) as example
    from {{ ref(model_name) }}
    group by {{ columns | join(', ') }}
    having count(*) > 1
) as repeated
having count(*) > 0
{{ 'union all' if not loop.last }}
{%- endfor %}
{%- endmacro %}

{#- Each reference: a model, its column, and the model that has every value of it in a column of the same name. -#}
{% macro unknown_references(references) -%}
{%- for model_name, column, target in references %}
select
    concat(
        '{{ model_name }}: {{ column }}: ', count(distinct source.{{ column }}), ' are unknown in {{ target }}, such as ',
        min(source.{{ column }})
    ) as message
from {{ ref(model_name) }} as source
left join {{ ref(target) }} as target on source.{{ column }} = target.{{ column }}
where source.{{ column }} is not null and target.{{ column }} is null
having count(*) > 0
{{ 'union all' if not loop.last }}
{%- endfor %}
{%- endmacro %}

{#-
    The rows of the singular tests in `tests`: one per key or relation that is broken, with what a person needs to find
    it. All of a kind are asked in one query, since a node of its own for each would take longer than the building.
-#}

{#- `keys` maps each model to the columns that no two of its rows share; NULL counts as a value. -#}
{% macro repeated_keys(keys) -%}
{%- for model_name, columns in keys.items() %}
select
    '{{ model_name }}' as model_name,
    '{{ columns | join(", ") }}' as column_names,
    'is not unique' as problem,
    count(*) as keys,
    min(example) as example
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

{#- `references` are rows of model, column, and the model that has a row of every value in a column of the same name. -#}
{% macro unknown_references(references) -%}
{%- for model_name, column, target in references %}
select
    '{{ model_name }}' as model_name,
    '{{ column }}' as column_names,
    'is unknown in {{ target }}' as problem,
    count(distinct source.{{ column }}) as keys,
    min(source.{{ column }}) as example
from {{ ref(model_name) }} as source
left join {{ ref(target) }} as target on source.{{ column }} = target.{{ column }}
where source.{{ column }} is not null and target.{{ column }} is null
having count(*) > 0
{{ 'union all' if not loop.last }}
{%- endfor %}
{%- endmacro %}

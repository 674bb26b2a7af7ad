{#- What DuckDB and Spark spell differently. Nothing engine-specific stands in a model. -#}

{#- The distinct, sorted, non-null values of a group as a list. -#}
{% macro collect_distinct(expression) -%}
{{ return(adapter.dispatch('collect_distinct', 'budget_warehouse')(expression)) }}
{%- endmacro %}

{% macro default__collect_distinct(expression) -%}
coalesce(
    list_sort(array_agg(distinct {{ expression }}) filter (where {{ expression }} is not null)), cast([] as varchar[])
)
{%- endmacro %}

{% macro spark__collect_distinct(expression) -%}
sort_array(collect_set({{ expression }}))
{%- endmacro %}

{#- The non-null ones of some columns of one row as a list. -#}
{% macro list_of(columns) -%}
{{ return(adapter.dispatch('list_of', 'budget_warehouse')(columns)) }}
{%- endmacro %}

{% macro default__list_of(columns) -%}
list_sort(list_distinct([{{ columns | join(', ') }}]))
{%- endmacro %}

{% macro spark__list_of(columns) -%}
sort_array(array_distinct(array_compact(array({{ columns | join(', ') }}))))
{%- endmacro %}

{#- One list of the lists of a group. -#}
{% macro merge_lists(expression) -%}
{{ return(adapter.dispatch('merge_lists', 'budget_warehouse')(expression)) }}
{%- endmacro %}

{% macro default__merge_lists(expression) -%}
list_sort(list_distinct(flatten(array_agg({{ expression }}))))
{%- endmacro %}

{% macro spark__merge_lists(expression) -%}
sort_array(array_distinct(flatten(collect_list({{ expression }}))))
{%- endmacro %}

{#- One row per element. -#}
{% macro explode(expression) -%}
{{ return(adapter.dispatch('explode', 'budget_warehouse')(expression)) }}
{%- endmacro %}

{% macro default__explode(expression) -%}
unnest({{ expression }})
{%- endmacro %}

{% macro spark__explode(expression) -%}
explode({{ expression }})
{%- endmacro %}

{% macro contains(list, element) -%}
{{ return(adapter.dispatch('contains', 'budget_warehouse')(list, element)) }}
{%- endmacro %}

{% macro default__contains(list, element) -%}
list_contains({{ list }}, {{ element }})
{%- endmacro %}

{% macro spark__contains(list, element) -%}
array_contains({{ list }}, {{ element }})
{%- endmacro %}

{#- How many elements a list has; NULL for no list. -#}
{% macro list_size(list) -%}
{{ return(adapter.dispatch('list_size', 'budget_warehouse')(list)) }}
{%- endmacro %}

{% macro default__list_size(list) -%}
len({{ list }})
{%- endmacro %}

{% macro spark__list_size(list) -%}
size({{ list }})
{%- endmacro %}

{#- The elements of a list of strings as one string. -#}
{% macro join_list(expression) -%}
{{ return(adapter.dispatch('join_list', 'budget_warehouse')(expression)) }}
{%- endmacro %}

{% macro default__join_list(expression) -%}
array_to_string({{ expression }}, ',')
{%- endmacro %}

{% macro spark__join_list(expression) -%}
array_join({{ expression }}, ',')
{%- endmacro %}

{#- Whether a regular expression is found somewhere in a text. -#}
{% macro matches(text, pattern) -%}
{{ return(adapter.dispatch('matches', 'budget_warehouse')(text, pattern)) }}
{%- endmacro %}

{% macro default__matches(text, pattern) -%}
coalesce(regexp_matches({{ text }}, '{{ pattern }}'), false)
{%- endmacro %}

{% macro spark__matches(text, pattern) -%}
coalesce({{ text }} rlike '{{ pattern }}', false)
{%- endmacro %}

{#- What the first group of a regular expression matches, everywhere in a text, as a list. -#}
{% macro every_match(text, pattern) -%}
{{ return(adapter.dispatch('every_match', 'budget_warehouse')(text, pattern)) }}
{%- endmacro %}

{% macro default__every_match(text, pattern) -%}
regexp_extract_all({{ text }}, '{{ pattern }}', 1)
{%- endmacro %}

{#- The middle value of a group, exactly. -#}
{% macro median(expression) -%}
{{ return(adapter.dispatch('median', 'budget_warehouse')(expression)) }}
{%- endmacro %}

{% macro default__median(expression) -%}
median({{ expression }})
{%- endmacro %}

{% macro spark__median(expression) -%}
percentile({{ expression }}, 0.5)
{%- endmacro %}

{#- Open the files in which a load has gathered the clean tables and keeps models, where it says that there are some. -#}
{% macro attach_files() -%}
{% for name in ['gathered', 'modelled'] if var(name, none) -%}
attach if not exists '{{ var(name) | replace("'", "''") }}' as {{ name }} (read_only);
{% endfor %}
{%- endmacro %}

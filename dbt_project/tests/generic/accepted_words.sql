{#- Enumerations of one table in one pass: `words` maps each column to what it may hold. NULL passes. -#}
{% test accepted_words(model, words) %}
{% for column, allowed in words.items() %}
select
    '{{ column }}' as column_name,
    cast({{ adapter.quote(column) }} as varchar) as word
from {{ model }}
where {{ adapter.quote(column) }} not in ('{{ allowed | join("', '") }}')
{{ 'union all' if not loop.last }}
{% endfor %}
{% endtest %}

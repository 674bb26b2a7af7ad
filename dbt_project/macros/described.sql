{#-
    One sentence per published table or column that lacks what a reader needs: a description, a Chinese label, and for a
    number its unit (`unit`, or `unit_in` naming the column that has it). A table's columns are all listed in its YAML,
    because its contract says so; history takes those of the mart of the same name from there.
-#}
{% macro undescribed() -%}
{%- set number = ('decimal', 'integer', 'bigint', 'double') %}
{%- set said = [] %}
{%- for node in (graph.nodes.values() if execute else [])
    if node.schema in ('marts', 'analysis', 'quality', 'evidence', 'ops', 'history')
    and node.resource_type in ('model', 'seed') %}
    {%- if not node.description or not node.config.get('meta', {}).get('label_zh') %}
        {%- do said.append(node.name ~ ': no description, or no label_zh in config.meta') %}
    {%- endif %}
    {%- for column in node.columns.values() %}
        {%- set meta, type = column.config.get('meta', {}), column.data_type or '' %}
        {%- set missing = [] %}
        {%- do missing.append('description') if not column.description %}
        {%- do missing.append('label_zh in config.meta') if not meta.get('label_zh') %}
        {%- if type.startswith(number) and not type.endswith('[]') and not meta.get('unit')
            and meta.get('unit_in') not in node.columns %}
            {%- do missing.append('unit, or unit_in, in config.meta') %}
        {%- endif %}
        {%- if missing %}
            {%- do said.append(node.name ~ '.' ~ column.name ~ ': no ' ~ missing | join(', no ')) %}
        {%- endif %}
    {%- else %}
        {%- do said.append(node.name ~ ': no columns are described') %}
    {%- endfor %}
{%- endfor %}
{%- for sentence in said %}
select '{{ sentence }}' as message
{{ 'union all' if not loop.last }}
{%- else %}
select cast(null as varchar) as message
where false
{%- endfor %}
{%- endmacro %}

{#-
    The shape most checks share: what is stated of a whole against the sum of its parts (R0).
    `parts` is a CTE with columns rule_id, report_key, subject, relation ('eq' or 'le'), role ('whole' or 'part'),
    weight, item, amount, half_width, figure_id. `ready` is an aggregate condition that says whether the parts are all
    there; the macro itself asks for one whole, at least one part, and the printed decimals of each.
    A whole without parts, or parts without their whole, make no row: there is nothing to compare.
    `complete` is an aggregate condition for lists that claim to be complete where one table prints the whole and all
    parts there are: what such a table lacks of its own total is a missing item, and no lack of data.
    Difference and tolerance follow the printed decimals: |T − Σ w·x| ≤ h_T + Σ|w|·h. Outside of that, cutting instead of
    rounding explains it when −2·h_T < T − Σx < Σ 2·h; the row is then marked is_truncated and its tolerance widened.
-#}
{% macro sum_check(parts, ready='true', unit='元', complete=none) -%}
{%- set keys = ['rule_id', 'report_key', 'subject', 'relation'] %}
select
    rule_id,
    report_key,
    subject,
    relation,
    stated,
    expected,
    case when is_cut then greatest(tolerance, abs(stated - expected)) else tolerance end as tolerance,
    '{{ unit }}' as unit,
    is_ready,
    coalesce(is_ready and is_cut, false) as is_truncated,
    figure_ids
from (
    select
        *,
        relation = 'eq'
        and abs(stated - expected) > tolerance
        and stated - expected < cut_parts
        and expected - stated < cut_whole as is_cut
    from (
        select
            rule_id,
            report_key,
            subject,
            relation,
            {{ exact("sum(case when role = 'whole' then amount end)") }} as stated,
            {{ exact("sum(case when role = 'part' then weight * amount end)") }} as expected,
            {{ exact("sum(abs(weight) * half_width)") }} as tolerance,
            {{ exact("coalesce(sum(case when role = 'part' then 2 * abs(weight) * half_width end), 0)") }} as cut_parts,
            {{ exact("coalesce(sum(case when role = 'whole' then 2 * half_width end), 0)") }} as cut_whole,
            count(case when role = 'whole' then amount end) = 1
            and count(case when role = 'part' then amount end) >= 1
            and count(amount) = count(case when amount is not null then half_width end)
            and (
                {{ ready }}
{%- if complete %}
                or (
                    {{ complete }}
                    and max(table_figures) = count(amount)
                    and sum(case when role = 'whole' then amount else -weight * coalesce(amount, 0) end)
                    > sum(abs(weight) * coalesce(half_width, 0))
                )
{%- endif %}
            ) as is_ready,
            {{ collect_distinct('figure_id') }} as figure_ids
        from {{ parts }}
{%- if complete %}
        left join (
            select
                {{ keys | join(', ') }},
                max(figures) as table_figures
            from (
                select
                    {{ keys | join(', ') }},
                    table_no,
                    count(*) as figures
                from {{ parts }}
                inner join {{ ref('int_listed_amount') }} using (figure_id)
                where amount is not null
                group by {{ keys | join(', ') }}, table_no
            ) as counted
            group by {{ keys | join(', ') }}
        ) as listed using ({{ keys | join(', ') }})
{%- endif %}
        group by rule_id, report_key, subject, relation
        having count(case when role = 'part' then 1 end) > 0 and count(case when role = 'whole' then 1 end) > 0
    ) as summed
) as judged
{%- endmacro %}

{#- Whether a part with this item is printed, as an aggregate condition for `ready`. -#}
{% macro has_part(item) -%}
count(case when role = 'part' and item = '{{ item }}' then amount end) > 0
{%- endmacro %}

{#-
    The comparisons of some operand models, given by name, as the checks that are judged: with their key, only where the
    rule applies to the report, and only ready where nothing they need is missing.
-#}
{% macro checks(models) -%}
with

report as (

    select * from {{ ref('int_report') }}

),

rule as (

    select * from {{ ref('stg_rule') }}
    where state <> 'planned'

),

computed as (
{%- for model in models %}
    select * from {{ ref(model) }}
    {{ 'union all' if not loop.last }}
{%- endfor %}

),

-- a subject names one comparison; should two of a report still share a name, the later ones are numbered
numbered as (

    select
        *,
        row_number() over (
            partition by report_key, rule_id, subject
            order by {{ join_list('figure_ids') }}, stated, expected
        ) as occurrence
    from computed

),

withheld as (

    select
        report_key,
        section_id
    from {{ ref('stg_figure') }}
    where reason = 'uncertain reading'
    group by report_key, section_id

),

-- figures of a section in which another one of a scan waits to be confirmed: a sum may lack it
incomplete as (

    select
        figure.report_key,
        figure.figure_id
    from {{ ref('stg_figure') }} as figure
    inner join withheld on figure.report_key = withheld.report_key and figure.section_id = withheld.section_id

),

beside_unread as (

    select * from {{ ref('int_beside_unread') }}

),

{% for doubt in ('incomplete', 'beside_unread') -%}
resting_on_{{ doubt }} as (

    select distinct
        numbered.report_key,
        numbered.rule_id,
        numbered.subject
    from numbered
    inner join {{ doubt }}
        on
            numbered.report_key = {{ doubt }}.report_key
            and {{ contains('numbered.figure_ids', doubt ~ '.figure_id') }}

),

{% endfor -%}

named as (

    select
        numbered.*,
        numbered.subject || case when numbered.occurrence > 1 then ' #' || numbered.occurrence else '' end
            as full_subject,
        resting_on_incomplete.report_key is not null as is_uncertain,
        -- what fits is right all the same; what does not may only lack that figure
        resting_on_beside_unread.report_key is not null
        and numbered.unit not in ('处', '')
        -- the pattern of such a sum reads its sentence whole
        and numbered.rule_id not in ('B21', 'B23', 'C31')
        and case numbered.relation
            when 'le' then numbered.stated - numbered.expected
            else abs(numbered.stated - numbered.expected)
        end > numbered.tolerance as is_half_read
    from numbered
{%- for doubt in ('incomplete', 'beside_unread') %}
    left join resting_on_{{ doubt }}
        on
            numbered.report_key = resting_on_{{ doubt }}.report_key
            and numbered.rule_id = resting_on_{{ doubt }}.rule_id
            and numbered.subject = resting_on_{{ doubt }}.subject
{%- endfor %}

)

select
    {{ stable_key(['report.report_key', 'rule.rule_id', 'named.full_subject']) }} as check_key,
    rule.rule_id,
    report.report_key,
    report.county_code,
    report.department_key,
    report.fiscal_year,
    named.full_subject as subject,
    named.relation,
    cast(named.stated as decimal(28, 8)) as stated,
    cast(named.expected as decimal(28, 8)) as expected,
    cast(named.stated - named.expected as decimal(28, 8)) as difference,
    cast(
        case named.relation
            when 'le' then named.stated - named.expected
            else abs(named.stated - named.expected)
        end as decimal(28, 8)
    ) as excess,
    cast(named.tolerance as decimal(28, 8)) as tolerance,
    named.unit,
    -- a comparison without its tolerance is insufficient data; handed to the judges, it would stop the whole rule
    coalesce(
        named.is_ready
        and not named.is_uncertain
        and not named.is_half_read
        and named.stated is not null
        and named.expected is not null
        and named.tolerance is not null,
        false
    ) as is_ready,
    coalesce(named.is_truncated, false) as is_truncated,
    named.figure_ids as operand_figure_ids
from named
inner join report on named.report_key = report.report_key
inner join rule on named.rule_id = rule.rule_id
where {{ contains('rule.applies_to', 'report.report_type') }} or {{ contains('rule.applies_to', "'*'") }}
{%- endmacro %}

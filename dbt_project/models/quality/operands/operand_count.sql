-- C05: how many indicators of each level a report declares, against how many it lists.
with

checked as (

    select * from {{ ref('int_operand_indicator') }}

),

statistic as (

    select * from {{ ref('int_statistic_mention') }}

),

-- C05: each declaration against what the form, or else the whole report, holds
declared as (

    select
        *,
        coalesce(indicator_form, '') as form_name,
        row_number() over (
            partition by document_sha256, statistic
            order by sequence, figure_id
        ) as declaration,
        count(*) over (partition by document_sha256, statistic) as declarations,
        min(case when statistic = 'indicator_count_level1' then value end) over (partition by document_sha256)
            as declared_level1
    from statistic
    where is_checked and statistic in ('indicator_count_level1', 'indicator_count_level2', 'indicator_count_level3')

),

held as (

    select
        document_sha256,
        form_name,
        count(distinct level1) as level1,
        count(distinct coalesce(level2, level1)) as level2,
        count(*) as level3
    from checked
    group by document_sha256, form_name

),

held_by_report as (

    select
        document_sha256,
        min(origin) = 'prose' and max(origin) = 'prose' as is_prose,
        count(distinct level1) as level1,
        count(distinct coalesce(level2, level1)) as level2,
        count(*) as level3
    from checked
    group by document_sha256

),

counted as (

    select
        declared.*,
        case declared.statistic
            when 'indicator_count_level1' then coalesce(held.level1, held_by_report.level1)
            when 'indicator_count_level2' then coalesce(held.level2, held_by_report.level2)
            else coalesce(held.level3, held_by_report.level3)
        end as held_count,
        -- prose that tells of fewer first levels than it declares leaves whole parts of the list out
        held_by_report.is_prose and declared.declared_level1 <> held_by_report.level1 as is_partial
    from declared
    left join held on declared.document_sha256 = held.document_sha256 and declared.form_name = held.form_name
    left join held_by_report on declared.document_sha256 = held_by_report.document_sha256

)

select
    'C05' as rule_id,
    report_key,
    subject || case when declarations > 1 then '（第' || declaration || '处）' else '' end as subject,
    'eq' as relation,
    {{ exact('value') }} as stated,
    {{ exact('held_count') }} as expected,
    {{ exact('0') }} as tolerance,
    '个' as unit,
    held_count is not null and not coalesce(is_partial, false) as is_ready,
    false as is_truncated,
    {{ list_of(['figure_id']) }} as figure_ids
from counted

-- D18 增减额: a printed change beside both years' amounts.
{%- set subject_columns = ['fiscal_year', 'classification', 'item', 'funding_source', 'parent'] %}
with

amount as (

    select * from {{ ref('int_operand_amount') }}

),

mention as (

    select * from {{ ref('int_amount_mention') }}

),

report as (

    select * from {{ ref('int_report') }}

),

-- D18: a printed change beside both years' printed amounts, whichever stage of the measure it is closest to
change as (

    select
        mention.*,
        row_number() over (
            partition by mention.document_sha256, mention.fact_key, mention.amount_yuan
            order by mention.decimals desc, mention.sequence, mention.figure_id
        ) as mention_preference
    from mention
    inner join report
        on mention.document_sha256 = report.document_sha256 and mention.report_key = report.report_key
    where mention.measure = 'change' and not mention.is_derived

),

compared as (

    select
        change.figure_id as change_no,
        change.report_key,
        change.subject,
        change.amount_yuan as change_yuan,
        change.half_width as change_half_width,
        present.amount_yuan as present_yuan,
        present.half_width as present_half_width,
        present.figure_id as present_figure_id,
        earlier.amount_yuan as prior_yuan,
        earlier.half_width as prior_half_width,
        earlier.figure_id as prior_figure_id,
        row_number() over (
            partition by change.figure_id
            order by abs(change.amount_yuan - present.amount_yuan + earlier.amount_yuan), present.stage
        ) as preference,
        min(change.amount_yuan) over (partition by change.report_key, change.fact_key)
        <> max(change.amount_yuan) over (partition by change.report_key, change.fact_key) as has_rivals
    from change
    inner join amount as present
        on
            change.document_sha256 = present.document_sha256
            and change.change_measure = present.measure
            and (change.change_stage is null or change.change_stage = present.stage)
            and {{ same_columns('change', 'present', subject_columns) }}
    inner join amount as earlier
        on
            {{ same_columns('present', 'earlier', ['document_sha256', 'measure', 'classification', 'item',
                'funding_source', 'parent']) }}
            and present.stage is not distinct from earlier.stage
            and present.fiscal_year = earlier.fiscal_year + 1
    where change.mention_preference = 1

),

best as (

    select
        *,
        subject || case
            when has_rivals then '（' || cast(cast(change_yuan as double) as varchar) || '元）'
            else ''
        end as change_subject
    from compared
    where preference = 1

),

difference_part as (

    select
        'D18' as rule_id,
        report_key,
        change_subject as subject,
        'eq' as relation,
        'whole' as role,
        1 as weight,
        'change' as item,
        change_yuan as amount,
        change_half_width as half_width,
        change_no as figure_id
    from best

    union all

    select
        'D18' as rule_id,
        report_key,
        change_subject as subject,
        'eq' as relation,
        'part' as role,
        1 as weight,
        'present' as item,
        present_yuan as amount,
        present_half_width as half_width,
        present_figure_id as figure_id
    from best

    union all

    select
        'D18' as rule_id,
        report_key,
        change_subject as subject,
        'eq' as relation,
        'part' as role,
        -1 as weight,
        'prior' as item,
        prior_yuan as amount,
        prior_half_width as half_width,
        prior_figure_id as figure_id
    from best

),

difference as (

    {{ sum_check('difference_part') | indent(4) }}

),

-- an increase printed in another unit than its amount, and larger than it: last year cannot have been less than nothing
increase as (

    select
        'D18' as rule_id,
        change.report_key,
        concat(change.subject, ' 不超过本年数') as subject,
        'le' as relation,
        {{ exact('change.amount_yuan') }} as stated,
        {{ exact('max(present.amount_yuan)') }} as expected,
        {{ exact('change.half_width + max(present.half_width)') }} as tolerance,
        '元' as unit,
        true as is_ready,
        false as is_truncated,
        {{ list_of(['change.figure_id', 'min(present.figure_id)']) }} as figure_ids
    from change
    inner join amount as present
        on
            change.document_sha256 = present.document_sha256
            and change.change_measure = present.measure
            and (change.change_stage is null or change.change_stage = present.stage)
            and {{ same_columns('change', 'present', subject_columns) }}
    where change.mention_preference = 1 and change.unit <> present.unit
    group by change.report_key, change.subject, change.amount_yuan, change.half_width, change.figure_id

)

select * from difference
union all
select * from increase

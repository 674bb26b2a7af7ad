-- E19: 实有人数 55 人，其中：在职 39 人，离休 1 人，退休 14 人: a headcount against its kinds. One that is that of the staff
-- counts nobody who has retired, and one that is higher than its kinds may count people the contract has no word for.
-- 其中：在职编制 5 人 are those at work who have a post, which others at work may not: no kind that sums are made of.
with

statistic as (

    select * from {{ ref('int_statistic_mention') }}
    where
        is_checked
        and statistic in ('headcount', 'staff', 'retired')
        and figure_id not in (
            select figure.figure_id
            from {{ ref('stg_figure') }} as figure
            inner join {{ ref('stg_block') }} as block
                on figure.document_sha256 = block.document_sha256 and figure.block = block.block
            where
                figure.label = 'staff'
                and {{ matches(
                    'substr(block.text, 1, cast(figure.char_start as integer))', '编制(人员|人数)?[为有:：]?$'
                ) }}
        )

),

kind as (

    select
        headcount.figure_id as whole_id,
        headcount.subject as whole_subject,
        headcount.base_value as whole_value,
        headcount.printed_half_width as whole_half_width,
        statistic.*,
        max(case when statistic.statistic = 'staff' then statistic.base_value end) over (
            partition by headcount.figure_id
        ) as at_work,
        max(case when statistic.item_name = '离退休人员' then 1 else 0 end) over (
            partition by headcount.figure_id
        ) as has_pensioners
    from statistic as headcount
    inner join statistic
        on
            headcount.document_sha256 = statistic.document_sha256
            and headcount.report_key = statistic.report_key
            and headcount.fiscal_year = statistic.fiscal_year
            and headcount.form = statistic.form
            and headcount.sequence < statistic.sequence
    where
        headcount.statistic = 'headcount'
        and headcount.item_name is null
        and (statistic.statistic = 'retired' or (statistic.statistic = 'staff' and statistic.item_name is null))

),

-- 离退休 15 人，其中离休 1 人、退休 14 人: counted once
counted as (

    select
        *,
        concat(whole_subject, '（在职、离退休）') as subject_of_kinds
    from kind
    where
        at_work < whole_value
        and (statistic = 'staff' or has_pensioners = 0 or item_name = '离退休人员')

),

line as (

    select
        'E19' as rule_id,
        report_key,
        subject_of_kinds as subject,
        'eq' as relation,
        'part' as role,
        1 as weight,
        concat_ws(' ', statistic, item_name) as item,
        base_value as amount,
        printed_half_width as half_width,
        figure_id
    from counted

    union all

    select distinct
        'E19' as rule_id,
        report_key,
        subject_of_kinds as subject,
        'eq' as relation,
        'whole' as role,
        1 as weight,
        'total' as item,
        whole_value as amount,
        whole_half_width as half_width,
        whole_id as figure_id
    from counted

),

-- 另有临聘人员 4 人，遗属 2 人: what was not understood, taken together, may be what is missing
unread as (

    select
        whole.whole_id as figure_id,
        sum(other.value) as most
    from (select distinct whole_id from counted) as whole
    inner join {{ ref('stg_figure') }} as own on whole.whole_id = own.figure_id
    inner join {{ ref('stg_figure') }} as other
        on own.document_sha256 = other.document_sha256 and own.block = other.block
    where
        other.kind = 'count'
        and other.unit in ('人', '名')
        and other.disposition <> 'fact'
        and other.char_start > own.char_start
        and not {{ matches('other.label', '(增加|减少|新增|净增)$') }}
    group by whole.whole_id

),

beside as (

    select
        line.*,
        unread.most
    from line
    left join unread on line.figure_id = unread.figure_id

)

{%- set gap = "sum(case role when 'whole' then amount else -amount end)" %}
-- 实有 25 人，其中在职 24 人，长期休假 1 人，退休 18 人: what was not understood may make it that of the staff as well
{%- set beyond_staff = "sum(case when role = 'whole' then amount when item = 'staff' then -amount end)" %}
{%- set missing = "case when " ~ gap ~ " > 0 then " ~ gap ~ " else " ~ beyond_staff ~ " end" %}

{{ sum_check(
    'beside',
    "count(case when role = 'part' then 1 end) >= 2 and (" ~ gap ~ " = 0 or coalesce(max(most), 0) < " ~ missing ~ ")",
    unit='人',
) }}

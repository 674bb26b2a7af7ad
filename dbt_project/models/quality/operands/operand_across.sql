-- A department's reports against each other: B27 mid-year spending, D27 last year's figures, D28 carry-over, D30 the
-- published budget.
with

link as (

    select * from {{ ref('int_across') }}

)

select
    rule_id,
    report_key,
    concat(subject, case rule_id when 'B27' then '（与决算）' when 'D30' then '（与公开预算）' else '（与上年报告）' end)
        as subject,
    relation,
    {{ exact('here_yuan') }} as stated,
    {{ exact('there_yuan') }} as expected,
    {{ exact('case when is_cut then abs(here_yuan - there_yuan) else tolerance end') }} as tolerance,
    '元' as unit,
    tolerance is not null as is_ready,
    coalesce(is_cut, false) as is_truncated,
    {{ list_of(['here_figure_id', 'there_figure_id']) }} as figure_ids
from link

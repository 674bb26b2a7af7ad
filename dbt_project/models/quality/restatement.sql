-- Figures that a later report, or the accounts beside the budget, gives otherwise than the report they come from: both
-- values side by side. Neither rounding nor cutting off explains any of the rows.
with

link as (

    select * from {{ ref('int_across') }}

)

select
    rule_id,
    report_key,
    other_report_key,
    county_code,
    department_key,
    fiscal_year,
    subject,
    cast(here_yuan as decimal(20, 2)) as restated_yuan,
    cast(there_yuan as decimal(20, 2)) as reported_yuan,
    cast(here_yuan - there_yuan as decimal(20, 2)) as difference_yuan,
    cast(tolerance as decimal(20, 2)) as tolerance_yuan,
    here_figure_id as figure_id,
    there_figure_id as other_figure_id
from link
where relation = 'eq' and abs(here_yuan - there_yuan) > tolerance and not is_cut

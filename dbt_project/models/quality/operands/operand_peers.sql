-- E21: costs per head and the share of running costs, each against the other departments of the county in that year.
-- The group is named with its size; a group that is too small says nothing.
with

report as (

    select * from {{ ref('int_report') }}

),

amount as (

    select amount.*
    from {{ ref('int_operand_amount') }} as amount
    inner join report
        on
            amount.document_sha256 = report.document_sha256
            and amount.report_key = report.report_key
            and amount.fiscal_year = report.fiscal_year
    where report.report_type = 'final_accounts' and amount.measure = 'spending' and amount.amount_yuan > 0

),

county as (

    select * from {{ ref('county') }}

),

head as (

    select
        report_key,
        fiscal_year,
        max(value) as number,
        min(figure_id) as figure_id
    from {{ ref('int_statistic_mention') }}
    where is_checked and statistic = 'staff' and item_name is null and value > 0
    group by report_key, fiscal_year
    having count(distinct value) = 1

),

paid as (

    select
        report_key,
        county_code,
        fiscal_year,
        case
            when classification = 'basic_component' then item
            when classification = 'three_public' and item = 'total' then 'three_public'
            when classification = 'expenditure_type' and item = 'basic' then 'basic'
        end as what,
        max(amount_yuan) as yuan,
        min(figure_id) as figure_id
    from amount
    group by report_key, county_code, fiscal_year, classification, item

),

per_head as (

    select
        paid.report_key,
        paid.county_code,
        paid.fiscal_year,
        case paid.what when 'personnel' then '人均人员经费' else '人均“三公”经费' end as what,
        paid.yuan / cast(head.number as double) as value,
        {{ list_of(['paid.figure_id', 'head.figure_id']) }} as figure_ids
    from paid
    inner join head on paid.report_key = head.report_key and paid.fiscal_year = head.fiscal_year
    where paid.what in ('personnel', 'three_public')

),

share as (

    select
        part.report_key,
        part.county_code,
        part.fiscal_year,
        '公用经费占基本支出' as what,
        part.yuan / cast(whole.yuan as double) as value,
        {{ list_of(['part.figure_id', 'whole.figure_id']) }} as figure_ids
    from paid as part
    inner join paid as whole on part.report_key = whole.report_key and part.fiscal_year = whole.fiscal_year
    where part.what = 'public' and whole.what = 'basic'

),

compared as (

    select * from per_head
    union all
    select * from share

),

peers as (

    select
        county_code,
        fiscal_year,
        what,
        count(*) as departments,
        {{ median('value') }} as middle
    from compared
    group by county_code, fiscal_year, what

)

select {{ operand('E21',
    "concat(compared.fiscal_year, ' ', compared.what, '，同组：', county.county_name, ' ', peers.departments, ' 个部门')",
    'greatest(compared.value / peers.middle, peers.middle / compared.value)', var('outlier_ratio'), unit='',
    relation='le', ready='peers.departments >= ' ~ var('peers_needed'), figures='compared.figure_ids',
    key='compared.report_key') }}
from compared
inner join peers
    on {{ same_columns('compared', 'peers', ['county_code', 'fiscal_year', 'what']) }}
left join county on compared.county_code = county.county_code

-- Twenty questions. docs/build_cookbook.py runs each on the bundled samples and writes docs/cookbook.md.
-- A question: a line `-- ## …`, comment lines that say what to mind, one query.

-- ## How much of its budget did each department spend? 各部门各年执行率
-- One row per department and year, from the report that prints both sides. `basis` is the budget it is held against, and
-- `period_end` how far the year had gone: half a year's rate is not a whole year's.
select department_name, fiscal_year, period_end, basis, budget_yuan, spent_yuan, execution_pct, has_open_finding
from analysis.execution
inner join marts.dim_department using (county_code, department_key)
where classification = 'total' and funding_source = 'all' and execution_pct is not null
order by execution_pct;

-- ## How much does each county spend, and how much of it rests on figures in dispute? 各县各年支出
-- Only whole years: a monitoring report counts up to its own day.
select
    county_name, fiscal_year, count(*) as departments, sum(spent_yuan) as spent_yuan,
    sum(spent_yuan) filter (where has_open_finding) as disputed_yuan
from analysis.execution
inner join marts.dim_county using (county_code)
where
    classification = 'total' and funding_source = 'all' and spent_yuan is not null
    and period_end = make_date(fiscal_year, 12, 31)
group by all
order by all;

-- ## What does a member of staff cost? 人均人员经费
-- Personnel costs and staff of one report. Reports put pensioners' benefits under personnel costs.
select department_name, fiscal_year, staff, personnel_yuan, personnel_per_head_yuan, has_open_finding
from analysis.cost_per_head
inner join marts.dim_department using (county_code, department_key)
order by department_name, fiscal_year;

-- ## How did the three public expenses develop? “三公”经费逐年变化
-- `change_yuan` and `change_pct` are computed, against the year before as the same report tells it, where it does.
select department_name, fiscal_year, item_code, prior_yuan, amount_yuan, change_yuan, change_pct
from analysis.year_on_year
inner join marts.dim_department using (county_code, department_key)
where measure = 'spending' and classification = 'three_public' and amount_yuan > 0
order by department_name, fiscal_year, item_code;

-- ## Which departments keep within their three public budget? “三公”执行率
select department_name, fiscal_year, budget_yuan, spent_yuan, execution_pct, has_open_finding
from analysis.execution
inner join marts.dim_department using (county_code, department_key)
where classification = 'three_public' and item_code = 'total' and execution_pct is not null
order by execution_pct desc;

-- ## Which indicators were never met? 从未完成的指标
-- Over all years and reports of a department; those not due yet are not judged.
select department_name, indicator_name, count(*) as times_judged, max(judged_pct) as best_pct
from analysis.indicator_result
inner join marts.dim_department using (county_code, department_key)
where report_type <> 'performance_monitoring' and is_met is not null
group by all
having not bool_or(is_met)
order by best_pct, department_name, indicator_name;

-- ## Which indicators got full marks although they were not met? 未完成而得满分
select department_name, fiscal_year, indicator_name, target_text, actual_text, judged_pct, score, weight
from analysis.indicator_result
inner join marts.dim_department using (county_code, department_key)
where not is_met and score = weight
order by judged_pct, department_name, indicator_name;

-- ## How do departments score, level by level? 指标得分率
select
    department_name, fiscal_year, sum(indicators) as indicators, sum(met) as met, sum(judged) as judged,
    sum(score) as score, sum(weight) as weight, round(100 * sum(score) / sum(weight), 2) as score_pct
from analysis.indicator_scorecard
inner join marts.dim_department using (county_code, department_key)
where scored > 0
group by all
order by score_pct, department_name;

-- ## Who tells last year otherwise than last year did? 重述上年数
-- `compared` are amounts that both reports print; `restated` those that differ by more than rounding explains.
select
    department_name, fiscal_year, count(is_restated) as compared, count(*) filter (where is_restated) as restated,
    sum(abs(restatement_yuan)) filter (where is_restated) as restated_by_yuan
from analysis.year_on_year
inner join marts.dim_department using (county_code, department_key)
group by all
having count(is_restated) > 0
order by restated desc, department_name, fiscal_year;

-- ## What is the money spent on? 按功能分类的支出结构
-- Classes (类) of the functional classification as final accounts print them, in percent of the department's classes.
select
    department_name, spending.fiscal_year, function_code, function_name, amount_yuan,
    round(100 * amount_yuan / sum(amount_yuan) over (partition by report_key), 2) as share_pct
from marts.fct_spending as spending
inner join marts.dim_department using (county_code, department_key)
inner join marts.dim_function as class on item_code = function_code and spending.fiscal_year = class.fiscal_year
where classification = 'function' and level = 1 and funding_source = 'all'
order by department_name, spending.fiscal_year, share_pct desc;

-- ## Which reports are missing, and which were not taken? 缺报与未收
-- `missing` needs `expected_reports.csv`; without it only what lay in the landing folder can be told.
select 'missing' as what, department_name as which, report_type as why
from quality.completeness
where state = 'missing'
union all
select state, source_path, reason_code
from ops.document
where state in ('held', 'rejected')
order by all;

-- ## Who is behind schedule in the middle of the year? 支出进度慢
-- The share of the year that has gone is computed from the cut-off (监控节点).
select
    department_name, period_end, execution_pct,
    round(100.0 * (datediff('day', make_date(fiscal_year, 1, 1), period_end) + 1) / 365, 1) as schedule_pct,
    round(execution_pct - 100.0 * (datediff('day', make_date(fiscal_year, 1, 1), period_end) + 1) / 365, 1) as ahead_points
from analysis.execution
inner join marts.dim_department using (county_code, department_key)
where report_type = 'performance_monitoring' and classification = 'total' and funding_source = 'all'
order by ahead_points;

-- ## What was received and lies unspent? 到位未用资金
select department_name, fiscal_year, period_end, received_yuan, spent_yuan, received_yuan - spent_yuan as unspent_yuan
from analysis.execution
inner join marts.dim_department using (county_code, department_key)
where classification = 'total' and funding_source = 'all' and received_yuan is not null and spent_yuan is not null
order by unspent_yuan desc;

-- ## Which budgets were changed most during the year? 预算调整率
select
    department_name, fiscal_year, funding_source, initial_yuan, adjusted_yuan,
    round(100 * (adjusted_yuan - initial_yuan) / initial_yuan, 2) as adjusted_by_pct
from analysis.execution
inner join marts.dim_department using (county_code, department_key)
where classification = 'total' and initial_yuan > 0 and adjusted_yuan is not null
order by abs(adjusted_by_pct) desc, department_name, funding_source;

-- ## How much of procurement went to small firms? 政府采购授予中小企业
select
    department_name, fiscal_year, total.amount_yuan as procurement_yuan, sme.amount_yuan as sme_yuan,
    round(100 * sme.amount_yuan / total.amount_yuan, 2) as sme_pct,
    total.has_open_finding or sme.has_open_finding as has_open_finding
from marts.fct_spending as total
inner join marts.fct_spending as sme using (report_key, fiscal_year, classification, funding_source)
inner join marts.dim_department on total.department_key = dim_department.department_key
where classification = 'procurement' and total.item_code = 'total' and sme.item_code = 'sme_contracts'
    and total.amount_yuan > 0
order by sme_pct desc;

-- ## What does a vehicle cost, and a guest? 车均运行费、人均接待费
-- Both sides from one report: the expense of 三公, and the vehicles or guests it counts.
select
    department_name, spending.fiscal_year, spending.item_code, spending.amount_yuan, statistic.value as number,
    round(spending.amount_yuan / statistic.value, 2) as yuan_each
from marts.fct_spending as spending
inner join marts.fct_statistic as statistic
    on
        spending.report_key = statistic.report_key and spending.fiscal_year = statistic.fiscal_year
        and statistic.statistic = case spending.item_code when 'reception' then 'reception_visitors' else 'vehicles' end
inner join marts.dim_department on spending.department_key = dim_department.department_key
where spending.classification = 'three_public' and spending.item_code in ('reception', 'vehicle_operation')
    and statistic.item_name is null and statistic.value > 0
order by spending.item_code, yuan_each desc;

-- ## Who has more staff than posts? 在职与编制
select
    department_name, fiscal_year, staff.value::int as staff, quota.value::int as quota,
    round(100 * staff.value / quota.value, 2) as staffed_pct
from marts.fct_statistic as staff
inner join marts.fct_statistic as quota using (report_key, fiscal_year)
inner join marts.dim_department on staff.department_key = dim_department.department_key
where staff.statistic = 'staff' and quota.statistic = 'staff_quota'
    and staff.item_name is null and quota.item_name is null and quota.value > 0
order by staffed_pct desc, department_name, fiscal_year;

-- ## Which printed percentages are not what their amounts give? 印错的百分比
select
    department_name, rate.fiscal_year, rate_kind, reported_pct, recomputed_pct, numerator_yuan, denominator_yuan
from marts.fct_rate as rate
inner join marts.dim_department using (county_code, department_key)
where verdict = 'mismatch'
order by abs(reported_pct - recomputed_pct) desc;

-- ## What does not agree, department by department? 未处理问题
-- In Chinese, from the Chinese view; `budget-warehouse findings` prints the whole list.
select "部门", "严重程度", count(*) as "问题数", string_agg("规则编号", '、' order by "规则编号") as "规则"
from zh."问题清单"
where "状态" = '未处理'
group by all
order by "问题数" desc, "部门", "严重程度" desc;

-- ## Where does a department stand among its peers? 同类排位
-- A place needs five peers (`peers_needed`): departments of the county and year with the same kind of report, up to the
-- same day, held against the same budget. The samples have too few, so `percentile` is empty here.
select metric, department_name, value, unit, peer_group, peers, median_value, percentile
from analysis.peer_percentile
inner join marts.dim_department using (county_code, department_key)
where metric in ('three_public_execution', 'personnel_per_head')
order by metric, peer_group, value desc;

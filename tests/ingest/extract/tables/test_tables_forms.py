"""The money rows of evaluation and monitoring forms: totals, parts, funds, units, points."""

from __future__ import annotations

from collections.abc import Callable

UNIT = "单位：万元"
FORM = "馆舍项目支出绩效自评表"
FUNDS = [
    [("项目资金（万元）", 4, 1), "", "年初预算数", "全年预算数", "全年执行数", "执行率"],
    ["年度资金总额", "40", "45", "36", "80%"],
    ["其中：当年财政拨款", "30", "35", "28", "80%"],
    ["其他资金", "10", "10", "8", "80%"],
]


def test_the_money_rows_of_a_form_are_budget_spending_and_rate_by_fund(facts_of: Callable) -> None:
    facts = facts_of(FORM, FUNDS, genre="project_evaluation")
    assert facts.amounts == [
        "budget:initial total 40万元", "budget:adjusted total 45万元", "spending total 36万元",
        "budget:initial total@fiscal 30万元", "budget:adjusted total@fiscal 35万元", "spending total@fiscal 28万元",
        "budget:initial total@other 10万元", "budget:adjusted total@other 10万元", "spending total@other 8万元",
    ]  # fmt: skip
    assert facts.rates == [
        f"execution:adjusted total{fund} 80% of budget:adjusted total{fund}" for fund in ("", "@fiscal", "@other")
    ]


def test_the_form_of_one_project_in_a_departments_report_is_about_that_project(facts_of: Callable) -> None:
    rows = [["项目名称", ("展厅灯光改造", 1, 5)], *FUNDS]
    facts = facts_of(FORM, rows, genre="performance_evaluation")
    assert facts.amounts[0] == "budget:initial project/展厅灯光改造 40万元"
    rows = [["项目名称", ("展厅灯光改造", 1, 5)], *FUNDS]
    assert facts_of(FORM, rows, genre="project_evaluation").amounts[0] == "budget:initial total 40万元"


def test_funds_below_a_total_without_headers_are_of_its_measure(facts_of: Callable) -> None:
    rows = [
        [("项目资金（万元）", 3, 1), "年度资金总额", "100"],
        ["其中：财政拨款", "90"],
        ["其他资金", "10"],
    ]
    assert facts_of("项目支出绩效目标表", rows, genre="project_evaluation").amounts == [
        "budget:approved total 100万元", "budget:approved total@fiscal 90万元", "budget:approved total@other 10万元",
    ]  # fmt: skip


def test_the_unit_beside_the_total_holds_for_its_parts(facts_of: Callable) -> None:
    rows = [["资金情况", "", "年初预算数", "实际支出数"], ["", "资金总额（万元）", "45.00", "36.00"],
            ["", "1.基本支出", "30.00", "28.00"]]  # fmt: skip
    facts = facts_of("部门整体支出绩效自评表", rows, genre="performance_evaluation")
    assert "budget:initial expenditure_type/basic 30.00万元" in facts.amounts
    assert "spending expenditure_type/basic 28.00万元" in facts.amounts


def test_parts_of_a_total_that_was_not_understood_are_no_facts(facts_of: Callable) -> None:
    rows = [
        [("项目资金（万元）", 2, 1), "实施期资金总额：", "90", "年度资金总额：", "30"],
        ["其中：财政拨款", "80", "其中：财政拨款", "25"],
    ]
    facts = facts_of("馆舍项目支出绩效目标表", rows, genre="project_evaluation")
    assert facts.amounts == ["budget:approved total 30万元", "budget:approved total@fiscal 25万元"]


def test_points_in_brackets_below_their_title_leave_the_row_a_header(facts_of: Callable) -> None:
    rows = [
        ["任务名称", "完成情况", ("预算数（万元）", 1, 2), ("执行数（万元）", 1, 2), "分值"],
        ["", "", "总额", "其他资金", "总额", "其他资金", "（10分）"],
        ["展厅修缮", "已完成", "40.00", "10.00", "36.00", "8.00", "—"],
    ]
    facts = facts_of("部门整体支出绩效自评表", rows, genre="performance_evaluation")
    assert facts.amounts == [
        "budget:approved project/展厅修缮 40.00万元", "budget:approved project/展厅修缮@other 10.00万元",
        "spending project/展厅修缮 36.00万元", "spending project/展厅修缮@other 8.00万元",
    ]  # fmt: skip


def test_a_total_that_lost_its_wide_label_stands_under_the_amounts(facts_of: Callable) -> None:
    rows = [
        ["任务名称", "主要内容", "完成情况", "预算数", "执行数"],
        ["展厅修缮", "修缮3个展厅", "已完成", "40.00", "36.00"],
        ["金额合计", "40.00", "36.00"],
    ]
    facts = facts_of("部门整体支出绩效自评表", "单位：万元", rows, genre="performance_evaluation")
    assert facts.amounts[2:] == ["budget:approved total 40.00万元", "spending total 36.00万元"]


def test_years_in_front_of_goals_are_no_amounts(facts_of: Callable) -> None:
    rows = [["财政年度", "目标", "实际完成情况"], ["2023", "免费开放", "已免费开放"], ["2024", "巩固提升", "---"]]
    assert facts_of("部门整体支出绩效自评表", "单位：万元", rows, genre="performance_evaluation").amounts == []


def test_money_until_a_day_is_what_was_spent(facts_of: Callable) -> None:
    rows = [["资金来源", "全年预算数", "截至9月30日执行数", "执行率(%)"], ["合计", "48.2", "31.7", "65.77"]]
    facts = facts_of("项目支出绩效运行监控表", "单位：万元", rows)
    assert facts.amounts == ["budget:adjusted total 48.2万元", "spending total 31.7万元"]


def test_the_points_of_an_execution_rate_may_bear_its_name(facts_of: Callable) -> None:
    rows = [
        ["资金情况", "年初预算数（万元）", "全年（调整）预算数", "全年执行数", "执行率（%）", "执行率权重（分）",
         "执行率得分（分）"],
        ["年度总金额", "40.00", "45.00", "36.00", "80.00", "10", "8"],
        ["其中：市级支出", "30.00", "30.00", "24.00", "80.00", "", ""],
        ["县级支出", "10.00", "15.00", "12.00", "80.00", "", ""],
    ]  # fmt: skip
    facts = facts_of(FORM, [["自评总分（分）", "96.4"], ["得分等级", "优"]], rows,
                     genre="project_evaluation")  # fmt: skip
    assert facts.amounts == [
        "budget:initial total 40.00万元", "budget:adjusted total 45.00万元", "spending total 36.00万元",
        "budget:initial total@superior_transfer 30.00万元", "budget:adjusted total@superior_transfer 30.00万元",
        "spending total@superior_transfer 24.00万元", "budget:initial total@local 10.00万元",
        "budget:adjusted total@local 15.00万元", "spending total@local 12.00万元",
    ]  # fmt: skip
    assert facts.statistics == ["evaluation_score 96.4分"]
    assert [(i.name, i.actual.value, i.weight.value, i.score.value) for i in facts.indicators] == [
        ("预算执行率", 80, 10, 8)
    ]


def test_amounts_with_a_label_each_are_of_the_headers_columns_in_order(facts_of: Callable) -> None:
    rows = [
        ["预算安排情况（调整后）", "资金到位情况", "资金执行情况", "预算执行进度"],
        ["预算数：", "90.00", "到位数：", "60.00", "执行数：", "45.00", "50%"],
        ["其中：财政资金", "80.00", "其中：财政资金", "50.00", "其中：财政资金", "40.00"],
    ]
    facts = facts_of("馆舍项目绩效运行监控表", "单位：万元", rows)
    assert facts.amounts == [
        "budget:adjusted total 90.00万元", "budget:received total 60.00万元", "spending total 45.00万元",
        "budget:adjusted total@fiscal 80.00万元", "budget:received total@fiscal 50.00万元",
        "spending total@fiscal 40.00万元",
    ]  # fmt: skip


def test_a_side_label_merged_from_the_header_is_no_label_of_the_total(facts_of: Callable) -> None:
    rows = [
        [("项目资金情况（元）", 2, 1), "年初预算数", "实际支出数", "预算执行率"],
        ["350,000.00", "315,000.00", "90%"],
        ["其中：财政资金", "350,000.00", "315,000.00", "90%"],
    ]
    facts = facts_of(FORM, rows, genre="project_evaluation")
    assert facts.amounts[:2] == ["budget:initial total 350000.00元", "spending total 315000.00元"]


def test_the_unit_may_stand_beside_the_name_of_the_office(facts_of: Callable) -> None:
    rows = [["填报单位：茂县文化馆", "单位：万元"], ["支出构成", "年初预算", "决算数"], ["支出合计", "45.00", "36.00"]]
    facts = facts_of("部门整体支出绩效自评表", rows, genre="performance_evaluation")
    assert facts.amounts == ["budget:initial total 45.00万元", "spending total 36.00万元"]


def test_kinds_of_spending_stand_behind_what_they_divide(facts_of: Callable) -> None:
    rows = [
        [("预算情况", 4, 1), "部门预算总额（万元）", "年初预算数", "全年执行数"],
        ["", "45.00", "36.00"],
        ["2、资金结构：（1）基本支出", "30.00", "28.00"],
        ["（2）项目支出", "15.00", "8.00"],
    ]
    facts = facts_of("部门整体支出绩效自评表", rows, genre="performance_evaluation")
    assert facts.amounts == [
        "budget:initial total 45.00万元", "spending total 36.00万元",
        "budget:initial expenditure_type/basic 30.00万元", "spending expenditure_type/basic 28.00万元",
        "budget:initial expenditure_type/project 15.00万元", "spending expenditure_type/project 8.00万元",
    ]  # fmt: skip


def test_spending_until_the_cut_off_is_no_budget(facts_of: Callable) -> None:
    rows = [
        ["项目", "年初预算", "年终预算数", "1-9月支出", "支出进度%"],
        ["部门预算合计", "40.00", "45.00", "27.00", "60.00"],
    ]
    facts = facts_of("部门整体绩效运行监控表", "单位：万元", rows)
    assert facts.amounts == [
        "budget:initial total 40.00万元", "budget:adjusted total 45.00万元", "spending total 27.00万元",
    ]  # fmt: skip


def test_a_row_whose_words_name_nothing_is_not_the_whole(facts_of: Callable) -> None:
    rows = [
        [("资金执行情况（万元）", 3, 1), "资金性质", "年初预算", "支出数"],
        ["经费拨款", "32.00", "15.18"],
        ["合计", "60.00", "34.18"],
    ]
    facts = facts_of("项目支出绩效监控表", rows)
    assert facts.amounts == ["budget:initial total 60.00万元", "spending total 34.18万元"]


def test_the_form_of_the_only_project_is_of_the_whole(facts_of: Callable) -> None:
    rows = [
        ["项目名称", "图书馆免费开放", "", ""],
        [("资金情况", 2, 1), "年初预算数", "1-6月执行数", "执行率（%）"],
        ["26.00", "11.62", "44.69"],
    ]
    facts = facts_of("项目支出绩效监控情况表", UNIT, rows, title="茂县文化馆2023年1-6月项目绩效监控表")
    assert facts.amounts == ["budget:initial total 26.00万元", "spending total 11.62万元"]


def test_a_row_of_labels_and_amounts_needs_no_header(facts_of: Callable) -> None:
    rows = [["项目名称", "展览", "", ""], ["项目资金（万元）", "项目当年预算", "24.00", "项目实际支出", "23.16"]]
    facts = facts_of(FORM, rows, genre="project_evaluation")
    assert facts.amounts == ["budget:approved total 24.00万元", "spending total 23.16万元"]


def test_the_rate_of_a_carryover_is_no_fact(facts_of: Callable) -> None:
    facts = facts_of(FORM, [*FUNDS[:2], ["上年结转资金", "5", "5", "4", "80%"]], genre="project_evaluation")
    assert facts.rates == ["execution:adjusted total 80% of budget:adjusted total"]
    assert len(facts.amounts) == 3

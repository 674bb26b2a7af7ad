"""Cells of amount tables that are no facts, and the money rows of evaluation forms."""

from __future__ import annotations

from collections.abc import Callable

import pytest

UNIT = "单位：万元"
FORM = "馆舍项目支出绩效自评表"
FUNDS = [
    [("项目资金（万元）", 4, 1), "", "年初预算数", "全年预算数", "全年执行数", "执行率"],
    ["年度资金总额", "40", "45", "36", "80%"],
    ["其中：当年财政拨款", "30", "35", "28", "80%"],
    ["其他资金", "10", "10", "8", "80%"],
]


def test_a_class_crossed_with_a_kind_of_spending_is_context(facts_of: Callable) -> None:
    rows = [["科目名称", "合计", "基本支出"], ["教育支出", "9", "7"], ["合计", "9.5", "7.5"]]
    facts = facts_of("支出决算表", UNIT, rows, genre="final_accounts")
    assert facts.amounts == [
        "spending function/205 9万元", "spending total 9.5万元", "spending expenditure_type/basic 7.5万元",
    ]  # fmt: skip
    assert facts.left == {"7": "cross classification outside the contract"}


@pytest.mark.parametrize("word", ["栏次", ""])
def test_numbers_of_columns_are_no_amounts(facts_of: Callable, word: str) -> None:
    rows = [["科目名称", "合计", "基本支出", "项目支出"], [word, "1", "2", "3"], ["合计", "9.1", "7.1", "2.0"]]
    facts = facts_of("支出决算表", UNIT, rows, genre="final_accounts")
    assert len(facts.amounts) == 3
    assert facts.left == {"1": "column number", "2": "column number", "3": "column number"}


def test_numbers_of_rows_are_no_amounts(facts_of: Callable) -> None:
    rows = [["项目", "行次", "决算数"], ["教育支出", "5", "9"], ["农林水支出", "6", "8"]]
    facts = facts_of("支出决算表", UNIT, rows, genre="final_accounts")
    assert facts.amounts == ["spending function/205 9万元", "spending function/213 8万元"]
    assert facts.left == {"5": "row number", "6": "row number"}


@pytest.mark.parametrize("blank", ["", "—", "--", "/"])
def test_an_empty_cell_is_no_zero(facts_of: Callable, blank: str) -> None:
    rows = [["项目", "决算数"], ["教育支出", blank], ["农林水支出", "0.00"]]
    assert facts_of("支出决算表", UNIT, rows, genre="final_accounts").amounts == ["spending function/213 0.00万元"]


def test_a_row_of_unknown_words_is_unmapped(facts_of: Callable) -> None:
    rows = [["支出内容", "决算数"], ["蓝莓基地", "9"]]
    facts = facts_of("支出决算表", UNIT, rows, genre="final_accounts")
    assert (facts.amounts, facts.left) == ([], {"9": "unmapped"})


def test_a_class_of_unknown_name_is_no_project(facts_of: Callable) -> None:
    rows = [["项目", "决算数"], ["教育支出", "9"], ["普通教育", "9"]]
    facts = facts_of("支出决算表", UNIT, rows, genre="final_accounts")
    assert "spending project/普通教育 9万元" not in facts.amounts


def test_a_column_of_unknown_words_is_no_fact(facts_of: Callable) -> None:
    rows = [["项目", "决算数", "蓝莓基地"], ["教育支出", "9", "5"]]
    facts = facts_of("支出决算表", UNIT, rows, genre="final_accounts")
    assert facts.amounts == ["spending function/205 9万元"]
    assert set(facts.left) == {"5"}


def test_remarks_and_differences_in_percent_are_no_amounts(facts_of: Callable) -> None:
    rows = [["项目", "决算数", "增减率（%）", "备注"], ["教育支出", "9", "12.5", "3"]]
    facts = facts_of("支出决算表", UNIT, rows, genre="final_accounts")
    assert facts.amounts == ["spending function/205 9万元"]


def test_a_column_of_changes_holds_changes(facts_of: Callable) -> None:
    rows = [["项目", "决算数", "比上年增减"], ["教育支出", "9", "-1"]]
    facts = facts_of("支出决算表", UNIT, rows, genre="final_accounts")
    assert facts.amounts[:2] == ["spending function/205 9万元", "change:spending: function/205 -1万元"]


def test_a_table_of_something_else_has_no_amounts(facts_of: Callable) -> None:
    rows = [["序号", "姓名", "工龄"], ["1", "张三", "12"], ["2", "李四", "9"]]
    facts = facts_of("人员名单", rows, genre="final_accounts")
    assert facts.amounts == []


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


def test_a_list_of_projects_names_each(facts_of: Callable) -> None:
    rows = [
        ["项目名称", "预算数", "执行数", "执行率"],
        ["展厅灯光改造", "40", "36", "90%"],
        ["合计", "40", "36", "90%"],
    ]
    facts = facts_of("项目支出预算执行表", UNIT, rows)
    assert facts.amounts[:2] == ["budget:approved project/展厅灯光改造 40万元", "spending project/展厅灯光改造 36万元"]
    assert facts.rates[0].startswith("execution:approved project/展厅灯光改造 90%")


def test_every_number_of_a_table_gets_a_disposition(facts_of: Callable) -> None:
    rows = [["蓝", "莓", "1"], [("2", 2, 1), "3月", "4%"], ["5-6", ""], ["7万元8元", "9", "", "10"]]
    extraction = facts_of("蓝莓", rows, genre="final_accounts").extraction
    marks = {(b.number, i) for b in extraction.outline.blocks for i, _ in enumerate(extraction.figures[b.number])}
    assert {(mark.block, mark.index) for mark in extraction.found.dispositions} == marks


def test_a_task_is_a_project_whatever_is_said_of_its_progress(facts_of: Callable) -> None:
    rows = [
        [("任务名称", 2, 1), ("完成情况", 2, 1), ("预算数（万元）", 1, 2), ("执行数（万元）", 1, 2), ("执行率", 2, 1)],
        ["总额", "财政拨款", "总额", "财政拨款"],
        ["馆舍维修", "已完成", "40", "30", "36", "28", "90%"],
        ["展览", "已完成", "20", "20", "18", "18", "90%"],
        ["金额合计", "", "60", "50", "54", "46", "90%"],
    ]
    facts = facts_of("部门整体支出绩效自评表", rows, genre="performance_evaluation")
    assert [line for line in facts.amounts if "@" not in line] == [
        "budget:approved project/馆舍维修 40万元", "spending project/馆舍维修 36万元",
        "budget:approved project/展览 20万元", "spending project/展览 18万元",
        "budget:approved total 60万元", "spending total 54万元",
    ]  # fmt: skip


def test_the_rate_of_a_carryover_is_no_fact(facts_of: Callable) -> None:
    facts = facts_of(FORM, [*FUNDS[:2], ["上年结转资金", "5", "5", "4", "80%"]], genre="project_evaluation")
    assert facts.rates == ["execution:adjusted total 80% of budget:adjusted total"]
    assert len(facts.amounts) == 3


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


def test_labels_beside_each_amount_tell_more_than_columns_that_the_file_lost(facts_of: Callable) -> None:
    rows = [
        ["预算安排情况（调整后）", "资金到位情况", "资金执行情况", "预算执行进度"],
        ["预算数：", "90.00", "到位数：", "60.00", "执行数：", "45.00", "50%"],
        ["其中：财政资金", "80.00", "其中：财政资金", "50.00", "其中：财政资金", "40.00"],
    ]
    facts = facts_of("馆舍项目绩效运行监控表", "单位：万元", rows)
    assert facts.amounts == [
        "budget:approved total 90.00万元", "budget:received total 60.00万元", "spending total 45.00万元",
        "budget:approved total@fiscal 80.00万元", "budget:received total@fiscal 50.00万元",
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


def test_a_label_that_names_nothing_is_no_total(facts_of: Callable) -> None:
    rows = [
        [("收入", 1, 2), ("支出", 1, 2)],
        ["项目", "预算数", "项目", "预算数"],
        ["一、一般公共预算拨款收入", "9", "一、教育支出", "9"],
        ["经费拨款", "8", "二、卫生健康支出", ""],
        ["收入总计", "9", "支出总计", "9"],
    ]
    facts = facts_of("收支总表", UNIT, rows, genre="budget")
    assert "8" in facts.left
    assert not any(line.endswith(" 8万元") for line in facts.amounts)


def test_funds_below_what_is_carried_on_are_parts_of_it(facts_of: Callable) -> None:
    rows = [
        [("收入", 1, 2), ("支出", 1, 2)],
        ["项目", "预算数", "项目", "预算数"],
        ["上年结转", "2", "结转下年", "3"],
        ["其中：一般公共预算拨款", "1.5", "其中：一般公共预算拨款", "2.5"],
    ]
    facts = facts_of("收支总表", UNIT, rows, genre="budget")
    assert facts.amounts == [
        "revenue:initial revenue/opening_carryover 2万元",
        "balance balance/closing_carryover 3万元",
    ]
    assert set(facts.left) == {"1.5", "2.5"}


def test_appropriations_within_one_fund_are_not_all_appropriations(facts_of: Callable) -> None:
    rows = [
        [("项目", 2, 1), ("合计", 2, 1), ("一般公共预算", 1, 2), ("政府性基金", 2, 1)],
        ["小计", "其中：财政拨款"],
        ["基本支出", "9", "7", "6", "2"],
    ]
    facts = facts_of("支出预算表", UNIT, rows, genre="budget")
    assert [line.split()[1] for line in facts.amounts] == [
        "expenditure_type/basic", "expenditure_type/basic@general_public_budget",
        "expenditure_type/basic@government_fund",
    ]  # fmt: skip
    assert set(facts.left) == {"6"}


def test_a_row_of_names_without_amounts_is_no_header(facts_of: Callable) -> None:
    rows = [
        [("收入", 1, 3), ("支出", 1, 3)],
        ["项目", "2022年", "2023年", "项目", "2022年", "2023年"],
        ["一、一般公共预算", "8", "9", "一、教育支出", "8", "9"],
        ["上年结转", "", "", "结转下年", "", ""],
        ["本年收入合计", "8", "9", "本年支出合计", "8", "9"],
    ]
    facts = facts_of("收支预算总表", UNIT, rows, genre="budget")
    assert facts.amounts == [
        "revenue:initial revenue/general_public_budget 2022 8万元",
        "revenue:initial revenue/general_public_budget 9万元",
        "budget:initial function/205 2022 8万元", "budget:initial function/205 9万元",
        "revenue:initial revenue/total 2022 8万元", "revenue:initial revenue/total 9万元",
        "budget:initial total 2022 8万元", "budget:initial total 9万元",
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
        ["县本级安排", "32.00", "15.18"],
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

"""Cells of amount tables that are no facts, and what rows and columns beside them say."""

from __future__ import annotations

from collections.abc import Callable

import pytest

UNIT = "单位：万元"
FORM = "馆舍项目支出绩效自评表"


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

"""Tables that tell of less than the department: of its units one after the other, of one kind of spending, of projects
with the class that each belongs to."""

from __future__ import annotations

from collections.abc import Callable

import pytest

UNIT = "单位：万元"
HEAD = ["单位名称", "科目编码", "科目名称", "合计", "项目支出"]


def test_a_class_that_each_unit_has_an_amount_of_is_no_departments(facts_of: Callable) -> None:
    rows = [
        HEAD,
        ["", "", "合计", "90", "30"],
        ["茂县文化馆本级", "2070101", "行政运行", "50", ""],
        ["茂县文化馆本级", "2070109", "群众文化", "10", "10"],
        ["茂县图书馆", "2070101", "行政运行", "30", "20"],
    ]
    assert facts_of("支出预算总表", UNIT, rows, genre="budget").amounts == [
        "budget:initial total 90万元", "budget:initial expenditure_type/project 30万元",
        "budget:initial function/2070109 10万元",
    ]  # fmt: skip


def test_a_class_whose_units_make_it_up_stays(facts_of: Callable) -> None:
    rows = [
        ["科目编码", "科目名称", "合计"],
        ["2070101", "行政运行", "80"],
        ["", "茂县文化馆本级", ""],
        ["2070101", "行政运行", "50"],
        ["", "茂县图书馆", ""],
        ["2070101", "行政运行", "30"],
    ]
    facts = facts_of("支出预算总表", UNIT, rows, genre="budget")
    assert facts.amounts == ["budget:initial function/2070101 80万元"]


@pytest.mark.parametrize("kind", ["基本支出", "项目支出"])
def test_classes_in_a_table_of_one_kind_of_spending_are_crossed_with_it(facts_of: Callable, kind: str) -> None:
    rows = [["科目编码", "科目名称", "合计"], ["", "合计", "90"], ["207", "文化旅游体育与传媒支出", "90"]]
    facts = facts_of(f"一般公共预算{kind}表", UNIT, rows, genre="budget")
    assert [line.split("@")[0] for line in facts.amounts] == [
        f"budget:initial expenditure_type/{'basic' if kind == '基本支出' else 'project'}"
    ]


def test_a_table_may_be_of_one_economic_class(facts_of: Callable) -> None:
    rows = [["科目编码", "科目名称", "总计"], ["", "合计", "90"], ["2070101", "行政运行", "90"]]
    facts = facts_of("一般公共预算基本支出表-人员经费（工资福利支出）", UNIT, rows, genre="budget")
    assert facts.amounts == ["budget:initial economic/301@general_public_budget 90万元"]


@pytest.mark.parametrize(
    "header", [["科目编码", "科目名称", "项目名称"], ["项目名称", "科目编码", "科目名称"]], ids=["behind", "before"]
)
def test_a_project_beside_its_class_is_a_project(facts_of: Callable, header: list[str]) -> None:
    cells = {"科目编码": "2070109", "科目名称": "群众文化", "项目名称": "村级舞台维修"}
    rows = [[*header, "金额"], [*(cells[name] for name in header), "9"]]
    facts = facts_of("项目支出预算明细表", UNIT, rows, genre="budget")
    assert facts.amounts == ["budget:initial project/村级舞台维修 9万元"]


def test_a_project_of_several_economic_classes_is_their_sum(facts_of: Callable) -> None:
    head = ["项目名称", "功能科目编码", "功能科目名称", "经济科目编码", "经济科目名称", "合计"]
    rows = [
        head,
        ["送戏下乡经费", "", "", "", "", "9"],
        ["送戏下乡经费", "2070109", "群众文化", "30201", "办公费", "5"],
        ["送戏下乡经费", "2070109", "群众文化", "30226", "劳务费", "4"],
        ["数字文化馆", "2070109", "群众文化", "30201", "办公费", "2"],
        ["数字文化馆", "2070109", "群众文化", "30226", "劳务费", "3"],
    ]
    facts = facts_of("部门项目支出预算表", UNIT, rows, genre="budget")
    assert facts.amounts == ["budget:initial project/送戏下乡经费 9万元"]


@pytest.mark.parametrize(
    ("title", "whole"),
    [
        ("一般公共预算基本支出明细表（按经济分类科目-不含上级专项资金）", "basic@general_public_budget"),
        ("部门基本支出预算表（人员类、运转类公用经费项目）", "basic"),
        ("部门项目支出预算表（其他运转类、特定目标类项目）", "project"),
    ],
)
def test_what_a_title_says_in_passing_is_not_what_the_table_is_of(facts_of: Callable, title: str, whole: str) -> None:
    rows = [["科目编码", "科目名称", "合计"], ["", "合计", "9"]]
    facts = facts_of(title, UNIT, rows, genre="budget")
    assert facts.amounts == [f"budget:initial expenditure_type/{whole} 9万元"]


def test_classes_of_the_governments_budget_stand_beside_those_of_the_department(facts_of: Callable) -> None:
    rows = [
        ["部门预算支出经济科目", "政府预算支出经济科目", "2023年预算"],
        ["合计", "", "9"],
        ["[301]工资福利支出", "", "9"],
        ["[30101]基本工资", "[50101]工资奖金津补贴", "6"],
        ["[30113]住房公积金", "[50103]住房公积金", "3"],
    ]
    facts = facts_of("基本支出情况表（按支出经济分类科目）", UNIT, rows, genre="budget")
    assert [line.split(" ")[1] for line in facts.amounts] == [
        "expenditure_type/basic", "economic/301", "economic/30101", "economic/30113",
    ]  # fmt: skip


def test_a_code_may_stand_in_brackets_before_its_name(facts_of: Callable) -> None:
    rows = [["功能科目名称", "合计"], ["[207]文化旅游体育与传媒支出", "9"], ["[2070109]群众文化", "9"]]
    facts = facts_of("一般公共预算支出情况表（按功能分类科目）", UNIT, rows, genre="budget")
    fund = "@general_public_budget"
    assert facts.amounts == [
        f"budget:initial function/207{fund} 9万元", f"budget:initial function/2070109{fund} 9万元",
    ]  # fmt: skip


def test_other_spending_below_a_fund_is_no_class(facts_of: Callable) -> None:
    rows = [["科目编码", "科目名称", "合计", ("单位资金", 1, 2)], ["", "", "", "小计", "其他支出"]]
    facts = facts_of("部门支出预算表", UNIT, [*rows, ["", "合计", "9", "2", "2"]], genre="budget")
    assert facts.amounts == ["budget:initial total 9万元", "budget:initial total@other 2万元"]


def test_the_sum_of_some_projects_is_no_total(facts_of: Callable) -> None:
    head = ["单位编码", "单位名称", "项目名称", "项目金额"]
    rows = [head, ["合计", "", "", "9"], ["203001", "茂县文化馆", "送戏下乡", "9"]]
    facts = facts_of("部门综合预算专项业务经费支出表", UNIT, rows, genre="budget")
    assert facts.amounts == ["budget:initial project/送戏下乡 9万元"]


def test_a_header_names_no_project(facts_of: Callable) -> None:
    rows = [["单位名称", "项目名称", "项目金额"], ["茂县文化馆", "送戏下乡", "9"]]
    amounts = facts_of("部门综合预算专项业务经费支出表", UNIT, rows, genre="budget").amounts
    assert not [amount for amount in amounts if "项目金额" in amount]


def test_a_panel_of_the_governments_classes_tells_nothing_of_the_one_beside_it(facts_of: Callable) -> None:
    rows = [
        ["项目（按部门预算经济分类）", "本年预算", "项目（按政府预算经济分类）", "本年预算"],
        ["一、基本支出", "9", "一、机关工资福利支出", "4"],
        ["本年支出合计", "9", "本年支出合计", "9"],
    ]
    facts = facts_of("支出总表", UNIT, rows, genre="budget")
    assert facts.amounts[0] == "budget:initial expenditure_type/basic 9万元"
    assert not [amount for amount in facts.amounts if amount.endswith(" 4万元")]


def test_what_a_unit_grew_by_is_not_the_departments(facts_of: Callable) -> None:
    rows = [
        ["科目编码", "科目名称", "2022年预算数", "2023年预算数", "增减%"],
        ["2070101", "行政运行", "40", "50", "25%"],
        ["2070101", "行政运行", "20", "30", "50%"],
    ]
    facts = facts_of("一般公共预算支出表", UNIT, rows, genre="budget")
    assert facts.amounts == facts.rates == []


def test_a_table_of_the_governments_classes_gives_none_of_the_departments(facts_of: Callable) -> None:
    rows = [["科目名称", "总计", "机关工资福利支出", "对个人和家庭的补助"], ["合计", "9", "5", "4"]]
    facts = facts_of("支出预算分类汇总表（按政府预算经济分类）", UNIT, rows, genre="budget")
    assert facts.amounts == ["budget:initial total 9万元"]

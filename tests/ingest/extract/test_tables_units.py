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

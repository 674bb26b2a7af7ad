"""Functional classes by name in prose: items without codes, their own breakdown, aims that are no subject."""

from __future__ import annotations

from collections.abc import Callable

SECTION = "二、支出按功能分类情况"


def test_items_below_a_functional_title_are_functional(facts_of: Callable) -> None:
    facts = facts_of(SECTION, "初中教育支出2万元，机构运行1万元，住房公积金3万元。", genre="budget")
    assert facts.amounts == [
        "budget:initial function/2050203 2万元", "budget:initial function/机构运行 1万元",
        "budget:initial function/2210201 3万元",
    ]  # fmt: skip


def test_the_same_word_is_an_economic_class_among_personnel_costs(facts_of: Callable) -> None:
    facts = facts_of("人员经费9万元，包括：基本工资6万元、住房公积金3万元。", genre="final_accounts")
    assert facts.amounts[-1] == "spending economic/30113 3万元 < personnel"


def test_the_kinds_of_spending_of_a_function_are_not_those_of_the_department(facts_of: Callable) -> None:
    facts = facts_of(SECTION, "初中教育支出2万元，其中：基本支出1.5万元，项目支出0.5万元。", genre="budget")
    assert facts.amounts == ["budget:initial function/2050203 2万元"]
    assert facts.left["1.5万元"] == "cross classification outside the contract"


def test_what_money_is_for_is_no_subject_of_what_follows(facts_of: Callable) -> None:
    facts = facts_of("教育支出9万元，主要用于人员经费和办公经费，完成年初预算98%。", genre="final_accounts")
    assert facts.rates == ["execution:initial function/205 98% of budget:initial function/205"]


def test_a_class_that_is_called_a_class_is_read(facts_of: Callable) -> None:
    facts = facts_of("教育支出类科目9万元，同比增加1万元，增长12.5%。", genre="final_accounts")
    assert facts.amounts[-1] == "spending function/205 2022 8万元 derived"


def test_projects_behind_a_count_of_them_are_each_a_project(facts_of: Callable) -> None:
    facts = facts_of("项目支出8万元，分别是会议经费5万元，维修项目经费3万元。", genre="budget")
    assert [line.split(" < ")[0] for line in facts.amounts[1:]] == [
        "budget:initial project/会议经费 5万元", "budget:initial project/维修项目经费 3万元",
    ]  # fmt: skip


def test_a_comparison_behind_a_list_parted_by_semicolons_is_of_the_whole(facts_of: Callable) -> None:
    facts = facts_of(
        "支出合计9万元，其中：基本支出6万元；项目支出3万元；与2022年相比，增加1万元，增长12.5%。",
        genre="final_accounts",
    )
    assert facts.amounts[-1] == "spending total 2022 8万元 derived"


def test_economic_classes_of_projects_are_not_those_of_the_department(facts_of: Callable) -> None:
    facts = facts_of("项目支出6万元，其中：商品和服务支出6万元。", genre="budget")
    assert facts.amounts == ["budget:initial expenditure_type/project 6万元"]


def test_what_is_spent_in_the_whole_year_is_not_spent_of_added_funds_alone(facts_of: Callable) -> None:
    facts = facts_of("2023年年初预算5万元，年中追加1万元，全年执行数5.9万元，预算执行率98.33%。")
    assert facts.amounts[-1] == "spending total 5.9万元"
    assert facts.rates[0].startswith("execution:initial total 98.33%")

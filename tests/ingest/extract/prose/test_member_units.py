"""Totals of single units that a department's report lists beside its own."""

from __future__ import annotations

from collections.abc import Callable

OWN = "预算总支出90万元，其中：基本支出80万元，项目支出10万元。"


def test_the_totals_of_member_units_are_not_the_departments(facts_of: Callable) -> None:
    facts = facts_of(
        OWN,
        "1、局机关预算总支出60万元，其中：基本支出55万元，项目支出5万元。",
        "2、良种繁育站预算总支出30万元，其中：基本支出25万元，项目支出5万元。",
        genre="budget",
    )
    assert {text.split()[2] for text in facts.amounts} == {"90万元", "80万元", "10万元"}
    assert {facts.left[text] for text in ("60万元", "55万元", "30万元", "25万元")} == {"amount of a member unit"}


def test_one_such_paragraph_alone_may_be_the_departments_own(facts_of: Callable) -> None:
    facts = facts_of("1、文物所预算总支出60万元，其中：基本支出55万元，项目支出5万元。", genre="budget")
    assert "amount of a member unit" not in facts.left.values()


def test_what_stands_below_the_names_of_units_is_theirs(facts_of: Callable) -> None:
    facts = facts_of(
        "（一）局机关",
        "2023年度收入总计60万元，支出总计60万元。",
        "（二）农技站",
        "2023年度收入总计30万元，支出总计30万元。",
        "第三部分 收支情况",
        "2023年度收入总计90万元。",
        genre="final_accounts",
    )
    assert facts.amounts == ["revenue:executed revenue/grand_total 90万元"]
    assert {facts.left[text] for text in ("60万元", "30万元")} == {"amount of a member unit"}


def test_a_list_of_units_alone_leaves_what_follows_to_the_department(facts_of: Callable) -> None:
    facts = facts_of("1.局机关", "2.农技站", "2023年度收入总计90万元。", genre="final_accounts")
    assert facts.amounts == ["revenue:executed revenue/grand_total 90万元"]


def test_titles_without_the_office_may_be_names_of_projects(facts_of: Callable) -> None:
    facts = facts_of(
        "（一）污水处理站", "全年预算数50万元，执行数40万元。", "（二）垃圾中转站", "全年预算数30万元，执行数20万元。",
        genre="performance_evaluation",
    )  # fmt: skip
    assert "amount of a member unit" not in facts.left.values()

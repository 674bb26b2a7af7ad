"""Money that a township or bureau tells of and that is not its own."""

from __future__ import annotations

from collections.abc import Callable

import pytest


@pytest.mark.parametrize(
    "text",
    [
        "全年完成财政总收入1.42亿元，同比增长9.8%。",
        "实现一般公共预算收入1.42亿元，同比增长9.8%。",
        "引进招商项目5个，到位资金1.42亿元。",
        "新签约项目3个，实际到位资金1.42亿元。",
    ],
)
def test_what_a_place_took_in_or_investors_brought_is_not_the_departments(facts_of: Callable, text: str) -> None:
    facts = facts_of(text, genre="performance_evaluation")
    assert (facts.amounts, facts.rates) == ([], [])
    assert facts.left["1.42亿元"] == "amount outside the contract"


@pytest.mark.parametrize("text", ["改造资金9万元需待9月份后支付。", "改造资金9万元拟于下半年支付。"])
def test_what_is_still_to_be_paid_was_not_spent(facts_of: Callable, text: str) -> None:
    facts = facts_of("项目支出进度较低，主要是" + text, genre="performance_monitoring")
    assert facts.amounts == []


def test_what_came_in_is_no_planned_revenue(facts_of: Callable) -> None:
    facts = facts_of("2023年部门收入预算50万元，截至6月底到位资金48万元，到位率96%。", genre="performance_monitoring")
    assert facts.amounts == ["revenue:initial revenue/total 50万元", "budget:received total 48万元"]
    assert facts.rates == ["received:approved total 96% of budget:approved total"]


def test_the_budget_of_a_source_is_planned(facts_of: Callable) -> None:
    facts = facts_of("年初预算事业收入12万元。", genre="performance_evaluation")
    assert facts.amounts == ["revenue:initial revenue/institution_income 12万元"]


def test_what_was_not_understood_is_meant_behind_a_semicolon_too(facts_of: Callable) -> None:
    facts = facts_of(
        "下达政法纪检监察办案补助26万元，1-6月支出8万元；1-9月支出16万元，占62%。", genre="performance_evaluation"
    )
    assert (facts.amounts, facts.rates) == ([], [])


@pytest.mark.parametrize(
    "text",
    [
        "现场抽查5个标段，抽查资金14万元，占项目总投资的44%。",
        "建议将缺口资金14万元列入2024年度预算。",
        "资金缺口14万元。",
    ],
    ids=["what was looked at", "what is proposed", "what is lacking"],
)
def test_what_was_checked_proposed_or_lacks_is_no_budget(facts_of: Callable, text: str) -> None:
    facts = facts_of(text, genre="project_evaluation")
    assert (facts.amounts, facts.rates) == ([], [])


def test_the_kinds_of_spending_behind_the_sources_are_of_the_budget(facts_of: Callable) -> None:
    facts = facts_of(
        "年初预算100万元，其中：事业收入12万元。按支出性质分：基本支出70万元，项目支出30万元。",
        genre="performance_evaluation",
    )
    assert facts.amounts[-2:] == [
        "budget:initial expenditure_type/basic 70万元 < total",
        "budget:initial expenditure_type/project 30万元 < total",
    ]


def test_an_amount_without_a_name_hides_nothing_behind_the_semicolon(facts_of: Callable) -> None:
    facts = facts_of("财政已下达指标51万元，占调整预算的91.2%；实际支付40万元。", genre="performance_monitoring")
    assert facts.amounts == ["spending total 40万元"]

"""Amounts of which only a verb tells what they are."""

from __future__ import annotations

from collections.abc import Callable

import pytest


@pytest.mark.parametrize("opening", ["公务接待费。2023年安排", "2.公务接待费。2023年安排", "公务接待费：安排"])
def test_a_budget_plans_what_its_paragraph_opens_with(facts_of: Callable, opening: str) -> None:
    facts = facts_of(f"{opening}38万元，主要用于公务往来。", genre="budget")
    assert facts.amounts == ["budget:initial three_public/reception 38万元"]


@pytest.mark.parametrize(
    ("text", "genre"),
    [
        ("公务接待费。2023年安排38万元。", "final_accounts"),  # nothing says budget
        ("2023年安排38万元。", "budget"),  # nothing says what for
    ],
)
def test_a_plan_of_nothing_named_is_no_fact(facts_of: Callable, text: str, genre: str) -> None:
    assert facts_of(text, genre=genre).amounts == []


def test_a_plan_after_the_first_amount_is_of_something_else(facts_of: Callable) -> None:
    facts = facts_of("公务接待费38万元。2023年安排50万元修缮会议室。", genre="budget")
    assert facts.amounts == ["budget:initial three_public/reception 38万元"]


@pytest.mark.parametrize(
    "begin", ["86万元资金已全部拨付到位", "资金86万元全部拨付到位", "预算90万元，86万元资金均已到位"]
)
def test_an_amount_that_a_clause_begins_with_came_in_where_it_says_so(facts_of: Callable, begin: str) -> None:
    facts = facts_of(f"{begin}，资金到位率95%。", genre="project_evaluation")
    assert facts.amounts[-1] == "budget:received total 86万元"
    assert facts.rates == ["received:approved total 95% of budget:approved total"]


def test_what_was_completed_before_its_rate_was_spent(facts_of: Callable) -> None:
    text = "护林补助资金年初预算80万元。县级资金完成46万元，预算执行率92%，其他资金(上年结转)完成9万元，预算执行率90%。"
    assert facts_of(text, genre="project_evaluation").amounts[1:] == [
        "spending project/护林补助资金@local 46万元", "spending project/护林补助资金@other 9万元",
    ]  # fmt: skip


def test_what_was_completed_without_a_rate_of_spending_is_unclear(facts_of: Callable) -> None:
    assert facts_of("县级资金完成46万元，完成率92%。", genre="project_evaluation").amounts == []


def test_what_was_paid_out_before_the_rate_of_what_came_is_what_came(facts_of: Callable) -> None:
    facts = facts_of("预算12万元，当年实际拨付9万元，资金到位率75%，全年支出8万元。", genre="project_evaluation")
    assert facts.amounts[1:] == ["budget:received total 9万元", "spending total 8万元"]


def test_what_became_of_the_projects_money_is_not_the_last_items(facts_of: Callable) -> None:
    text = "1.果园建设项目，巩固成果。统筹整合使用财政涉农资金30万元，其中项目监测费3万元，目前项目资金已拨付27万元。"
    facts = facts_of(text, genre="project_evaluation")
    assert facts.amounts[-1] == "budget:received project/果园建设项目 27万元"

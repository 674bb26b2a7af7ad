"""由…组成: parts told by what makes up a whole."""

from __future__ import annotations

from collections.abc import Callable

import pytest


@pytest.mark.parametrize("end", ["组成", "共同构成"])
def test_what_makes_up_a_whole_are_its_parts(facts_of: Callable, end: str) -> None:
    text = f"全年预算500万元，由基本支出300万元、项目支出200万元{end}，执行率96%。"
    facts = facts_of(text, genre="performance_evaluation")
    assert facts.amounts == [
        "budget:adjusted total 500万元",
        "budget:adjusted expenditure_type/basic 300万元 < total",
        "budget:adjusted expenditure_type/project 200万元 < total",
    ]
    assert facts.rates == ["execution:adjusted total 96% of budget:adjusted total"]


def test_what_was_spent_behind_the_givers_is_of_all_of_them(facts_of: Callable) -> None:
    text = "项目资金由省级财政补助200万元、县级财政配套180万元组成，实际支出366.4万元。"
    facts = facts_of(text, genre="project_evaluation")
    assert facts.amounts == [
        "budget:approved total@superior_transfer 200万元", "budget:approved total@local 180万元",
        "spending total 366.4万元",
    ]  # fmt: skip


def test_who_gave_all_opens_no_parts(facts_of: Callable) -> None:
    facts = facts_of("项目资金380万元，由县财政全额安排，实际支出366.4万元。", genre="project_evaluation")
    assert facts.amounts == ["budget:approved total 380万元", "spending total 366.4万元"]

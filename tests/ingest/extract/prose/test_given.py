"""What a report's one project was given, where only a verb says so and the rate behind tells that it is all."""

from __future__ import annotations

from collections.abc import Callable

import pytest

GENRE = "project_evaluation"


@pytest.mark.parametrize(
    ("given", "stage"),
    [
        ("2023年度下达资金", "approved"),
        ("本年安排", "approved"),
        ("2023年下达我县资金", "approved"),
        ("2023年收到资金", "received"),
    ],
)
def test_a_verb_is_enough_where_the_rate_follows_from_it(facts_of: Callable, given: str, stage: str) -> None:
    facts = facts_of(f"{given}60万元，支付54万元，支付率90%。", genre=GENRE)
    assert facts.amounts == [f"budget:{stage} total 60万元", "spending total 54万元"]
    assert len(facts.rates) == 1


def test_a_verb_is_enough_where_parts_make_the_amount_up(facts_of: Callable) -> None:
    facts = facts_of("2023年度共安排资金30万元，其中中央资金20万元、县级资金10万元。", genre=GENRE)
    assert facts.amounts[0] == "budget:approved total 30万元"
    assert facts_of("2023年度共安排资金30万元，其中中央资金20万元。", genre=GENRE).amounts == []


@pytest.mark.parametrize(
    "text",
    [
        "2023年度下达资金60万元，用于修缮。",  # perhaps one of several batches
        "第一批下达资金60万元，支付54万元，支付率90%。",
        "2023年度下达资金60万元，支付54万元，支付率75%。",
    ],
)
def test_a_verb_alone_is_not(facts_of: Callable, text: str) -> None:
    assert not any(amount.startswith("budget") for amount in facts_of(text, genre=GENRE).amounts)


@pytest.mark.parametrize("genre", ["performance_evaluation", "performance_monitoring"])
def test_the_money_of_all_projects_is_not_the_departments(facts_of: Callable, genre: str) -> None:
    facts = facts_of("部门预算项目共5个，项目资金总额24万元，实际支出18万元，执行率75%。", genre=genre)
    assert facts.amounts == [
        "budget:approved expenditure_type/project 24万元",
        "spending expenditure_type/project 18万元",
    ]

"""投入 in reports on projects: a budget only where the paragraph tells what was executed of it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

GENRE = "project_evaluation"


@pytest.mark.parametrize(
    ("text", "amounts"),
    [
        (
            "投入中央直达资金26.4万元，执行数25.1万元。",
            ["budget:approved total@superior_transfer 26.4万元", "spending total@superior_transfer 25.1万元"],
        ),
        (
            "2023年共投入资金90万元。其中中央资金投入60万元，县级资金投入30万元。全年执行资金84万元，执行率93.3%。",
            [
                "budget:approved total 90万元", "budget:approved total@superior_transfer 60万元",
                "budget:approved total@local 30万元", "spending total 84万元",
            ],
        ),
        (
            "项目资金总投入为90万元，其中：财政拨款80万元，自筹10万元；支出84万元。",
            [
                "budget:approved total 90万元", "budget:approved total@fiscal 80万元",
                "budget:approved total@other 10万元", "spending total 84万元",
            ],
        ),
    ],
    ids=["of one giver", "of several givers", "in all"],
)  # fmt: skip
def test_what_was_invested_and_then_executed_is_a_budget(facts_of: Callable, text: str, amounts: list[str]) -> None:
    assert facts_of(text, genre=GENRE).amounts == amounts


@pytest.mark.parametrize("text", ["共投入资金90万元，改造管网6公里。", "累计投入90万元，执行率84%。"])
def test_what_was_invested_alone_may_be_given_or_spent(facts_of: Callable, text: str) -> None:
    assert facts_of(text, genre=GENRE).amounts == []


def test_what_was_invested_in_one_use_of_a_budget_is_no_other_budget(facts_of: Callable) -> None:
    facts = facts_of("项目预算90万元，用于改造校舍，投入60万元。支出60万元。", genre=GENRE)
    assert facts.amounts == ["budget:approved total 90万元", "spending total 60万元"]

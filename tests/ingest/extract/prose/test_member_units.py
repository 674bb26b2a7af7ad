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

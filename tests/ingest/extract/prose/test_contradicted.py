"""Sums of reports on projects that cannot all be of the whole."""

from __future__ import annotations

from collections.abc import Callable

import pytest


def amounts(facts_of: Callable, text: str) -> list[str]:
    return facts_of(*text.split("\n"), genre="project_evaluation").amounts


@pytest.mark.parametrize(
    "text",
    [
        "我镇实施养殖项目3个，到位资金210万元，支出200万元；道路项目2个，到位资金90万元，支出85万元。",
        "上半年的项目预算安排70万元。\n下半年的项目预算安排45万元。",
    ],
)
def test_several_sums_far_from_each_other_are_of_no_whole(facts_of: Callable, text: str) -> None:
    assert amounts(facts_of, text) == []


@pytest.mark.parametrize(
    ("told", "kept"),
    [
        ("70 7", "70 7"),
        ("71 70", "71 70"),
        ("718 178", "718 178"),
        ("70 45 70", "70 70"),
        ("70 45 115", "115"),
        ("70 45 共118", "共118"),
    ],
    ids=[
        "a unit or a digit", "a little more", "digits transposed", "told again", "the sum of the others", "called so",
    ],
)  # fmt: skip
def test_a_slip_and_what_is_known_to_be_the_whole_stay(facts_of: Callable, told: str, kept: str) -> None:
    text = "\n".join(f"项目预算安排{value}万元。" for value in told.split())
    assert amounts(facts_of, text) == [f"budget:approved total {value.strip('共')}万元" for value in kept.split()]


@pytest.mark.parametrize(
    "behind",
    ["截至2023年底，累计支出412万元，支付进度96%。", "2023年共到位资金412万元，到位率100%。"],
)
def test_a_paragraph_behind_a_project_that_tells_more_than_its_budget_is_not_its(
    facts_of: Callable, behind: str
) -> None:
    facts = facts_of("3.东岭村水渠整修项目。项目资金56万元。", behind, genre="project_evaluation")
    assert facts.amounts == ["budget:approved project/东岭村水渠整修项目 56万元"]
    assert facts.rates == []


def test_what_a_paragraph_says_of_the_project_that_it_names_stays(facts_of: Callable) -> None:
    text = "3.东岭村水渠整修项目。项目资金56万元，支出50万元。\n截至2023年底，累计支出412万元。"
    assert amounts(facts_of, text) == [
        "budget:approved project/东岭村水渠整修项目 56万元", "spending project/东岭村水渠整修项目 50万元",
    ]  # fmt: skip


def test_what_a_title_says_of_the_money_of_a_project_names_it(facts_of: Callable) -> None:
    text = "（一）东岭村水渠项目资金情况\n预算安排70万元。\n（二）西岭村道路项目资金使用情况\n预算安排45万元。"
    assert amounts(facts_of, text) == [
        "budget:approved project/东岭村水渠项目 70万元", "budget:approved project/西岭村道路项目 45万元",
    ]  # fmt: skip


def test_what_several_projects_spent_is_not_of_the_last(facts_of: Callable) -> None:
    text = "项目一：职工帮扶。预算15万元，支出14万元。项目二：书屋建设。预算20万元，支出20万元。两个项目共支出34万元。"
    assert amounts(facts_of, text)[-2:] == ["spending project/书屋建设 20万元", "spending total 34万元"]


def test_what_several_years_paid_is_of_none(facts_of: Callable) -> None:
    assert amounts(facts_of, "项目资金累计拨付68万元，其中2022年拨付30万元，2023年拨付38万元。") == []

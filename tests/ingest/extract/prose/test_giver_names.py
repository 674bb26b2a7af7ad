"""Who gave a project's money, right before it, by words that are no row of the lexicon; names beside other words."""

from __future__ import annotations

from collections.abc import Callable

import pytest

WHOLE = "performance_evaluation"
TITLE = "二、项目支出情况"


def test_givers_in_brackets_behind_what_they_gave(facts_of: Callable) -> None:
    facts = facts_of(TITLE, "茶园改造项目到位资金31万元（省级财政补助26万元、自筹5万元），支出30万元。", genre=WHOLE)
    assert facts.amounts == [
        "budget:received project/茶园改造项目 31万元",
        "budget:received project/茶园改造项目@superior_transfer 26万元",
        "budget:received project/茶园改造项目@other 5万元",
        "spending project/茶园改造项目 30万元",
    ]


def test_givers_that_make_up_a_project(facts_of: Callable) -> None:
    facts = facts_of(
        TITLE, "（2）茶园改造项目由省级财政补助21万元、县级财政配套3万元组成，改造茶园160亩。", genre=WHOLE
    )
    assert facts.amounts == [
        "budget:approved project/茶园改造项目@superior_transfer 21万元",
        "budget:approved project/茶园改造项目@local 3万元",
    ]


def test_givers_of_one_level_have_no_place_each(facts_of: Callable) -> None:
    facts = facts_of(
        TITLE, "茶园改造项目预算资金31万元，由中央财政补助16万元、省级财政补助10万元、县级财政配套5万元构成。",
        genre=WHOLE,
    )  # fmt: skip
    assert facts.amounts == [
        "budget:approved project/茶园改造项目 31万元",
        "budget:approved project/茶园改造项目@local 5万元",
    ]


def test_a_giver_that_another_word_follows_begins_a_name(facts_of: Callable) -> None:
    facts = facts_of(TITLE, "支出9万元，其中：中央补助飞行费5万元。", genre=WHOLE)
    assert not any("superior_transfer" in amount for amount in facts.amounts)


def test_a_projects_name_goes_on_into_the_word_for_its_money(facts_of: Callable) -> None:
    facts = facts_of("2023年信息化建设项目支出5万元，展厅改造项目预算资金2万元。", genre=WHOLE)
    assert facts.amounts == ["spending project/信息化建设项目 5万元", "budget:approved project/展厅改造项目 2万元"]


def test_a_kind_of_projects_is_no_name_before_its_money(facts_of: Callable) -> None:
    facts = facts_of("2023年上级项目支出5万元，重点项目支出2万元，其他项目支出1万元。", genre=WHOLE)
    assert facts.amounts == []


@pytest.mark.parametrize("fund", ["县级专项资金", "县级道路养护专项资金", "二是县级专项资金"])
def test_money_of_the_county_for_one_purpose_is_not_all_that_came(facts_of: Callable, fund: str) -> None:
    facts = facts_of(f"{fund}到位70万元。", genre="project_evaluation")
    assert facts.amounts == ["budget:received total@local 70万元"]


def test_where_what_came_is_from_is_no_project(facts_of: Callable) -> None:
    facts = facts_of("当年到位资金90万元（车购税补助50万元，一般债券40万元）。", genre="project_evaluation")
    assert facts.amounts == ["budget:received total 90万元"]

"""What money was used for, item by item, where no 其中 opens the list."""

from __future__ import annotations

from collections.abc import Callable

import pytest

WHOLE = "performance_evaluation"
TITLE = "二、项目支出情况"


def test_the_uses_of_what_a_project_was_given_are_parts_of_it(facts_of: Callable) -> None:
    facts = facts_of(
        TITLE, "（1）病虫害防治项目资金26万元，用于药剂采购12万元、人员补助9万元、设备维修5万元。", genre=WHOLE
    )
    assert facts.amounts == [
        "budget:approved project/病虫害防治项目资金 26万元",
        "budget:approved use/药剂采购 12万元 < 病虫害防治项目资金",
        "budget:approved use/人员补助 9万元 < 病虫害防治项目资金",
        "budget:approved use/设备维修 5万元 < 病虫害防治项目资金",
    ]


def test_what_was_spent_behind_the_uses_is_the_projects(facts_of: Callable) -> None:
    facts = facts_of(TITLE, "1.古籍修复项目，安排资金9万元，用于药剂采购6万元、书架购置3万元，支出8万元。", genre=WHOLE)
    assert facts.amounts[-1] == "spending project/古籍修复项目 8万元"


def test_uses_that_come_to_more_than_the_amount_are_none_of_it(facts_of: Callable) -> None:
    facts = facts_of(TITLE, "1.古籍修复项目，安排资金9万元，用于药剂采购8万元、书架购置3万元。", genre=WHOLE)
    assert facts.amounts == ["budget:approved project/古籍修复项目 9万元"]


@pytest.mark.parametrize("opens", ["主要用于", "主要用于："])
def test_what_all_projects_took_was_used_for_projects(facts_of: Callable, opens: str) -> None:
    facts = facts_of(f"2023年项目支出20万元，{opens}展厅维修12万元，信息化建设8万元。", genre=WHOLE)
    assert facts.amounts == [
        "spending expenditure_type/project 20万元",
        "spending project/展厅维修 12万元 < project",
        "spending project/信息化建设 8万元 < project",
    ]


def test_an_item_that_is_not_understood_hides_no_item_behind_it(facts_of: Callable) -> None:
    facts = facts_of(
        "2023年基本支出69万元，其中人员经费60万元；公用经费9万元，包括办公费2万元、印刷费1万元、水电费3万元、差旅费3万元等。",
        genre=WHOLE,
    )
    assert facts.amounts[-1] == "spending economic/30211 3万元 < public"


def test_the_verb_alone_tells_what_was_given_to_a_project_and_paid_of_it(facts_of: Callable) -> None:
    facts = facts_of("全年共下达农村电影放映资金12万元，已支付11万元，支付率91.67%。", genre=WHOLE)
    assert facts.amounts == [
        "budget:approved project/农村电影放映资金 12万元",
        "spending project/农村电影放映资金 11万元",
    ]
    assert facts.rates == [
        "execution:approved project/农村电影放映资金 91.67% of budget:approved project/农村电影放映资金"
    ]


def test_what_was_spent_may_be_named_behind_its_verb(facts_of: Callable) -> None:
    facts = facts_of("累计支出疫情防控经费4.8万元，其中防疫物资采购2.4万元。", genre=WHOLE)
    assert facts.amounts == [
        "spending project/疫情防控经费 4.8万元",
        "spending use/防疫物资采购 2.4万元 < 疫情防控经费",
    ]


@pytest.mark.parametrize(
    "behind",
    [
        "，主要用于景区维修3万元、宣传推广2万元",
        "（省级补助4万元、县级配套1万元）",
        "，其中景区维修3万元",
        "，已支付4万元",
    ],
)
def test_what_a_numbered_item_opens_with_was_given_where_more_is_told_of_it(facts_of: Callable, behind: str) -> None:
    facts = facts_of("三、部门履职完成情况", f"2.旅游发展专项资金5万元{behind}。", genre=WHOLE)
    assert facts.amounts[0] == "budget:approved project/旅游发展专项资金 5万元"


def test_what_a_numbered_item_opens_with_alone_may_be_either(facts_of: Callable) -> None:
    assert facts_of("三、部门履职完成情况", "2.旅游发展专项资金5万元。", genre=WHOLE).amounts == []

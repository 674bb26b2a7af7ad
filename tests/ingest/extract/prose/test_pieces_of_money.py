"""One piece of a year's money: a batch, an item that two lists name alike, a part told as if it were all."""

from __future__ import annotations

from collections.abc import Callable

import pytest

PROJECT = "project_evaluation"
OUTSIDE = "amount outside the contract"
CROSS = "cross classification outside the contract"
WARDENS = "project/护林员补助"


@pytest.mark.parametrize(
    "text",
    [
        "2023年3月到位资金5万元，2023年9月到位资金3万元，资金到位率100%。",
        "3月下达补助资金5万元，9月下达补助资金5万元。",
        "2022年12月省财政厅下达补助资金5万元，2023年8月下达中央补助资金3万元。",
    ],
    ids=["two months", "equal batches", "two years"],
)
def test_what_came_month_by_month_is_not_what_came(facts_of: Callable, text: str) -> None:
    facts = facts_of(text, genre=PROJECT)
    assert facts.amounts == []
    assert facts.left["5万元"] in (OUTSIDE, CROSS)


def test_what_came_up_to_a_month_is(facts_of: Callable) -> None:
    facts = facts_of("截至2023年9月底到位资金5万元，支付资金3万元。", genre=PROJECT)
    assert facts.amounts == ["budget:received total 5万元", "spending total 3万元"]


def test_what_one_document_gave_is_not_all_beside_another(facts_of: Callable) -> None:
    first = "根据茂财农〔2023〕5号文件，下达给我单位资金9万元，其中：护林员补助6万元，林火监测3万元。"
    other = "根据茂财农〔2023〕8号文件，下达给我单位资金2万元。"
    assert facts_of(first, genre=PROJECT).amounts[0] == "budget:approved total 9万元"
    amounts = facts_of(first, other, genre=PROJECT).amounts
    assert amounts == [f"budget:approved {WARDENS} 6万元", "budget:approved project/林火监测 3万元"]


def test_the_money_that_two_offices_handed_on_is_one(facts_of: Callable) -> None:
    facts = facts_of(
        "川财农〔2023〕5号文件下达中央补助资金9万元。",
        "阿州财农〔2023〕8号文件下达中央补助资金9万元。",
        genre=PROJECT,
    )
    assert facts.amounts == ["budget:approved total@superior_transfer 9万元"] * 2


def test_items_named_alike_in_two_projects_are_neither(facts_of: Callable) -> None:
    facts = facts_of(
        "1.村道养护项目，预算安排9万元，其中项目管理费3万元。",
        "2.桥梁养护项目，预算安排5万元，其中项目管理费1万元。",
        genre="performance_monitoring",
    )
    assert facts.amounts == [
        f"budget:approved project/{name}养护项目 {n}万元" for name, n in (("村道", 9), ("桥梁", 5))
    ]
    assert facts.left["3万元"] == CROSS


def test_a_part_told_as_if_it_were_all_is_not(facts_of: Callable) -> None:
    facts = facts_of(
        "中央下达资金9万元，其中：护林员补助6万元，林火监测3万元。",
        "中央补助资金共6万元，使用6万元，预算执行率100%。",
        genre=PROJECT,
    )
    assert facts.amounts[0] == "budget:approved total@superior_transfer 9万元"
    assert len(facts.amounts) == 3
    assert facts.rates == []


def test_less_than_one_giver_gave_is_not_what_all_gave(facts_of: Callable) -> None:
    facts = facts_of("收到专项经费2万元，收到上级补助资金5万元。支出7万元。", genre=PROJECT)
    assert facts.amounts == ["budget:received total@superior_transfer 5万元", "spending total 7万元"]


def test_money_of_many_years_is_of_none(facts_of: Callable) -> None:
    assert facts_of("2016-2020年果园建设资金9万元。", genre=PROJECT).amounts == []
    winter = facts_of("2022-2023年冬春救助资金9万元。", genre=PROJECT)
    assert winter.amounts == ["budget:approved project/冬春救助资金 9万元"]


@pytest.mark.parametrize("said", ["已全部支付", "资金已全部支付完毕", "全额发放"])
def test_an_amount_that_is_used_up_was_spent(facts_of: Callable, said: str) -> None:
    facts = facts_of(f"项目资金按计划执行，9万元{said}，执行率100%。", genre=PROJECT)
    assert facts.amounts == ["spending total 9万元"]
    assert len(facts.rates) == 1


def test_words_of_what_was_done_with_money_name_no_project(facts_of: Callable) -> None:
    assert facts_of("已分配资金9万元，计提工作经费2万元。", genre=PROJECT).amounts == []
    assert facts_of("县、乡两级投入资金9万元。全县发放扶助资金8万元。", genre=PROJECT).amounts == []


def test_a_number_in_a_circle_is_no_part_of_a_name(facts_of: Callable) -> None:
    facts = facts_of("项目支付资金9万元，具体用于支付：①馆舍改造尾款6万元；②展柜尾款3万元。", genre=PROJECT)
    assert facts.amounts[1:] == ["spending use/馆舍改造尾款 6万元 < total", "spending use/展柜尾款 3万元 < total"]


def test_a_part_in_a_report_on_several_projects_is_one_of_their_money(facts_of: Callable) -> None:
    facts = facts_of(
        "共实施项目3个，预算安排9万元，其中：护林员补助6万元，林火监测3万元。",
        genre=PROJECT,
        title="茂县文化馆2023年项目支出绩效自评报告",
    )
    assert facts.amounts[1] == f"budget:approved {WARDENS} 6万元 < project"


def test_a_sum_is_not_of_the_item_told_last(facts_of: Callable) -> None:
    assert facts_of("缴纳社保2万元，发放工资6万元，差旅费1万元，合计支出9万元。", genre=PROJECT).amounts == []


def test_a_budget_beside_one_years_part_of_it_is_of_all_years(facts_of: Callable) -> None:
    facts = facts_of("项目总预算90万元，2023年安排资金30万元。", genre=PROJECT)
    assert facts.left["90万元"] == OUTSIDE
    assert facts_of("项目总预算90万元，2023年支出30万元。", genre=PROJECT).amounts[0] == "budget:approved total 90万元"


def test_a_list_behind_one_whose_items_were_all_taken_back_stops_nothing(facts_of: Callable) -> None:
    assert facts_of("下达资金9万元，其中护林补助1万元，" * 2 + "其中护林补助2万元，其中护林补助3万元。", genre=PROJECT)
    many = "".join(f"下达资金9万元，其中护林补助{n}万元，" for n in range(1, 5))
    assert facts_of(many, genre=PROJECT).amounts == []

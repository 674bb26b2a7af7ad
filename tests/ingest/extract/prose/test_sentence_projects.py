"""Money and scores of projects that a department's report names one by one."""

from __future__ import annotations

from collections.abc import Callable

import pytest

ROADS = "project/村道养护项目"


@pytest.mark.parametrize(
    "text",
    [
        "村道养护项目绩效自评综述：项目自评得分为95分。项目全年预算数为12万元，执行数为9万元，完成预算的75%。",
        "（1）“村道养护”项目绩效自评综述：全年预算数12万元，执行数9万元，完成预算的75%，自评得分95分。",
        "村道养护项目自评得分95分，全年预算数12万元，执行数9万元，完成预算的75%。",
        "村道养护项目支出绩效自评结果：\n根据年初设定的目标，自评得分95分。\n项目全年预算数12万元，执行数9万元，完成预算的75%。",
    ],
)
def test_a_review_of_one_project_is_about_its_money(facts_of: Callable, text: str) -> None:
    facts = facts_of(*text.split("\n"), genre="final_accounts")
    assert facts.amounts == [f"budget:adjusted {ROADS} 12万元", f"spending {ROADS} 9万元"]
    assert facts.rates == [f"execution:approved {ROADS} 75% of budget:approved {ROADS}"]
    assert facts.statistics == ["evaluation_score 村道养护项目 95分"]


@pytest.mark.parametrize(
    "text",
    [
        "部门整体支出绩效自评综述：全年预算数为12万元，执行数为9万元。",
        "村道养护项目绩效自评综述：全年预算数2万元，执行数1万元。\n本部门全年预算数12万元，执行数9万元。",
    ],
)
def test_what_is_no_review_of_one_project_stays_the_departments(facts_of: Callable, text: str) -> None:
    amounts = facts_of(*text.split("\n"), genre="final_accounts").amounts
    assert amounts[-2:] == ["budget:adjusted total 12万元", "spending total 9万元"]


def test_numbered_paragraphs_below_project_spending_name_a_project_each(facts_of: Callable) -> None:
    facts = facts_of(
        "项目支出9万元，主要包括：",
        "（1）堤坝加固6万元。主要用于汛前整修。",
        "（2）巡河经费3万元；",
        "三公经费支出1万元。",
    )
    assert facts.amounts[1:] == [
        "spending project/堤坝加固 6万元 < project", "spending project/巡河经费 3万元 < project",
        "spending three_public/total 1万元",
    ]  # fmt: skip


def test_a_rate_behind_budget_and_spending_of_an_item_is_the_items(facts_of: Callable) -> None:
    facts = facts_of(
        "财政拨款支出年初预算数为20万元，决算数为18万元，完成年初预算的90%。其中：\n"
        "（一）教育支出年初预算数为8万元，决算数为6万元，完成年初预算的75%。",
        genre="final_accounts",
    )
    assert [rate.split(" of ")[0] for rate in facts.rates] == [
        "execution:initial total@fiscal 90%", "execution:initial function/205@fiscal 75%",
    ]  # fmt: skip


def test_other_spending_beside_basic_and_project_spending_is_no_function(facts_of: Callable) -> None:
    facts = facts_of("本年支出构成为：基本支出6万元；项目支出3万元；其他支出1万元。", genre="final_accounts")
    assert [amount.split()[1] for amount in facts.amounts] == ["expenditure_type/basic", "expenditure_type/project"]


def test_what_stands_in_brackets_without_a_place_leaves_what_follows_its_own(facts_of: Callable) -> None:
    facts = facts_of(
        "下达农村厕所改造资金200万元（其中中央资金120万元、省级资金80万元），截至年底支出190万元，执行率95%。",
        genre="project_evaluation",
    )
    assert facts.rates == [
        "execution:approved project/农村厕所改造资金 95% of budget:approved project/农村厕所改造资金"
    ]


def test_an_adjustment_is_passed_over(facts_of: Callable) -> None:
    facts = facts_of(
        "该项目年初预算数30万元，调整数5万元，调整后预算数35万元，全年支出34.2万元，执行率97.71%。",
        genre="project_evaluation",
    )
    assert facts.amounts == ["budget:initial total 30万元", "budget:adjusted total 35万元", "spending total 34.2万元"]
    assert facts.rates == ["execution:adjusted total 97.71% of budget:adjusted total"]


def test_projects_that_accounts_review_one_after_the_other_are_each_their_own(facts_of: Callable) -> None:
    facts = facts_of(
        "十一、预算绩效管理情况",
        "我局对2个项目开展绩效自评。绿化养护项目：全年预算9万元，全年执行8万元，自评得分98分；"
        "路灯维修项目：全年预算5万元，全年执行5万元，自评得分97分。",
        genre="final_accounts",
    )
    assert facts.amounts == [
        "budget:adjusted project/绿化养护项目 9万元", "spending project/绿化养护项目 8万元",
        "budget:adjusted project/路灯维修项目 5万元", "spending project/路灯维修项目 5万元",
    ]  # fmt: skip
    assert facts.statistics == ["evaluation_score 绿化养护项目 98分", "evaluation_score 路灯维修项目 97分"]


def test_a_projects_name_stands_without_its_quotation_marks(facts_of: Callable) -> None:
    facts = facts_of("十一、预算绩效情况", "“法律援助”项目年初预算9万元，全年执行8万元。", genre="final_accounts")
    assert facts.amounts[0] == "budget:initial project/法律援助项目 9万元"


def test_a_numbered_label_that_a_score_follows_names_the_project(facts_of: Callable) -> None:
    text = "1.高标准农田建设：自评得分95分。全年预算数120.00万元，执行数114.00万元，执行率95%。"
    facts = facts_of(text, genre="final_accounts")
    assert facts.amounts == [
        "budget:adjusted project/高标准农田建设 120.00万元",
        "spending project/高标准农田建设 114.00万元",
    ]
    assert facts.statistics == ["evaluation_score 高标准农田建设 95分"]


def test_a_label_that_says_what_is_told_names_no_project(facts_of: Callable) -> None:
    text = "1.绩效目标完成情况：自评得分95分。全年预算数120.00万元，执行数114.00万元。"
    facts = facts_of(text, genre="final_accounts")
    assert facts.amounts[0] == "budget:adjusted total 120.00万元"
    assert facts.statistics == ["evaluation_score 95分"]

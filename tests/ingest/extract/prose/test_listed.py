"""Items of lists that no wording covers: what money was given for and spent on."""

from __future__ import annotations

from collections.abc import Callable

import pytest

PROJECT = "project_evaluation"


def test_parts_of_a_budget_are_projects_and_of_spending_uses(facts_of: Callable) -> None:
    facts = facts_of(
        "预算安排9万元，其中：水渠清淤6万元，水价改革3万元。全年支出8万元，其中：车辆租用支出5万元，巡库劳务3万元。",
        genre=PROJECT,
    )
    assert [amount.split(" <")[0] for amount in facts.amounts if "/" in amount] == [
        "budget:approved project/水渠清淤 6万元", "budget:approved project/水价改革 3万元",
        "spending use/车辆租用 5万元", "spending use/巡库劳务 3万元",
    ]  # fmt: skip


def test_a_list_numbered_within_its_paragraph_goes_on_behind_semicolons(facts_of: Callable) -> None:
    facts = facts_of("实际使用9万元。具体支出如下：1.舞台搭建支出5万元；2.器材、服装购置支出4万元。", genre=PROJECT)
    assert facts.amounts == [
        "spending total 9万元", "spending use/舞台搭建 5万元 < total", "spending use/器材、服装购置 4万元 < total",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "预算安排9万元，其中：水渠清淤12万元。",
        "预算安排9万元，其中：已于六月完成投资3万元。",
        "预算安排9万元，其中：水渠清淤3万元标准。",
        "预算安排9万元，其中：乡镇卫生院3万元，县疾控中心6万元。",
        "预算安排9万元，其中：第一季度支出3万元，第二季度支出4万元。",
    ],
    ids=["more than the whole", "a sentence", "more words behind the figure", "who got it", "when"],
)
def test_what_may_be_no_item_is_left(facts_of: Callable, text: str) -> None:
    assert facts_of(text, genre=PROJECT).amounts == ["budget:approved total 9万元"]


def test_a_list_behind_an_investment_gives_no_amounts(facts_of: Callable) -> None:
    assert facts_of("项目总投资90万元，其中围栏建设资金30万元。", genre=PROJECT).amounts == []


def test_a_part_larger_than_the_project_before_it_is_not_its_part(facts_of: Callable) -> None:
    facts = facts_of(
        "（二）专项支出。全年安排防火经费9万元，护林经费5万元。其中上级专项资金12万元。", genre="performance_evaluation"
    )
    assert facts.amounts == ["budget:approved project/防火经费 9万元", "budget:approved project/护林经费 5万元"]


def test_parts_of_income_that_are_named_like_spending_are_neither(facts_of: Callable) -> None:
    facts = facts_of(
        "收入合计90万元，其中：财政拨款收入60万元（基本支出40万元，项目支出20万元）。", genre="final_accounts"
    )
    assert not any(amount.startswith("spending") for amount in facts.amounts)


@pytest.mark.parametrize(("words", "measure"), [("全年实际支出", "spending"), ("预算", "budget:approved")])
def test_what_fees_were_paid_are_uses(facts_of: Callable, words: str, measure: str) -> None:
    facts = facts_of(f"{words}9万元，其中：巡护补偿费6万元，设备购置费3万元。", genre=PROJECT)
    assert facts.amounts[1:] == [f"{measure} use/巡护补偿费 6万元 < total", f"{measure} use/设备购置费 3万元 < total"]


def test_a_project_may_be_told_by_the_end_of_its_name(facts_of: Callable) -> None:
    title = "茂县文化馆2023年古籍保护员补助项目支出绩效自评报告"
    facts = facts_of("该项目计划资金9万元，共支付保护员补助8万元。", genre=PROJECT, title=title)
    assert facts.amounts == ["budget:approved total 9万元", "spending total 8万元"]


def test_money_of_the_sentence_before_is_no_item_of_the_list(facts_of: Callable) -> None:
    text = "实际支出27万元，结余8万元。支出明细为：职业技能培训14万元，占51.85%；走访慰问13万元，占48.15%。"
    facts = facts_of(text, genre="project_evaluation")
    assert facts.amounts[1:] == ["spending use/职业技能培训 14万元 < total", "spending use/走访慰问 13万元 < total"]


def test_what_money_was_given_for(facts_of: Callable) -> None:
    text = "下达水利发展资金43万元，按支出方向分：中小河流治理21万元，水库除险加固22万元。"
    facts = facts_of(text, genre="project_evaluation")
    assert facts.amounts[1:] == [
        "budget:approved project/中小河流治理 21万元 < 水利发展资金",
        "budget:approved project/水库除险加固 22万元 < 水利发展资金",
    ]  # fmt: skip


def test_a_name_does_not_begin_in_the_middle(facts_of: Callable) -> None:
    text = "会计核算不规范，将应在项目支出中列支的培训费2.6万元列入公用经费。"
    assert facts_of(text, genre="performance_evaluation").amounts == []


def test_what_is_left_of_a_list_is_no_project(facts_of: Callable) -> None:
    facts = facts_of("项目支出8万元，主要为：水库移民后期扶持资金3万元，其他5万元。", genre="performance_evaluation")
    assert [amount for amount in facts.amounts if "其他" in amount] == []


@pytest.mark.parametrize(
    "text",
    [
        "项目资金9万元，用于河道治理6万元、护岸修复3万元。",
        "项目资金9万元，主要用于河道治理6万元、护岸修复3万元。",
        "项目资金9万元，其中6万元用于河道治理，3万元用于护岸修复。",
    ],
    ids=["behind the whole", "mainly", "the name behind its amount"],
)
def test_what_a_projects_money_is_for_are_uses(facts_of: Callable, text: str) -> None:
    assert facts_of(text, genre="project_evaluation").amounts == [
        "budget:approved total 9万元",
        "budget:approved use/河道治理 6万元 < total",
        "budget:approved use/护岸修复 3万元 < total",
    ]


def test_what_it_is_for_may_follow_what_givers_gave(facts_of: Callable) -> None:
    text = "共下达资金9万元，其中中央资金5万元，县级资金4万元；用于河道治理6万元、护岸修复3万元。"
    assert facts_of(text, genre="project_evaluation").amounts[3:] == [
        "budget:approved use/河道治理 6万元 < total",
        "budget:approved use/护岸修复 3万元 < total",
    ]


@pytest.mark.parametrize(
    "text",
    ["项目资金9万元，用于河道治理6万元、护岸修复2万元。", "项目资金9万元，其中6万元用于河道治理，支出5万元。"],
    ids=["not all of it", "whose spending is not said"],
)
def test_what_does_not_make_up_a_whole_or_goes_on_is_left(facts_of: Callable, text: str) -> None:
    assert facts_of(text, genre="project_evaluation").amounts == ["budget:approved total 9万元"]


def test_what_an_unread_item_is_made_of_is_no_further_item(facts_of: Callable) -> None:
    text = "项目支出决算为90万元，其中：校舍修缮50万元、专用设备购置20万元（实验台12万元；灶具8万元）、围墙砌筑20万元。"
    names = [amount.split(" <")[0] for amount in facts_of(text, genre="performance_evaluation").amounts]
    assert names[1:] == ["spending project/校舍修缮 50万元", "spending project/围墙砌筑 20万元"]


def test_what_an_amount_is_compared_with_names_no_project(facts_of: Callable) -> None:
    facts = facts_of("项目支出预算90万元，其中超过30万元的项目2个。", genre="performance_evaluation")
    assert [amount for amount in facts.amounts if "超过" in amount] == []


def test_the_parts_of_one_item_end_where_the_next_begins(facts_of: Callable) -> None:
    facts = facts_of(
        "一是东岭村水渠工程，安排资金50万元，其中中央资金30万元，县级资金20万元；二是西岭村道路项目45万元。",
        genre=PROJECT,
    )
    assert facts.amounts[-1] == "budget:approved project/西岭村道路项目 45万元"


def test_a_list_of_money_whose_kind_is_not_told_has_no_items(facts_of: Callable) -> None:
    assert facts_of("收到一般债券资金90万元，其中用于校舍50万元，用于操场40万元。", genre=PROJECT).amounts == []
